import type { Kysely } from 'kysely';
import { execute, wordsOf } from '#server/database/migrations/words.ts';
import type { Engine } from '#server/database/schema.ts';

/**
 * What the processes of one installation have to know of each other: who does what runs by itself, how often
 * signing in has failed, and what has moved.
 */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
	const { whole, end } = wordsOf(engine);
	await execute(db, [
		`create table job (
			name text not null primary key,
			due_at ${whole} not null,
			holder text not null,
			held_until ${whole} not null
		${end}`,
		`create table failure (
			key text not null primary key,
			count ${whole} not null,
			until ${whole} not null,
			at ${whole} not null
		${end}`,
		`create index failure_at on failure (at)`
	]);
	if (engine === 'postgres') await execute(db, TELLING);
}

/** In the database, so that no write, of whichever process or script, can forget to tell. */
const TELLING = [
	`create function tell_moved() returns trigger language plpgsql as $$
		begin perform pg_notify('center_moved', new.center_id); return null; end $$`,
	`create trigger center_head_moved after update of position, revision on center_head for each row
		when (old.position <> new.position or old.revision <> new.revision)
		execute function tell_moved()`
];
