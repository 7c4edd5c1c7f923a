import type { Kysely } from 'kysely';
import { execute, wordsOf } from '#server/database/migrations/words.ts';
import type { Engine } from '#server/database/schema.ts';

/** When a badge was last put on paper, so that those who have none yet can be printed by themselves. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
	const { whole } = wordsOf(engine);
	await execute(db, [`alter table badge add column printed_at ${whole}`]);
}
