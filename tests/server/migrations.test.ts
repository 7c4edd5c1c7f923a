import { sql, type Kysely } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { MIGRATIONS } from '#server/database/migrations/all.ts';
import { openPostgres } from '#server/database/postgres.ts';
import { openSqlite } from '#server/database/sqlite.ts';
import { silent } from '#server/log.ts';
import { emptyDatabase, ENGINES } from './center.ts';

describe.each(ENGINES)('a database of an earlier version, on %s', (engine) => {
	test('has the names of its students folded, so that they are found', async () => {
		const url = await emptyDatabase(engine);
		const database =
			engine === 'sqlite'
				? openSqlite(url.slice('sqlite:'.length), 'write')
				: await openPostgres(url, silent);
		onTestFinished(() => database.destroy());
		const untyped = database as unknown as Kysely<unknown>;
		const to = (name: string) => MIGRATIONS[name]?.up(untyped, engine);
		await to('0001-first');
		await to('0002-rights');
		await sql`insert into center (id, name, created_at, demo) values ('c', '센터', 0, 0)`.execute(
			database
		);
		await sql`insert into participant (center_id, id, name) values ('c', 'p', '김새봄')`.execute(
			database
		);
		await to('0003-plan');
		const { rows } = await sql<{ folded: string; zone: string }>`
			select folded, zone from participant join center on center.id = center_id
		`.execute(database);
		expect(rows).toEqual([{ folded: '김새봄 ㄱㅅㅂ', zone: 'Asia/Seoul' }]);
	});
});
