import { describe, expect, test } from 'vitest';
import { PAPERS_EACH, type Ballot, type Rating } from '#domain/rating/ballot.ts';
import { close } from '#domain/rating/box.ts';
import type { SessionId } from '#domain/id.ts';
import { sql } from 'kysely';
import { ballotKeysOf } from '#server/rating/keys.ts';
import { urnKeeping } from '#server/rating/keeper.ts';
import { openUrn } from '#server/rating/opening.ts';
import { putIn } from '#server/rating/urn.ts';
import { silent } from '#server/log.ts';
import { push } from '#server/sync/push.ts';
import { blank, common, rating } from '../../domain/rating/ballots.ts';
import { event, HOUR, MINUTE, participant, START } from '../../domain/people.ts';
import { ENGINES, newIncarnation, openCenter, pairDevice, pushOf } from '../center.ts';

const CLOSED = START + 3 * HOUR;
const A_DAY_LATER = CLOSED + 24 * HOUR;

describe.each(ENGINES)('the urn, on %s', (engine) => {
	async function opened() {
		const center = await openCenter(engine);
		const { key } = await ballotKeysOf(center.keys, center.center);
		const closed = async (session: SessionId, ballots: readonly Ballot[]) =>
			Promise.all(ballots.map(async (each) => ({ session, sealed: await close(each, key) })));
		/** What somebody puts in who answers, whatever else they say. */
		const answering = (session: SessionId, ...answers: (Rating['answer'] | Rating)[]) =>
			closed(
				session,
				answers.flatMap((answer) => {
					const given = typeof answer === 'object' && answer ? answer : rating(answer, { session });
					const { band, way } = given;
					return [given, ...[1, 2].map(() => ({ ...blank(session), band, way }))];
				})
			);
		const put = async (ballots: Awaited<ReturnType<typeof closed>>) =>
			putIn(center.store, center.center, ballots);
		const open = (now = A_DAY_LATER) => openUrn(center, center.center, now);
		const { reader } = center.store;
		const rows = () => reader.selectFrom('rating').selectAll().execute();
		const waiting = async () => (await reader.selectFrom('urn').selectAll().execute()).length;
		return { ...center, closed, answering, put, open, rows, waiting };
	}

	test('keeps ballots closed until their session is, and then counts all of them at once', async () => {
		const { morning, answering, put, open, rows, waiting, program } = await opened();
		await put(await answering(morning, 5, 4, 4, null, 1));
		expect(await open(CLOSED - MINUTE)).toBe(0);
		expect(await rows()).toEqual([]);
		expect(await open(CLOSED)).toBe(5);
		expect(await waiting()).toBe(0);
		const counted = await rows();
		expect(counted.map(({ answer }) => answer ?? 0).sort()).toEqual([0, 1, 4, 4, 5]);
		for (const row of counted) {
			expect(row).toMatchObject({ session_id: morning, program_id: program, month: '2026-11' });
		}
	});

	test('handed in twice, also in another order and after they were counted, they count once', async () => {
		const { morning, answering, put, open, rows } = await opened();
		const ballots = await answering(morning, 5, 4, 3, 2, 1);
		await put(ballots);
		await put(ballots.toReversed());
		expect(await open()).toBe(5);
		await put(ballots);
		await open();
		expect(await rows()).toHaveLength(5);
	});

	test('one that was counted and comes once more does not make five of four', async () => {
		const { morning, answering, put, open, rows } = await opened();
		const ballots = await answering(morning, 5, 4, 3, 2, 1);
		await put(ballots);
		await open();
		await put(ballots.slice(0, PAPERS_EACH));
		await put(await answering(morning, 1, 1, 1, 1));
		expect(await open()).toBe(0);
		expect(await rows()).toHaveLength(5);
	});

	test('four are not opened, and a fifth opens them all', async () => {
		const { morning, answering, put, open, rows } = await opened();
		await put(await answering(morning, 5, 5, 4, 4));
		expect(await open()).toBe(0);
		expect(await rows()).toEqual([]);
		await put(await answering(morning, 3));
		expect(await open()).toBe(5);
	});

	test('late ones wait until there are five of them', async () => {
		const { morning, answering, put, open } = await opened();
		await put(await answering(morning, 5, 5, 4, 4, 3, 2));
		expect(await open()).toBe(6);
		await put(await answering(morning, 1, 1, 1, 1));
		expect(await open()).toBe(0);
		await put(await answering(morning, 2));
		expect(await open()).toBe(5);
	});

	test('few of several sessions of a program count together, without their sessions', async () => {
		const { morning, lecture, answering, put, open, rows } = await opened();
		await put(await answering(morning, 5, 4, 3));
		await put(await answering(lecture, 2, 1));
		expect(await open()).toBe(5);
		const counted = await rows();
		expect(counted.map(({ session_id }) => session_id)).toEqual([null, null, null, null, null]);
	});

	test('answers without a badge are counted apart, and do not make up for few', async () => {
		const { morning, answering, put, open } = await opened();
		const openly = (answer: number) => rating(answer, { session: morning, way: 'open' });
		await put(await answering(morning, 5, 4, 3, openly(1), openly(1)));
		expect(await open()).toBe(0);
		await put(await answering(morning, ...[2, 2, 2].map(openly)));
		expect(await open()).toBe(5);
	});

	test('a tablet that has not been heard since the session was closed is waited for, for a day', async () => {
		const { store, center, bakery, epoch, morning, answering, put, open } = await opened();
		const { device } = await pairDevice(store, center, bakery);
		const heard = (now: number, unsent = 0) =>
			push(store, epoch, device, pushOf(newIncarnation(), [], { unsent }), now);
		await heard(START);
		await put(await answering(morning, 5, 4, 3, 2, 1));
		expect(await open(CLOSED + HOUR)).toBe(0);
		await heard(CLOSED + HOUR, 2);
		expect(await open(CLOSED + HOUR)).toBe(0);
		await heard(CLOSED + HOUR);
		expect(await open(CLOSED + HOUR)).toBe(5);
		await put(await answering(morning, 5, 4, 3, 2, 1));
		await heard(CLOSED, 2);
		expect(await open(A_DAY_LATER - 1)).toBe(0);
		expect(await open(A_DAY_LATER)).toBe(5);
	});

	test('as long as somebody has answered whose ballots have not come, the others wait', async () => {
		const { store, center, bakery, epoch, morning, answering, put, open } = await opened();
		const { device } = await pairDevice(store, center, bakery);
		const incarnation = newIncarnation();
		const rated = [1, 2, 3, 4, 5, 6].map((n) =>
			event(n, 'rated', { who: participant(n), session: morning, incarnation })
		);
		await push(store, epoch, device, pushOf(incarnation, rated), CLOSED);
		await put(await answering(morning, 5, 4, 3, 2, 1));
		expect(await open(CLOSED + HOUR)).toBe(0);
		await put(await answering(morning, 5));
		expect(await open(CLOSED + HOUR)).toBe(6);
	});

	test('what came by a link does not stand in for a tablet whose ballots are still missing', async () => {
		const { store, center, bakery, epoch, morning, answering, put, open } = await opened();
		const { device } = await pairDevice(store, center, bakery);
		const incarnation = newIncarnation();
		const rated = [1, 2, 3, 4, 5, 6].map((n) =>
			event(n, 'rated', { who: participant(n), session: morning, incarnation })
		);
		await push(store, epoch, device, pushOf(incarnation, rated), CLOSED);
		const linked = (answer: number) =>
			rating(answer, { session: morning, band: 'adult', way: 'parent' });
		await put(await answering(morning, 5, 4, 3, 2, 1, ...[5, 5, 4, 4, 3].map(linked)));
		expect(await open(CLOSED + HOUR)).toBe(0);
		await put(await answering(morning, 5));
		expect(await open(CLOSED + HOUR)).toBe(11);
	});

	test('what comes by a link after the tablets were complete waits only for four like it', async () => {
		const { morning, answering, put, open } = await opened();
		await put(await answering(morning, 5, 4, 3, 2, 1));
		expect(await open(CLOSED)).toBe(5);
		const linked = (answer: number) =>
			rating(answer, { session: morning, band: 'adult', way: 'parent' });
		await put(await answering(morning, ...[5, 5, 4, 4].map(linked)));
		expect(await open(CLOSED + HOUR)).toBe(0);
		await put(await answering(morning, linked(2)));
		expect(await open(CLOSED + HOUR)).toBe(5);
	});

	test('comments and rows of alike answers are counted with them, and lead to none of them', async () => {
		const { store, morning, closed, put, open, rows } = await opened();
		const comment = { ...common(morning), kind: 'comment', text: '빵 냄새가 좋았어요' } as const;
		const run = { ...common(morning), kind: 'run', answer: 5, length: 8 } as const;
		const answers = [5, 5, 5, 5, 5].map((answer) => rating(answer, { session: morning }));
		await put(await closed(morning, [...answers, comment, run]));
		await open();
		const comments = await store.reader.selectFrom('rating_comment').selectAll().execute();
		expect(comments).toMatchObject([{ text: '빵 냄새가 좋았어요', state: 'waiting' }]);
		expect(await store.reader.selectFrom('rating_run').selectAll().execute()).toHaveLength(1);
		const ids = (await rows()).map(({ id }) => id);
		expect(ids).not.toContain(comments[0]?.id);
	});

	test('what does not open, or was given for another session, stays in the urn and holds up nobody', async () => {
		const { morning, lecture, answering, put, open, waiting } = await opened();
		const elsewhere = await answering(lecture, 1);
		await put(elsewhere.map((each) => ({ ...each, session: morning })));
		const [first] = await answering(morning, 1);
		if (!first) throw new Error('No ballot');
		await put([{ ...first, sealed: first.sealed.replace(/.{8}(?=={0,2}$)/, 'AAAAAAAA') }]);
		await put(await answering(morning, 5, 4, 3, 2, 1));
		expect(await open()).toBe(5);
		expect(await waiting()).toBe(PAPERS_EACH + 1);
	});

	test('nobody opens another center’s', async () => {
		const { store, keys, center, morning, answering, put } = await opened();
		const other = await openCenter(engine);
		await put(await answering(morning, 5, 4, 3, 2, 1));
		expect(await openUrn({ store, keys }, other.center, A_DAY_LATER)).toBe(0);
		expect((await ballotKeysOf(keys, other.center)).key).not.toBe(
			(await ballotKeysOf(keys, center)).key
		);
	});

	test('two that open at once count everything once', async () => {
		const { morning, answering, put, open, rows } = await opened();
		await put(await answering(morning, 5, 4, 3, 2, 1));
		const counts = await Promise.all([open(), open()]);
		expect(counts.toSorted()).toEqual([0, 5]);
		expect(await rows()).toHaveLength(5);
	});

	test('the keeper opens what is due, and looks again only when something has come', async () => {
		const { store, keys, morning, answering, put, rows, waiting } = await opened();
		const keeper = urnKeeping({ store, keys }, silent);
		const look = () => keeper.run(A_DAY_LATER, new AbortController().signal);
		await put(await answering(morning, 5, 4, 3, 2));
		await look();
		expect(await waiting()).toBe(4 * PAPERS_EACH);
		await put(await answering(morning, 1));
		await look();
		expect(await rows()).toHaveLength(5);
	});

	test('no table of answers numbers its rows, or knows when they came', async () => {
		const { store } = await opened();
		const words = /at$|time|seq|position|device|person|participant|row/;
		const columns = ['urn', 'rating', 'rating_run', 'rating_comment'].map(async (table) => {
			const asked =
				engine === 'sqlite'
					? sql<{ name: string }>`select name from pragma_table_info(${table})`
					: sql<{
							name: string;
						}>`select column_name as name from information_schema.columns where table_name = ${table}`;
			const { rows } = await asked.execute(store.reader);
			return rows.map(({ name }) => name);
		});
		const all = (await Promise.all(columns)).flat();
		expect(all.length).toBeGreaterThan(20);
		expect(all.filter((name) => words.test(name))).toEqual([]);
		if (engine === 'sqlite') {
			await expect(sql`select rowid from rating`.execute(store.reader)).rejects.toThrow();
		}
	});
});
