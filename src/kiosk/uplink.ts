import * as v from 'valibot';
import { codeOf, Problem, type ProblemCode } from '#domain/problem.ts';
import {
	EnrolAnswer,
	PullAnswer,
	PushAnswer,
	RatingsAnswer,
	ReconcileAnswer,
	RescueAnswer,
	SiteAnswer,
	SitesAnswer,
	type EnrolRequest,
	type PushRequest,
	type RatingsRequest,
	type ReconcileRequest,
	type RescueRequest,
	type SiteRequest
} from '#domain/protocol.ts';

/** How long an answer is waited for, in ms. */
export interface Patience {
	/** Without a byte of it. A slow line is no dead one: a page of news takes it minutes. */
	readonly silenceMs: number;
	/** In all. Whoever never comes to an end would keep us here for ever. */
	readonly allMs: number;
}

const PATIENCE: Patience = { silenceMs: 15_000, allMs: 5 * 60_000 };

/**
 * Nobody answered, or not our server: a dead network, a captive portal, a proxy's error page. What
 * became of the request is unknown.
 */
export class Unreachable extends Error {}

export type Reply<Answer> =
	| { readonly kind: 'answer'; readonly answer: Answer }
	| { readonly kind: 'declined'; readonly code: ProblemCode; readonly retryAfterMs: number | null };

/** The tablet's line to the center. The credential travels in a cookie that scripts cannot read. */
export interface Uplink {
	enrol(request: EnrolRequest): Promise<Reply<EnrolAnswer>>;
	/** Where this tablet can stand. */
	sites(): Promise<Reply<SitesAnswer>>;
	/** Says at which of them it stands from now on. */
	stand(request: SiteRequest): Promise<Reply<SiteAnswer>>;
	push(request: PushRequest): Promise<Reply<PushAnswer>>;
	pull(cursor: string | null): Promise<Reply<PullAnswer>>;
	ratings(request: RatingsRequest): Promise<Reply<RatingsAnswer>>;
	/** Asks what of this tablet's records the center lacks. */
	reconcile(request: ReconcileRequest): Promise<Reply<ReconcileAnswer>>;
	/** Hands in what another tablet owes. */
	rescue(request: RescueRequest): Promise<Reply<RescueAnswer>>;
}

export function httpUplink(fetch: typeof globalThis.fetch, patience = PATIENCE): Uplink {
	const send = <Schema extends v.GenericSchema>(path: string, schema: Schema, body?: unknown) =>
		exchange(ask(fetch, `/api/v1/${path}`, body, patience), schema);
	return {
		enrol: (request) => send('devices/enrol', EnrolAnswer, request),
		sites: () => send('devices/sites', SitesAnswer),
		stand: (request) => send('devices/site', SiteAnswer, request),
		push: (request) => send('sync/push', PushAnswer, request),
		pull: (cursor) =>
			send(`sync/pull${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`, PullAnswer),
		ratings: (request) => send('sync/ratings', RatingsAnswer, request),
		reconcile: (request) => send('sync/reconcile', ReconcileAnswer, request),
		rescue: (request) => send('sync/rescue', RescueAnswer, request)
	};
}

async function exchange<Schema extends v.GenericSchema>(
	said: ReturnType<typeof ask>,
	schema: Schema
): Promise<Reply<v.InferOutput<Schema>>> {
	const { status, headers, json } = await said;
	const answer = v.safeParse(schema, json);
	if (status === 200 && answer.success) return { kind: 'answer', answer: answer.output };
	const problem = v.safeParse(Problem, json);
	if (!problem.success) throw new Unreachable(`Not an answer of ours: ${status}`);
	const seconds = Number(headers.get('retry-after'));
	return {
		kind: 'declined',
		code: codeOf(problem.output),
		retryAfterMs: seconds > 0 ? seconds * 1000 : null
	};
}

async function ask(
	fetch: typeof globalThis.fetch,
	path: string,
	body: unknown,
	{ silenceMs, allMs }: Patience
) {
	const line = new AbortController();
	const hangUp = () => line.abort();
	const inAll = setTimeout(hangUp, allMs);
	let silence = setTimeout(hangUp, silenceMs);
	const heard = () => {
		clearTimeout(silence);
		silence = setTimeout(hangUp, silenceMs);
	};
	try {
		const response = await fetch(path, {
			method: body === undefined ? 'GET' : 'POST',
			headers: body === undefined ? {} : { 'content-type': 'application/json' },
			body: body === undefined ? null : JSON.stringify(body),
			credentials: 'same-origin',
			cache: 'no-store',
			signal: line.signal
		});
		heard();
		const json: unknown = JSON.parse(await textOf(response, heard));
		return { status: response.status, headers: response.headers, json };
	} catch (cause) {
		throw new Unreachable('No answer from the server', { cause });
	} finally {
		clearTimeout(inAll);
		clearTimeout(silence);
	}
}

/** What an answer says; tells of each part that it was `heard`. */
async function textOf({ body }: Response, heard: () => void): Promise<string> {
	if (!body) return '';
	const decoder = new TextDecoder();
	const reader = body.getReader();
	let text = '';
	for (let part = await reader.read(); !part.done; part = await reader.read()) {
		heard();
		text += decoder.decode(part.value, { stream: true });
	}
	return text + decoder.decode();
}
