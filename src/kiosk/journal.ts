import Dexie, { liveQuery, type Table } from 'dexie';
import { dayOf } from '#domain/day.ts';
import type { DoorCounts } from '#domain/door.ts';
import { WHOLE_DUTY, type Duty } from '#domain/duty.ts';
import {
	keyOf,
	timeOf,
	understand,
	type AttendanceEvent,
	type EventEnvelope,
	type Fact,
	type Who
} from '#domain/event.ts';
import type { CenterId, DeviceId, Epoch, EventId, Incarnation, SessionId } from '#domain/id.ts';
import { ERASE_ROSTER, type PullAnswer, type PushAnswer } from '#domain/protocol.ts';
import type { BallotKey, SealedBallot } from '#domain/rating/box.ts';
import type { Survey } from '#domain/rating/survey.ts';
import { ownersOf, type RosterEntry } from '#domain/roster.ts';
import type { StaffLock } from '#domain/staff-lock.ts';
import { todays, type Session } from '#domain/session.ts';
import { concluded } from '#domain/standing.ts';
import type { BadgeHash } from '#domain/token.ts';
import { answered, identifyBy, visits, type Visit } from '#domain/visits.ts';
import { SEOUL, type Zone } from '#domain/zone.ts';

/** Names and all else about a session are erased this long after its end, with or without a network. */
const ERASED_AFTER_END_MS = 24 * 60 * 60_000;

/** A session lies on one day: one that ends further from now than this does not concern today. */
const AROUND_MS = 48 * 60 * 60_000;

/** Who this tablet is. */
export interface Identity {
	readonly device: { readonly id: DeviceId; readonly name: string };
	readonly center: { readonly id: CenterId; readonly name: string };
	readonly site: { readonly id: string; readonly name: string };
	/** In which the center's days begin and end; Seoul until a roster has said otherwise. */
	readonly zone: Zone;
	readonly incarnation: Incarnation;
	readonly epoch: Epoch;
	/** What it is there for; unknown until the center has said so. */
	readonly duty?: Duty;
	/** Taken out of service: what the center told it is erased, and what it owes is still handed in. */
	readonly retired?: boolean;
}

/** How far this tablet and the server know of each other. */
export interface Contact {
	readonly cursor: string | null;
	/** What to add to the tablet's clock to get the server's, in ms. */
	readonly skew: number;
	/** When the server last answered, by the tablet's clock; null if never. */
	readonly heardAt: number | null;
	/** The same for the roster. */
	readonly pulledAt: number | null;
}

const NO_CONTACT: Contact = { cursor: null, skew: 0, heardAt: null, pulledAt: null };

/** An event as it is kept. */
interface Row {
	readonly id: EventId;
	readonly incarnation: Incarnation;
	readonly seq: number;
	/** Whether it was made on this tablet. A number because IndexedDB cannot index booleans. */
	readonly own: 0 | 1;
	/** Whether no receipt for it has come yet; such a row is never deleted. */
	readonly owed: 0 | 1;
	/** Whom it is about, as `keyOf` writes it. */
	readonly about: string;
	readonly session: SessionId | '';
	readonly event: AttendanceEvent | EventEnvelope;
}

/** An event without what the journal itself adds: the incarnation and the next number. */
export type Draft = Fact & {
	readonly version: 1;
	readonly id: EventId;
	readonly at: number;
	readonly skew: number;
	readonly session: SessionId | null;
	readonly who: Who;
	readonly boot: string;
	readonly mono: number;
};

/** What is known when a badge is read. */
export interface Known {
	/** What the tablet's clock shows, corrected by `skew`. */
	readonly now: number;
	readonly skew: number;
	readonly zone: Zone;
	readonly sessions: readonly Session[];
	readonly roster: readonly RosterEntry[];
	readonly visits: ReadonlyMap<string, Visit>;
	readonly answered: ReadonlySet<string>;
	readonly duty: Duty;
}

/** Part of what the tablet owes: events of one incarnation in the order of their numbers. */
export interface Batch {
	readonly incarnation: Incarnation;
	readonly lastSeq: number;
	readonly unsent: number;
	/** Whether the tablet knows that it is out of service, and so has erased its roster. */
	readonly retired: boolean;
	readonly events: readonly (AttendanceEvent | EventEnvelope)[];
}

/** A closed ballot that waits to be handed in. The id is random and means nothing. */
export interface Paper {
	readonly id: string;
	readonly session: SessionId;
	readonly sealed: SealedBallot;
}

