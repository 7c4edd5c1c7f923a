import type { Kysely } from 'kysely';
import { execute } from '#server/database/migrations/words.ts';

/** Whom a tablet asks how it was. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await execute(
		db,
		['device', 'pairing'].map(
			(table) => `alter table ${table} add column asks text not null default 'leaving'`
		)
	);
}
