import { describe, expect, test } from 'vitest';
import type { SessionId } from '#domain/id.ts';
import { HOUR, MINUTE, START } from '../domain/people.ts';
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

describe('an answer that was slept through, or came while somebody set the clock, says nothing about it', () => {
	/** A tablet that knows its clock, on a line on which something happens while an answer is under way. */
	async function meanwhile(happen: (kiosk: Tablet) => void) {
		const { kiosk, student, clock } = await openDoor(4);
		const { skew, skewAt } = await kiosk.journal.contact();
		const { push, pull } = kiosk.uplink;
		const spoilt =
			<Asked extends unknown[], Answer>(ask: (...asked: Asked) => Promise<Answer>) =>
			async (...asked: Asked) => {
				const reply = await ask(...asked);
				happen(kiosk);
				return reply;
			};
		Object.assign(kiosk.uplink, { push: spoilt(push), pull: spoilt(pull) });
		const mend = () => Object.assign(kiosk.uplink, { push, pull });
		return { kiosk, student, clock, mend, before: { skew, skewAt } };
	}

	test.each([
		['was slept through', 15 * HOUR],
		['came while the clock was set forward', 5 * MINUTE],
		['came while the clock was set back', -5 * MINUTE]
	])('when it %s', async (_, leap) => {
		const { kiosk, student, clock, mend, before } = await meanwhile(({ environment }) => {
			const { now } = environment;
			environment.now = () => now() + leap;
		});
		await kiosk.scan(student);
		await kiosk.drain();
		expect(await kiosk.journal.contact()).toMatchObject(before);
		await kiosk.refresh();
		expect(await kiosk.journal.contact()).toMatchObject(before);
		// What else it said counts.
		expect(await kiosk.journal.unsent()).toBe(0);
		mend();
		await kiosk.drain();
		const { skew, skewAt } = await kiosk.journal.contact();
		expect(kiosk.environment.now() + skew).toBe(clock.now());
		expect(skewAt).toBe(kiosk.environment.now());
	});

	test('when both clocks went on while the tablet slept', async () => {
		const { kiosk, clock, before } = await meanwhile(() => clock.pass(15 * HOUR));
		await kiosk.drain();
		await kiosk.refresh();
		expect(await kiosk.journal.contact()).toMatchObject(before);
	});
});
