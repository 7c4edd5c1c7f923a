import type { CenterId } from '#domain/id.ts';
import type { RatingsRequest } from '#domain/protocol.ts';
import type { Band } from '#domain/rating/band.ts';
import type { Asked, Given } from '#kiosk/ballot-box.ts';
import type { Paper } from '#kiosk/journal.ts';
import type { Store } from '#server/database/store.ts';
import type { Keys } from '#server/keys.ts';

/** What the attack is after: whose answer a row is, also of those few that come late, or who wrote a comment. */
export type Target = 'rating' | 'late rating' | 'comment';

/** What somebody said, as the tablet knows it at the moment of keeping it. */
export interface Said {
	readonly given: Given;
	/** The ballots' ids, in the order in which they were drawn: rating, comment, run. */
	readonly ids: readonly string[];
}

/** Where ballots arrive. */
export interface Urn {
	readonly store: Store;
	readonly keys: Keys;
	readonly center: CenterId;
	readonly now: () => number;
}

export type Ballots = RatingsRequest['ballots'];

/** How often what happens here; weakened builds are tried where it happens often. */
export interface Circumstances {
	/** The share of sessions at which one tablet comes back only days later. */
	readonly straggling: number;
	/** The share of sessions that most like equally well. */
	readonly merry: number;
	/** How many the largest class has. */
	readonly most: number;
	/** The share of sessions of elementary schools. */
	readonly young: number;
	/** The share of sessions with two bands, which are of elementary schools, too. */
	readonly mixed: number;
	/** The share of students who write something, where they may. */
	readonly writing: number;
	/** How often a tablet syncs when somebody has left. */
	readonly syncing: number;
}

export const USUAL: Circumstances = {
	straggling: 0.15,
	merry: 0.15,
	most: 30,
	young: 0.35,
	mixed: 0.2,
	writing: 0.15,
	syncing: 0.2
};

/** A build of the product. Each part that is absent is the product's own. */
export interface Build {
	readonly name: string;
	readonly target: Target;
	readonly circumstances: Circumstances;
	/** How many times as many sessions it takes to tell, because what gives it away is rare. */
	readonly effort: number;
	/** What goes before the random part of an id: of the first three, ballots; of the next three, papers. */
	readonly idPrefix?: (
		nth: number,
		place: { readonly at: number; readonly count: number; readonly alike: number }
	) => number | null;
	/** What a student is asked. */
	readonly ask?: (asked: Asked, own: Band) => Asked;
	/** What lies on the tablet's disk. */
	readonly lay?: (papers: readonly Paper[], said: Said) => readonly Paper[];
	/** Whether an answer is recorded as soon as somebody is done. */
	readonly unheld?: boolean;
	/** What of it is handed in. */
	readonly carry?: (paper: Paper) => Paper;
	/** Whether it is handed in as it lies there. */
	readonly inOrder?: boolean;
	/** What the center does with ballots that have just come. */
	readonly received?: (urn: Urn, ballots: Ballots) => Promise<void>;
	/** How the center opens what is due. */
	readonly open?: (urn: Urn) => Promise<void>;
	/** What its database has besides. */
	readonly schema?: readonly string[];
}

export const PRODUCT: Build = {
	name: 'the product',
	target: 'rating',
	circumstances: USUAL,
	effort: 1
};