/** What students are asked, and what closes their ballots. */
export interface Asking {
	readonly surveys: readonly Survey[];
	readonly key: BallotKey;
}

export class NotPaired extends Error {}

class Database extends Dexie {
	/** Tablets that were paired before there were zones hold none until the next roster. */
	declare readonly identity: Table<
		Omit<Identity, 'zone'> & Partial<Pick<Identity, 'zone'>> & { readonly key: 'this' },
		'this'
	>;
	declare readonly counter: Table<{ readonly key: 'this'; readonly seq: number }, 'this'>;
	declare readonly contact: Table<Contact & { readonly key: 'this' }, 'this'>;
	declare readonly events: Table<Row, EventId>;
	declare readonly sessions: Table<Session, SessionId>;
	declare readonly roster: Table<RosterEntry, [string, string]>;
	declare readonly lock: Table<StaffLock & { readonly key: 'this' }, 'this'>;
	declare readonly papers: Table<Paper, string>;
	declare readonly asking: Table<Asking & { readonly self: 'this' }, 'this'>;
	declare readonly tries: Table<{ readonly key: 'this'; readonly failed: number }, 'this'>;

	constructor(name: string) {
		// Strict in spite of its name works in every browser; without the cache no live query shows a
		// row before it is on the disk.
		super(name, { chromeTransactionDurability: 'strict', cache: 'disabled' });
		this.version(1).stores({
			identity: '&key',
			counter: '&key',
			contact: '&key',
			events: '&id, about, session, own, [incarnation+seq], [owed+incarnation+seq]',
			sessions: '&id, endsAt',
			roster: '&[session+participant], badge, session'
		});
		this.version(2).stores({
			roster: '&[session+participant], badge, session, *replaced',
			lock: '&key',
			tries: '&key'
		});
		// Sessions and rosters that were heard of before they had a capacity, a class or a band would never
		// hear of it: with no cursor, the next pull brings everything anew.
		this.version(3)
			.stores({ papers: '&id, session', asking: '&self' })
			.upgrade((kept) => kept.table('contact').toCollection().modify({ cursor: null }));
	}
}

/** The tablet's memory: what it was told by the center, and every event it has made. */
export class Journal {
	readonly #database: Database;

	constructor(name = 'haebom') {
		this.#database = new Database(name);
	}

	async identity(): Promise<Identity | null> {
		const identity = await this.#database.identity.get('this');
		if (!identity) return null;
		const { zone = SEOUL, duty, ...known } = identity;
		// What a tablet was told by an earlier version may lack what it can be told now.
		return { ...known, zone, ...(duty ? { duty: { ...WHOLE_DUTY, ...duty } } : {}) };
	}

