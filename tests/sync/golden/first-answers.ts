import * as v from 'valibot';

// What the first tablets take for an answer of the center, as they were released with it; whatever else is in an
// answer they pass over. Never altered: some of them may still lie in a cupboard.

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Moment = v.pipe(v.number(), v.safeInteger());
const answer = { protocol: v.literal(1), epoch: v.string(), serverTime: Moment };
const Named = v.object({ id: v.string(), name: v.string() });

export const FirstEnrolAnswer = v.object({ ...answer, device: Named, center: Named, site: Named });

export const FirstPushAnswer = v.object({
	...answer,
	ackedThrough: Count,
	backedUpThrough: Count,
	results: v.array(
		v.object({
			id: v.nullable(v.string()),
			status: v.picklist(['stored', 'duplicate', 'conflict', 'quarantined'])
		})
	),
	missing: v.array(v.tuple([Count, Count])),
	directives: v.array(v.string())
});

const enrolment = { session: v.string(), participant: v.string() };

export const FirstPullAnswer = v.object({
	...answer,
	cursor: v.string(),
	more: v.boolean(),
	fresh: v.boolean(),
	center: Named,
	site: Named,
	sessions: v.array(
		v.object({
			id: v.string(),
			site: v.string(),
			program: v.string(),
			startsAt: Moment,
			endsAt: Moment,
			openBeforeMs: Count,
			graceMs: Count,
			stayMs: Count,
			cancelled: v.boolean()
		})
	),
	sessionsGone: v.array(v.string()),
	roster: v.array(
		v.object({
			...enrolment,
			badge: v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
			sealed: v.nullable(v.string())
		})
	),
	rosterGone: v.array(v.object(enrolment)),
	events: v.array(
		v.looseObject({
			version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
			id: v.string(),
			incarnation: v.string(),
			seq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
			kind: v.pipe(v.string(), v.regex(/^[a-z][a-z-]{0,31}$/)),
			at: Moment,
			skew: Moment,
			session: v.nullable(v.string())
		})
	)
});
