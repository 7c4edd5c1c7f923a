import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { record, verify, type Deed } from '#server/trail.ts';
import { START } from '../domain/people.ts';
import { ENGINES, openCenter } from './center.ts';

const ACTOR = { id: 'staff-1', email: 'staff@haebom.example', address: '192.0.2.7' };
const DEED: Deed = {
	kind: 'access',
	action: 'badges.print',
	subject: 'session:1',
	people: 28,
	reason: '월요일 체험',
	detail: { pages: 2 }
};

describe.each(ENGINES)('the trail, on %s', (engine) => {
	async function walked(deeds: number) {
		const { store, center } = await openCenter(engine);
		for (let n = 0; n < deeds; n++) {
			await store.write((trx) => record(trx, center, ACTOR, { ...DEED, people: n }, START + n));
		}
		return { store, center };
	}

	test('keeps account, time, address, whose data and what was done, in order', async () => {
		const { store, center } = await walked(3);
		const rows = await store.reader.selectFrom('trail').selectAll().orderBy('position').execute();
		expect(rows.map(({ position, people }) => [position, people])).toEqual([
			[1, 0],
			[2, 1],
			[3, 2]
		]);
		expect(rows[2]).toMatchObject({
			center_id: center,
			at: START + 2,
			account: 'staff@haebom.example',
			address: '192.0.2.7',
			action: 'badges.print',
			reason: '월요일 체험',
			detail: '{"pages":2}',
			previous: rows[1]?.hash
		});
	});

	test('two at once follow each other', async () => {
		const { store, center } = await walked(0);
		await Promise.all(
			Array.from({ length: 8 }, () => store.write((trx) => record(trx, center, ACTOR, DEED, START)))
		);
		expect(await verify(store.reader, center)).toMatchObject({ kind: 'whole', entries: 8 });
	});

	test('refuses to be altered or shortened', async () => {
		const { store } = await walked(2);
		for (const statement of ['update trail set people = 0', 'delete from trail']) {
			await expect(sql.raw(statement).execute(store.writer)).rejects.toThrow('append-only');
		}
	});

	test('tells the first entry that was altered by somebody who could', async () => {
		const { store, center } = await walked(5);
		expect(await verify(store.reader, center)).toMatchObject({ kind: 'whole', entries: 5 });
		const unlock =
			engine === 'sqlite'
				? 'drop trigger trail_no_update'
				: 'alter table trail disable trigger trail_append_only';
		await sql.raw(unlock).execute(store.writer);
		await sql.raw('update trail set people = 100 where position = 3').execute(store.writer);
		expect(await verify(store.reader, center)).toEqual({ kind: 'broken', position: 3 });
	});

	test('tells an entry that was taken out of its middle', async () => {
		const { store, center } = await walked(5);
		const unlock =
			engine === 'sqlite'
				? 'drop trigger trail_no_delete'
				: 'alter table trail disable trigger trail_append_only';
		await sql.raw(unlock).execute(store.writer);
		await sql.raw('delete from trail where position = 2').execute(store.writer);
		expect(await verify(store.reader, center)).toEqual({ kind: 'broken', position: 2 });
	});
});
