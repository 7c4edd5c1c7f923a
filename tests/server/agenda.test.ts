import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { addDays, bounds, dayOf } from '#domain/day.ts';
import { SessionId } from '#domain/id.ts';
import { SEOUL } from '#domain/zone.ts';
import {
	agenda,
	agendaPage,
	countOccasions,
	courseOf,
	neighboursOf,
	occasionOf,
	OCCASIONS_A_PAGE
} from '#server/agenda.ts';
import { found } from '#server/centers.ts';
import { unenrol } from '#server/roster.ts';
import { addSessions } from '#server/sessions.ts';
import { HOUR, MINUTE, START } from '../domain/people.ts';
import { ENGINES, NAMES, openCenter, prepare, uuid } from './center.ts';

const ALL = { program: null, site: null };
const TODAY = bounds(dayOf(START, SEOUL), SEOUL);
const EVER = { from: 0, to: START * 2 };

describe.each(ENGINES)('the calendar, on %s', (engine) => {
	async function full(sessions: number) {
		const center = await openCenter(engine);
		const { store, program, college } = center;
		const later = Array.from({ length: sessions }, (_, index) => ({
			id: v.parse(SessionId, uuid()),
			program_id: program,
			site_id: college,
			starts_at: bounds(addDays(dayOf(START, SEOUL), index + 1), SEOUL).from + 9 * HOUR,
			ends_at: bounds(addDays(dayOf(START, SEOUL), index + 1), SEOUL).from + 11 * HOUR,
			open_before_ms: HOUR,
			grace_ms: MINUTE,
			stay_ms: MINUTE
		}));
		await store.write((trx) => addSessions(trx, center.center, later));
		return { ...center, later, reader: store.reader };
	}

	test('shows the sessions of a day with how many are on each roster', async () => {
		const { reader, store, center, morning, lecture, students } = await full(2);
		const [leaver] = students;
		if (!leaver) throw new Error('Nobody there');
		await store.write((trx) => unenrol(trx, center, morning, leaver.id));
		const shown = await agenda(reader, center, TODAY, ALL);
		expect(new Map(shown.map(({ id, enrolled }) => [id, enrolled]))).toEqual(
			new Map([
				[morning, NAMES.length - 1],
				[lecture, 0]
			])
		);
	});

	test('shows only those of a program or a site, if asked', async () => {
		const { reader, center, program, bakery, morning } = await full(1);
		const at = (choice: Parameters<typeof agenda>[3]) => agenda(reader, center, EVER, choice);
		expect((await at({ program: null, site: bakery })).map(({ id }) => id)).toEqual([morning]);
		expect(await at({ program, site: null })).toHaveLength(3);
		expect(await at({ program: uuid() as never, site: bakery })).toEqual([]);
	});

	test('is listed in pages that join without a gap or an overlap', async () => {
		const { reader, center, later } = await full(OCCASIONS_A_PAGE + 5);
		expect(await countOccasions(reader, center, EVER, ALL)).toBe(OCCASIONS_A_PAGE + 7);
		const pages = await Promise.all(
			[1, 2, 3].map((page) => agendaPage(reader, center, EVER, ALL, page))
		);
		expect(pages.map(({ length }) => length)).toEqual([OCCASIONS_A_PAGE, 7, 0]);
		expect(
			pages
				.flat()
				.slice(2)
				.map(({ id }) => id)
		).toEqual(later.map(({ id }) => id));
	});

	test('knows which other sessions are at the same site at those times', async () => {
		const { reader, center, lecture, college, morning } = await full(1);
		const slot = { site: college, startsAt: START + HOUR, endsAt: START + 3 * HOUR };
		const near = await neighboursOf(reader, center, [slot], null);
		expect(near.map(({ id }) => id)).toEqual([lecture]);
		expect(await neighboursOf(reader, center, [slot], lecture)).toEqual([]);
		expect(near.some(({ id }) => id === morning)).toBe(false);
	});

	test('tells how a session went', async () => {
		const { reader, center, morning } = await full(0);
		const occasion = await occasionOf(reader, center, morning);
		if (!occasion) throw new Error('No session');
		const before = await courseOf(reader, center, occasion, START - HOUR);
		expect(before).toMatchObject({ expected: NAMES.length, tally: { expected: NAMES.length } });
		const after = await courseOf(reader, center, occasion, START + 5 * HOUR);
		expect(after.tally.missing).toBe(NAMES.length);
	});

	test('shows nothing of another center', async () => {
		const { reader, store, keys, center } = await full(0);
		const other = await store.write((trx) => found(trx, { name: '다른 센터', demo: false }, START));
		const theirs = await prepare(store, keys, other);
		expect(await agenda(reader, center, EVER, ALL)).toHaveLength(2);
		expect(await occasionOf(reader, center, theirs.morning)).toBeNull();
		expect(await agenda(reader, center, EVER, { program: theirs.program, site: null })).toEqual([]);
	});
});
