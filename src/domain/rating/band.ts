import * as v from 'valibot';

/** How somebody is asked: by how well they read, and by how they judge. */
export const Band = v.picklist([
	/** Grades 1 to 3. */
	'lower',
	/** Grades 4 to 6. */
	'upper',
	/** Middle and high school. */
	'secondary',
	/** Teachers, parents and sites. */
	'adult'
]);
export type Band = v.InferOutput<typeof Band>;

/** The youngest first. */
export const BANDS = Band.options;

/** Of whom nobody knows how old they are: faces with words are understood by all. */
const WHOEVER: Band = 'upper';

/** The band of a grade; `level` is a school level, or an age band of youth out of school. */
export function bandOf(level: string | null, grade: number | null): Band {
	if (level === 'MIDDLE' || level === 'HIGH') return 'secondary';
	if (level === 'ELEMENTARY' && grade !== null && grade <= 3) return 'lower';
	return WHOEVER;
}

/**
 * How a whole session is asked: as most of it would be, of two alike the younger. One band for all, because
 * whoever was the only one to be asked otherwise would be known by the answer.
 */
export function commonBand(bands: Iterable<Band>): Band {
	const counts = new Map<Band, number>();
	for (const band of bands) counts.set(band, (counts.get(band) ?? 0) + 1);
	const most = Math.max(0, ...counts.values());
	return BANDS.find((band) => counts.get(band) === most) ?? WHOEVER;
}
