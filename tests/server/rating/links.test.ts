import { describe, expect, test } from 'vitest';
import { LINKED, LINK_LASTS_MS } from '#domain/answer-link.ts';
import { answerByLink, behindLink } from '#server/rating/linked.ts';
import { answerToken, readAnswerToken } from '#server/rating/links.ts';
import { openUrn } from '#server/rating/opening.ts';
import { HOUR, START } from '../../domain/people.ts';
import { ENGINES, openCenter, someKeys } from '../center.ts';

const A_DAY_LATER = START + 27 * HOUR;

describe.each(ENGINES)('the links by which adults answer, on %s', (engine) => {
	async function opened() {
		const own = await openCenter(engine);
		const { store, keys, center, morning } = own;
		const token = (session = morning, who: (typeof LINKED)[number] = 'parent') =>
			answerToken(keys, { center, session, who });
		const answer = async (link: string, answer: number, comment: string | null = null) => {
			const behind = await behindLink(own, link, START);
			if (!behind) throw new Error('Nothing behind the link');
			await answerByLink(own, behind, { answer, reasons: ['mentor', 'nonsense'], comment });
		};
		const rows = () => store.reader.selectFrom('rating').selectAll().execute();
		return { ...own, token, answer, rows };
	}

	test('say what they are about, each for whom it was made', async () => {
		const { keys, center, morning, token } = await opened();
		for (const who of LINKED) {
			const linking = readAnswerToken(keys, token(morning, who));
			expect(linking).toEqual({ center, session: morning, who });
		}
		expect(new Set(LINKED.map((who) => token(morning, who))).size).toBe(3);
	});

	test('that were altered, cut off, or made elsewhere lead nowhere', async () => {
		const own = await opened();
		const link = own.token();
		const altered = [...link].map((letter, at) => link.slice(0, at) + (letter === 'A' ? 'B' : 'A'));
		for (const [at, start] of altered.entries()) {
			expect(readAnswerToken(own.keys, start + link.slice(at + 1)), `letter ${at}`).toBeNull();
		}
		const { center, morning: session } = own;
		const foreign = answerToken(someKeys(), { center, session, who: 'parent' });
		for (const each of ['', link.slice(0, -2), `${link}AA`, foreign]) {
			expect(readAnswerToken(own.keys, each)).toBeNull();
			expect(await behindLink(own, each, START)).toBeNull();
		}
	});

	test('take answers from the beginning of the session until 14 days after it', async () => {
		const own = await opened();
		const end = START + 2 * HOUR + LINK_LASTS_MS;
		const open = async (now: number) => (await behindLink(own, own.token(), now))?.open;
		expect(await open(START - 1)).toBe(false);
		expect(await open(START)).toBe(true);
		expect(await open(end - 1)).toBe(true);
		expect(await open(end)).toBe(false);
	});

	test('of a session that does not take place lead nowhere', async () => {
		const own = await opened();
		await own.store.write((trx) => trx.updateTable('session').set({ cancelled: 1 }).execute());
		expect(await behindLink(own, own.token(), START)).toBeNull();
	});

	test('bring answers that are opened from five on, and count apart from those of others', async () => {
		const { token, answer, rows, morning, lecture, center, ...own } = await opened();
		for (const each of [5, 4, 4]) await answer(token(), each, '고맙습니다');
		await answer(token(lecture), 5);
		await answer(token(morning, 'teacher'), 1);
		expect(await openUrn(own, center, A_DAY_LATER)).toBe(0);
		await answer(token(lecture), 3);
		expect(await openUrn(own, center, A_DAY_LATER)).toBe(5);
		const counted = await rows();
		expect(counted.map(({ answer }) => answer).toSorted()).toEqual([3, 4, 4, 5, 5]);
		for (const row of counted) {
			expect(row).toMatchObject({ way: 'parent', band: 'adult', session_id: null, quick: 0 });
			expect(row.reasons).toBe('["mentor"]');
		}
		const comments = await own.store.reader.selectFrom('rating_comment').select('text').execute();
		expect(comments).toHaveLength(3);
	});
});
