import * as v from 'valibot';
import { Band } from '#domain/rating/band.ts';
import { SurveyId } from '#domain/rating/survey.ts';
import { REASONS_MAX } from '#domain/rating/topic.ts';

/** Random, and nothing else: neither when nor in which order it was made can be told from it. */
export const BallotId = v.pipe(
	v.string(),
	v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
	v.brand('BallotId')
);
export type BallotId = v.InferOutput<typeof BallotId>;

export const COMMENT_LETTERS_MAX = 200;

/**
 * How an answer came: asked after leaving, at a tablet without a scan, or by the link for teachers, for
 * parents, or for the site. Each is counted apart.
 */
export const Way = v.picklist(['door', 'open', 'teacher', 'parent', 'site']);
export type Way = v.InferOutput<typeof Way>;

/** The ways of those who were there with a badge or without: not those of a link. */
export const AT_TABLETS = ['door', 'open'] as const satisfies readonly Way[];

/** Whether a ballot of this way was given at a tablet. */
export function isAtTablet(way: Way): boolean {
	return AT_TABLETS.some((each) => each === way);
}

const Answer = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(5));

/** What every ballot says, and no more: nothing of whom, by which tablet, or when. */
const common = {
	version: v.literal(1),
	id: BallotId,
	/** The session's id. A plain text: whatever is known here could name nobody. */
	session: v.pipe(v.string(), v.uuid()),
	survey: SurveyId,
	band: Band,
	way: Way
};

/**
 * Whoever answers puts this many papers into the urn, whatever they have to say; the rest is blank. How many
 * it were would tell who wrote something, or was the eighth in a row.
 */
export const PAPERS_EACH = 3;

/** One paper in the urn. */
export const Ballot = v.variant('kind', [
	v.object({
		...common,
		kind: v.literal('rating'),
		/** From 1, the lowest; null of somebody who did not want to answer. */
		answer: v.nullable(Answer),
		reasons: v.pipe(
			v.array(v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,20}$/))),
			v.maxLength(REASONS_MAX)
		),
		/** Given sooner than anybody can read the question; see `QUICK_MS`. */
		quick: v.boolean()
	}),
	/** A few words; a paper of its own, so that nobody can tell to which answer it belongs. */
	v.object({
		...common,
		kind: v.literal('comment'),
		text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(COMMENT_LETTERS_MAX))
	}),
	/**
	 * One tablet was given the same answer so many times in a row. A paper of its own: on the answers
	 * themselves it would tell which were given late.
	 */
	v.object({
		...common,
		kind: v.literal('run'),
		answer: Answer,
		length: v.pipe(v.number(), v.safeInteger(), v.minValue(1))
	}),
	v.object({ ...common, kind: v.literal('blank') })
]);
export type Ballot = v.InferOutput<typeof Ballot>;
export type Rating = Extract<Ballot, { kind: 'rating' }>;
