import { skewOf, type Clocks } from '#domain/clock-set.ts';
import { WHOLE_DUTY, type Duty } from '#domain/duty.ts';
import {
	keyOf,
	understand,
	type AttendanceEvent,
	type EventEnvelope,
	type Fact,
	type Who
} from '#domain/event.ts';
import type { CenterId, DeviceId, Epoch, EventId, Incarnation, SessionId } from '#domain/id.ts';
import type { BallotKey, SealedBallot } from '#domain/rating/box.ts';
import type { ClosingKey } from '#domain/rating/closing.ts';
import type { Survey } from '#domain/rating/survey.ts';
import type { RosterEntry } from '#domain/roster.ts';
import type { Session } from '#domain/session.ts';
import type { Signed, SigningKey } from '#domain/signed.ts';
import type { StaffLock } from '#domain/staff-lock.ts';
import { SEOUL, type Zone } from '#domain/zone.ts';

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
	/** What the center's signatures are known by; unknown until it has said so. */
	readonly receiptKey?: SigningKey;
	/** What closes records that another tablet carries; unknown until the center has said so. */
	readonly rescueKey?: ClosingKey;
}

/** Tablets that were paired before there were zones hold none until the next roster. */
export type KeptIdentity = Omit<Identity, 'zone'> & Partial<Pick<Identity, 'zone'>>;

/** How far this tablet and the server know of each other. */
export interface Contact {
	readonly cursor: string | null;
	/** What to add to the tablet's clock to get the server's, in ms. */
	readonly skew: number;
	/** When an answer last said so, by the tablet's clock; earlier builds did not keep it. */
	readonly skewAt?: number;
	/** When the server last answered, by the tablet's clock; null if never. */
	readonly heardAt: number | null;
	/** The same for the roster. */
	readonly pulledAt: number | null;
	/** What the server's own clock showed when it was heard; earlier builds did not keep it. */
	readonly saidAt?: number;
}

/** What an answer says of the tablet's clock; nothing if it was slept through, or the clock set meanwhile. */
export type ClockTold = Partial<Pick<Contact, 'skew' | 'skewAt'>>;

/** What the center was heard to say of the clock, asked and heard at these times. */
export function clockTold(serverTime: number, asked: Clocks, heard: Clocks): ClockTold {
	const skew = skewOf(serverTime, asked, heard);
	return skew === null ? {} : { skew, skewAt: heard.now };
}

export const NO_CONTACT: Contact = { cursor: null, skew: 0, heardAt: null, pulledAt: null };

/** What a tablet was told of one of its incarnations: it holds in that epoch, and in no other. */
export interface Told {
	readonly incarnation: Incarnation;
	/** Which center said it; before this was kept it was the one that the tablet belongs to. */
	readonly center?: CenterId;
	readonly epoch: Epoch;
	/** All events up to this number are committed. */
	readonly ackedThrough: number;
	/** All up to this number are in a verified backup as well. */
	readonly backedUpThrough: number;
}

