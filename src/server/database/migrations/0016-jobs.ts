import type { Kysely } from 'kysely';
import { execute, wordsOf } from '#server/database/migrations/words.ts';
import type { Engine } from '#server/database/schema.ts';

/** What the processes of one installation tell each other: who does what runs by itself. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
	const { whole, end } = wordsOf(engine);
	await execute(db, [
		`create table job (
			name text not null primary key,
			due_at ${whole} not null,
			holder text not null,
			held_until ${whole} not null
		${end}`
	]);
}
