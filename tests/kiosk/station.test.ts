import { expect, test } from 'vitest';
import { seal } from '#domain/seal.ts';
import { HOUR, MINUTE, participantId, session, START, token } from '../domain/people.ts';
import { damaged, HEARD, IDENTITY, news, tablet } from './tablet.ts';

const END = session().endsAt;

async function paired(students = 3) {
	const kiosk = await tablet();
	await kiosk.journal.adopt(IDENTITY);
	const sealed = await seal(
		{ name: '김새봄', group: '1-3' },
		participantId(1),
		token(1),
		new Uint8Array(12)
	);
	await kiosk.journal.apply(
		news(students, (n) => (n === 1 ? sealed : null)),
		HEARD
	);
	return kiosk;
}

test('an arrival is on the disk when the screen is told, with the name that the badge unsealed', async () => {
	const kiosk = await paired();
	expect(await kiosk.scan(token(1))).toBe('arrival');
	expect(kiosk.outcomes).toMatchObject([{ bearer: { name: '김새봄', group: '1-3' }, at: START }]);
	expect(await kiosk.journal.unsent()).toBe(1);
	expect(await kiosk.journal.counts(session().id, START)).toEqual({
		expected: 3,
		here: 1,
		gone: 0
	});
});

test('more come than there is room for, and every one of them is let in', async () => {
	const kiosk = await paired(3);
	const small = session({ capacity: 1 });
	await kiosk.journal.apply({ ...news(3), sessions: [small] }, HEARD);
	expect(await kiosk.journal.today(START)).toEqual([small]);
	for (const n of [1, 2, 3]) expect(await kiosk.scan(token(n))).toBe('arrival');
	await kiosk.station.admit();
	expect(kiosk.outcomes[3]).toMatchObject({ kind: 'admitted' });
	expect(await kiosk.journal.counts(small.id, START)).toMatchObject({ here: 4 });
});

test('a badge held before the camera is one scan, and shown again later a repeat', async () => {
	const kiosk = await paired();
	await kiosk.scan(token(1));
	for (let frame = 0; frame < 100; frame++) {
		kiosk.pass(33);
		expect(await kiosk.scan(token(1))).toBeUndefined();
	}
	kiosk.pass(3_000);
	expect(await kiosk.scan(token(1))).toBe('repeat');
	const batch = await kiosk.journal.owed(200, 1e6);
	expect(batch?.events).toMatchObject([
		{ kind: 'arrival' },
		{ kind: 'refusal', cause: 'repeat', who: { kind: 'participant' } }
	]);
});

test('whoever comes next is taken at once, while the last result is still shown', async () => {
	const kiosk = await paired();
	const scans = [1, 2, 3, 1, 2, 3].map((n) => kiosk.station.take(token(n)));
	await Promise.all(scans);
	expect(kiosk.outcomes).toHaveLength(3);
	expect(await kiosk.journal.unsent()).toBe(3);
});

test('numbers are contiguous, and arrival and departure both count', async () => {
	const kiosk = await paired();
	for (const n of [1, 2, 3]) await kiosk.scan(token(n));
	kiosk.pass(2 * HOUR);
	for (const n of [3, 2]) expect(await kiosk.scan(token(n))).toBe('departure');
	const batch = await kiosk.journal.owed(200, 1e6);
	expect(batch?.events.map(({ seq, kind }) => [seq, kind])).toEqual([
		[1, 'arrival'],
		[2, 'arrival'],
		[3, 'arrival'],
		[4, 'departure'],
		[5, 'departure']
	]);
	expect(await kiosk.journal.counts(session().id, END)).toEqual({ expected: 3, here: 1, gone: 2 });
});

test('a damaged or a foreign code is noted without what it says, and the next badge is taken at once', async () => {
	const kiosk = await paired();
	expect(await kiosk.scan('https://example.org')).toBe('foreign');
	expect(await kiosk.scan(damaged(token(1)))).toBe('damaged');
	expect(await kiosk.scan(token(1))).toBe('arrival');
	const batch = await kiosk.journal.owed(200, 1e6);
	expect(batch?.events).toMatchObject([
		{ kind: 'refusal', cause: 'foreign', who: { kind: 'nobody' }, session: session().id },
		{ kind: 'refusal', cause: 'damaged', who: { kind: 'nobody' }, session: session().id },
		{ kind: 'arrival' }
	]);
	expect(JSON.stringify(batch?.events)).not.toMatch(/example\.org|\d{39}/);
});

test('somebody without a badge, and somebody on no roster, are let in and recorded', async () => {
	const kiosk = await paired();
	await kiosk.station.admit();
	expect(await kiosk.scan(token(9))).toBe('stranger');
	const batch = await kiosk.journal.owed(200, 1e6);
	expect(batch?.events.map(({ who }) => who.kind)).toEqual(['provisional', 'badge']);
});

