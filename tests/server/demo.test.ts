import { expect, test } from 'vitest';
import { dayOf } from '#domain/day.ts';
import { SEOUL } from '#domain/zone.ts';
import { byClock, isOpen } from '#domain/session.ts';
import { board } from '#server/board.ts';
import { sheet } from '#server/badges.ts';
import { found } from '#server/centers.ts';
import { chanceFrom } from '#server/demo/chance.ts';
import { A_FEW, fill, WHOLE_YEAR } from '#server/demo/fill.ts';
import { PROGRAMS } from '#server/demo/names.ts';
import { plan } from '#server/demo/plan.ts';
import { doorNow, sessionsToday } from '#server/sessions.ts';
import { tabletsOf } from '#server/tablets.ts';
import { HOUR, MINUTE, session, sessionId, START } from '../domain/people.ts';
import { ENGINES, openCenter } from './center.ts';

test('there are 23 programs over all eight types of experience', () => {
	expect(PROGRAMS).toHaveLength(23);
	expect(new Set(PROGRAMS.map(({ kind }) => kind)).size).toBe(8);
});

test('the same seed plans the same center, another seed another', () => {
	const of = (seed: number) => JSON.stringify(plan(300, START, chanceFrom(seed)));
	expect(of(1)).toBe(of(1));
	expect(of(1)).not.toBe(of(2));
});

test.each([1, 28, A_FEW, WHOLE_YEAR])('%i participations are exactly so many', (count) => {
	const { sessions } = plan(count, START, chanceFrom(1));
	expect(sessions.reduce((sum, { roster }) => sum + roster.length, 0)).toBe(count);
});

test('nobody has been somewhere in the future', () => {
	const { sessions } = plan(WHOLE_YEAR, START, chanceFrom(1));
	const moments = sessions.flatMap(({ roster }) =>
		roster.flatMap(({ arrivesAt, leavesAt }) => [arrivesAt ?? 0, leavesAt ?? 0])
	);
	expect(Math.max(...moments)).toBeLessThanOrEqual(START);
});

test('whatever the minute, the clock chooses the session that has just begun, beside one that is full', () => {
	const midnight = Date.parse('2026-11-24T00:00:00+09:00');
	for (let minute = 0; minute < 24 * 60; minute++) {
		const now = midnight + minute * MINUTE;
		const planned = plan(84, now, chanceFrom(1)).sessions;
		const sessions = planned.map(({ startsAt, endsAt }, index) =>
			session({ id: sessionId(index), startsAt, endsAt })
		);
		expect(byClock(sessions, now)[0]?.id, `at minute ${minute}`).toBe(sessionId(0));
		const [empty, full] = planned.map(
			({ roster }) => roster.filter(({ arrivesAt, leavesAt }) => arrivesAt && !leavesAt).length
		);
		expect(empty).toBe(0);
		expect(full).toBeGreaterThan(20);
	}
});

test.each(ENGINES.flatMap((engine) => [0, 9, 13, 23].map((hour) => ({ engine, hour }))))(
	'at $hour o’clock a door is open, with badges for everybody behind it, on $engine',
	async ({ engine, hour }) => {
		const { store, keys, epoch } = await openCenter(engine);
		const now = Date.parse('2026-11-24T00:00:00+09:00') + hour * HOUR + 57 * 60_000;
		const center = await store.write((trx) => found(trx, { name: 'demo', demo: true }, now));
		const filled = await fill({ store, keys, epoch }, center, 100, chanceFrom(7), now);
		expect(filled).toMatchObject({ programs: 23, participations: 100, sessions: 4 });
		const door = await doorNow(store.reader, center, now);
		if (!door) throw new Error('No door');
		const today = await sessionsToday(store.reader, center, now);
		const chosen = today.find(({ session }) => session.id === door.session)?.session;
		expect(chosen && isOpen(chosen, now)).toBe(true);
		expect(dayOf(chosen?.startsAt ?? 0, SEOUL)).toBe(dayOf(now, SEOUL));
		expect(await sheet(store.reader, keys, center, door.session)).toHaveLength(28);
		const shown = (await board(store, center, now)).sessions.find(
			({ session }) => session.id === door.session
		);
		expect(shown?.tally.expected).toBe(28);
	}
);

test.each(ENGINES)(
	'its tablets show what there is to see: one that rests, and one that came back with records, on %s',
	async (engine) => {
		const { store, keys, epoch } = await openCenter(engine);
		const center = await store.write((trx) => found(trx, { name: 'demo', demo: true }, START));
		const { events } = await fill({ store, keys, epoch }, center, A_FEW, chanceFrom(7), START);
		const within = { center, reach: { kind: 'center' } as const };
		const tablets = await tabletsOf(store.reader, within, { now: START, build: 'test' });
		expect(tablets.map(({ sign, rest, late }) => [sign, rest, late])).toEqual([
			['act', 'retired', 12],
			['look', 'resting', 0],
			['well', 'retired', 0]
		]);
		const rows = store.reader.selectFrom('ledger').select('id').where('center_id', '=', center);
		expect(await rows.execute()).toHaveLength(events);
	}
);
