import { describe, expect, test } from 'vitest';
import { WHOLE_DUTY } from '#domain/duty.ts';
import { PAPERS_EACH } from '#domain/rating/ballot.ts';
import type { Session } from '#domain/session.ts';
import type { Engine } from '#server/database/schema.ts';
import { found } from '#server/centers.ts';
import { offerPairing } from '#server/pairings.ts';
import { openUrn } from '#server/rating/opening.ts';
import type { Given } from '#kiosk/ballot-box.ts';
import { HOUR, MINUTE, START } from '../domain/people.ts';
import { prepare, SOMEBODY } from '../server/center.ts';
import { CALM } from './network.ts';
import { attempt, histories, openStage, STORM } from './stage.ts';
import type { Tablet } from './tablet.ts';

const good: Given = { answer: 5, reasons: ['doing'], comment: '', quick: false };

/** A center with tablets at its first door that know whom they expect, and what they ask. */
async function opened(count: number, seed = 1, engine: Engine = 'sqlite') {
	const stage = await openStage(seed, count, engine);
	for (const kiosk of stage.tablets) await kiosk.refresh();
	const [kiosk] = stage.tablets;
	const [session] = (await kiosk?.journal.today(START)) ?? [];
	if (!kiosk || !session) throw new Error('No tablet, or no session');
	const people = [...stage.tokens].map(([participant]) => ({
		kind: 'participant' as const,
		participant,
		badge: null
	}));
	const counted = () => stage.network.store.reader.selectFrom('rating').selectAll().execute();
	const open = () =>
		openUrn({ store: stage.network.store, keys: stage.keys }, stage.center, START + 30 * HOUR);
	return { ...stage, kiosk, session, people, counted, open };
}

async function answers(kiosk: Tablet, session: Session, who: Asker, given: Given = good) {
	const asked = await kiosk.box.questionFor(session, who);
	if (asked) await kiosk.box.keep(asked, given);
	return asked !== null;
}
type Asker = Parameters<Tablet['box']['questionFor']>[1];

describe('an answer', () => {
	test('is kept with the fact that somebody answered, and asked for once', async () => {
		const { kiosk, session, people } = await opened(1);
		const [one] = people;
		if (!one) throw new Error('Nobody there');
		expect(await answers(kiosk, session, one)).toBe(true);
		expect(await kiosk.journal.papers()).toHaveLength(PAPERS_EACH);
		expect(await kiosk.journal.allOwed()).toMatchObject([{ kind: 'rated', who: one }]);
		expect(await answers(kiosk, session, one)).toBe(false);
		expect(await kiosk.journal.papers()).toHaveLength(PAPERS_EACH);
	});

	test('names nobody, and is as long as any other, whatever was said', async () => {
		const { kiosk, session, people } = await opened(1);
		const said: Given[] = [
			good,
			{ answer: null, reasons: [], comment: '', quick: true },
			{
				answer: 1,
				reasons: ['doing', 'place', 'time'],
				comment: '다음에도 오고 싶어요',
				quick: false
			}
		];
		for (const [index, who] of people.slice(0, said.length).entries()) {
			await answers(kiosk, session, who, said[index]);
		}
		const papers = await kiosk.journal.papers();
		expect(papers).toHaveLength(said.length * PAPERS_EACH);
		expect(new Set(papers.map(({ sealed }) => sealed.length)).size).toBe(1);
		for (const paper of papers)
			expect(Object.keys(paper).sort()).toEqual(['id', 'sealed', 'session']);
		for (const { participant } of people) expect(JSON.stringify(papers)).not.toContain(participant);
	});

	test('goes to the center when five are together, or the session is closed; before, it waits', async () => {
		const { kiosk, clock, session, people, network } = await opened(1);
		const urn = async () =>
			(await network.store.reader.selectFrom('urn').selectAll().execute()).length;
		for (const who of people.slice(0, 4)) await answers(kiosk, session, who);
		await kiosk.drain();
		expect(await urn()).toBe(0);
		expect(await kiosk.journal.unsent()).toBe(0);
		clock.pass(4 * HOUR);
		await kiosk.drain();
		expect(await urn()).toBe(4 * PAPERS_EACH);
		expect(await kiosk.journal.papers()).toEqual([]);
	});

	test('five go at once', async () => {
		const { kiosk, session, people } = await opened(1);
		for (const who of people.slice(0, 5)) await answers(kiosk, session, who);
		await kiosk.drain();
		expect(await kiosk.journal.papers()).toEqual([]);
	});
});

