import { describe, expect, test } from 'vitest';
import type { Whose } from '#domain/whose.ts';
import { SEOUL } from '#domain/zone.ts';
import { choicesFor, likely, offers } from '#server/print/choices.ts';
import { readOrder, wanted } from '#server/print/order.ts';
import { HOUR, participantId, sessionId, START, token } from '../domain/people.ts';
import { ENGINES, openCenter, uuid } from './center.ts';

const DAY = 24 * HOUR;
const LABELS = {
	of: `session.${sessionId(1)}`,
	medium: 'labels',
	preset: 'LS-3108',
	start: '14',
	x: '1.5',
	y: '-5',
	names: 'masked',
	who: 'picked',
	reason: ' 새로 온 학생 '
};

function ordered(changes: Record<string, string> = {}) {
	const form = new FormData();
	for (const [name, value] of Object.entries({ ...LABELS, ...changes })) form.append(name, value);
	for (const n of [1, 2]) form.append('participant', participantId(n));
	return readOrder(form);
}

describe('a wish to print', () => {
	test('is read as it was filled in', () => {
		expect(ordered().output).toEqual({
			of: { kind: 'session', session: sessionId(1) },
			medium: 'labels',
			preset: 'LS-3108',
			start: 14,
			x: 1.5,
			y: -5,
			names: 'masked',
			who: 'picked',
			participants: [participantId(1), participantId(2)],
			reason: '새로 온 학생'
		});
		expect(ordered({ medium: 'class-sheet' }).success).toBe(true);
		expect(ordered({ medium: 'cards', size: '95x125' }).success).toBe(true);
	});

	test.each<[string, Record<string, string>]>([
		['without a reason', { reason: '  ' }],
		['with a reason of one letter', { reason: '음' }],
		['with a reason that tells a story', { reason: '가'.repeat(101) }],
		['from a label that the sheet does not have', { start: '15' }],
		['from before the first label', { start: '0' }],
		['moved further than any printer is off', { x: '5.1' }],
		['moved by a word', { y: 'down' }],
		['on a sheet that nobody knows', { preset: 'LS-9999' }],
		['on a card that nobody knows', { medium: 'cards', size: '10x10' }],
		['for nobody in particular', { of: '' }]
	])('is refused %s', (_, changes) => expect(ordered(changes).success).toBe(false));

	test('is for everybody, for those without a print, or for those ticked', () => {
		const badges = [1, 2, 3].map((n) => ({
			person: {
				id: participantId(n),
				name: '김새봄',
				school: '',
				schoolId: null,
				group: '',
				number: null
			},
			token: token(n),
			year: 2026,
			printed: n === 1
		}));
		const ids = (who: 'all' | 'unprinted' | 'picked') =>
			wanted(badges, { who, participants: [participantId(1), participantId(9)] }).map(
				({ person }) => person.id
			);
		expect(ids('all')).toEqual([1, 2, 3].map(participantId));
		expect(ids('unprinted')).toEqual([2, 3].map(participantId));
		expect(ids('picked')).toEqual([participantId(1)]);
	});
});

describe.each(ENGINES)('whose badges can be chosen, on %s', (engine) => {
	test('sessions of today and two weeks ahead, and classes', async () => {
		const { store, center, morning, lecture, school } = await openCenter(engine);
		const on = (now: number, asked: Whose | null = null) =>
			choicesFor(store.reader, { id: center, zone: SEOUL }, { kind: 'center' }, now, asked);
		const today = await on(START);
		expect(today.sessions.map(({ session }) => session.id).sort()).toEqual(
			[morning, lecture].sort()
		);
		expect(today.classes).toMatchObject([{ school, grade: 1, classNo: 3, people: 5 }]);
		expect((await on(START - 14 * DAY)).sessions).toHaveLength(2);
		expect((await on(START - 15 * DAY)).sessions).toEqual([]);
		const early = await on(START - 15 * DAY, { kind: 'session', session: morning });
		expect(early.sessions.map(({ session }) => session.id)).toEqual([morning]);
		expect((await on(START + DAY)).sessions).toEqual([]);
		const over = await on(START + DAY, { kind: 'session', session: morning });
		expect(over.sessions).toEqual([]);
		expect(offers(today, { kind: 'session', session: morning })).toBe(true);
		expect(offers(today, { kind: 'session', session: uuid() as never })).toBe(false);
		const third = { kind: 'class', school, grade: 1, classNo: 3 } as const;
		expect(offers(today, third)).toBe(true);
		expect(offers(today, { ...third, classNo: 4 })).toBe(false);
		expect(likely(today, START)).toMatchObject({ kind: 'session' });
		expect(likely(await on(START + DAY), START + DAY)).toEqual(third);
		expect(likely({ sessions: [], classes: [] }, START)).toBeNull();
	});

	test('only what somebody’s reach covers', async () => {
		const { store, center, morning, bakery } = await openCenter(engine);
		const site = { kind: 'sites', sites: [bakery] } as const;
		const atSite = await choicesFor(store.reader, { id: center, zone: SEOUL }, site, START, null);
		expect(atSite.sessions.map(({ session }) => session.id)).toEqual([morning]);
		expect(atSite.classes).toEqual([]);
		const other = { kind: 'school', school: uuid() as never } as const;
		expect(
			(await choicesFor(store.reader, { id: center, zone: SEOUL }, other, START, null)).classes
		).toEqual([]);
	});
});
