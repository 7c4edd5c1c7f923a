import * as v from 'valibot';
import { problem, type ProblemCode } from '#domain/problem.ts';
import { PUSH_BYTES_MAX } from '#domain/protocol.ts';

/** No message of ours is nested half as deep; JSON that is could exhaust the stack. */
const NESTING_MAX = 32;
/** Character codes of what structures JSON. */
const [QUOTE, BACKSLASH, BRACKET, BRACE, BRACKET_END, BRACE_END] = [34, 92, 91, 123, 93, 125];

/** An answer of the protocol. Never cached: an old receipt would be a lie. */
export function answer(body: object, status = 200): Response {
	return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}

/** A problem document (RFC 9457). */
export function declined(
	code: ProblemCode,
	about: { detail?: string; field?: string; retryAfterMs?: number } = {}
): Response {
	const { retryAfterMs, ...rest } = about;
	const document = problem(code, rest);
	const headers = new Headers({
		'content-type': 'application/problem+json',
		'cache-control': 'no-store'
	});
	// Its body was not read, so the connection cannot be used for another request.
	if (code === 'too-large') headers.set('connection', 'close');
	if (retryAfterMs) headers.set('retry-after', String(Math.ceil(retryAfterMs / 1000)));
	return new Response(JSON.stringify(document), { status: document.status, headers });
}

/** The request's body as the schema has it, or the answer that says what is wrong with it. */
export async function bodyOf<Schema extends v.GenericSchema>(
	request: Request,
	schema: Schema,
	most = PUSH_BYTES_MAX
): Promise<v.InferOutput<Schema> | Response> {
	if (Number(request.headers.get('content-length')) > most) return declined('too-large');
	const text = await request.text();
	if (text.length > most) return declined('too-large');
	const parsed = v.safeParse(schema, parse(text));
	if (parsed.success) return parsed.output;
	const [issue] = parsed.issues;
	const field = v.getDotPath(issue);
	return declined('unreadable', { detail: issue.message, ...(field ? { field } : {}) });
}

function parse(text: string): unknown {
	if (isDeep(text)) return undefined;
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Whether brackets outside of texts are nested deeper than any message of ours. */
function isDeep(json: string): boolean {
	let depth = 0;
	let quoted = false;
	for (let at = 0; at < json.length; at++) {
		const sign = json.charCodeAt(at);
		if (sign === QUOTE) quoted = !quoted;
		else if (quoted && sign === BACKSLASH) at++;
		else if (quoted) continue;
		else if (sign === BRACKET || sign === BRACE) depth++;
		else if (sign === BRACKET_END || sign === BRACE_END) depth--;
		if (depth > NESTING_MAX) return true;
	}
	return false;
}

/** What the framework answered by itself, for example to a wrong method, as a problem document. */
export function documented(response: Response): Response {
	const type = response.headers.get('content-type') ?? '';
	// A health answer of 503 is an answer.
	if (
		response.status < 400 ||
		response.headers.has('cache-control') ||
		type.startsWith('application/problem+json')
	)
		return response;
	const codes: Readonly<Record<number, ProblemCode>> = { 405: 'not-allowed', 413: 'too-large' };
	return declined(codes[response.status] ?? 'broken');
}
