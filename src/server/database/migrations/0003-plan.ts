import type { Kysely } from 'kysely';
import { execute } from '#server/database/migrations/words.ts';

/** What a center says about itself and about what it plans. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await execute(db, [`alter table center add column zone text not null default 'Asia/Seoul'`]);
}
