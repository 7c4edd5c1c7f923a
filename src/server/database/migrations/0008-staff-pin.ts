import type { Kysely } from 'kysely';
import { execute } from '#server/database/migrations/words.ts';

/** With what staff of a site open names on its tablets: the key that their PIN yields, sealed, and its salt. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await execute(
		db,
		['pin_salt', 'pin_key'].map((column) => `alter table site add column ${column} text`)
	);
}
