import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Who } from '#domain/event.ts';
import { USUAL_SURVEYS } from '#domain/rating/usual.ts';
import { Asking, TAKE_BACK_MS } from '#kiosk/asking.svelte.ts';
import { BallotBox } from '#kiosk/ballot-box.ts';
import { HELD_MS, HeldBallots } from '#kiosk/held-ballots.ts';
import { participant, session } from '../domain/people.ts';
import { newKeys } from '../domain/rating/ballots.ts';
import { HEARD, IDENTITY, news, tablet } from './tablet.ts';

const SECOND = 1_000;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** A tablet that asks, and tells how many answers are on its disk. */
async function asking() {
	const kiosk = await tablet();
	const { key } = await newKeys();
	await kiosk.journal.adopt(IDENTITY);
	await kiosk.journal.apply({ ...news(3), surveys: [...USUAL_SURVEYS], ballotKey: key }, HEARD);
	const ballots = new HeldBallots(
		new BallotBox(kiosk.journal, kiosk.environment),
		kiosk.environment
	);
	let kept = 0;
	const told = {
		kept: () => void (kept += 1),
		failed: () => expect.unreachable(),
		over: () => {},
		unhurried: () => false
	};
	return {
		...kiosk,
		ballots,
		asking: new Asking(ballots, kiosk.environment, told),
		recorded: () => kiosk.journal.eventsOf(session().id),
		/** Time passes, until so many more answers are on the disk. */
		async pass(ms: number, keeping = 0) {
			const before = kept;
			for (let passed = 0; passed < ms; passed += SECOND) {
				kiosk.pass(SECOND);
				await vi.advanceTimersByTimeAsync(SECOND);
			}
			await vi.waitUntil(() => kept === before + keeping);
		}
	};
}

test('that somebody answered is recorded when the next one comes, else equally long after the question, whatever they had to say', async () => {
	const { asking: question, environment, pass, recorded } = await asking();
	const askedAt: number[] = [];
	const ask = async (who: Who) => {
		await question.offer(session(), who);
		askedAt.push(environment.now());
	};
	await ask(participant(1));
	question.answer(5);
	await pass(TAKE_BACK_MS + 1_000);
	expect(await recorded()).toEqual([]);
	await ask(participant(2));
	await vi.waitUntil(async () => (await recorded()).length === 1);
	question.answer(3);
	for (const written of ['빵', '빵 냄새가', '빵 냄새가 좋았어요']) {
		await pass(4_000);
		question.say(written);
	}
	await ask(participant(3));
	await vi.waitUntil(async () => (await recorded()).length === 2);
	question.answer(null);
	await pass(HELD_MS, 1);
	const events = await recorded();
	const [, second = 0, third = 0] = askedAt;
	expect(events.map(({ kind, at }) => ({ kind, at }))).toEqual(
		[second, third, third + HELD_MS].map((at) => ({ kind: 'rated', at }))
	);
});

test('whoever takes longer than that is recorded as long again after the question', async () => {
	const { asking: question, environment, pass, recorded } = await asking();
	const askedAt = environment.now();
	await question.offer(session(), participant(1));
	for (let n = 0; n * 4_000 <= HELD_MS; n++) {
		question.answer(4);
		question.say('길게');
		await pass(4_000);
	}
	expect(await recorded()).toEqual([]);
	await pass(HELD_MS, 1);
	expect((await recorded()).map(({ at }) => at - askedAt)).toEqual([2 * HELD_MS]);
});

test('whoever has answered is not asked again, not even at once', async () => {
	const { asking: question } = await asking();
	await question.offer(session(), participant(1));
	question.answer(4);
	await question.offer(session(), participant(1));
	expect(question.asked).toBeNull();
	await question.offer(session(), participant(2));
	expect(question.asked).not.toBeNull();
	await question.offer(session(), participant(1));
	expect(question.asked).toBeNull();
});

test('when the page goes away, what is held is kept at once', async () => {
	const { asking: question, ballots, journal, recorded } = await asking();
	for (const n of [1, 2]) {
		await question.offer(session(), participant(n));
		question.answer(n);
	}
	await question.leave();
	expect(ballots.holding).toBe(true);
	expect(await recorded()).toHaveLength(1);
	await ballots.keepAll();
	expect(ballots.holding).toBe(false);
	expect(await recorded()).toHaveLength(2);
	expect(await journal.papers()).toHaveLength(6);
});

test('where anybody may answer nothing is held', async () => {
	const { asking: question, ballots, recorded } = await asking();
	await question.offer(session(), null);
	question.answer(4);
	await question.leave();
	expect(ballots.holding).toBe(false);
	await vi.waitUntil(async () => (await recorded()).length === 1);
});
