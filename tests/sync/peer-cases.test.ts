// How other check-in systems behave offline and when they fetch their lists, and what becomes of it here; the
// ids are those of tests/domain/peer-cases.test.ts. Real tablets, and a real center behind the network.
import { describe, expect, test } from 'vitest';
import type { ParticipantId, SessionId, SiteId } from '#domain/id.ts';
import { PULL_ROWS_MAX } from '#domain/protocol.ts';
import { badgeOf, type Token } from '#domain/token.ts';
import { WHOLE_DUTY } from '#domain/duty.ts';
import { Unreachable, type Uplink } from '#kiosk/uplink.ts';
import { changeSession, detailsOf } from '#server/planning.ts';
import { addParticipants, enrolAll, unenrol } from '#server/roster.ts';
import { addSessions } from '#server/sessions.ts';
import { changeTablet } from '#server/tablet-changes.ts';
import { HOUR, MINUTE, START } from '../domain/people.ts';
import { SOMEBODY, uuid } from '../server/center.ts';
import { openStage } from './stage.ts';
import { tablet, type Tablet } from './tablet.ts';

/** A center with so many tablets at its first door, at the start of the session, and one of its students. */
async function opened(count: number) {
	const stage = await openStage(1, count);
	stage.clock.pass(30 * MINUTE);
	const [student] = stage.tokens;
	if (!student) throw new Error('Nobody there');
	const [participant, token] = student;
	for (const kiosk of stage.tablets) await kiosk.refresh();
	return { ...stage, participant, token };
}

async function first(count = 1) {
	const stage = await opened(count);
	const [kiosk] = stage.tablets;
	if (!kiosk) throw new Error('No tablet');
	return { ...stage, kiosk };
}

/** What the screen said to a badge. */
async function shown(kiosk: Tablet, token: Token): Promise<string | undefined> {
	const outcome = await kiosk.scan(token);
	return outcome?.kind === 'verdict' ? outcome.verdict.kind : outcome?.kind;
}

async function owed(kiosk: Tablet): Promise<string[]> {
	return (await kiosk.journal.allOwed()).map(({ kind }) => kind);
}

describe('at a door without a network', () => {
	test('T58, T61 · who is expected is taken, and waits to be sent; shown again, they are in', async () => {
		const { kiosk, clock, token } = await first();
		expect(await shown(kiosk, token)).toBe('arrival');
		expect(await owed(kiosk)).toEqual(['arrival']);
		clock.pass(MINUTE);
		expect(await shown(kiosk, token)).toBe('repeat');
	});

	test('T62 · whom another tablet has taken in, and this one has heard of, is in', async () => {
		const { tablets, clock, token } = await opened(2);
		const [one, two] = tablets;
		if (!one || !two) throw new Error('No tablets');
		await one.scan(token);
		await one.drain();
		clock.pass(MINUTE);
		await two.refresh();
		expect(await shown(two, token)).toBe('repeat');
	});

	test('T63 · leaving twice: others store the second, we say that they have left, and note it', async () => {
		const { kiosk, clock, token, morning } = await first();
		await kiosk.scan(token);
		clock.pass(20 * MINUTE);
		expect(await shown(kiosk, token)).toBe('departure');
		clock.pass(MINUTE);
		expect(await shown(kiosk, token)).toBe('repeat');
		expect(await owed(kiosk)).toEqual(['arrival', 'departure', 'refusal']);
		expect(await kiosk.journal.counts(morning, clock.now())).toMatchObject({ here: 0, gone: 1 });
	});

	test('T64 · in, out, in, and once more: they are in, and all four are kept', async () => {
		const { kiosk, clock, token, morning } = await first();
		const kinds = [];
		for (const pause of [0, 20, 20, 1]) {
			clock.pass(pause * MINUTE);
			kinds.push(await shown(kiosk, token));
		}
		expect(kinds).toEqual(['arrival', 'departure', 'arrival', 'repeat']);
		expect(await owed(kiosk)).toEqual(['arrival', 'departure', 'arrival', 'refusal']);
		expect(await kiosk.journal.counts(morning, clock.now())).toMatchObject({ here: 1, gone: 0 });
	});

	test('T40 · at another site’s tablet others refuse, we let in as somebody nobody expects there', async () => {
		const { network, kiosk, center, college, lecture, clock, token } = await first();
		const id = (await kiosk.journal.identity())?.device.id;
		if (!id) throw new Error('Not paired');
		const to = { name: '강의실', site: college, duty: WHOLE_DUTY };
		await changeTablet(network.store, center, id, to, SOMEBODY, clock.now());
		await kiosk.refresh();
		expect(await kiosk.scan(token)).toMatchObject({
			verdict: { kind: 'stranger', movement: 'arrival', session: { id: lecture } }
		});
		await kiosk.drain();
		const rows = await network.store.reader.selectFrom('ledger').selectAll().execute();
		expect(rows).toMatchObject([{ session_id: lecture }]);
		expect(JSON.parse(rows[0]?.body ?? '')).toMatchObject({
			who: { kind: 'badge', badge: badgeOf(token) }
		});
	});
});

