import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import * as v from 'valibot';
import {
	Answers,
	isShowable,
	less,
	Rows,
	tallyOf,
	together,
	type Answer,
	type Band,
	type Place,
	type Row,
	type Tally,
	type Under
} from '#server/database/migrations/0015-tally.ts';

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
	const rows = Map.groupBy(v.parse(Rows, tallies.rows), nameOf);
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
		missing.filter(({ tally }) => isShowable(tally) === shown)
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
	await putDown(db, of, joint, isShowable(joint.tally) ? 1 : 0);
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
		values (${center_id}, ${randomUUID()}, ${program_id}, ${session_id}, ${month}, ${band}, ${way},
			${JSON.stringify(counts)}, ${JSON.stringify(quick)}, ${declined}, ${JSON.stringify(reasons)}, ${shown})
	`.execute(db);
}
