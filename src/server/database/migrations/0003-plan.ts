import { sql, type Kysely } from 'kysely';
import { searchable } from '#domain/folded.ts';
import { execute, wordsOf } from '#server/database/migrations/words.ts';
import type { Engine } from '#server/database/schema.ts';

/** What a center says about itself and about what it plans, and how its students are found. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
	const { whole } = wordsOf(engine);
	const add = (table: string, ...columns: readonly string[]) =>
		columns.map((column) => `alter table ${table} add column ${column}`);
	await execute(db, [
		...add(
			'center',
			`zone text not null default 'Asia/Seoul'`,
			`open_before_ms ${whole} not null default 3600000`,
			`grace_ms ${whole} not null default 600000`,
			`stay_ms ${whole} not null default 600000`
		),
		...add(
			'program',
			`funding text not null default ''`,
			`basis text not null default ''`,
			`audience text not null default 'ANY'`,
			`capacity ${whole}`,
			`host text not null default ''`,
			`tags text not null default '[]'`,
			`archived ${whole} not null default 0`
		),
		...add(
			'site',
			`contact text not null default ''`,
			`phone text not null default ''`,
			`email text not null default ''`,
			`archived ${whole} not null default 0`
		),
		...add(
			'session',
			`note text not null default ''`,
			`cancel_reason text`,
			`removed ${whole} not null default 0`
		),
		`create index session_start on session (center_id, starts_at)`,
		`create index session_program on session (center_id, program_id)`,
		`create index session_site on session (center_id, site_id, starts_at)`,
		// How many are on a roster is counted without looking at the roster.
		`create index enrolment_session on enrolment (center_id, session_id, removed)`,
		...add('participant', `folded text not null default ''`),
		// Looking for a part of a name reads this index from end to end, and nothing else.
		`create index participant_folded on participant (center_id, folded, school_id, grade, class_no, id)`
	]);
	await foldNames(db);
}

/** Only JavaScript knows how names are folded. */
async function foldNames(db: Kysely<unknown>): Promise<void> {
	const { rows } = await sql<{ center_id: string; id: string; name: string }>`
		select center_id, id, name from participant
	`.execute(db);
	for (const { center_id, id, name } of rows) {
		await sql`
			update participant set folded = ${searchable(name)}
			where center_id = ${center_id} and id = ${id}
		`.execute(db);
	}
}