	async contact(): Promise<Contact> {
		return (await this.#database.contact.get('this')) ?? NO_CONTACT;
	}

	/** With what staff open names; null while they have no PIN. */
	async lock(): Promise<StaffLock | null> {
		return (await this.#database.lock.get('this')) ?? null;
	}

	/** How many wrong PINs were typed since the last right one. */
	async failedPins(): Promise<number> {
		return (await this.#database.tries.get('this'))?.failed ?? 0;
	}

	async noteFailedPins(failed: number): Promise<void> {
		await this.#database.tries.put({ key: 'this', failed });
	}

	/** What students are asked when they leave; null while the center has not said. */
	async asking(): Promise<Asking | null> {
		return (await this.#database.asking.get('this')) ?? null;
	}

	/** All ballots that wait to be handed in, in no order. */
	async papers(): Promise<Paper[]> {
		return this.#database.papers.toArray();
	}

	/** Lets ballots go that the center has. */
	async handedIn(papers: readonly Paper[]): Promise<void> {
		await this.#database.papers.bulkDelete(papers.map(({ id }) => id));
	}

	/** A session's roster as it is kept. */
	async rosterOf(session: SessionId): Promise<RosterEntry[]> {
		return this.#database.roster.where('session').equals(session).toArray();
	}

	/** What is recorded of a session, or where no session was on, in the order in which it happened. */
	async eventsOf(session: SessionId | null): Promise<AttendanceEvent[]> {
		const rows = await this.#database.events
			.where('session')
			.equals(session ?? '')
			.toArray();
		return countable(rows).sort((a, b) => timeOf(a) - timeOf(b) || (a.id < b.id ? -1 : 1));
	}

	/** How many events still lack a receipt. */
	async unsent(): Promise<number> {
		return this.#database.events.where('[owed+incarnation+seq]').between([1], [2]).count();
	}

	/** An event by its id, whoever made it; null if it is not here. */
	async event(id: EventId): Promise<AttendanceEvent | EventEnvelope | null> {
		return (await this.#database.events.get(id))?.event ?? null;
	}

	/** Begins a new life under a new identity. What an earlier one still owes stays and is sent on. */
	async adopt(identity: Identity): Promise<void> {
		const { identity: self, counter, contact, sessions, roster, lock } = this.#database;
		const tables = [self, counter, contact, sessions, roster, lock];
		await this.#database.transaction('rw', tables, async () => {
			await self.put({ ...identity, key: 'this' });
			await counter.put({ key: 'this', seq: 0 });
			await contact.delete('this');
			await sessions.clear();
			await roster.clear();
			await lock.clear();
		});
	}

	/**
	 * Shows `decide` what is known about a badge and keeps the event it drafts, in one transaction, so
	 * that two scans, two tabs and the uplink can never decide on an old state or share a number.
	 * Resolves with the decision's result when the event is durable, and with it the `closed` ballots that
	 * belong to it. `at` is the tablet's own clock.
	 */
	async witness<Result>(
		badge: BadgeHash | null,
		at: number,
		decide: (known: Known) => { readonly result: Result; readonly draft: Draft | null },
		closed: readonly Paper[] = []
	): Promise<Result> {
		const { identity, counter, contact, events, sessions, roster, papers } = this.#database;
		const tables = [identity, counter, contact, events, sessions, roster];
		const all = closed.length > 0 ? [...tables, papers] : tables;
		return this.#database.transaction('rw', all, async () => {
			// What can be asked for together is: every answer that has to be waited for delays the green.
			const [{ skew }, self, count, entries] = await Promise.all([
				this.contact(),
				this.identity(),
				counter.get('this'),
				badge ? this.#bearers(badge) : []
			]);
			if (!self) throw new NotPaired();
			const now = at + skew;
			const [around, rows] = await Promise.all([
				this.#around(now),
				badge ? this.#about(badge, entries) : []
			]);
			const seen = countable(rows);
			const identify = identifyBy(ownersOf(entries));
			const known = {
				now,
				skew,
				zone: self.zone,
				sessions: todays(around, now, self.zone),
				roster: entries,
				visits: visits(seen, self.zone, identify),
				answered: answered(seen, identify),
				duty: self.duty ?? WHOLE_DUTY
			};
			const { result, draft } = decide(known);
			if (!draft) return result;
			const event: AttendanceEvent = {
				...draft,
				incarnation: self.incarnation,
				seq: (count?.seq ?? 0) + 1
			};
			await Promise.all([
				events.add(rowOf(event, { own: 1, owed: 1 })),
				counter.put({ key: 'this', seq: event.seq }),
				closed.length > 0 ? papers.bulkAdd([...closed]) : null
			]);
			return result;
		});
	}

	/** Who is known by a badge, be it the one they have or one they had. */
	async #bearers(badge: BadgeHash): Promise<RosterEntry[]> {
		const { roster } = this.#database;
		const [holding, before] = await Promise.all([
			roster.where('badge').equals(badge).toArray(),
			roster.where('replaced').equals(badge).toArray()
		]);
		return [...holding, ...before];
	}

