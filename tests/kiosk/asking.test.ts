import { expect, test, vi } from 'vitest';
import { openBallot } from '#domain/rating/box.ts';
import { ALIKE_MIN } from '#domain/rating/series.ts';
import { USUAL_SURVEYS } from '#domain/rating/usual.ts';
import { Asking, TAKE_BACK_MS } from '#kiosk/asking.svelte.ts';
import { BallotBox } from '#kiosk/ballot-box.ts';
import { HeldBallots } from '#kiosk/held-ballots.ts';
import { participant, session } from '../domain/people.ts';
import { newKeys } from '../domain/rating/ballots.ts';
import { HEARD, IDENTITY, news, tablet } from './tablet.ts';

const DOUBLE_TAP_MS = 400;
const first = participant(1);
const second = participant(2);

/** A tablet that asks, with a clock that only we move once somebody is asked. */
async function asking({ unhurried = false } = {}) {
	const kiosk = await tablet();
	const keys = await newKeys();
	await kiosk.journal.adopt(IDENTITY);
	const told = { surveys: [...USUAL_SURVEYS], ballotKey: keys.key };
	await kiosk.journal.apply({ ...news(3), ...told }, HEARD);
	const heard: string[] = [];
	const box = new BallotBox(kiosk.journal, kiosk.environment);
	const ballots = new HeldBallots(box, kiosk.environment);
	const it = new Asking(ballots, kiosk.environment, {
		kept: () => heard.push('kept'),
		failed: () => heard.push('failed'),
		over: () => heard.push('over'),
		unhurried: () => unhurried
	});
	/** What would be on the disk in the end. */
	const opened = async () => {
		await ballots.keepAll();
		const papers = await kiosk.journal.papers();
		return Promise.all(papers.map(({ sealed }) => openBallot(sealed, keys)));
	};
	const answers = async () =>
		(await opened()).flatMap((paper) => (paper.kind === 'rating' ? [paper.answer] : []));
	return { ...kiosk, it, heard, opened, answers };
}

/** Presses, as late after the last press as somebody who is not a bouncing finger. */
function calmly({ pass }: { pass(ms: number): void }, press: () => void) {
	pass(DOUBLE_TAP_MS);
	press();
}

test('what somebody pressed is kept when the next one comes, and not before', async () => {
	const { it, answers, heard } = await asking();
	await it.offer(session(), first);
	it.answer(4);
	expect(it.given).toMatchObject({ answer: 4 });
	expect(await answers()).toEqual([]);
	await it.offer(session(), second);
	expect(it.given).toBeNull();
	expect(it.asked?.who).toEqual(second);
	expect(await answers()).toEqual([4]);
	expect(heard).toEqual(['kept']);
});

test('nobody is asked twice, not even at once', async () => {
	const { it, answers } = await asking();
	await it.offer(session(), first);
	it.answer(5);
	await it.offer(session(), first);
	expect(it.asked).toBeNull();
	expect(await answers()).toEqual([5]);
});

test('whoever does not want to answer says so, and is not asked again', async () => {
	const { it, answers } = await asking();
	await it.offer(session(), first);
	it.answer(null);
	await it.leave();
	expect(await answers()).toEqual([null]);
	await it.offer(session(), first);
	expect(it.asked).toBeNull();
});

test('whoever walks away leaves nothing behind, and can still answer later', async () => {
	const { it, answers } = await asking();
	await it.offer(session(), first);
	await it.leave();
	expect(await answers()).toEqual([]);
	await it.offer(session(), first);
	expect(it.asked?.who).toEqual(first);
});

test('an answer can be taken back and given anew; only the last one is kept', async () => {
	const kiosk = await asking();
	const { it, answers } = kiosk;
	await it.offer(session(), first);
	it.answer(1);
	calmly(kiosk, () => it.takeBack());
	expect(it.given).toBeNull();
	calmly(kiosk, () => it.answer(5));
	await it.leave();
	expect(await answers()).toEqual([5]);
});

test('a finger that bounces gives no reason, and takes nothing back', async () => {
	const kiosk = await asking();
	const { it, pass } = kiosk;
	await it.offer(session(), first);
	it.answer(3);
	pass(DOUBLE_TAP_MS - 1);
	it.toggle('doing');
	it.takeBack();
	expect(it.given).toMatchObject({ answer: 3, reasons: [] });
	pass(1);
	it.toggle('doing');
	expect(it.given?.reasons).toEqual(['doing']);
	it.toggle('doing');
	expect(it.given?.reasons).toEqual([]);
});

test('a point that the scale does not have is none', async () => {
	const { it } = await asking();
	await it.offer(session(), first);
	for (const point of [0, 6, 9]) it.answer(point);
	expect(it.given).toBeNull();
});

test('a departure that is taken back takes the question and its answer away', async () => {
	const { it, answers } = await asking();
	await it.offer(session(), first);
	it.answer(2);
	it.withdraw();
	await it.leave();
	expect(it.asked).toBeNull();
	expect(await answers()).toEqual([]);
	await it.offer(session(), first);
	expect(it.asked?.who).toEqual(first);
});

