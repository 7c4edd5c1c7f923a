import { sql, type Kysely } from 'kysely';
import * as v from 'valibot';
import { Month } from '#domain/calendar.ts';
import { randomId } from '#domain/id.ts';
import { Way } from '#domain/rating/ballot.ts';
import { Band } from '#domain/rating/band.ts';
import { countedAs, SurveyId } from '#domain/rating/survey.ts';
import { tallied, together, type Tally } from '#domain/rating/tally.ts';
import { telling } from '#domain/rating/telling.ts';
import { randomBytes } from '#server/keys.ts';

const json = v.pipe(
	v.string(),
	v.transform((text): unknown => JSON.parse(text))
);
const whole = v.pipe(v.unknown(), v.transform(Number), v.safeInteger());
const Counts = v.pipe(json, v.array(v.number()));
const under = { center_id: v.string(), program_id: v.string(), band: Band, way: Way };
const place = { session_id: v.nullable(v.string()), month: Month };

const Answers = v.array(
	v.object({
		...under,
		...place,
		survey_id: SurveyId,
		answer: v.nullable(whole),
		reasons: v.pipe(json, v.array(v.string())),
		quick: whole
	})
);
const Tallies = v.array(
	v.object({
		...under,
		...place,
		counts: Counts,
		quick: Counts,
		declined: whole,
		reasons: v.pipe(json, v.record(v.string(), v.number())),
		shown: whole
	})
);
type Answer = v.InferOutput<typeof Answers>[number];
type Row = v.InferOutput<typeof Tallies>[number];
type Under = Pick<Row, keyof typeof under>;
type Place = Pick<Row, keyof typeof place>;
type Placed = Place & { readonly tally: Tally };

/**
 * Adds up the answers that were counted before anything was added up (0011). What was added up since stays as
 * it is: made anew, a row could differ from what was shown yesterday by a few answers, and say whose they are.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	// On SQLite steps run in no transaction of their own, and this one must not be found half done.
	await (db.isTransaction ? addUp(db) : db.transaction().execute(addUp));
}

async function addUp(db: Kysely<unknown>): Promise<void> {
	const answers = await sql`select * from rating where program_id is not null`.execute(db);
	const tallies = await sql`select * from rating_tally`.execute(db);
	const rows = Map.groupBy(v.parse(Tallies, tallies.rows), nameOf);
	for (const [name, some] of Map.groupBy(v.parse(Answers, answers.rows), nameOf)) {
		const [first] = some;
		if (first) await addMissing(db, first, some, rows.get(name) ?? []);
	}
}

function nameOf({ center_id, program_id, band, way }: Under): string {
	return [center_id, program_id, band, way].join('/');
}

async function addMissing(
	db: Kysely<unknown>,
	of: Under,
	answers: readonly Answer[],
	rows: readonly Row[]
): Promise<void> {
	const missing = missingIn(of.band, answers, rows);
	const [showable, few] = [true, false].map((shown) =>
		missing.filter(({ tally }) => (telling(tally.counts) === null) === shown)
	);
	for (const each of showable ?? []) await putDown(db, of, each, 1);
	if (!few?.length) return;
	const { center_id, program_id, band, way } = of;
	await sql`
		delete from rating_tally where shown = 0 and center_id = ${center_id}
		and program_id = ${program_id} and band = ${band} and way = ${way}
	`.execute(db);
	const waiting = rows
		.filter(({ shown }) => shown === 0)
		.map(({ session_id, month, ...tally }) => ({ session_id, month, tally }));
	const joint = jointly(band, [...waiting, ...few]);
	await putDown(db, of, joint, telling(joint.tally.counts) ? 0 : 1);
}

/**
 * What was counted and not added up, session by session. Where a row of several sessions has some of these
 * answers, nobody can say any more of which session it has them: then all that is missing is one.
 */
function missingIn(band: Band, answers: readonly Answer[], rows: readonly Row[]): Placed[] {
	const placeOf = ({ session_id, month }: Place) => `${session_id}/${month}`;
	const counted = Map.groupBy(answers, placeOf);
	const added = Map.groupBy(rows, placeOf);
	const missing = [...new Set([...counted.keys(), ...added.keys()])].map((name): Placed => {
		const [some, others] = [counted.get(name) ?? [], added.get(name) ?? []];
		const at = some[0] ?? others[0];
		if (!at) throw new Error('A place of nothing');
		return { ...at, tally: less(tallyOf(band, some), together(band, others)) };
	});
	const certain = missing.every(({ tally }) => numbersIn(tally).every((count) => count >= 0));
	return (certain ? missing : [jointly(band, missing)]).filter(({ tally }) =>
		numbersIn(tally).some((count) => count > 0)
	);
}

function tallyOf(band: Band, answers: readonly Answer[]): Tally {
	return tallied(
		band,
		answers.map(({ answer, quick, reasons, survey_id }) => ({
			answer,
			quick: quick === 1,
			reasons: reasons.map((reason) => countedAs(survey_id, reason))
		}))
	);
}

function less(one: Tally, other: Tally): Tally {
	const reasons = new Set([...Object.keys(one.reasons), ...Object.keys(other.reasons)]);
	return {
		counts: one.counts.map((count, at) => count - (other.counts[at] ?? 0)),
		quick: one.quick.map((count, at) => count - (other.quick[at] ?? 0)),
		declined: one.declined - other.declined,
		reasons: Object.fromEntries(
			[...reasons].map((key) => [key, (one.reasons[key] ?? 0) - (other.reasons[key] ?? 0)])
		)
	};
}

function numbersIn({ counts, quick, declined, reasons }: Tally): number[] {
	return [...counts, ...quick, declined, ...Object.values(reasons)];
}

/** All as one, without a session, in the month of the last. */
function jointly(band: Band, some: readonly Placed[]): Placed {
	const month = some
		.map((each) => each.month)
		.toSorted()
		.at(-1);
	if (!month) throw new Error('Nothing to add up');
	const tally = together(
		band,
		some.map((each) => each.tally)
	);
	return { session_id: null, month, tally };
}

async function putDown(
	db: Kysely<unknown>,
	{ center_id, program_id, band, way }: Under,
	{ session_id, month, tally: { counts, quick, declined, reasons } }: Placed,
	shown: 0 | 1
): Promise<void> {
	await sql`
		insert into rating_tally (center_id, id, program_id, session_id, month, band, way,
			counts, quick, declined, reasons, shown)
		values (${center_id}, ${randomId(randomBytes)}, ${program_id}, ${session_id}, ${month}, ${band}, ${way},
			${JSON.stringify(counts)}, ${JSON.stringify(quick)}, ${declined}, ${JSON.stringify(reasons)}, ${shown})
	`.execute(db);
}
