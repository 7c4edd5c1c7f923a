import { describe, expect, test } from 'vitest';
import type { AttendanceEvent, Who } from '#domain/event.ts';
import { badgeOf } from '#domain/token.ts';
import { Desk } from '#kiosk/desk.ts';
import {
	event,
	eventId,
	HOUR,
	incarnation,
	MINUTE,
	participantId,
	provisionalId,
	session,
	sessionId,
	START,
	token
} from '../domain/people.ts';
import { HEARD, IDENTITY, news, tablet } from './tablet.ts';

const here = session();
const visitor: Who = { kind: 'provisional', provisional: provisionalId(1) };

async function staffed() {
	const kiosk = await tablet();
	await kiosk.journal.adopt(IDENTITY);
	await kiosk.journal.apply(news(3), HEARD);
	const hear = (...events: AttendanceEvent[]) =>
		kiosk.journal.apply({ ...news(3), fresh: false, events }, HEARD);
	const desk = new Desk(kiosk.journal, kiosk.environment);
	return { ...kiosk, hear, desk };
}

/** The same, after somebody came without a badge. */
async function walkedIn() {
	const kiosk = await staffed();
	const arrival = await kiosk.journal.event(await kiosk.desk.walkIn(here, '1-3 1번'));
	if (!arrival) throw new Error('Nobody came');
	kiosk.pass(30 * MINUTE);
	return { ...kiosk, who: arrival.who };
}

/** What another tablet, or the center, recorded. */
const elsewhere = (n: number, changes: { at?: number; who?: Who; session?: null } = {}) => ({
	id: eventId(n),
	incarnation: incarnation(9),
	seq: n,
	who: visitor,
	...changes
});

describe('whoever came without a name, once staff have said who it was,', () => {
	test('leaves with a badge, and everybody else arrives with theirs', async () => {
		const { journal, desk, who, pass, scan } = await walkedIn();
		await desk.match(here, who, participantId(1), '');
		pass(HOUR);
		expect(await scan(token(1))).toBe('departure');
		expect(await scan(token(2))).toBe('arrival');
		const counts = { expected: 3, here: 1, gone: 1 };
		expect(await journal.counts(here.id, START + HOUR)).toEqual(counts);
	});

	test('arrives with a badge after all, if staff took that back', async () => {
		const { desk, who, pass, scan } = await walkedIn();
		await desk.undo(await desk.match(here, who, participantId(1), ''), '다른 학생');
		pass(HOUR);
		expect(await scan(token(1))).toBe('arrival');
	});

	test('is whom they said last', async () => {
		const { desk, who, pass, scan } = await walkedIn();
		await desk.match(here, who, participantId(1), '');
		pass(MINUTE);
		await desk.match(here, who, participantId(2), '다른 학생');
		pass(HOUR);
		expect(await scan(token(1))).toBe('arrival');
		expect(await scan(token(2))).toBe('departure');
	});

	test('leaves with a badge also where only another tablet knew of it, in whatever order it was told', async () => {
		const { hear, pass, scan } = await staffed();
		const participant = participantId(1);
		await hear(event(12, 'match', { ...elsewhere(12), participant, reason: '' }));
		await hear(event(11, 'arrival', elsewhere(11)));
		pass(HOUR);
		expect(await scan(token(1))).toBe('departure');
	});

	test('leaves with a badge also from where no session is on', async () => {
		const kiosk = await tablet();
		await kiosk.journal.adopt(IDENTITY);
		const { roster, ...told } = news(1);
		const one = roster.map((entry) => ({ ...entry, session: sessionId(7) }));
		const matched = { participant: participantId(1), reason: '' };
		const events = [
			event(11, 'arrival', elsewhere(11, { session: null })),
			event(12, 'match', { ...elsewhere(12, { session: null }), ...matched })
		];
		await kiosk.journal.apply({ ...told, sessions: [], roster: one, events }, HEARD);
		kiosk.pass(HOUR);
		await kiosk.scan(token(1));
		expect(kiosk.outcomes).toMatchObject([{ verdict: { movement: 'departure' } }]);
	});

	test('leaves with the unknown badge that they came with, and so do they with their own', async () => {
		const { desk, pass, scan, outcomes } = await staffed();
		for (const n of [8, 9]) await scan(token(n));
		pass(MINUTE);
		for (const [n, of] of [8, 9].entries()) {
			const stranger: Who = { kind: 'badge', badge: badgeOf(token(of)) };
			await desk.match(here, stranger, participantId(n + 1), '');
		}
		pass(HOUR);
		await scan(token(8));
		expect(outcomes.at(-1)).toMatchObject({ verdict: { kind: 'stranger', movement: 'departure' } });
		expect(await scan(token(2))).toBe('departure');
		pass(MINUTE);
		// They have left with the other one a minute ago.
		expect(await scan(token(1))).toBe('repeat');
	});
});

test('what is recorded of a badge that was given a name stays about the badge', async () => {
	const { desk, journal, pass, scan } = await staffed();
	await scan(token(9));
	const stranger: Who = { kind: 'badge', badge: badgeOf(token(9)) };
	const match = await desk.match(here, stranger, participantId(1), '');
	pass(HOUR);
	await scan(token(9));
	await desk.undo(match, '다른 학생');
	const movements = (await journal.eventsOf(here.id)).filter(({ kind }) => kind === 'departure');
	expect(movements).toMatchObject([{ who: stranger }]);
	expect(await scan(token(1))).toBe('arrival');
});
