// What answers and tallies were when 0015 was written. It must go on bringing the databases of then up to date,
// so it is by itself, and is not altered when today's code is.
import * as v from 'valibot';

const POINTS = { lower: 3, upper: 5, secondary: 5, adult: 5 } as const;
const FEWEST = 5;

export type Band = keyof typeof POINTS;

const json = v.pipe(
	v.string(),
	v.transform((text): unknown => JSON.parse(text))
);
// PostgreSQL says large numbers as texts.
const whole = v.pipe(v.unknown(), v.transform(Number), v.safeInteger());
const counts = v.pipe(json, v.array(v.number()));
const under = {
	center_id: v.string(),
	program_id: v.string(),
	band: v.picklist(['lower', 'upper', 'secondary', 'adult']),
	way: v.string()
};
const place = { session_id: v.nullable(v.string()), month: v.string() };

export const Answers = v.array(
	v.object({
		...under,
		...place,
		survey_id: v.string(),
		answer: v.nullable(whole),
		reasons: v.pipe(json, v.array(v.string())),
		quick: whole
	})
);
export type Answer = v.InferOutput<typeof Answers>[number];

export const Rows = v.array(
	v.object({
		...under,
		...place,
		counts,
		quick: counts,
		declined: whole,
		reasons: v.pipe(json, v.record(v.string(), v.number())),
		shown: whole
	})
);
export type Row = v.InferOutput<typeof Rows>[number];

/** Who was asked what; and when and where. */
export type Under = Pick<Row, keyof typeof under>;
export type Place = Pick<Row, keyof typeof place>;

/** What some answers add up to. */
export type Tally = Pick<Row, 'counts' | 'quick' | 'declined' | 'reasons'>;

/** Of no answers. */
function none(band: Band): Tally {
	const counts = Array.from({ length: POINTS[band] }, () => 0);
	return { counts, quick: counts, declined: 0, reasons: {} };
}

/** Some answers added up. One that its scale does not have is none. */
export function tallyOf(band: Band, answers: readonly Answer[]): Tally {
	const one = ({ answer, quick, reasons, survey_id }: Answer): Tally => {
		const given = none(band).counts.map((_, index) => (answer === index + 1 ? 1 : 0));
		// A center's own words mean something only in the survey that has them.
		const keys = reasons.map((key) => (key.startsWith('own-') ? `${survey_id}/${key}` : key));
		return {
			counts: given,
			quick: quick === 1 ? given : none(band).counts,
			declined: answer === null ? 1 : 0,
			reasons: Object.fromEntries(keys.map((key) => [key, 1]))
		};
	};
	return together(band, answers.map(one));
}

/** Several tallies as one. */
export function together(band: Band, tallies: readonly Tally[]): Tally {
	return tallies.reduce((sum, next) => combined(sum, next, 1), none(band));
}

/** What one has and the other has not. */
export function less(one: Tally, other: Tally): Tally {
	return combined(one, other, -1);
}

function combined(one: Tally, other: Tally, sign: 1 | -1): Tally {
	if (one.counts.length !== other.counts.length) throw new RangeError('Scales of two lengths');
	const keys = new Set([...Object.keys(one.reasons), ...Object.keys(other.reasons)]);
	return {
		counts: one.counts.map((count, at) => count + sign * (other.counts[at] ?? 0)),
		quick: one.quick.map((count, at) => count + sign * (other.quick[at] ?? 0)),
		declined: one.declined + sign * other.declined,
		reasons: Object.fromEntries(
			[...keys].map((key) => [key, (one.reasons[key] ?? 0) + sign * (other.reasons[key] ?? 0)])
		)
	};
}

/** Whether it may be shown: of five answers or more, and not all the same bad one. */
export function isShowable({ counts }: Tally): boolean {
	const answers = counts.reduce((sum, count) => sum + count, 0);
	const only = counts.indexOf(answers);
	return answers >= FEWEST && (only === -1 || only >= (counts.length - 1) / 2);
}
