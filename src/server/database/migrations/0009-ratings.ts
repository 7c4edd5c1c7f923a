import type { Kysely } from 'kysely';
import { execute, wordsOf } from '#server/database/migrations/words.ts';
import type { Engine } from '#server/database/schema.ts';

/**
 * What people answered. None of these tables keeps an order or a time of day: their keys are random, and
 * where a database would number rows by itself it is told not to.
 */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
	const { whole } = wordsOf(engine);
	const end = engine === 'sqlite' ? ') strict, without rowid' : ')';
	/** Under what an answer is counted; the session is not known where too few of it answered. */
	const counted = `
		center_id text not null,
		id text not null,
		program_id text,
		session_id text,
		month text not null,
		survey_id text not null,
		band text not null,
		way text not null`;
	await execute(db, [
		`create table survey (
			center_id text not null,
			id text not null,
			band text not null,
			version ${whole} not null,
			content text not null,
			made_at ${whole} not null,
			made_by text not null,
			primary key (center_id, id),
			unique (center_id, band, version)
		${end}`,
		`create table urn (
			center_id text not null,
			digest text not null,
			session_id text not null,
			sealed text not null,
			primary key (center_id, digest)
		${end}`,
		`create index urn_session on urn (center_id, session_id)`,
		`create table rating (
			${counted},
			answer ${whole},
			reasons text not null,
			quick ${whole} not null,
			primary key (center_id, id)
		${end}`,
		`create index rating_session on rating (center_id, session_id)`,
		`create index rating_program on rating (center_id, program_id, month)`,
		`create table rating_run (
			${counted},
			answer ${whole} not null,
			length ${whole} not null,
			primary key (center_id, id)
		${end}`,
		`create table rating_comment (
			${counted},
			text text not null,
			state text not null,
			primary key (center_id, id)
		${end}`
	]);
}
