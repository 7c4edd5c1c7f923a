import type { DoorCounts } from '#domain/door.ts';
import { timeOf, type AttendanceEvent, type EventEnvelope } from '#domain/event.ts';
import type { EventId, Incarnation, SessionId } from '#domain/id.ts';
import type { PushAnswer } from '#domain/protocol.ts';
import type { RescueReceipt } from '#domain/rescue/receipt.ts';
import type { RosterEntry } from '#domain/roster.ts';
import type { StaffLock } from '#domain/staff-lock.ts';
import { todays, type Session } from '#domain/session.ts';
import type { BadgeHash } from '#domain/token.ts';
import type { Zone } from '#domain/zone.ts';
import {
	countable,
	identityOf,
	NO_CONTACT,
	type Asking,
	type ClockTold,
	type Comparison,
	type Contact,
	type Glimpse,
	type Identity,
	type KeptReceipt,
	type Paper,
	type Parcel,
	type ParcelSaid
} from '#kiosk/kept.ts';
import { countsIn, sessionsAround, witnessIn, zoneIn, type Decide } from '#kiosk/known.ts';
import { applyIn, eraseIn, type News } from '#kiosk/news.ts';
import { letGlimpsesGoIn, letGoIn } from '#kiosk/keeping.ts';
import {
	allOwedIn,
	batchOf,
	markToldIn,
	offerAgainIn,
	settleIn,
	unsentIn,
	type Batch
} from '#kiosk/owed.ts';
import { letPapersGoIn, markPapersIn, papersHereIn } from '#kiosk/papers.ts';
import {
	keepProofIn,
	latestFirst,
	livesOf,
	oweIn,
	ownHereIn,
	type Life,
	type SignedFor
} from '#kiosk/proof.ts';
import { settleCarriedIn, type Settled } from '#kiosk/settled.ts';
import type { Name, Shelf } from '#kiosk/shelf.ts';

export type {
	Asking,
	Comparison,
	Contact,
	Draft,
	Glimpse,
	Identity,
	KeptReceipt,
	Paper,
	Parcel
} from '#kiosk/kept.ts';
export { NotPaired, type Known } from '#kiosk/known.ts';
export type { Batch } from '#kiosk/owed.ts';
export type { Life } from '#kiosk/proof.ts';

/** What a scan is decided by, and where it is recorded. */
const DOOR: readonly Name[] = ['identity', 'counter', 'contact', 'events', 'sessions', 'roster'];
/** What the center tells, and what is known of it. */
const TOLD: readonly Name[] = ['identity', 'contact', 'events', 'sessions', 'roster', 'lock'];

/** What its own records are found by. */
const OWN: readonly Name[] = ['identity', 'told', 'events'];

/** The tablet's memory: what it was told by the center, and every event it has made. */
export class Journal {
	readonly #shelf: Shelf;

	constructor(shelf: Shelf) {
		this.#shelf = shelf;
	}

	async identity(): Promise<Identity | null> {
		const kept = await this.#shelf.tables.identity.get('this');
		return kept ? identityOf(kept) : null;
	}