describe('a tablet that goes over to another center', () => {
	/** One with ballots of so many people, and another center that would have it. */
	async function between(count: number) {
		const stage = await opened(1);
		const { kiosk, session, people, clock, keys, network } = stage;
		for (const who of people.slice(0, count)) await answers(kiosk, session, who);
		await kiosk.drain();
		const other = await network.store.write((trx) => found(trx, { name: '', demo: false }, START));
		const { bakery } = await prepare(network.store, keys, other);
		const goOver = async () => {
			const offer = { center: other, site: bakery, deviceName: '', duty: WHOLE_DUTY };
			const { code } = await offerPairing(network.store, offer, SOMEBODY, clock.now());
			return kiosk.pair(code);
		};
		const urn = async (center: string) => {
			const rows = network.store.reader.selectFrom('urn').where('center_id', '=', center as never);
			return (await rows.selectAll().execute()).length;
		};
		/** As if nobody had asked whether it still owes something. */
		const goOverAllTheSame = async (center: string, name = '') => {
			const before = await kiosk.journal.identity();
			if (!before) throw new Error('Not paired');
			await kiosk.journal.adopt({ ...before, center: { id: center as never, name } });
		};
		return { ...stage, other, goOver, goOverAllTheSame, urn };
	}

	test('hands in first what waits for its own one', async () => {
		const { kiosk, clock, center, other, goOver, urn } = await between(2);
		expect(await kiosk.journal.unsent()).toBe(0);
		expect(await goOver()).toMatchObject({ kind: 'declined', code: 'other-center' });
		clock.pass(4 * HOUR);
		await kiosk.drain();
		expect(await goOver()).toEqual({ kind: 'paired' });
		await kiosk.drain();
		expect(await urn(center)).toBe(2 * PAPERS_EACH);
		expect(await urn(other)).toBe(0);
	});

	test('hands ballots in to none but the center whose they are, when it comes back there', async () => {
		const { kiosk, clock, center, other, goOver, goOverAllTheSame, pair, urn } = await between(2);
		await goOverAllTheSame(other);
		expect(await goOver()).toEqual({ kind: 'paired' });
		clock.pass(4 * HOUR);
		await kiosk.drain();
		expect(await urn(other)).toBe(0);
		await pair(kiosk, '');
		await kiosk.drain();
		expect(await urn(center)).toBe(2 * PAPERS_EACH);
		expect(await urn(other)).toBe(0);
		expect(await kiosk.journal.papers()).toEqual([]);
	});

	test('keeps what it is not known for, as long as it is known by another one’s cookie', async () => {
		const { kiosk, session, people, center, other, goOverAllTheSame, urn } = await between(0);
		await goOverAllTheSame(other);
		for (const who of people.slice(0, 2)) await answers(kiosk, session, who);
		expect(await kiosk.drain()).toMatchObject({ kind: 'declined', code: 'not-paired' });
		expect(await kiosk.journal.papers()).toHaveLength(2 * PAPERS_EACH);
		expect([await urn(center), await urn(other)]).toEqual([0, 0]);
	});

	test.each([
		{ days: 89, kept: 2 * PAPERS_EACH },
		{ days: 91, kept: 0 }
	])('keeps them for ninety days: after $days', async ({ days, kept }) => {
		const { kiosk, clock, center, other, goOver, goOverAllTheSame } = await between(2);
		await goOverAllTheSame(other);
		await goOver();
		const erase = async () => {
			await kiosk.drain();
			await kiosk.journal.erase(clock.now());
		};
		await erase();
		clock.pass(days * 24 * HOUR);
		// Its own clock says nothing, before the center has been heard again.
		await kiosk.journal.erase(clock.now());
		await erase();
		await goOverAllTheSame(center);
		expect(await kiosk.journal.papers()).toHaveLength(kept);
	});
});

test.each(histories(8, 3))(
	'whatever the network does, every answer is counted once: seed $seed on $engine',
	async ({ seed, engine }) => {
		const stage = await opened(2, seed, engine);
		const { network, clock, chance, pick, tablets, people, session, counted, open } = stage;
		network.weather = STORM;
		const given: number[] = [];
		for (const who of people) {
			const kiosk = pick(tablets);
			const answer = 1 + Math.floor(chance() * 5);
			if (kiosk && (await answers(kiosk, session, who, { ...good, answer }))) given.push(answer);
			if (kiosk) await attempt(kiosk.drain);
			clock.pass(MINUTE);
			await network.deliverAstray();
		}
		network.weather = CALM;
		await network.deliverAstray();
		clock.pass(5 * HOUR);
		for (const kiosk of tablets) await kiosk.drain();
		await open();
		expect((await counted()).map(({ answer }) => answer).sort()).toEqual(given.toSorted());
		await network.deliverAstray();
		for (const kiosk of tablets) await kiosk.drain();
		await open();
		expect(await counted()).toHaveLength(given.length);
	}
);
