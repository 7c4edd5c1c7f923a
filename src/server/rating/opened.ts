import type { Month } from '#domain/calendar.ts';
import type { ProgramId, SessionId } from '#domain/id.ts';
import type { Ballot } from '#domain/rating/ballot.ts';

/** An opened ballot, what it is called in the urn, and under what it is counted. */
export interface Opened {
	readonly digest: string;
	readonly ballot: Ballot;
	readonly under: {
		readonly program: ProgramId;
		/** Null where it is counted with those of other sessions. */
		readonly session: SessionId | null;
		readonly month: Month;
	};
}
