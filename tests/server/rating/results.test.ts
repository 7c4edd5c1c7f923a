import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { Month } from '#domain/calendar.ts';
import { SchoolId, type SessionId } from '#domain/id.ts';
import { answersIn, type Distribution } from '#domain/rating/distribution.ts';
import type { Rating } from '#domain/rating/ballot.ts';
import { telling } from '#domain/rating/telling.ts';
import type { Reach } from '#domain/rights.ts';
import { SEOUL } from '#domain/zone.ts';
import { gather, partsOf, resultsOf } from '#server/rating/results.ts';
import type { Scope } from '#server/rating/tallies.ts';
import { push } from '#server/sync/push.ts';
import { event, HOUR, participant, START } from '../../domain/people.ts';
import { ENGINES, newIncarnation, openCenter, pairDevice, pushOf, uuid } from '../center.ts';
import { answered, type Answering } from './answers.ts';

const LATER = START + 30 * HOUR;
const WHOLE = { kind: 'center' } as const;
const DOOR = { band: 'secondary', way: 'door' } as const;
const month = (text: string) => v.parse(Month, text);
const YEAR: Scope = { kind: 'months', from: month('2026-03'), to: month('2027-02') };

describe.each(ENGINES)('results, on %s', (engine) => {
	async function opened() {
		const own = await openCenter(engine);
		const { store, center, program, morning } = own;
		const answer = (
			answers: readonly (Rating['answer'] | Partial<Rating>)[],
			where: Partial<Answering> = {}
		) => answered(store, center, { program, session: morning, ...where }, answers);
		const see = (scope = YEAR, reach: Reach = WHOLE, now = LATER) =>
			gather(store, { center, reach, zone: SEOUL, now }, scope);
		const counts = async (scope = YEAR, reach: Reach = WHOLE) =>
			resultsOf(await see(scope, reach)).map(({ summary }) => summary.distribution);
		const { device } = await pairDevice(store, center, own.bakery);
		const incarnation = newIncarnation();
		/** So many of a session's roster come. */
		const come = async (session: SessionId, from: number, to: number, kind = 'arrival') => {
			const events = Array.from({ length: to - from }, (_, index) =>
				event(from + index, kind as 'arrival', {
					who: participant(from + index),
					session,
					incarnation
				})
			);
			await push(store, own.epoch, device, pushOf(incarnation, events), START);
		};
		return { ...own, answer, see, counts, come };
	}

	test('say how often each answer was given, and how many did not want to answer', async () => {
		const { answer, see } = await opened();
		await answer([5, 5, 4, 4, 3, 1, null]);
		const [result] = resultsOf(await see());
		expect(result).toMatchObject({ asked: DOOR, declined: 1 });
		expect(result?.summary.distribution).toEqual([1, 0, 1, 2, 2]);
		expect(result?.summary.top).toMatchObject({ hits: 4, answers: 6 });
		expect(result?.summary.mean).toBeNull();
	});

	test('count the reasons, those given most often first', async () => {
		const { answer, see } = await opened();
		await answer([
			{ answer: 5, reasons: ['doing', 'mentor'] },
			{ answer: 4, reasons: ['mentor'] },
			{ answer: 3, reasons: [] },
			5,
			5
		]);
		expect(resultsOf(await see())[0]?.reasons).toEqual([
			{ key: 'mentor', count: 2 },
			{ key: 'doing', count: 1 }
		]);
	});

	test('keep apart those who were asked otherwise, however few are left', async () => {
		const { answer, counts, see } = await opened();
		await answer([5, 5, 5, 5, 4]);
		await answer([3, 3, 3, 2, 1], { band: 'lower' });
		await answer([1, 2, 3, 4, 5], { way: 'open' });
		await answer([1, 1, 2, 2, 4], { way: 'teacher', band: 'adult' });
		expect((await counts()).map(answersIn)).toEqual([5, 5, 5, 5]);
		expect(
			resultsOf(await see())
				.map(({ summary }) => summary.distribution.length)
				.sort()
		).toEqual([3, 5, 5, 5]);
	});

	test('show nothing of four, and four and one of another session as five of none', async () => {
		const { answer, counts, morning, lecture } = await opened();
		await answer([5, 4, 3, 2, null]);
		expect(await counts()).toEqual([]);
		await answer([1, null, null, null, null], { session: lecture });
		expect(await counts()).toEqual([[1, 1, 1, 1, 1]]);
		expect(await counts({ kind: 'session', session: morning })).toEqual([]);
		expect(await counts({ kind: 'session', session: lecture })).toEqual([]);
	});

	test('do not show that everybody gave the same bad answer, yet count it in time', async () => {
		const { answer, counts, morning, lecture } = await opened();
		await answer([1, 1, 1, 1, 1]);
		expect(await counts()).toEqual([]);
		await answer([5, 5, 5, 5, 4], { session: lecture });
		expect(await counts()).toEqual([[0, 0, 0, 1, 4]]);
		await answer([1, 1, 1, 1, 2], { session: lecture });
		expect(await counts()).toEqual([[4, 1, 0, 1, 4]]);
		await answer([2, 2, 2, 2, 2]);
		expect(await counts()).toEqual([[9, 6, 0, 1, 4]]);
		expect(await counts({ kind: 'session', session: morning })).toEqual([]);
	});

	test('grow only by what could be shown by itself, whatever comes in which order', async () => {
		const { answer, counts, morning, lecture } = await opened();
		const seen: Distribution[] = [[0, 0, 0, 0, 0]];
		for (let n = 0; n < 40; n++) {
			const answers = Array.from({ length: 5 }, (_, index) => ((n * 7 + index * (n % 3)) % 5) + 1);
			await answer(n % 4 === 0 ? [1, 1, 1, 1, null, null] : answers, {
				session: n % 2 ? morning : lecture
			});
			seen.push(...(await counts()));
		}
		const grown = seen.map((after, at) =>
			after.map((count, index) => count - (seen[at - 1]?.[index] ?? 0))
		);
		const some = grown.filter((each) => answersIn(each) > 0);
		expect(some.length).toBeGreaterThan(20);
		expect(some.map(telling).filter((reason) => reason !== null)).toEqual([]);
	});

	test('set answers against those who were there, not against the roster', async () => {
		const { answer, see, come, morning } = await opened();
		await come(morning, 1, 9);
		await answer([5, 5, 4, 4, 3, 1, null]);
		expect(resultsOf(await see())[0]?.response).toEqual({
			kind: 'rate',
			answers: 6,
			present: 8,
			rate: 0.75
		});
	});

	test('notice who came to light later', async () => {
		const { see, come, morning } = await opened();
		const present = async () =>
			(await see()).places.find(({ session }) => session === morning)?.present;
		expect(await present()).toBe(0);
		await come(morning, 1, 4);
		expect(await present()).toBe(3);
		expect(await present()).toBe(3);
		await come(morning, 4, 6);
		expect(await present()).toBe(5);
	});

	test('say nothing of a session before it is closed', async () => {
		const { see } = await opened();
		const closed = START + 3 * HOUR;
		expect((await see(YEAR, WHOLE, closed - 1)).places).toEqual([]);
		expect((await see(YEAR, WHOLE, closed)).places).toHaveLength(2);
	});

	test('fall into parts by site, level and month, and what has no place is in none', async () => {
		const { answer, see, come, morning, lecture, bakery } = await opened();
		await come(morning, 1, 3);
		await answer([5, 5, 5, 4, 4]);
		await answer([1, 2, 3, 4, 5], { session: lecture, month: '2026-10' });
		await answer([5, 1, null, null, null], { session: lecture });
		await answer([5, 1, 3, null, null], { session: lecture });
		const gathered = await see();
		const sites = partsOf(gathered, DOOR, ({ site }) => site);
		expect(sites.map(({ result }) => result.summary.answers)).toEqual([5, 5]);
		expect(sites.find(({ key }) => key === bakery)?.result.response).toBeTruthy();
		const levels = partsOf(gathered, DOOR, ({ level }) => level);
		expect(levels.map(({ key }) => key)).toEqual(['MIDDLE']);
		const months = partsOf(gathered, DOOR, (where) => where.month);
		expect(months.map(({ key, result }) => [key, result.summary.answers]).sort()).toEqual([
			['2026-10', 5],
			['2026-11', 10]
		]);
	});

	test('of other months are not in it', async () => {
		const { answer, counts } = await opened();
		await answer([5, 5, 5, 4, 4], { month: '2026-02' });
		await answer([5, 5, 5, 4, 4], { month: '2027-03' });
		await answer([1, 2, 5, 4, 4], { month: '2027-02' });
		await answer([1, 2, 3, 4, 4], { month: '2026-03' });
		expect(await counts()).toEqual([[2, 2, 1, 4, 1]]);
	});

	test('reach as far as somebody: a site its own sessions, a school those of its students', async () => {
		const { answer, counts, morning, lecture, bakery, college, school } = await opened();
		await answer([5, 5, 5, 4, 4]);
		await answer([1, 2, 3, 4, 5], { session: lecture });
		await answer([5, 1, 2, null, null], { session: lecture });
		await answer([5, 1, 2, null, null], { session: lecture });
		const first = [0, 0, 0, 2, 3];
		expect(await counts(YEAR, { kind: 'sites', sites: [bakery] })).toEqual([first]);
		expect(await counts(YEAR, { kind: 'sites', sites: [] })).toEqual([]);
		expect(await counts(YEAR, { kind: 'sites', sites: [college] })).toEqual([[1, 1, 1, 1, 1]]);
		expect(await counts(YEAR, { kind: 'school', school })).toEqual([first]);
		const other = v.parse(SchoolId, uuid());
		expect(await counts(YEAR, { kind: 'school', school: other })).toEqual([]);
		const session = { kind: 'session', session: morning } as const;
		expect(await counts(session, { kind: 'sites', sites: [college] })).toEqual([]);
	});
});
