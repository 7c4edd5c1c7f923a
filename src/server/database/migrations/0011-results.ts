import type { Kysely } from 'kysely';
import { execute, wordsOf } from '#server/database/migrations/words.ts';
import type { Engine } from '#server/database/schema.ts';

/** What answers add up to, and how many came: all that results are made of, so that a year is read at once. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
	const { whole, end } = wordsOf(engine);
	// As for the answers themselves: nothing may tell in which order they were opened.
	const unnumbered = engine === 'sqlite' ? ') strict, without rowid' : ')';
	await execute(db, [
		`create table rating_tally (
			center_id text not null,
			id text not null,
			program_id text not null,
			session_id text,
			month text not null,
			band text not null,
			way text not null,
			counts text not null,
			quick text not null,
			declined ${whole} not null,
			reasons text not null,
			shown ${whole} not null,
			primary key (center_id, id)
		${unnumbered}`,
		`create index rating_tally_month on rating_tally (center_id, month)`,
		`create index rating_tally_program on rating_tally (center_id, program_id)`,
		`create index rating_tally_session on rating_tally (center_id, session_id)`,
		`create table turnout (
			center_id text not null,
			session_id text not null,
			present ${whole} not null,
			level text,
			band text not null,
			primary key (center_id, session_id)
		${end}`,
		`create table alert_acknowledgement (
			center_id text not null,
			session_id text not null,
			concern text not null,
			at ${whole} not null,
			staff_id text not null,
			account text not null,
			note text not null,
			primary key (center_id, session_id, concern)
		${end}`,
		`alter table center add column positive_min_percent ${whole} not null default 70`,
		`alter table center_head add column turnout_through ${whole} not null default 0`
	]);
}
