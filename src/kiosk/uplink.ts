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

const TIMEOUT_MS = 15_000;

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

export function httpUplink(fetch: typeof globalThis.fetch): Uplink {
	const send = <Schema extends v.GenericSchema>(path: string, schema: Schema, body?: unknown) =>
		exchange(fetch, `/api/v1/${path}`, schema, body);
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
	fetch: typeof globalThis.fetch,
	path: string,
	schema: Schema,
	body: unknown
): Promise<Reply<v.InferOutput<Schema>>> {
	const { status, headers, json } = await ask(fetch, path, body);
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

async function ask(fetch: typeof globalThis.fetch, path: string, body: unknown) {
	try {
		const response = await fetch(path, {
			method: body === undefined ? 'GET' : 'POST',
			headers: body === undefined ? {} : { 'content-type': 'application/json' },
			body: body === undefined ? null : JSON.stringify(body),
			credentials: 'same-origin',
			cache: 'no-store',
			signal: AbortSignal.timeout(TIMEOUT_MS)
		});
		const json: unknown = await response.json();
		return { status: response.status, headers: response.headers, json };
	} catch (cause) {
		throw new Unreachable('No answer from the server', { cause });
	}
}
