/** What a camera showed within about a second. */
export interface Glance {
	readonly frames: number;
	/** Of some points of these frames, 0 to 255. */
	readonly brightest: number;
}

/** Whether a badge could be read from what a camera shows. */
export type Sight =
	| 'clear'
	/** Frames come, and nothing is on them: the lens is covered, or there is no light. */
	| 'dark'
	/** So few frames that a badge has to be held for long. */
	| 'slow'
	/** None comes any longer. */
	| 'still';

/** A hand before the lens and a moment's hiccup are over within less. */
export const GLANCES_JUDGED = 6;
/** Black is 16 on most cameras, and their noise in the dark stays below this; white paper by night is above. */
const DARK_MAX = 40;
/** Even in the dusk cameras give five. */
const SLOW_FRAMES = 3 * GLANCES_JUDGED;

/** Judges by the last glances; as long as there are too few of them, nothing is wrong. */
export function sightOf(glances: readonly Glance[]): Sight {
	if (glances.length < GLANCES_JUDGED) return 'clear';
	const judged = glances.slice(-GLANCES_JUDGED);
	const frames = judged.reduce((sum, glance) => sum + glance.frames, 0);
	if (frames === 0) return 'still';
	if (judged.every(({ brightest }) => brightest < DARK_MAX)) return 'dark';
	return frames < SLOW_FRAMES ? 'slow' : 'clear';
}
