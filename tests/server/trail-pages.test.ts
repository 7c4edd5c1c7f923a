import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { CSV_BEGINNING } from '#domain/csv.ts';
import type { Month } from '#domain/calendar.ts';
import { record, verify, type Deed } from '#server/trail.ts';
import { exportTrail } from '#server/trail/export.ts';
import { ENTRIES_A_PAGE, look, type Wanted } from '#server/trail/look.ts';
import { beginning, review, signOff, signOffs } from '#server/trail/review.ts';
import { trailTexts } from '#ui/messages/trail.ts';
import { ENGINES, openCenter, uuid } from './center.ts';

const AT = Date.parse('2026-11-10T10:00:00+09:00');
const DECEMBER = Date.parse('2026-12-01T00:00:00+09:00');
const NOVEMBER = '2026-11' as Month;
const ACTOR = { id: 'staff-1', email: 'one@haebom.example', address: '192.0.2.7' };
const OTHER = { id: 'staff-2', email: 'two@haebom.example', address: '192.0.2.8' };
const DEED: Deed = {
	kind: 'access',
	action: 'badges.see',
	subject: 'session:1',
	people: 28,
	reason: null,
	detail: {}
};
const ALL: Wanted = { from: null, to: null, account: null, kind: null, action: null };
const { columns } = trailTexts.ko.export;
const { kinds } = trailTexts.ko;

describe.each(ENGINES)('reading the trail, on %s', (engine) => {
	async function walked(deeds: readonly (readonly [Partial<Deed>, number?, typeof ACTOR?])[]) {
		const { store, center } = await openCenter(engine);
		for (const [deed, at = AT, by = ACTOR] of deeds) {
			await store.write((trx) => record(trx, center, by, { ...DEED, ...deed }, at));
		}
		return { store, center };
	}

	test('the newest come first, a page at a time, and none is left out or shown twice', async () => {
		const deeds = Array.from({ length: 2 * ENTRIES_A_PAGE + 1 }, () => [{}] as const);
		const { store, center } = await walked(deeds);
		const seen: number[] = [];
		let before: number | null = null;
		do {
			const { entries, older } = await look(store.reader, center, ALL, before);
			seen.push(...entries.map(({ position }) => position));
			before = older;
		} while (before !== null);
		expect(seen).toEqual(deeds.map((_, index) => deeds.length - index));
	});

	test('exactly a page leads to no other', async () => {
		const { store, center } = await walked(
			Array.from({ length: ENTRIES_A_PAGE }, () => [{}] as const)
		);
		expect((await look(store.reader, center, ALL, null)).older).toBeNull();
	});

	test('can be narrowed by time, account, kind and action, all at once', async () => {
		const { store, center } = await walked([
			[{}],
			[{ kind: 'change', action: 'staff.part' }, AT + 1],
			[{}, AT + 2, OTHER],
			[{}, AT + 3]
		]);
		const shown = async (wanted: Partial<Wanted>) =>
			(await look(store.reader, center, { ...ALL, ...wanted }, null)).entries.map(
				({ position }) => position
			);
		expect(await shown({ from: AT + 1, to: AT + 3 })).toEqual([3, 2]);
		expect(await shown({ account: OTHER.email })).toEqual([3]);
		expect(await shown({ kind: 'change' })).toEqual([2]);
		expect(await shown({ action: 'badges.see' })).toEqual([4, 3, 1]);
		expect(await shown({ action: 'badges.see', account: ACTOR.email, from: AT + 1 })).toEqual([4]);
		expect(await look(store.reader, uuid() as never, ALL, null)).toEqual({
			entries: [],
			older: null
		});
	});

	test('taking it out says why, and is in what is taken out', async () => {
		const { store, center } = await walked([[{ reason: '=1+1' }]]);
		const rows = await exportTrail(
			store,
			center,
			ALL,
			{ columns, kinds },
			ACTOR,
			'11월 점검, 보고',
			AT + 5
		);
		const text = (await Array.fromAsync(rows)).join('');
		const lines = text.slice(CSV_BEGINNING.length).split('\r\n');
		expect(text.startsWith(`\uFEFF${columns.join(',')}\r\n`)).toBe(true);
		expect(lines).toHaveLength(4);
		expect(lines[1]).toContain(",'=1+1,");
		expect(lines[1]).toContain('2026-11-10 10:00');
		expect(lines[2]).toContain('trail.export');
		expect(lines[2]).toContain('"11월 점검, 보고"');
	});

	test('a file holds more than one piece of what is read at once', async () => {
		const { store, center } = await openCenter(engine);
		await store.write(async (trx) => {
			for (let n = 0; n < 1_001; n++) await record(trx, center, ACTOR, DEED, AT + n);
		});
		const rows = await exportTrail(store, center, ALL, { columns, kinds }, ACTOR, '점검', AT);
		expect((await Array.fromAsync(rows)).join('').split('\r\n')).toHaveLength(1 + 1_002 + 1);
	});

	test('a month’s review gathers what is unusual, and who saw how much', async () => {
		const night = Date.parse('2026-11-11T23:00:00+09:00');
		const { store, center } = await walked([
			[{}, AT - 30 * 24 * 60 * 60_000],
			[{}],
			[{ people: 300 }],
			[{ action: 'badges.print', reason: '분실' }, night, OTHER],
			[{ kind: 'change', action: 'staff.part', people: 0 }, night],
			[{ people: 300 }, DECEMBER]
		]);
		const found = await review(store.reader, center, NOVEMBER);
		expect(found.entries).toBe(4);
		expect(found.unusual.map(({ position, why }) => [position, why])).toEqual([
			[4, ['night', 'taken-out']],
			[3, ['many']]
		]);
		expect(found.found).toEqual({ many: 1, night: 1, 'taken-out': 1 });
		expect(found.accounts).toEqual([
			{ account: ACTOR.email, deeds: 3, people: 328 },
			{ account: OTHER.email, deeds: 1, people: 28 }
		]);
		expect(await beginning(store.reader, center)).toBe(AT - 30 * 24 * 60 * 60_000);
	});

	test('a month is signed off when it is over, once, for ever', async () => {
		const { store, center } = await walked([[{}]]);
		const sign = (now: number) =>
			store.write((trx) => signOff(trx, center, NOVEMBER, '이상 없음', ACTOR, now));
		expect(await sign(DECEMBER - 1)).toBe('not-over');
		expect(await sign(DECEMBER)).toBe('signed');
		expect(await sign(DECEMBER + 1)).toBe('already');
		expect(await signOffs(store.reader, center)).toEqual([
			{ month: NOVEMBER, at: DECEMBER, account: ACTOR.email, note: '이상 없음' }
		]);
		for (const statement of ["update trail_review set note = ''", 'delete from trail_review']) {
			await expect(sql.raw(statement).execute(store.writer)).rejects.toThrow('append-only');
		}
		expect(await verify(store.reader, center)).toMatchObject({ kind: 'whole', entries: 2 });
	});
});
