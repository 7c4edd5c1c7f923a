import type { CenterId, DeviceId } from '#domain/id.ts';
import type { Reader } from '#server/database/store.ts';

/** A tablet compares all its lives in one go, once an hour: what is older than this was not among them. */
const TOGETHER_MS = 2 * 60 * 60_000;

/** What came of comparing a tablet's records, of all its lives, with what is here. */
export interface Delivery {
	/** When all was compared that is not `earlier`; of several moments the first. */
	readonly at: number;
	readonly records: number;
	readonly held: number;
	readonly aside: number;
	/** How many more it has recorded by now. */
	readonly since: number;
	/** How many of the records are of lives that it compares no more, and when that was; it may have let them go. */
	readonly earlier: { readonly records: number; readonly at: number } | null;
}

/**
 * Adds up the last comparisons of all lives of a tablet; null before the first one. That of a life which the
 * tablet does not hold any more stands, so that nothing which is lacking is hidden by a new life.
 */
export async function deliveryOf(
	reader: Reader,
	center: CenterId,
	device: DeviceId
): Promise<Delivery | null> {
	const lives = await livesOf(reader, center, device);
	const compared = lives.filter(({ at }) => at > 0);
	if (compared.length === 0) return null;
	const latest = Math.max(...moments(compared));
	const isOfNow = ({ at }: Life) => latest - at <= TOGETHER_MS;
	const earlier = compared.filter((life) => !isOfNow(life));
	return {
		at: Math.min(...moments(compared.filter(isOfNow))),
		records: sum(compared, ({ records }) => records),
		held: sum(compared, ({ held }) => held),
		aside: sum(compared, ({ aside }) => aside),
		// What an earlier life claims beyond that, nobody is going to compare: it is a loss until it comes.
		since: sum(
			lives.filter((life) => life.current || isOfNow(life)),
			({ claimed, through }) => Math.max(0, claimed - through)
		),
		earlier:
			earlier.length === 0
				? null
				: { records: sum(earlier, ({ records }) => records), at: Math.min(...moments(earlier)) }
	};
}

interface Life {
	/** Whether the tablet lives it now. */
	readonly current: boolean;
	/** When it was compared for the last time; 0 before the first time. */
	readonly at: number;
	readonly records: number;
	readonly held: number;
	readonly aside: number;
	readonly through: number;
	readonly claimed: number;
}

async function livesOf(reader: Reader, center: CenterId, device: DeviceId): Promise<Life[]> {
	const rows = await reader
		.selectFrom('incarnation')
		.innerJoin('device', (join) =>
			join
				.onRef('device.center_id', '=', 'incarnation.center_id')
				.onRef('device.id', '=', 'incarnation.device_id')
		)
		.select(['device.life', 'incarnation', 'claimed_through', 'compared_at', 'compared'])
		.select(['compared_through', 'compared_held', 'compared_aside'])
		.where('incarnation.center_id', '=', center)
		.where('incarnation.device_id', '=', device)
		.execute();
	return rows.map((row) => ({
		current: row.incarnation === row.life,
		at: row.compared_at ?? 0,
		records: row.compared ?? 0,
		held: row.compared_held ?? 0,
		aside: row.compared_aside ?? 0,
		through: row.compared_through ?? 0,
		claimed: row.claimed_through
	}));
}

function moments(lives: readonly Life[]): number[] {
	return lives.map(({ at }) => at);
}

function sum(lives: readonly Life[], amountOf: (life: Life) => number): number {
	return lives.reduce((total, life) => total + amountOf(life), 0);
}
