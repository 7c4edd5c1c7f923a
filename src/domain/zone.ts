import * as v from 'valibot';

/** Making one takes longer than a hundred questions to it. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** The name of a time zone as the IANA keeps them, for example `Asia/Seoul`. */
export const Zone = v.pipe(
	v.string(),
	v.maxLength(64),
	v.check(isZone, 'Not a time zone that is known here'),
	v.brand('Zone')
);
export type Zone = v.InferOutput<typeof Zone>;

/** Where centers are, unless they say otherwise. */
export const SEOUL = v.parse(Zone, 'Asia/Seoul');

const DAY_MS = 24 * 60 * 60_000;
/** What lies beyond is taken for the nearest end: a tablet's clock may say anything. */
const [FIRST, LAST] = [Date.UTC(1900, 0, 1), Date.UTC(9999, 11, 31)];

/**
 * What calendar and clock show in a zone at a moment, as the milliseconds since 1970 of the same
 * calendar and clock in UTC.
 */
export function wallAt(at: number, zone: Zone): number {
	const moment = sensible(at);
	// Year, month, day, hour, minute, second, with something between them.
	const shown = formatOf(zone).format(moment).split(/\D+/);
	const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = shown.map(Number);
	const beyondSecond = moment - Math.floor(moment / 1_000) * 1_000;
	return Date.UTC(year, month - 1, day, hour, minute, second) + beyondSecond;
}

/**
 * The moment at which a zone's clock shows this. A time that is skipped in spring is taken for as much
 * later; of one that comes twice in autumn the first counts.
 */
export function momentAt(wall: number, zone: Zone): number {
	const before = wall - offsetAt(wall - DAY_MS, zone);
	const after = wall - offsetAt(wall + DAY_MS, zone);
	return [before, after].find((moment) => wallAt(moment, zone) === wall) ?? before;
}

/** How far a zone's clock is ahead of UTC at a moment, in ms. */
function offsetAt(at: number, zone: Zone): number {
	const moment = sensible(at);
	return wallAt(moment, zone) - moment;
}

function sensible(at: number): number {
	return Math.min(Math.max(at, FIRST), LAST);
}

function formatOf(zone: string): Intl.DateTimeFormat {
	const known = formats.get(zone);
	if (known) return known;
	const format = new Intl.DateTimeFormat('en-CA', {
		timeZone: zone,
		calendar: 'gregory',
		numberingSystem: 'latn',
		hourCycle: 'h23',
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit'
	});
	formats.set(zone, format);
	return format;
}

function isZone(name: string): boolean {
	if (formats.has(name)) return true;
	// Offsets are understood as well, but they know nothing of summer.
	if (!/^[A-Z]/.test(name)) return false;
	try {
		formatOf(name);
		return true;
	} catch {
		return false;
	}
}
