import { describe, expect, test } from 'vitest';
import type { SessionId } from '#domain/id.ts';
import { HOUR, START } from '../domain/people.ts';
import { openStage } from './stage.ts';
import type { Tablet } from './tablet.ts';

const DAY = 24 * HOUR;

/** Two tablets at one door, each with what the other has seen. */
async function openDoor(seed: number) {
	const stage = await openStage(seed, 2);
	const [kiosk, other] = stage.tablets;
	const [student] = stage.tokens.values();
	if (!kiosk || !other || !student) throw new Error('Nobody there');
	for (const each of [kiosk, other]) await each.refresh();
	await other.scan(student);
	await other.drain();
	await kiosk.drain();
	await kiosk.refresh();
	return { ...stage, kiosk, student };
}

async function knownAt({ journal }: Tablet, session: SessionId) {
	const sessions = (await journal.today(START)).map(({ id }) => id);
	return { sessions, counts: await journal.counts(session, START) };
}

describe('what a wrong clock had a tablet erase comes back with the next news', () => {
	test.each([
		['three days', 3 * DAY],
		['nine years', 9 * 365 * DAY]
	])('though it was wrong by %s', async (_, off) => {
		const { kiosk, clock, morning, student } = await openDoor(1);
		const before = await knownAt(kiosk, morning);
		expect(before).toMatchObject({ sessions: [morning], counts: { here: 1 } });
		await kiosk.journal.erase(clock.now() + off);
		expect(await knownAt(kiosk, morning)).toMatchObject({ sessions: [], counts: { here: 0 } });
		await kiosk.drain();
		await kiosk.refresh();
		expect(await knownAt(kiosk, morning)).toEqual(before);
		clock.pass(2 * HOUR);
		expect(await kiosk.scan(student)).toMatchObject({ verdict: { kind: 'departure' } });
	});

	test('also when the news was on its way meanwhile', async () => {
		const { kiosk, clock, morning } = await openDoor(2);
		const before = await knownAt(kiosk, morning);
		const { pull } = kiosk.uplink;
		kiosk.uplink.pull = async (cursor) => {
			const reply = await pull(cursor);
			await kiosk.journal.erase(clock.now() + 3 * DAY);
			return reply;
		};
		await kiosk.refresh();
		kiosk.uplink.pull = pull;
		await kiosk.refresh();
		expect(await knownAt(kiosk, morning)).toEqual(before);
	});
});

test('what was due by the center’s clock is erased, and not fetched again', async () => {
	const { kiosk, clock, morning } = await openDoor(3);
	clock.pass(2 * DAY);
	await kiosk.drain();
	const { cursor } = await kiosk.journal.contact();
	await kiosk.journal.erase(clock.now());
	expect(await kiosk.journal.rosterOf(morning)).toEqual([]);
	expect(await kiosk.journal.contact()).toMatchObject({ cursor });
});
