import { httpUplink, type Uplink } from '#kiosk/uplink.ts';
import { problem, type ProblemCode } from '#domain/problem.ts';
import type { Asked } from './answering.ts';
import { ServerKilled } from './server.ts';
import type { World } from './tablet.ts';

const WAY_MS_MAX = 400;
const HOURS_MS = 5 * 60 * 60_000;
const OTHER_BUILD = 'directives not understood';

/** What a browser knows a tablet by; it survives the page, and a copy of it opens the same door. */
export interface Cookie {
	credential?: string;
}

/** The product's own uplink over a network that loses, doubles, cuts off and delays, as the seed has it. */
export function lineTo(
	cookie: Cookie,
	{ faults, scheduler, chance, server }: Pick<World, 'faults' | 'scheduler' | 'chance' | 'server'>
): Uplink {
	const way = () => scheduler.pass(Math.ceil(chance() * WAY_MS_MAX));
	const dead = (asked: Asked) => server().serve(asked).catch(forgiven);

	/** As a tablet of an older build takes it, and as a server of a later one says it. */
	const ofAnotherBuild = (body: object): object =>
		'directives' in body && faults.strikes(OTHER_BUILD)
			? { ...body, directives: ['of-a-later-build'], later: { unknown: true } }
			: body;

	const fetch = async (input: unknown, init?: RequestInit): Promise<Response> => {
		const path = String(input).slice('/api/v1/'.length);
		const body = typeof init?.body === 'string' ? init.body : null;
		const asked = { path, body, credential: cookie.credential };
		await way();
		if (faults.strikes('captive portal')) return said(200, '<html>Welcome</html>');
		if (faults.strikes('request lost')) throw new TypeError('lost on the way there');
		if (faults.strikes('too large') && (body?.length ?? 0) > 2_000) return declined('too-large');
		if (faults.strikes('server busy')) return declined('busy');
		if (faults.strikes('too many requests')) return declined('too-many');
		if (faults.strikes('delayed for hours')) {
			scheduler.after(Math.ceil(chance() * HOURS_MS), () => void dead(asked));
			throw new TypeError('held up on the way there');
		}
		const again = faults.strikes('delivered twice') ? way().then(() => dead(asked)) : null;
		const served = await server().serve(asked);
		await again;
		await way();
		if (faults.strikes('answer lost')) throw new TypeError('lost on the way back');
		if (served.credential) cookie.credential = served.credential;
		const text = JSON.stringify(ofAnotherBuild(served.body));
		const cut = faults.strikes('body cut off');
		return said(served.status, cut ? text.slice(0, Math.floor(chance() * text.length)) : text);
	};
	// Only what the uplink looks at is answered.
	return httpUplink(fetch as typeof globalThis.fetch);
}

function said(status: number, text: string): Response {
	const parts = [new TextEncoder().encode(text)];
	const read = async () => {
		const value = parts.shift();
		return { done: value === undefined, value };
	};
	const body = { getReader: () => ({ read }) };
	return { status, headers: new Headers(), body } as unknown as Response;
}

function declined(code: ProblemCode): Response {
	const document = problem(code);
	return said(document.status, JSON.stringify(document));
}

/** Nobody waits for the answer to a copy. */
function forgiven(error: unknown): void {
	if (!(error instanceof ServerKilled)) throw error;
}