/** An event as it is kept. */
export interface EventRow {
	readonly id: EventId;
	readonly incarnation: Incarnation;
	readonly seq: number;
	/** Whether it was made on this tablet. A number because IndexedDB cannot index booleans. */
	readonly own: 0 | 1;
	/** Whether no receipt for it has come yet; such a row is never deleted. */
	readonly owed: 0 | 1;
	/** When the receipt came, by the server's clock; rows of earlier builds do not say. */
	readonly settledAt?: number;
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

/** A closed ballot that waits to be handed in. The id is random and means nothing. */
export interface Paper {
	readonly id: string;
	readonly session: SessionId;
	readonly sealed: SealedBallot;
	/** Whose it is, once the tablet has gone over to another center; until then its own one's. */
	readonly center?: CenterId;
	/** When it goes from there, by the server's clock: the same for all that the tablet took along. */
	readonly goesAt?: number;
}

/** What students are asked, and what closes their ballots. */
export interface Asking {
	readonly surveys: readonly Survey[];
	readonly key: BallotKey;
}

/** What came of the last comparison with the center. */
export interface Comparison {
	/** When, by the tablet's own clock. */
	readonly at: number;
	/** How many records this tablet had, and how many of these the center has. */
	readonly records: number;
	readonly held: number;
	/** How many of those wait for staff at the center. */
	readonly aside: number;
}

/** What the center signed for a session of one life, and what people call it. */
export interface KeptReceipt {
	readonly id: string;
	readonly incarnation: Incarnation;
	readonly session: SessionId;
	readonly signed: Signed;
	readonly program: string;
	readonly startsAt: number;
	readonly tablet: string;
	readonly site: string;
	readonly center: string;
}

/** What another tablet owes, closed, on its way to the center in this one. */
export interface Parcel {
	/** The beginning of its digest: the same parcel taken twice is one. */
	readonly of: string;
	readonly device: DeviceId;
	/** None any longer once the center has said what it is. */
	readonly bytes: Uint8Array<ArrayBuffer>;
	/** By this tablet's clock, in ms since 1970. */
	readonly takenAt: number;
	/** What the center said to it; null while nobody has asked. */
	readonly said: ParcelSaid | null;
	/** When it goes from the list by itself, by the server's clock; null while it is still to be delivered. */
	readonly goesAt: number | null;
}

/** The receipt for it, or that the center cannot open it, or knows no such tablet. */
export type ParcelSaid =
	| { readonly kind: 'taken'; readonly receipt: Signed }
	| { readonly kind: 'unreadable' | 'unknown' };

/** A picture that was filmed of a transfer that is not whole yet. */
export interface Glimpse {
	readonly of: string;
	readonly seed: number;
	readonly text: string;
	/** By the server's clock, as well as the tablet knew it; earlier versions did not say. */
	readonly seenAt?: number;
}

type Only<Row> = Row & { readonly key: 'this' };

/** What a tablet keeps, table by table: its rows and what they are found by. */
export interface Kept {
	readonly identity: { readonly row: Only<KeptIdentity>; readonly key: 'this' };
	readonly counter: { readonly row: Only<{ readonly seq: number }>; readonly key: 'this' };
	readonly contact: { readonly row: Only<Contact>; readonly key: 'this' };
	readonly events: { readonly row: EventRow; readonly key: EventId };
	readonly sessions: { readonly row: Session; readonly key: SessionId };
	readonly roster: { readonly row: RosterEntry; readonly key: [string, string] };
	readonly lock: { readonly row: Only<StaffLock>; readonly key: 'this' };
	readonly papers: { readonly row: Paper; readonly key: string };
	readonly asking: { readonly row: Asking & { readonly self: 'this' }; readonly key: 'this' };
	readonly told: { readonly row: Told; readonly key: Incarnation };
	readonly proof: { readonly row: Only<Comparison>; readonly key: 'this' };
	readonly receipts: { readonly row: KeptReceipt; readonly key: string };
	readonly parcels: { readonly row: Parcel; readonly key: string };
	readonly glimpses: { readonly row: Glimpse; readonly key: [string, number] };
	readonly tries: { readonly row: Only<{ readonly failed: number }>; readonly key: 'this' };
}

/** Whether something is a tablet's own center's; of what earlier builds kept nobody wrote down whose it is. */
export function isOf({ center }: Pick<Identity, 'center'>, whose: { readonly center?: CenterId }) {
	return (whose.center ?? center.id) === center.id;
}

/** The lives whose records another center has. */
export function livesElsewhere(
	heard: readonly Told[],
	self: Pick<Identity, 'center'>
): ReadonlySet<Incarnation> {
	const elsewhere = heard.filter((life) => !isOf(self, life));
	return new Set(elsewhere.map(({ incarnation }) => incarnation));
}

/** An event as a row. */
export function rowOf(
	event: AttendanceEvent | EventEnvelope,
	{ own, owed }: Pick<EventRow, 'own' | 'owed'>
): EventRow {
	const { id, incarnation, seq, session, who } = event;
	return { id, incarnation, seq, own, owed, about: keyOf(who), session: session ?? '', event };
}

/** The events of some rows that this build can count. */
export function countable(rows: readonly EventRow[]): AttendanceEvent[] {
	return rows.flatMap(({ event }) => {
		const understood = understand(event);
		return understood.kind === 'known' ? [understood.event] : [];
	});
}

/** What a tablet was told by an earlier version may lack what it can be told now. */
export function identityOf(kept: KeptIdentity): Identity {
	const { zone = SEOUL, duty, ...known } = kept;
	return { ...known, zone, ...(duty ? { duty: { ...WHOLE_DUTY, ...duty } } : {}) };
}
