import type { ParticipantId } from '#domain/id.ts';
import type { Spot } from './copies.ts';

/** A row of what people answered, as the server's database has it. */
export interface Row {
	readonly id: string;
	readonly fields: Readonly<Record<string, unknown>>;
	/** In which copy of the database it was first seen. */
	readonly seen: number;
	/** Where it was written in the database's log. */
	readonly frame: Spot | null;
	/** Everywhere its id stands in the database's file. */
	readonly spots: readonly Spot[];
}

/** Somebody of whom it is known that they answered. */
export interface Visit {
	readonly participant: ParticipantId;
	readonly band: string;
	/** Which tablet asked them, by its number. */
	readonly tablet: number;
	/** Of how many at this tablet they were which, in this session, from 1. */
	readonly place: number;
	/** When they left, and when it was recorded that they had answered, by the tablet's clock. */
	readonly leftAt: number;
	readonly ratedAt: number;
	/** Where the fact stands in the ledger, and in which copy of it it was first seen. */
	readonly position: number;
	readonly seen: number;
	/** What was written to the tablet's disk in the same transaction, as text. */
	readonly written: string;
	/** How many ballots were among it, and how long they were. */
	readonly papers: { readonly count: number; readonly bytes: number };
	/** How long after them the next one left at this tablet, and whether they were recorded before that. */
	readonly next: { readonly afterMs: number; readonly recordedBefore: boolean } | null;
}

/**
 * Those whose answers the product says it opened together, and these answers: nobody is to find out more.
 * `rows` stand in no order.
 */
export interface Unit {
	readonly session: string;
	readonly visits: readonly Visit[];
	readonly rows: readonly Row[];
	/** What is said of series of alike answers in these sessions. */
	readonly runs: readonly { readonly answer: number; readonly length: number }[];
}

/** A unit, and who gave what: what the attacker guesses at, and learns from where it is known. */
export interface Solved {
	readonly unit: Unit;
	readonly owners: ReadonlyMap<string, ParticipantId>;
}
