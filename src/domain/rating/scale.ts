import type { Band } from '#domain/rating/band.ts';

/** A scale; answers count from 1, the lowest. */
export interface Scale {
	readonly kind: 'again' | 'faces' | 'labels';
	readonly points: 3 | 5;
	/** How many of the highest answers count as positive. */
	readonly top: 1 | 2;
}

/**
 * Which scale each band answers on. Grades 1 to 3: Again-Again (Read & MacFarlane 2006), for smaller children
 * press the best face whatever happened. Grades 4 to 6: Five Degrees of Happiness (Hall, Hume & Tazzyman
 * 2016), whose faces are all positive, so that all are used. From middle school on: five labelled points.
 */
export const SCALES: Readonly<Record<Band, Scale>> = {
	lower: { kind: 'again', points: 3, top: 1 },
	upper: { kind: 'faces', points: 5, top: 2 },
	secondary: { kind: 'labels', points: 5, top: 2 },
	adult: { kind: 'labels', points: 5, top: 2 }
};

/** Who writes a few words if they like. */
export const COMMENTING: ReadonlySet<Band> = new Set(['secondary', 'adult']);