describe('fetching a list', () => {
	type Stage = Awaited<ReturnType<typeof opened>>;

	const cutOff = () => Promise.reject(new Unreachable('cut off'));
	const nothing = () => Promise.resolve();

	/** A line on which something happens between the nth page that is asked for and the next. */
	function after(line: Uplink, nth: number, happens: () => Promise<unknown>): Uplink {
		let pages = 0;
		return {
			...line,
			pull: async (cursor) => {
				const reply = await line.pull(cursor);
				if ((pages += 1) === nth) await happens();
				return reply;
			}
		};
	}

	/** A tablet that was paired, and so has asked once, with something to happen after its nth page. */
	async function asking(
		nth: number,
		happens: (stage: Stage) => Promise<unknown>,
		before: (stage: Stage) => Promise<unknown> = nothing
	) {
		const stage = await opened(0);
		await before(stage);
		const line = after(stage.network.line(), nth, () => happens(stage));
		const kiosk = tablet(line, stage.clock, 7);
		await stage.pair(kiosk, '입구');
		const roster = async () =>
			(await kiosk.journal.rosterOf(stage.morning)).map(({ participant }) => participant);
		return { ...stage, kiosk, roster };
	}

	const DAY = 24 * HOUR;
	const CROWD = PULL_ROWS_MAX + 100;

	/** Puts more people on the roster than one page holds. */
	async function crowd({ network, center, school, morning }: Stage): Promise<void> {
		const people = Array.from({ length: CROWD }, (_, number) => ({
			id: uuid() as ParticipantId,
			school_id: school,
			grade: 2,
			class_no: 1,
			number,
			name: '가나다'
		}));
		const places = people.map(({ id }) => ({ session: morning, participant: id }));
		await network.store.write(async (trx) => {
			await addParticipants(trx, center, people);
			await enrolAll(trx, center, places);
		});
	}

	const leave = ({ network, center, morning, participant }: Stage) =>
		network.store.write((trx) => unenrol(trx, center, morning, participant));

	const comeBack = ({ network, center, morning, participant }: Stage) =>
		network.store.write((trx) => enrolAll(trx, center, [{ session: morning, participant }]));

	async function moveTo({ network, center, morning, clock }: Stage, site: SiteId): Promise<void> {
		const details = await detailsOf(network.store.reader, center, morning);
		if (!details) throw new Error('No session');
		const moved = { ...details, site };
		await changeSession(network.store, center, SOMEBODY, morning, moved, clock.now());
	}

	/** News enough of sessions that the next page of them is not the last. */
	async function fillPage({ network, center, program, bakery }: Stage): Promise<void> {
		const sessions = Array.from({ length: CROWD }, (_, n) => ({
			id: uuid() as SessionId,
			program_id: program,
			site_id: bakery,
			starts_at: START + (n + 3) * DAY,
			ends_at: START + (n + 3) * DAY + HOUR,
			open_before_ms: HOUR,
			grace_ms: MINUTE,
			stay_ms: MINUTE,
			capacity: null
		}));
		await network.store.write((trx) => addSessions(trx, center, sessions));
	}

	test('T75 · who is taken off between two pages of the first list is off it with the next', async () => {
		const { kiosk, roster, participant, tokens } = await asking(1, leave, crowd);
		await kiosk.refresh();
		expect(await roster()).not.toContain(participant);
		expect(await roster()).toHaveLength(CROWD + tokens.size - 1);
	});

	test('T75 · who was taken off, and is put back between two pages, is on it', async () => {
		const stage = await asking(2, comeBack);
		await leave(stage);
		await crowd(stage);
		await stage.kiosk.refresh();
		await stage.kiosk.refresh();
		expect(await stage.roster()).toContain(stage.participant);
		expect(await stage.roster()).toHaveLength(CROWD + stage.tokens.size);
	});

	test('T75 · a session that moved away, and comes back between two pages, is here with the roster it has now', async () => {
		const stage = await asking(2, (stage) => moveTo(stage, stage.bakery));
		await moveTo(stage, stage.college);
		await leave(stage);
		await fillPage(stage);
		await stage.kiosk.refresh();
		await stage.kiosk.refresh();
		expect((await stage.kiosk.journal.today(START)).map(({ id }) => id)).toEqual([stage.morning]);
		expect(await stage.roster()).toHaveLength(stage.tokens.size - 1);
	});

	test('T76 · a first list that breaks off is begun anew; meanwhile everybody is let in', async () => {
		const { kiosk, roster, token, tokens } = await asking(2, cutOff, crowd);
		expect(await roster()).toEqual([]);
		expect(await kiosk.scan(token)).toMatchObject({
			verdict: { kind: 'stranger', movement: 'arrival' }
		});
		await kiosk.refresh();
		expect(await roster()).toHaveLength(CROWD + tokens.size);
		expect(await owed(kiosk)).toEqual(['arrival']);
	});

	test('T77, T78 · news that breaks off changes nothing, and is asked for again from where it began', async () => {
		const stage = await asking(3, cutOff);
		const { kiosk, roster, tokens, participant } = stage;
		const { cursor } = await kiosk.journal.contact();
		await leave(stage);
		await crowd(stage);
		await expect(kiosk.refresh()).rejects.toThrow(Unreachable);
		expect(await kiosk.journal.contact()).toMatchObject({ cursor });
		expect((await roster()).sort()).toEqual([...tokens.keys()].sort());
		await kiosk.refresh();
		expect((await kiosk.journal.contact()).cursor).not.toBe(cursor);
		expect(await roster()).not.toContain(participant);
		expect(await roster()).toHaveLength(CROWD + tokens.size - 1);
	});

	test('T79 · who comes off the list goes from the tablet, and what it saw of them stays', async () => {
		const stage = await asking(0, nothing);
		const { kiosk, roster, token, participant, morning, clock } = stage;
		await kiosk.scan(token);
		await leave(stage);
		await kiosk.refresh();
		expect(await roster()).not.toContain(participant);
		expect(await owed(kiosk)).toEqual(['arrival']);
		expect(await kiosk.journal.counts(morning, clock.now())).toMatchObject({ here: 1 });
	});

	test('T80 · a session that moved away goes without a word; what the center declines changes nothing', async () => {
		const stage = await opened(0);
		const { network, clock, pair, morning, tokens } = stage;
		const line = network.line();
		const declined = { kind: 'declined', code: 'broken', retryAfterMs: null } as const;
		let broken = false;
		const pull: Uplink['pull'] = async (cursor) => (broken ? declined : line.pull(cursor));
		const kiosk = tablet({ ...line, pull }, clock, 7);
		await pair(kiosk, '입구');
		await moveTo(stage, stage.college);
		broken = true;
		expect(await kiosk.refresh()).toMatchObject({ kind: 'declined', code: 'broken' });
		expect(await kiosk.journal.rosterOf(morning)).toHaveLength(tokens.size);
		broken = false;
		expect(await kiosk.refresh()).toEqual({ kind: 'fresh' });
		expect(await kiosk.journal.today(START)).toEqual([]);
		expect(await kiosk.journal.rosterOf(morning)).toEqual([]);
	});
});
