import type { Who } from '#domain/event.ts';
import type { EventId } from '#domain/id.ts';
import type { Verdict } from '#domain/judge.ts';
import type { Bearer } from '#domain/roster.ts';
import type { Session } from '#domain/session.ts';
import type { Sight } from '#domain/sight.ts';

/** What the screen at the door is told after a scan. Green is only for what is already on the disk. */
export type Outcome =
	| {
			readonly kind: 'verdict';
			readonly verdict: Verdict;
			/** The name that the badge itself unsealed; null if there is none. */
			readonly bearer: Bearer | null;
			readonly at: number;
			/** The movement that was recorded, by which it can be taken back; null if nothing moved. */
			readonly recorded: EventId | null;
	  }
	/** Somebody without a badge was let in. */
	| {
			readonly kind: 'admitted';
			readonly session: Session | null;
			readonly at: number;
			readonly recorded: EventId;
	  }
	/** A class's code was held up; `called` is null if nobody of it is expected here today. */
	| { readonly kind: 'class'; readonly called: CalledClass | null }
	/** What was recorded last was taken back. */
	| { readonly kind: 'undone' }
	/** The disk has not answered yet: neither green nor red. */
	| { readonly kind: 'checking' }
	/** Nothing could be recorded. */
	| { readonly kind: 'failed'; readonly cause: 'full' | 'closed' };

/** A class that comes in one after the other. */
export interface CalledClass {
	readonly session: Session;
	/** Grade and class, for example `1-3`. */
	readonly group: string;
	readonly people: readonly Awaited[];
}

/** Somebody who is waited for; the label is a masked name, empty where it is not known. */
export interface Awaited {
	readonly who: Who;
	readonly label: string;
}

/** So long anybody can take back what was recorded last; afterwards it takes staff and a reason. */
export const UNDO_MS = 10_000;

/** What the door says about a session. */
export interface DoorCounts {
	readonly expected: number;
	readonly here: number;
	readonly gone: number;
}

/** Why the door sees nothing, as far as it makes a difference to what somebody can do about it. */
export type Trouble =
	/** The browser or the operating system was told not to let us. */
	| 'denied'
	/** Another program has the camera. */
	| 'busy'
	/** There is none. */
	| 'none'
	/** Browsers give a camera only to HTTPS and to localhost. */
	| 'insecure'
	/** It was there and went away. */
	| 'lost'
	/** It is there, and its picture stands still. */
	| 'still'
	| 'unknown';

/** The door looks, and would see more if somebody did something about it. */
export type Doubt = Extract<Sight, 'dark' | 'slow'>;

/** How the door's camera is. */
export type CameraState = 'starting' | 'watching' | Doubt | Trouble;

/** Why nothing is sent although there is something: staff have to act. */
export type Stop = 'not-paired' | 'revoked';
