import * as v from 'valibot';
import {
	concernsOf,
	isSilent,
	restOf,
	signOf,
	type Concern,
	type Sign
} from '#domain/condition.ts';
import type { TabletReport } from '#domain/condition.ts';
import type { Duty } from '#domain/duty.ts';
import type { CenterId, DeviceId, SiteId } from '#domain/id.ts';
import { DeviceHealth } from '#domain/protocol.ts';
import { reachesSite, type Reach } from '#domain/rights.ts';
import { isOpen } from '#domain/session.ts';
import type { Device } from '#server/database/schema.ts';
import type { Reader } from '#server/database/store.ts';
import { dutyOf } from '#server/duty.ts';
import { undecided } from '#server/aside-inbox.ts';
import { waitingLate } from '#server/late-inbox.ts';
import { lossesOf } from '#server/losses.ts';
import { sessionsToday } from '#server/sessions.ts';

/** A tablet as staff see it among the others. */
export interface Tablet extends TabletReport {
	readonly id: DeviceId;
	readonly name: string;
	readonly site: string;
	readonly siteId: SiteId;
	readonly duty: Duty;
	readonly pairedAt: number;
	readonly revokedAt: number | null;
	readonly concerns: readonly Concern[];
	readonly sign: Sign;
	readonly rest: ReturnType<typeof restOf>;
}

/** Of whose tablets, and how much of them. */
export interface Within {
	readonly center: CenterId;
	readonly reach: Reach;
}

/** What the server knows at the moment of looking. */
export interface Glance {
	readonly now: number;
	/** The version that the server serves. */
	readonly build: string;
}

const SIGNS: readonly Sign[] = ['act', 'look', 'well'];

/** The tablets that somebody reaches: whatever needs somebody first, then by site and name. */
export async function tabletsOf(
	reader: Reader,
	{ center, reach }: Within,
	{ now, build }: Glance
): Promise<Tablet[]> {
	const rows = await selectDevices(reader).where('device.center_id', '=', center).execute();
	const known = await knownOf(reader, center, now);
	const names = new Intl.Collator('ko', { numeric: true });
	return rows
		.filter(({ site_id }) => reachesSite(reach, site_id))
		.map((row) => asTablet(row, known, { now, build }))
		.sort(
			(a, b) =>
				SIGNS.indexOf(a.sign) - SIGNS.indexOf(b.sign) ||
				names.compare(a.site, b.site) ||
				names.compare(a.name, b.name) ||
				(a.id < b.id ? -1 : 1)
		);
}

/** One tablet; null where there is none of this id that somebody reaches. */
export async function tabletOf(
	reader: Reader,
	{ center, reach }: Within,
	id: DeviceId,
	{ now, build }: Glance
): Promise<Tablet | null> {
	const row = await selectDevices(reader)
		.where('device.center_id', '=', center)
		.where('device.id', '=', id)
		.executeTakeFirst();
	if (!row || !reachesSite(reach, row.site_id)) return null;
	return asTablet(row, await knownOf(reader, center, now, id), { now, build });
}

/** How a tablet was lately, the latest first. */
export async function contactsOf(
	reader: Reader,
	center: CenterId,
	id: DeviceId,
	limit: number
): Promise<
	{ readonly at: number; readonly unsent: number; readonly health: DeviceHealth | null }[]
> {
	const rows = await reader
		.selectFrom('contact')
		.select(['at', 'unsent', 'health'])
		.where('center_id', '=', center)
		.where('device_id', '=', id)
		.orderBy('at', 'desc')
		.limit(limit)
		.execute();
	return rows.map((row) => ({ ...row, health: healthIn(row.health) }));
}

/** What does not stand in a tablet's own row. */
interface Known {
	readonly missing: ReadonlyMap<DeviceId, number>;
	readonly aside: ReadonlyMap<DeviceId, number>;
	readonly late: ReadonlyMap<DeviceId, number>;
	readonly busy: ReadonlySet<SiteId>;
}

async function knownOf(
	reader: Reader,
	center: CenterId,
	now: number,
	only: DeviceId | null = null
): Promise<Known> {
	const today = await sessionsToday(reader, center, now);
	return {
		missing: await missingOf(reader, center, now, only),
		aside: await asideOf(reader, center, only),
		late: await waitingLate(reader, center),
		busy: new Set(today.flatMap(({ session }) => (isOpen(session, now) ? [session.site] : [])))
	};
}

/** How many numbers each tablet has claimed that nobody has received, and staff have not said that they know. */
async function missingOf(
	reader: Reader,
	center: CenterId,
	now: number,
	only: DeviceId | null
): Promise<ReadonlyMap<DeviceId, number>> {
	const missing = new Map<DeviceId, number>();
	for (const { device, from, to } of await lossesOf(reader, center, now, only)) {
		missing.set(device, (missing.get(device) ?? 0) + to - from + 1);
	}
	return missing;
}

async function asideOf(
	reader: Reader,
	center: CenterId,
	only: DeviceId | null
): Promise<ReadonlyMap<DeviceId, number>> {
	const rows = await reader
		.selectFrom('quarantine')
		.select(['device_id', (eb) => eb.fn.countAll<number>().as('count')])
		.where('center_id', '=', center)
		.where(undecided)
		.where((eb) => (only ? eb('device_id', '=', only) : eb.lit(true)))
		.groupBy('device_id')
		.execute();
	return new Map(rows.map(({ device_id, count }) => [device_id, count]));
}

function selectDevices(reader: Reader) {
	return reader
		.selectFrom('device')
		.innerJoin('site', (join) =>
			join.onRef('site.center_id', '=', 'device.center_id').onRef('site.id', '=', 'device.site_id')
		)
		.selectAll('device')
		.select('site.name as site');
}

function asTablet(
	row: Device & { readonly site: string },
	known: Known,
	{ now, build }: Glance
): Tablet {
	const health = healthIn(row.health);
	const retired = row.revoked_at !== null;
	const report: TabletReport = {
		seenAt: row.seen_at,
		unsent: row.unsent,
		health,
		// What a silent one still holds is stranded, and not lost.
		missing: Math.max(
			0,
			(known.missing.get(row.id) ?? 0) - (isSilent(row.seen_at, now) ? row.unsent : 0)
		),
		aside: known.aside.get(row.id) ?? 0,
		late: known.late.get(row.id) ?? 0,
		retired,
		erasedAt: row.erased_at,
		busy: known.busy.has(row.site_id),
		current: health === null || health.build === build
	};
	const concerns = concernsOf(report, now);
	return {
		...report,
		id: row.id,
		name: row.name,
		site: row.site,
		siteId: row.site_id,
		duty: dutyOf(row),
		pairedAt: row.paired_at,
		revokedAt: row.revoked_at,
		concerns,
		sign: signOf(concerns),
		rest: restOf(report, now)
	};
}

/** A report of another version may lack what this one needs; then nothing is known. */
function healthIn(text: string | null): DeviceHealth | null {
	const parsed = v.safeParse(DeviceHealth, JSON.parse(text ?? 'null'));
	return parsed.success ? parsed.output : null;
}