test('taking a departure back reaches an answer that stands already, as long as it is held', async () => {
	const { it, answers } = await asking();
	await it.offer(session(), first);
	it.answer(2);
	await it.leave();
	it.withdraw();
	expect(await answers()).toEqual([]);
	await it.offer(session(), first);
	expect(it.asked?.who).toEqual(first);
});

test('whoever takes their departure back leaves the answers of those before them alone', async () => {
	const { it, answers, journal } = await asking();
	await it.offer(session(), first);
	it.answer(4);
	const offered = it.offer(session(), second);
	it.withdraw();
	await offered;
	await it.offer(session(), second);
	it.answer(1);
	await it.leave();
	it.withdraw();
	expect(await answers()).toEqual([4]);
	expect(await journal.eventsOf(session().id)).toMatchObject([{ kind: 'rated', who: first }]);
});

test('whoever has gone on by the time the disk answers is not asked', async () => {
	const { it } = await asking();
	const offered = it.offer(session(), first);
	await it.leave();
	await offered;
	expect(it.asked).toBeNull();
});

test('the digits of the next badge do not stay in somebody’s words', async () => {
	const kiosk = await asking();
	const { it, opened } = kiosk;
	await it.offer(session(), first);
	it.answer(5);
	calmly(kiosk, () => it.write(true));
	it.say('빵이 맛있고 2번 더 오고 싶어요12345678901234567890123456789012345678901');
	it.typedOver();
	expect(it.given?.comment).toBe('빵이 맛있고 2번 더 오고 싶어요');
	await it.leave();
	expect(await opened()).toContainEqual(
		expect.objectContaining({ kind: 'comment', text: '빵이 맛있고 2번 더 오고 싶어요' })
	);
});

test('an answer before anybody can have read the question is kept, and marked', async () => {
	const { it, opened, pass } = await asking();
	await it.offer(session(), first);
	pass(299);
	it.answer(5);
	await it.offer(session(), second);
	pass(300);
	it.answer(4);
	await it.leave();
	const quick = (await opened()).flatMap((each) =>
		each.kind === 'rating' ? [[each.answer, each.quick]] : []
	);
	expect(quick.sort()).toEqual([
		[4, false],
		[5, true]
	]);
});

test('a row of alike answers is as long as there were people, however often one of them thought again', async () => {
	const kiosk = await asking();
	const { it, opened } = kiosk;
	for (let n = 1; n <= ALIKE_MIN; n++) {
		await it.offer(session(), participant(n));
		it.answer(5);
		calmly(kiosk, () => it.toggle('doing'));
		calmly(kiosk, () => it.takeBack());
		calmly(kiosk, () => it.answer(5));
	}
	await it.leave();
	const runs = (await opened()).filter(({ kind }) => kind === 'run');
	expect(runs).toMatchObject([{ answer: 5, length: ALIKE_MIN }]);
});

/** How long the question stands, and how long thanks do, when nobody touches anything. */
async function times(kiosk: Awaited<ReturnType<typeof asking>>, press: () => void) {
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	try {
		press();
		let ms = 0;
		while (kiosk.it.asked && ms < 200_000) {
			vi.advanceTimersByTime(1_000);
			ms += 1_000;
		}
		return ms;
	} finally {
		vi.useRealTimers();
	}
}

test('the question goes by itself, an answer stands after five seconds, and a touch gives time', async () => {
	const kiosk = await asking();
	const { it, heard, answers } = kiosk;
	await it.offer(session(), first);
	expect(await times(kiosk, () => it.touch())).toBe(12_000);
	expect(heard).toEqual(['over']);
	await it.offer(session(), first);
	expect(await times(kiosk, () => it.answer(3))).toBe(TAKE_BACK_MS);
	await it.leave();
	expect(await answers()).toEqual([3]);
	expect(heard).toEqual(['over', 'over', 'kept']);
});

test('whoever set the screen for themselves, or writes, has more time', async () => {
	const slow = await asking({ unhurried: true });
	await slow.it.offer(session(), first);
	expect(await times(slow, () => slow.it.touch())).toBe(48_000);
	const writer = await asking();
	await writer.it.offer(session(), first);
	writer.it.answer(5);
	writer.pass(DOUBLE_TAP_MS);
	expect(await times(writer, () => writer.it.write(true))).toBe(20_000);
});

test('a question for anybody stands until somebody answers', async () => {
	const kiosk = await asking();
	const { it, opened } = kiosk;
	await it.offer(session(), null);
	expect(it.occupied).toBe(false);
	expect(await times(kiosk, () => it.touch())).toBe(200_000);
	expect(await times(kiosk, () => it.answer(5))).toBe(TAKE_BACK_MS);
	await it.leave();
	const openly = expect.objectContaining({ kind: 'rating', way: 'open' });
	await vi.waitFor(async () => expect(await opened()).toContainEqual(openly));
});
