import type { DeviceHealth } from '#domain/protocol.ts';

/** A tablet gives a sign of life every minute; after a few missed ones it is silent. */
export const SILENT_MS = 5 * 60_000;
/** Clocks that differ by less do not change a minute on any list. */
export const CLOCK_OFF_MS = 2 * 60_000;
/** Records of weeks fit into less; but a disk as full as that may refuse the next write. */
export const FREE_LEAST_BYTES = 100 * 1024 ** 2;
const FREE_LITTLE_BYTES = 200 * 1024 ** 2;
export const BATTERY_LOW_PERCENT = 20;
/** Some browsers throw away what was not opened for seven days of use. */
const FORGOTTEN_MS = 7 * 24 * 60 * 60_000;

/** What is known of a tablet, at the center. */
export interface TabletReport {
	/** Null when it was never heard of. */
	readonly seenAt: number | null;
	/** What it said it still holds. */
	readonly unsent: number;
	readonly health: DeviceHealth | null;
	/** How many records it once claimed, no longer holds, and never handed in. */
	readonly missing: number;
	/** How many of its records were set aside. */
	readonly aside: number;
	/** How many records came after it was taken out of service, and wait for a decision. */
	readonly late: number;
	readonly retired: boolean;
	/** When it said that it has erased its roster, after it was taken out of service. */
	readonly erasedAt: number | null;
	/** Whether a session is on at its site. */
	readonly busy: boolean;
	/** Whether it runs the version that the server serves. */
	readonly current: boolean;
}

/** What can be the matter with a tablet, the worst first. */
export const MATTERS = [
	'late',
	'missing',
	'stranded',
	'absent',
	'full',
	'unerased',
	'aside',
	'battery',
	'clock',
	'storage',
	'owing',
	'forgotten',
	'evictable',
	'tab',
	'outdated'
] as const;
export type Matter = (typeof MATTERS)[number];

const URGENT: ReadonlySet<Matter> = new Set(['late', 'missing', 'stranded', 'absent', 'full']);

/** Something the matter, with the number that belongs to it: records, bytes, percent or milliseconds. */
export interface Concern {
	readonly matter: Matter;
	readonly amount: number;
}

/** Somebody must act; somebody should look when there is time; nothing to do. */
export type Sign = 'act' | 'look' | 'well';

/** All that is the matter with a tablet, the worst first. */
export function concernsOf(report: TabletReport, now: number): Concern[] {
	const amounts = report.retired ? ofRetired(report) : inService(report, now);
	return MATTERS.flatMap((matter) => {
		const amount = amounts[matter];
		return amount === undefined || amount === false ? [] : [{ matter, amount: Number(amount) }];
	});
}

/** What the worst of a tablet's concerns asks of staff. */
export function signOf([worst]: readonly Concern[]): Sign {
	if (!worst) return 'well';
	return URGENT.has(worst.matter) ? 'act' : 'look';
}

/** How a tablet is, where nothing is the matter. */
export function restOf(
	{ retired, seenAt }: TabletReport,
	now: number
): 'retired' | 'resting' | 'on' {
	if (retired) return 'retired';
	return isSilent(seenAt, now) ? 'resting' : 'on';
}

/** The amount of each matter; false or absent where it is none. */
type Amounts = { readonly [matter in Matter]?: number | false };

/** Nobody charges, updates or cleans one that is out of service: only its records and its roster count. */
function ofRetired({ late, missing, unsent, erasedAt }: TabletReport): Amounts {
	return {
		late: late > 0 && late,
		missing: missing > 0 && missing,
		owing: unsent > 0 && unsent,
		unerased: erasedAt === null && 0
	};
}

function inService(report: TabletReport, now: number): Amounts {
	const { unsent, missing, aside, busy, current, health } = report;
	const silence = silentFor(report.seenAt, now);
	const silent = silence > SILENT_MS;
	return {
		missing: missing > 0 && missing,
		stranded: silent && unsent > 0 && unsent,
		absent: silent && busy && silence,
		aside: aside > 0 && aside,
		owing: !silent && unsent > 0 && unsent,
		forgotten: silence > FORGOTTEN_MS && silence,
		...(health ? ofHealth(health) : {}),
		outdated: !current && 0
	};
}

function ofHealth({ free, battery, skew, persisted, installed }: DeviceHealth): Amounts {
	const low = battery && !battery.charging && battery.percent <= BATTERY_LOW_PERCENT;
	return {
		full: free !== null && free < FREE_LEAST_BYTES && free,
		storage: free !== null && free >= FREE_LEAST_BYTES && free < FREE_LITTLE_BYTES && free,
		battery: low ? battery.percent : false,
		clock: Math.abs(skew ?? 0) > CLOCK_OFF_MS && Math.abs(skew ?? 0),
		evictable: persisted === false && 0,
		tab: !installed && 0
	};
}

/** Whether a tablet has missed more than a few signs of life. */
export function isSilent(seenAt: number | null, now: number): boolean {
	return silentFor(seenAt, now) > SILENT_MS;
}

function silentFor(seenAt: number | null, now: number): number {
	return seenAt === null ? Infinity : now - seenAt;
}