	async contact(): Promise<Contact> {
		return (await this.#shelf.tables.contact.get('this')) ?? NO_CONTACT;
	}

	/** With what staff open names; null while they have no PIN. */
	async lock(): Promise<StaffLock | null> {
		return (await this.#shelf.tables.lock.get('this')) ?? null;
	}

	/** How many wrong PINs were typed since the last right one. */
	async failedPins(): Promise<number> {
		return (await this.#shelf.tables.tries.get('this'))?.failed ?? 0;
	}

	async noteFailedPins(failed: number): Promise<void> {
		await this.#shelf.tables.tries.put({ key: 'this', failed });
	}

	/** What students are asked when they leave; null while the center has not said. */
	async asking(): Promise<Asking | null> {
		return (await this.#shelf.tables.asking.get('this')) ?? null;
	}

	/** All ballots that wait to be handed in to the tablet's center, in no order. */
	papers(): Promise<Paper[]> {
		return this.#shelf.transaction('r', ['identity', 'papers'], papersHereIn);
	}

	/** Lets ballots go that the center has. */
	handedIn(papers: readonly Paper[]): Promise<void> {
		return this.#shelf.tables.papers.bulkDelete(papers.map(({ id }) => id));
	}

	/** What other tablets owe and this one carries. */
	parcels(): Promise<Parcel[]> {
		return this.#shelf.tables.parcels.toArray();
	}

	/** Takes a parcel along, and lets go of the pictures that it was put together from. */
	keepParcel(parcel: Parcel): Promise<void> {
		return this.#shelf.transaction('rw', ['parcels', 'glimpses'], async (tables) => {
			if (!(await tables.parcels.get(parcel.of))) await tables.parcels.put(parcel);
			await tables.glimpses.where('of').equals(parcel.of).delete();
		});
	}

	/** Keeps what the center said to a parcel, instead of what was in it. */
	async noteParcel(of: string, said: ParcelSaid, goesAt: number): Promise<void> {
		await this.#shelf.tables.parcels.update(of, { said, goesAt, bytes: new Uint8Array() });
	}

	/** Keeps a parcel's receipt until then, and no longer. */
	async keepParcelUntil(of: string, goesAt: number): Promise<void> {
		await this.#shelf.tables.parcels.update(of, { goesAt });
	}

	/** Lets go of a parcel whose receipt has been shown, or that nobody can open. */
	letParcelGo(of: string): Promise<void> {
		return this.#shelf.tables.parcels.delete(of);
	}

	/** What was filmed of transfers that are not whole yet. */
	glimpses(): Promise<Glimpse[]> {
		return this.#shelf.tables.glimpses.toArray();
	}

	async keepGlimpses(glimpses: readonly Glimpse[]): Promise<void> {
		await this.#shelf.tables.glimpses.bulkPut(glimpses);
	}

	async forgetGlimpses(of: string): Promise<void> {
		await this.#shelf.tables.glimpses.where('of').equals(of).delete();
	}

	/** Takes the center's word, which came through other hands, for what it holds. */
	settleCarried(receipt: RescueReceipt): Promise<Settled> {
		return this.#shelf.transaction('rw', ['identity', 'events'], (tables) =>
			settleCarriedIn(tables, receipt)
		);
	}

	/** A session's roster as it is kept. */
	rosterOf(session: SessionId): Promise<RosterEntry[]> {
		return this.#shelf.tables.roster.where('session').equals(session).toArray();
	}

	/** What is recorded of a session, or where no session was on, in the order in which it happened. */
	async eventsOf(session: SessionId | null): Promise<AttendanceEvent[]> {
		const { events } = this.#shelf.tables;
		const rows = await events
			.where('session')
			.equals(session ?? '')
			.toArray();
		return countable(rows).sort((a, b) => timeOf(a) - timeOf(b) || (a.id < b.id ? -1 : 1));
	}

	/** How many events still lack a receipt. */
	unsent(): Promise<number> {
		return unsentIn(this.#shelf.tables);
	}

	/** An event by its id, whoever made it; null if it is not here. */
	async event(id: EventId): Promise<AttendanceEvent | EventEnvelope | null> {
		return (await this.#shelf.tables.events.get(id))?.event ?? null;
	}

	/**
	 * Begins a new life under a new identity. What an earlier one still owes stays and is sent on; what it handed
	 * in to the same center is offered again, and ballots wait for the center whose they are.
	 */
	async adopt(identity: Identity): Promise<void> {
		const names: Name[] = [...TOLD, 'counter', 'told', 'papers'];
		await this.#shelf.transaction('rw', names, async (tables) => {
			const { identity: self, counter, contact, sessions, roster, lock } = tables;
			const before = await self.get('this');
			if (before?.center.id === identity.center.id) {
				await offerAgainIn(tables, before, identity.epoch);
			} else if (before) {
				await markToldIn(tables, before);
				await markPapersIn(tables, before);
			}
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
	witness<Result>(
		badge: BadgeHash | null,
		at: number,
		decide: Decide<Result>,
		closed: readonly Paper[] = []
	): Promise<Result> {
		const names: readonly Name[] = closed.length > 0 ? [...DOOR, 'papers'] : DOOR;
		return this.#shelf.transaction('rw', names, (tables) =>
			witnessIn(tables, badge, at, decide, closed)
		);
	}

	/** All that the tablet owes, in the order of its lives and numbers. */
	allOwed(): Promise<(AttendanceEvent | EventEnvelope)[]> {
		return allOwedIn(this.#shelf.tables);
	}

	/** What of its own this tablet still has to send first: at most so many events and bytes of JSON. */
	async owed(events: number, bytes: number): Promise<Batch | null> {
		const self = await this.identity();
		if (!self) return null;
		return this.#shelf.transaction('r', ['events', 'counter', 'told'], (tables) =>
			batchOf(tables, self, events, bytes)
		);
	}

	/**
	 * Takes the server's word for what it holds. Returns how many events are owed no more. A server
	 * that lives a new life (restored from a backup), or that lacks numbers it once had, is offered
	 * again all that it may have lost. Told that it is out of service, the tablet erases what it was told
	 * in the same transaction, and keeps what it owes. Told that another tablet lives its life, too, it lives
	 * `next` from then on.
	 */
	settle(
		batch: Batch,
		answer: PushAnswer,
		contact: Pick<Contact, 'heardAt'> & ClockTold,
		next: Incarnation | null = null
	): Promise<number> {
		return this.#shelf.transaction('rw', [...TOLD, 'counter', 'told'], (tables) =>
			settleIn(tables, batch, answer, contact, next)
		);
	}

	/** Every record of this tablet's own that its center has or should have, by its lives, as it is compared. */
	async lives(breathe: () => Promise<void>): Promise<Life[]> {
		const rows = await this.#shelf.transaction('r', OWN, async (tables) =>
			(await ownHereIn(tables)).toArray()
		);
		return livesOf(rows, breathe);
	}

	/** How many these are. */
	recorded(): Promise<number> {
		return this.#shelf.transaction('r', OWN, async (tables) => (await ownHereIn(tables)).count());
	}

	/** Owes some numbers of a life once more. */
	oweAgain(incarnation: Incarnation, seqs: readonly number[]): Promise<void> {
		return this.#shelf.transaction('rw', ['events'], (tables) => oweIn(tables, incarnation, seqs));
	}

	/** Which sessions are not over yet, of those that this tablet knows. */
	async sessionsLeft(now: number): Promise<SessionId[]> {
		return this.#shelf.tables.sessions
			.where('endsAt')
			.between(now + 1, Infinity)
			.primaryKeys();
	}

	/** Which sessions are over, of those that this tablet knows. */
	async sessionsOver(now: number): Promise<SessionId[]> {
		return this.#shelf.tables.sessions
			.where('endsAt')
			.below(now + 1)
			.primaryKeys();
	}

	/** What came of the last comparison with the center; null before the first. */
	async proof(): Promise<Comparison | null> {
		return (await this.#shelf.tables.proof.get('this')) ?? null;
	}

	/** What the center signed, the latest session first. */
	async receipts(): Promise<KeptReceipt[]> {
		return latestFirst(await this.#shelf.tables.receipts.toArray());
	}

	/** Keeps what came of a comparison, and the receipts that came with it. */
	keepProof(comparison: Comparison, signed: readonly SignedFor[]): Promise<void> {
		const names: Name[] = ['proof', 'receipts', 'identity', 'sessions', 'contact'];
		return this.#shelf.transaction('rw', names, (tables) =>
			keepProofIn(tables, comparison, signed)
		);
	}

	/** Takes over what the center prepared and other tablets saw, with the cursor that says how far. */
	apply(news: News, contact: Pick<Contact, 'pulledAt'> & ClockTold): Promise<void> {
		return this.#shelf.transaction('rw', [...TOLD, 'asking'], (tables) =>
			applyIn(tables, news, contact)
		);
	}

	/**
	 * Erases names, rosters and other tablets' events of sessions that ended a day ago, and of the tablet's own
	 * events, of what it filmed and of other centers' ballots whatever it need not keep any longer. `now` is the
	 * server's clock.
	 */
	erase(now: number): Promise<void> {
		const names: Name[] = [...TOLD, 'told', 'glimpses', 'papers'];
		return this.#shelf.transaction('rw', names, async (tables) => {
			await eraseIn(tables, now);
			await letGoIn(tables);
			await letGlimpsesGoIn(tables, now);
			await letPapersGoIn(tables);
		});
	}

	/** Today's sessions here, by their start. `known` is the zone, for whoever has read it already. */
	async today(now: number, known?: Zone): Promise<Session[]> {
		const { tables } = this.#shelf;
		const [zone, around] = await Promise.all([
			known ?? zoneIn(tables),
			sessionsAround(tables, now)
		]);
		return todays(around, now, zone).sort(
			(a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1)
		);
	}

	/** How many a session expects, has here and has seen leave; without a session, of today's strangers. */
	counts(session: SessionId | null, now: number, known?: Zone): Promise<DoorCounts> {
		return countsIn(this.#shelf.tables, session, now, known);
	}

	/** Calls back with what a query answers, now and after every change that is on the disk. */
	watch<Answer>(
		query: () => Promise<Answer>,
		next: (answer: Answer) => void,
		failed: (error: unknown) => void
	): () => void {
		return this.#shelf.watch(query, next, failed);
	}

	/** Opens again after the browser closed the connection under us. */
	reopen(): Promise<void> {
		return this.#shelf.reopen();
	}

	close(): void {
		this.#shelf.close();
	}
}