	/** All that is recorded about whoever holds a badge, under its own name or under its owner's. */
	async #about(badge: BadgeHash, entries: readonly RosterEntry[]): Promise<Row[]> {
		const people: Who[] = [
			{ kind: 'badge', badge },
			...entries.map(({ participant }): Who => ({ kind: 'participant', participant, badge }))
		];
		const { events } = this.#database;
		// Not `anyOf`, which goes from one to the next.
		const rows = await Promise.all(
			[...new Set(people.map(keyOf))].map((about) => events.where('about').equals(about).toArray())
		);
		return rows.flat();
	}

	/** All that the tablet owes, in the order of its lives and numbers. */
	async allOwed(): Promise<(AttendanceEvent | EventEnvelope)[]> {
		const rows = await this.#database.events
			.where('[owed+incarnation+seq]')
			.between([1], [2])
			.toArray();
		return rows.map(({ event }) => event);
	}

	/** What of its own this tablet still has to send first: at most so many events and bytes of JSON. */
	async owed(events: number, bytes: number): Promise<Batch | null> {
		const self = await this.identity();
		if (!self) return null;
		const { events: table, counter } = this.#database;
		return this.#database.transaction('r', [table, counter], async () => {
			const index = table.where('[owed+incarnation+seq]');
			const first = await index.between([1], [2]).first();
			const incarnation = first?.incarnation ?? self.incarnation;
			const rows = await table
				.where('[owed+incarnation+seq]')
				.between([1, incarnation], [1, incarnation, []])
				.limit(events)
				.toArray();
			const last = await table
				.where('[incarnation+seq]')
				.between([incarnation], [incarnation, []])
				.last();
			const count = incarnation === self.incarnation ? await counter.get('this') : undefined;
			return {
				incarnation,
				lastSeq: Math.max(count?.seq ?? 0, last?.seq ?? 0),
				unsent: await this.unsent(),
				retired: self.retired ?? false,
				events: fitting(
					rows.map(({ event }) => event),
					bytes
				)
			};
		});
	}

	/**
	 * Takes the server's word for what it holds. Returns how many events are owed no more. A server
	 * that lives a new life (restored from a backup), or that lacks numbers it once had, is offered
	 * again all that it may have lost. Told that it is out of service, the tablet erases what it was told
	 * in the same transaction, and keeps what it owes.
	 */
	async settle(
		batch: Batch,
		answer: PushAnswer,
		contact: Pick<Contact, 'skew' | 'heardAt'>
	): Promise<number> {
		const { identity, contact: contacts, events, sessions, roster, lock } = this.#database;
		const tables = [identity, contacts, events, sessions, roster, lock];
		return this.#database.transaction('rw', tables, async () => {
			const before = (await contacts.get('this')) ?? NO_CONTACT;
			const self = await identity.get('this');
			const restored = self !== undefined && self.epoch !== answer.epoch;
			if (restored) {
				await identity.update('this', { epoch: answer.epoch });
				await events.where('own').equals(1).modify({ owed: 1 });
			}
			for (const [from, to] of answer.missing) {
				await events
					.where('[incarnation+seq]')
					.between([batch.incarnation, from], [batch.incarnation, to], true, true)
					.filter(({ own }) => own === 1)
					.modify({ owed: 1 });
			}
			const retired = answer.directives.includes(ERASE_ROSTER);
			if (retired) await this.#forget();
			// Whatever is written makes the screen read everything anew: only what is news is.
			if (retired !== (self?.retired ?? false)) await identity.update('this', { retired });
			await contacts.put({
				...before,
				...contact,
				cursor: restored || retired ? null : before.cursor,
				key: 'this'
			});
			const received = answer.results.flatMap(({ id }) => (id === null ? [] : [id as EventId]));
			return events.where('id').anyOf(received).modify({ owed: 0 });
		});
	}

	/** Takes over what the center prepared and other tablets saw, with the cursor that says how far. */
	async apply(
		news: Omit<PullAnswer, 'more' | 'protocol' | 'serverTime' | 'epoch'>,
		contact: Pick<Contact, 'skew' | 'pulledAt'>
	): Promise<void> {
		const { identity, contact: contacts, events, sessions, roster, lock, asking } = this.#database;
		await this.#database.transaction(
			'rw',
			[identity, contacts, events, sessions, roster, lock, asking],
			async () => {
				const retired = news.directives?.includes(ERASE_ROSTER) ?? false;
				if (news.fresh || retired) await this.#forget();
				if (news.lock) await lock.put({ ...news.lock, key: 'this' });
				else await lock.clear();
				const { surveys = [], ballotKey: key } = news;
				if (key) await asking.put({ self: 'this', surveys, key });
				// What is gone goes first: it may have come back since, with another roster.
				await sessions.bulkDelete([...news.sessionsGone]);
				await roster.where('session').anyOf(news.sessionsGone).delete();
				await roster.bulkDelete(
					news.rosterGone.map(({ session, participant }): [string, string] => [
						session,
						participant
					])
				);
				await sessions.bulkPut([...news.sessions]);
				await roster.bulkPut([...news.roster]);
				const ids = news.events.map(({ id }) => id);
				const held = new Set((await events.bulkGet(ids)).map((row) => row?.id));
				const unheard = news.events.filter(({ id }) => !held.has(id));
				await events.bulkPut(unheard.map((event) => rowOf(event, { own: 0, owed: 0 })));
				await identity.update('this', {
					center: news.center,
					site: news.site,
					duty: news.duty ?? WHOLE_DUTY,
					zone: news.zone,
					retired
				});
				const before = (await contacts.get('this')) ?? NO_CONTACT;
				await contacts.put({ ...before, ...contact, cursor: news.cursor, key: 'this' });
			}
		);
	}

	/** Erases all that the center told this tablet. What it recorded itself stays. */
	async #forget(): Promise<void> {
		const { events, sessions, roster, lock } = this.#database;
		await Promise.all([sessions.clear(), roster.clear(), lock.clear()]);
		await events.where('own').equals(0).delete();
	}

	/** Erases names, rosters and other tablets' events of sessions that ended a day ago. */
	async erase(now: number): Promise<void> {
		const { events, sessions, roster, lock } = this.#database;
		await this.#database.transaction('rw', [events, sessions, roster, lock], async () => {
			const over = await sessions
				.where('endsAt')
				.below(now - ERASED_AFTER_END_MS)
				.primaryKeys();
			if (over.length === 0) return;
			await roster.where('session').anyOf(over).delete();
			await sessions.bulkDelete(over);
			const held = await lock.get('this');
			const keys = held?.keys.filter(({ session }) => !over.includes(session)) ?? [];
			if (held) await lock.put({ ...held, keys });
			await events
				.where('session')
				.anyOf(over)
				.filter(({ own }) => own === 0)
				.delete();
		});
	}

	/** Today's sessions here, by their start. `known` is the zone, for whoever has read it already. */
	async today(now: number, known?: Zone): Promise<Session[]> {
		const [zone, around] = await Promise.all([known ?? this.#zone(), this.#around(now)]);
		return todays(around, now, zone).sort(
			(a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1)
		);
	}

	/** The few that may concern the day, of all that the year has in store. */
	#around(now: number): Promise<Session[]> {
		return this.#database.sessions
			.where('endsAt')
			.between(now - AROUND_MS, now + AROUND_MS)
			.toArray();
	}

	async #zone(): Promise<Zone> {
		return (await this.identity())?.zone ?? SEOUL;
	}

	/** How many a session expects, has here and has seen leave; without a session, of today's strangers. */
	async counts(session: SessionId | null, now: number, known?: Zone): Promise<DoorCounts> {
		const { events, roster, sessions } = this.#database;
		const [zone, on, entries, rows] = await Promise.all([
			known ?? this.#zone(),
			session ? sessions.get(session) : undefined,
			session ? roster.where('session').equals(session).toArray() : [],
			events
				.where('session')
				.equals(session ?? '')
				.toArray()
		]);
		const today = dayOf(now, zone);
		const relevant = [...visits(countable(rows), zone, identifyBy(ownersOf(entries)))]
			.filter(([key, visit]) => visit.session !== null || key.startsWith(today))
			.map(([, visit]) => (on ? concluded(on, visit, now) : visit));
		const count = (state: Visit['state']) =>
			relevant.filter((visit) => visit.state === state).length;
		return { expected: entries.length, here: count('here'), gone: count('gone') };
	}

	/** Calls back with what a query answers, now and after every change that is on the disk. */
	watch<Answer>(
		query: () => Promise<Answer>,
		next: (answer: Answer) => void,
		failed: (error: unknown) => void
	): () => void {
		const subscription = liveQuery(query).subscribe(next, failed);
		return () => subscription.unsubscribe();
	}

	/** Opens again after the browser closed the connection under us. */
	async reopen(): Promise<void> {
		this.#database.close({ disableAutoOpen: false });
		await this.#database.open();
	}

	close(): void {
		this.#database.close();
	}
}

function rowOf(
	event: AttendanceEvent | EventEnvelope,
	{ own, owed }: Pick<Row, 'own' | 'owed'>
): Row {
	const { id, incarnation, seq, session, who } = event;
	return { id, incarnation, seq, own, owed, about: keyOf(who), session: session ?? '', event };
}

function countable(rows: readonly Row[]): AttendanceEvent[] {
	return rows.flatMap(({ event }) => {
		const understood = understand(event);
		return understood.kind === 'known' ? [understood.event] : [];
	});
}

/** As many as fit; always at least one, for the server sets aside what is too large for it. */
function fitting<Event>(events: readonly Event[], bytes: number): Event[] {
	let size = 0;
	return events.filter((event, index) => {
		size += JSON.stringify(event).length + 1;
		return index === 0 || size <= bytes;
	});
}
