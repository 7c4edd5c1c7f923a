import {
	CLOCK_OFF_MS,
	FREE_LEAST_BYTES,
	BATTERY_LOW_PERCENT,
	type Sign
} from '#domain/condition.ts';
import type { CameraState } from '#domain/door.ts';

/** What somebody wants to know of a tablet before the first student comes. */
export const QUESTIONS = [
	'roster',
	'camera',
	'scan',
	'sound',
	'contact',
	'owed',
	'storage',
	'clock',
	'battery',
	'pin',
	'installed',
	'version'
] as const;
export type Question = (typeof QUESTIONS)[number];

/** What the tablet can say of itself. Durations in ms, space in bytes. */
export interface Preparation {
	/** How many sessions there are today, and how many students are on their rosters. */
	readonly sessions: number;
	readonly students: number;
	readonly camera: CameraState;
	/** Whether a badge has been read since the check began. */
	readonly scanned: boolean;
	/** Whether the browser lets this page be heard. */
	readonly audible: boolean;
	/** How long ago the center was last heard; null if never. */
	readonly silenceMs: number | null;
	/** How many records it still has to send. */
	readonly unsent: number;
	readonly persisted: boolean | null;
	readonly free: number | null;
	/** What the tablet's clock is off by; null while nobody knows. */
	readonly skew: number | null;
	/** Whether somebody set it since the center was heard. */
	readonly clockDoubtful: boolean;
	readonly battery: { readonly percent: number; readonly charging: boolean } | null;
	/** Whether staff have a PIN here. */
	readonly pin: boolean;
	readonly installed: boolean;
	/** Whether a newer version waits to be used. */
	readonly outdated: boolean;
}

/** An answer, and the number that belongs to it: students, records, minutes, bytes or percent. */
export interface Readiness {
	readonly question: Question;
	readonly sign: Sign;
	readonly amount: number;
}

const MINUTE_MS = 60_000;
/** A roster that is older than this may lack what was changed this morning. */
const STALE_MS = 60 * MINUTE_MS;

/** Every question with its answer; one that the browser has no answer to is left out. */
export function readinessOf(tablet: Preparation): Readiness[] {
	return QUESTIONS.flatMap((question) => {
		const answer = ANSWERS[question](tablet);
		return answer ? [{ question, ...answer }] : [];
	});
}

/** There is a picture, or one may come; badges are read all the same. */
const WATCHFUL: ReadonlySet<CameraState> = new Set(['starting', 'dark', 'slow']);

type Answer = Pick<Readiness, 'sign' | 'amount'>;

const ANSWERS: Readonly<Record<Question, (tablet: Preparation) => Answer | null>> = {
	roster: ({ sessions, students }) => ({
		sign: students > 0 ? 'well' : sessions > 0 ? 'act' : 'look',
		amount: students
	}),
	camera: ({ camera }) => ({
		sign: camera === 'watching' ? 'well' : WATCHFUL.has(camera) ? 'look' : 'act',
		amount: 0
	}),
	scan: ({ scanned }) => ({ sign: scanned ? 'well' : 'look', amount: 0 }),
	sound: ({ audible }) => ({ sign: audible ? 'well' : 'look', amount: 0 }),
	contact: ({ silenceMs, clockDoubtful }) => {
		if (silenceMs === null) return { sign: 'act', amount: 0 };
		// How long ago it was is known by that very clock.
		if (clockDoubtful) return null;
		return {
			sign: silenceMs > STALE_MS ? 'look' : 'well',
			amount: Math.floor(silenceMs / MINUTE_MS)
		};
	},
	owed: ({ unsent }) => ({ sign: unsent > 0 ? 'look' : 'well', amount: unsent }),
	storage: ({ persisted, free }) =>
		free === null
			? null
			: {
					sign: free < FREE_LEAST_BYTES ? 'act' : persisted === false ? 'look' : 'well',
					amount: free
				},
	clock: ({ skew, clockDoubtful }) => {
		if (clockDoubtful) return { sign: 'look', amount: 0 };
		if (skew === null) return null;
		const off = Math.abs(skew);
		return {
			sign: off > CLOCK_OFF_MS ? 'act' : 'well',
			amount: Math.round(off / MINUTE_MS)
		};
	},
	battery: ({ battery }) =>
		battery && {
			sign: !battery.charging && battery.percent <= BATTERY_LOW_PERCENT ? 'act' : 'well',
			amount: battery.percent
		},
	pin: ({ pin }) => ({ sign: pin ? 'well' : 'look', amount: 0 }),
	installed: ({ installed }) => ({ sign: installed ? 'well' : 'look', amount: 0 }),
	version: ({ outdated }) => ({ sign: outdated ? 'look' : 'well', amount: 0 })
};
