import { describe, expect, test } from 'vitest';
import { decideOn, releasedOf, waitingOf } from '#server/rating/comments.ts';
import { START } from '../../domain/people.ts';
import { ENGINES, openCenter, SOMEBODY } from '../center.ts';
import { answered } from './answers.ts';

describe.each(ENGINES)('comments, on %s', (engine) => {
	async function opened(...texts: string[]) {
		const own = await openCenter(engine);
		const { store, center, program, morning } = own;
		await answered(store, center, { program, session: morning }, [5, 5, 4, 4, 3], texts);
		const decide = async (text: string, decision: 'released' | 'withheld') => {
			const { comments } = await waitingOf(store.reader, center);
			const comment = comments.find((each) => each.text === text);
			if (!comment) throw new Error(`${text} does not wait`);
			return decideOn(store, center, SOMEBODY, comment.id, decision, START);
		};
		const released = () => releasedOf(store.reader, center, { session: morning });
		return { ...own, decide, released };
	}

	test('are seen by nobody before somebody has released them', async () => {
		const { released, decide, store, center, program } = await opened('재미있었어요', '싫었어요');
		expect(await released()).toEqual([]);
		expect(await decide('재미있었어요', 'released')).toBe(true);
		expect(await decide('싫었어요', 'withheld')).toBe(true);
		expect(await released()).toEqual(['재미있었어요']);
		expect(await releasedOf(store.reader, center, { program })).toEqual(['재미있었어요']);
		expect((await waitingOf(store.reader, center)).count).toBe(0);
	});

	test('have numbers that could reach somebody covered, whoever looks', async () => {
		const { released, decide } = await opened('전화 주세요 010-0000-0000');
		await decide('전화 주세요 ●●●-●●●●-●●●●', 'released');
		expect(await released()).toEqual(['전화 주세요 ●●●-●●●●-●●●●']);
	});

	test('are decided on once, and it is on the trail', async () => {
		const { store, center, released } = await opened('좋았어요');
		const [comment] = (await waitingOf(store.reader, center)).comments;
		if (!comment) throw new Error('None waits');
		const both = [
			decideOn(store, center, SOMEBODY, comment.id, 'withheld', START),
			decideOn(store, center, SOMEBODY, comment.id, 'released', START)
		];
		expect((await Promise.all(both)).toSorted()).toEqual([false, true]);
		expect((await released()).length).toBeLessThanOrEqual(1);
		const trail = await store.reader.selectFrom('trail').select('subject').execute();
		expect(trail).toEqual([{ subject: `comment:${comment.id}` }]);
	});

	test('of another center are none of ours', async () => {
		const ours = await opened('좋았어요');
		const theirs = await openCenter(engine);
		const [comment] = (await waitingOf(ours.store.reader, ours.center)).comments;
		if (!comment) throw new Error('None waits');
		const { store, center } = { store: ours.store, center: theirs.center };
		expect(await waitingOf(store.reader, center)).toEqual({ count: 0, comments: [] });
		expect(await releasedOf(store.reader, center, { program: ours.program })).toEqual([]);
	});
});
