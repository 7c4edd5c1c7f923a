import type { Kysely } from 'kysely';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { Month } from '#domain/calendar.ts';
import { tallied } from '#domain/rating/tally.ts';
import { MIGRATIONS } from '#server/database/migrations/all.ts';
import { tallyOf } from '#server/rating/tallies.ts';
import { ENGINES, openCenter } from '../center.ts';
import { answered } from './answers.ts';

const OTHER_MONTH = '2026-12';

describe.each(ENGINES)('answers of before anything was added up, on %s', (engine) => {
	async function opened() {
		const own = await openCenter(engine);
		const { store, center, program, morning, lecture } = own;
		const under = { program, session: morning };
		const answer = (...answers: Parameters<typeof answered>[3][number][]) =>
			answered(store, center, under, answers);
		const elsewhere = (...answers: Parameters<typeof answered>[3][number][]) =>
			answered(store, center, { program, session: lecture, month: OTHER_MONTH }, answers);
		/** As a version of before would have left it. */
		const forget = () => store.write((trx) => trx.deleteFrom('rating_tally').execute());
		const bringUpToDate = async () => {
			await MIGRATIONS['0015-tallies']?.up(store.writer as unknown as Kysely<unknown>, engine);
			const rows = await store.reader.selectFrom('rating_tally').selectAll().execute();
			return rows
				.map(({ session_id, month, shown, ...row }) => {
					return { session_id, month, shown, ...tallyOf(row) };
				})
				.toSorted((a, b) => Number(a.session_id === null) - Number(b.session_id === null));
		};
		return { ...own, answer, elsewhere, forget, bringUpToDate };
	}
	const month = v.parse(Month, '2026-11');
	const of = (...answers: readonly number[]) =>
		tallied(
			'secondary',
			answers.map((answer) => ({ answer, reasons: [], quick: false }))
		);

	test('are added up session by session, with their haste and their reasons', async () => {
		const { answer, forget, bringUpToDate, morning } = await opened();
		await answer({ answer: 5, reasons: ['mentor', 'own-1'] }, { answer: 4, quick: true });
		await answer(3, 2, 1, null);
		await forget();
		const rows = await bringUpToDate();
		expect(rows).toMatchObject([
			{ session_id: morning, month, shown: 1, counts: [1, 1, 1, 1, 1], declined: 1 }
		]);
		expect(rows[0]?.quick).toEqual([0, 0, 0, 1, 0]);
		expect(Object.values(rows[0]?.reasons ?? {})).toEqual([1, 1]);
		expect(Object.keys(rows[0]?.reasons ?? {}).some((key) => key.endsWith('/own-1'))).toBe(true);
	});

	test('are added to what was added up since, which stays as it is; twice is once', async () => {
		const { answer, forget, bringUpToDate, morning } = await opened();
		await answer(1, 1, 2, 2, 3);
		await forget();
		await answer(5, 5, 5, 4, 4);
		const rows = await bringUpToDate();
		expect(rows.map(({ session_id }) => session_id)).toEqual([morning, morning]);
		expect(rows.map(({ counts }) => counts).toSorted()).toEqual(
			[of(5, 5, 5, 4, 4).counts, of(1, 1, 2, 2, 3).counts].toSorted()
		);
		expect(await bringUpToDate()).toHaveLength(2);
	});

	test('wait together, where a session’s would tell what everybody said', async () => {
		const { answer, elsewhere, forget, bringUpToDate } = await opened();
		await answer(1, 1, 1, 1, 1);
		await forget();
		expect(await bringUpToDate()).toMatchObject([{ session_id: null, month, shown: 0 }]);
		await elsewhere(1, 1, 1, 1, 1);
		await forget();
		expect(await bringUpToDate()).toMatchObject([
			{ session_id: null, month: OTHER_MONTH, shown: 0, counts: [10, 0, 0, 0, 0] }
		]);
	});

	test('let those that wait be shown with them', async () => {
		const { answer, elsewhere, forget, bringUpToDate } = await opened();
		await answer(2, 2, 2);
		await forget();
		await elsewhere(1, 1, 1, 1, 1);
		expect(await bringUpToDate()).toMatchObject([
			{ session_id: null, month: OTHER_MONTH, shown: 1, ...of(1, 1, 1, 1, 1, 2, 2, 2) }
		]);
	});

	test('count without their session, where it is not certain any more which of them is missing', async () => {
		const { answer, elsewhere, forget, bringUpToDate } = await opened();
		await elsewhere(5, 5, 4, 4, 1);
		await forget();
		await answer(1, 1, 1, 1, 1);
		await elsewhere(2, 2);
		const rows = await bringUpToDate();
		for (const row of rows) expect(row).toMatchObject({ session_id: null, shown: 1 });
		expect(rows.map(({ counts }) => counts).toSorted()).toEqual(
			[of(1, 1, 1, 1, 1, 2, 2).counts, of(5, 5, 4, 4, 1).counts].toSorted()
		);
	});

	test('are none in a database that has added everything up', async () => {
		const { answer, bringUpToDate } = await opened();
		await answer(5, 5, 4, 4, 1);
		await answer(1, 1, 1, 1, 1);
		expect(await bringUpToDate()).toHaveLength(2);
	});
});
