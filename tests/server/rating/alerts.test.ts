import { describe, expect, test } from 'vitest';
import { CenterSettings } from '#domain/center.ts';
import { concernsOf } from '#domain/rating/concern.ts';
import { resultOf } from '#domain/rating/result.ts';
import { emptyTally } from '#domain/rating/tally.ts';
import { SEOUL } from '#domain/zone.ts';
import { acknowledge, alertsOf, openAlerts } from '#server/rating/alerts.ts';
import { settingsOf, settle } from '#server/settings.ts';
import type { Result } from '#domain/rating/result.ts';
import * as v from 'valibot';
import { HOUR, START } from '../../domain/people.ts';
import { ENGINES, openCenter, SOMEBODY, uuid } from '../center.ts';
import { answered } from './answers.ts';

const NOW = START + 30 * HOUR;
const DOOR = { band: 'secondary', way: 'door' } as const;
const UNHAPPY = [1, 1, 2, 2, 3, 3, 3, 1, 2, 4];

describe('what is of concern about answers', () => {
	const of = (counts: readonly number[], present = 20): Result =>
		resultOf(DOOR, [{ ...emptyTally('secondary'), counts }], present);

	test('a low share of many, not one that chance explains', () => {
		// 4 of 8 is 50 %, and the interval ends at 78.5 %; 8 of 20 ends at 61.3 %.
		expect(concernsOf(of([2, 2, 0, 2, 2], 8), 0.7)).toEqual([]);
		expect(concernsOf(of([6, 6, 0, 4, 4], 20), 0.7)).toEqual(['unhappy']);
		expect(concernsOf(of([6, 6, 0, 4, 4], 20), 0.6)).toEqual([]);
	});

	test('fewer than 60 % of those present, and not just 60 %', () => {
		expect(concernsOf(of([0, 0, 0, 0, 12], 20), 0.7)).toEqual([]);
		expect(concernsOf(of([0, 0, 0, 0, 11], 20), 0.7)).toEqual(['silent']);
	});

	test('nothing where more answered than came, or nobody knows how many could', () => {
		expect(concernsOf(of([0, 0, 0, 0, 11], 5), 0.7)).toEqual([]);
		const teachers = resultOf(
			{ band: 'adult', way: 'teacher' },
			[{ ...emptyTally('adult'), counts: [0, 0, 0, 0, 5] }],
			50
		);
		expect(concernsOf(teachers, 0.7)).toEqual([]);
	});
});

describe.each(ENGINES)('alerts, on %s', (engine) => {
	async function opened() {
		const own = await openCenter(engine);
		const { store, center, program, morning, lecture } = own;
		await answered(store, center, { program, session: morning }, UNHAPPY);
		await answered(store, center, { program, session: lecture }, [5, 5, 5, 4, 4]);
		const asking = { center, reach: { kind: 'center' }, zone: SEOUL, now: NOW } as const;
		const alerts = (now = NOW) => alertsOf(store, { ...asking, now });
		const look = (session = morning, note = '전화함') =>
			acknowledge(store, center, SOMEBODY, { session, concern: 'unhappy', note }, NOW);
		return { ...own, asking, alerts, look };
	}

	test('name the session, until somebody has looked into it and said what came of it', async () => {
		const { store, asking, alerts, look, morning } = await opened();
		expect(await alerts()).toMatchObject([
			{ session: morning, program: '청진기', concern: 'unhappy', acknowledged: null }
		]);
		expect(await openAlerts(store, asking)).toBe(1);
		expect(await look()).toBe(true);
		expect(await openAlerts(store, asking)).toBe(0);
		expect(await alerts()).toMatchObject([
			{ acknowledged: { at: NOW, account: SOMEBODY.email, note: '전화함' } }
		]);
		const [entry] = await store.reader.selectFrom('trail').selectAll().execute();
		expect(entry).toMatchObject({ action: 'alerts.acknowledge', subject: `session:${morning}` });
	});

	test('are acknowledged once, and only where there is such a session', async () => {
		const { look, alerts } = await opened();
		expect(await look()).toBe(true);
		expect(await look(undefined, '나도 전화함')).toBe(false);
		expect((await alerts())[0]?.acknowledged?.note).toBe('전화함');
		const other = await openCenter(engine);
		expect(await look(other.morning)).toBe(false);
		expect(await look(uuid() as typeof other.morning)).toBe(false);
	});

	test('go by the share that the center wants', async () => {
		const { store, center, alerts } = await opened();
		const settings = await settingsOf(store.reader, center);
		expect(settings.positiveMin).toBe(70);
		await settle(store, center, SOMEBODY, { ...settings, positiveMin: 5 }, NOW);
		expect(await alerts()).toEqual([]);
		const typed = { ...settings, openBefore: '60', grace: '10', stay: '10' };
		expect(v.safeParse(CenterSettings, { ...typed, positiveMin: '101' }).success).toBe(false);
		expect(v.safeParse(CenterSettings, { ...typed, positiveMin: '100' }).success).toBe(true);
	});

	test('of two months ago are no longer shown', async () => {
		const { alerts } = await opened();
		expect(await alerts(Date.parse('2026-12-31T12:00:00+09:00'))).toHaveLength(1);
		expect(await alerts(Date.parse('2027-01-01T12:00:00+09:00'))).toEqual([]);
	});
});
