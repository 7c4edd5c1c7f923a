import * as v from 'valibot';

/** Every way in which the server can decline a request, by the last part of the problem's `type`. */
export const ProblemCode = v.picklist([
	'unreadable',
	'too-large',
	'not-paired',
	'revoked',
	'code-unknown',
	'other-center',
	'too-many',
	'busy',
	'not-found',
	'not-allowed',
	'broken'
]);
export type ProblemCode = v.InferOutput<typeof ProblemCode>;

/** A problem document (RFC 9457), served as `application/problem+json`. */
export const Problem = v.object({
	type: v.pipe(v.string(), v.startsWith('/problems/')),
	title: v.string(),
	status: v.pipe(v.number(), v.integer()),
	detail: v.optional(v.string()),
	/** The field of the request that was wrong, as a dotted path. */
	field: v.optional(v.string())
});
export type Problem = v.InferOutput<typeof Problem>;

const STATUS: Readonly<Record<ProblemCode, number>> = {
	unreadable: 400,
	'not-paired': 401,
	revoked: 403,
	'code-unknown': 404,
	'not-found': 404,
	'not-allowed': 405,
	'other-center': 409,
	'too-large': 413,
	'too-many': 429,
	busy: 503,
	broken: 500
};

const TITLE: Readonly<Record<ProblemCode, string>> = {
	unreadable: 'This request cannot be read',
	'not-paired': 'This tablet is not paired',
	revoked: 'This tablet was taken out of service',
	'code-unknown': 'This code is wrong, used or expired',
	'not-found': 'There is nothing here',
	'not-allowed': 'This cannot be asked in this way',
	'other-center': 'This tablet still holds records of another center',
	'too-large': 'This request is too large',
	'too-many': 'There were too many wrong tries',
	busy: 'The server is busy',
	broken: 'The server made a mistake'
};

/** Builds the document for a code. `detail` and `field` say what was wrong with this very request. */
export function problem(
	code: ProblemCode,
	about: { readonly detail?: string; readonly field?: string } = {}
): Problem {
	return { type: `/problems/${code}`, title: TITLE[code], status: STATUS[code], ...about };
}

/** The code of a problem document; `broken` if this build does not know it. */
export function codeOf(document: Problem): ProblemCode {
	const code = v.safeParse(ProblemCode, document.type.slice('/problems/'.length));
	return code.success ? code.output : 'broken';
}