test('a clock that is known to be wrong is corrected, and the raw one is kept as evidence', async () => {
	const kiosk = await paired();
	await kiosk.journal.apply({ ...news(3), fresh: false }, { skew: -2 * HOUR, pulledAt: START });
	kiosk.pass(2 * HOUR);
	await kiosk.scan(token(1));
	expect(kiosk.outcomes).toMatchObject([{ at: START, verdict: { kind: 'arrival', late: false } }]);
	const batch = await kiosk.journal.owed(1, 1e6);
	expect(batch?.events[0]).toMatchObject({ at: START + 2 * HOUR, skew: -2 * HOUR });
});

test('a tablet that is not paired records nothing and says so', async () => {
	const kiosk = await tablet();
	expect(await kiosk.scan(token(1))).toBe('failed');
});

test('a name that does not unseal costs only the name', async () => {
	const kiosk = await tablet();
	await kiosk.journal.adopt(IDENTITY);
	await kiosk.journal.apply(
		news(1, () => '1.bm9uc2Vuc2U='),
		HEARD
	);
	expect(await kiosk.scan(token(1))).toBe('arrival');
	expect(kiosk.outcomes).toMatchObject([{ bearer: null }]);
});

test('a database closed under us is opened again, and the scan is recorded once', async () => {
	const kiosk = await paired();
	kiosk.journal.close();
	expect(await kiosk.scan(token(1))).toBe('arrival');
	expect(await kiosk.journal.unsent()).toBe(1);
});

test('two windows on one tablet share the numbers and never record a student twice', async () => {
	const one = await paired();
	const two = await tablet(one.name);
	await Promise.all(
		[1, 2, 3].flatMap((n) => [one.station.take(token(n)), two.station.take(token(n))])
	);
	const batch = await one.journal.owed(200, 1e6);
	expect(batch?.events.map(({ seq }) => seq)).toEqual([1, 2, 3]);
	const kinds = [...one.outcomes, ...two.outcomes].map((outcome) =>
		outcome.kind === 'verdict' ? outcome.verdict.kind : outcome.kind
	);
	expect(kinds.sort()).toEqual(['arrival', 'arrival', 'arrival', 'repeat', 'repeat', 'repeat']);
	two.journal.close();
});

test('the minimum stay tells a second look from leaving', async () => {
	const kiosk = await paired();
	await kiosk.scan(token(1));
	kiosk.pass(10 * MINUTE - 1);
	expect(await kiosk.scan(token(1))).toBe('repeat');
	kiosk.pass(10 * MINUTE);
	expect(await kiosk.scan(token(1))).toBe('departure');
});

test('a tablet does what the center made it for, and what it was made for before it knew', async () => {
	const kiosk = await paired();
	expect(await kiosk.scan(token(1))).toBe('arrival');
	const duty = { passage: 'arrivals', keypad: false, asks: 'nobody' } as const;
	await kiosk.journal.apply({ ...news(3), fresh: false, duty }, HEARD);
	kiosk.pass(HOUR);
	expect(await kiosk.scan(token(1))).toBe('repeat');
	expect(kiosk.outcomes.at(-1)).toMatchObject({ verdict: { elsewhere: 'departure' } });
	expect(await kiosk.journal.identity()).toMatchObject({ duty });
	await kiosk.journal.apply({ ...news(3), fresh: false }, HEARD);
	kiosk.pass(3_000);
	expect(await kiosk.scan(token(1))).toBe('departure');
});

test('what was just recorded can be taken back, and showing the badge again counts at once', async () => {
	const kiosk = await paired();
	await kiosk.scan(token(1));
	const [first] = kiosk.outcomes;
	if (first?.kind !== 'verdict' || !first.recorded) throw new Error('Nothing recorded');
	await kiosk.station.undo(first.recorded);
	expect(kiosk.outcomes[1]).toEqual({ kind: 'undone' });
	expect(await kiosk.journal.counts(session().id, START)).toMatchObject({ here: 0 });
	expect(await kiosk.scan(token(1))).toBe('arrival');
	const batch = await kiosk.journal.owed(200, 1e6);
	expect(batch?.events).toMatchObject([
		{ kind: 'arrival', seq: 1 },
		{ kind: 'void', seq: 2, voids: first.recorded },
		{ kind: 'arrival', seq: 3 }
	]);
	const { outcomes } = kiosk;
	expect(outcomes[2]).not.toMatchObject({ recorded: first.recorded });
	kiosk.pass(3_000);
	await kiosk.scan(token(1));
	expect(outcomes[3]).toMatchObject({ verdict: { kind: 'repeat' }, recorded: null });
});
