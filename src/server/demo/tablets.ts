import * as v from 'valibot';
import type { AttendanceEvent } from '#domain/event.ts';
import {
	DeviceId,
	EventId,
	Incarnation,
	randomId,
	timeOrderedId,
	type CenterId,
	type Epoch,
	type SiteId
} from '#domain/id.ts';
import { PROTOCOL, PUSH_EVENTS_MAX, type DeviceHealth } from '#domain/protocol.ts';
import type { Device } from '#server/database/schema.ts';
import type { Store } from '#server/database/store.ts';
import { randomBytes } from '#server/keys.ts';
import { push } from '#server/sync/push.ts';

const HOUR_MS = 60 * 60_000;
const RESTING_MS = 20 * HOUR_MS;
const LATE_EVENTS = 12;

const HEALTH: DeviceHealth = {
	build: 'demo',
	persisted: true,
	free: 6 * 1024 ** 3,
	installed: true,
	battery: { percent: 14, charging: false },
	skew: 400
};

/** What is needed to hand something in. */
interface Parts {
	readonly store: Store;
	readonly epoch: Epoch;
	readonly center: CenterId;
	readonly now: number;
}

/**
 * Hands in what has happened, like a tablet; it is taken out of service at once, and no credential leads
 * to it, so that nothing more will ever come from it.
 */
export async function handIn(
	parts: Parts,
	site: SiteId,
	events: readonly AttendanceEvent[]
): Promise<void> {
	const { store, center, now } = parts;
	const device = await addDevice(parts, { name: '체험용 기록', site_id: site });
	for (let from = 0; from < events.length; from += PUSH_EVENTS_MAX) {
		const batch = events.slice(from, from + PUSH_EVENTS_MAX);
		await pushAs(parts, device, batch, { lastSeq: from + batch.length, health: null });
	}
	await store.write((trx) =>
		trx
			.updateTable('device')
			.set({ revoked_at: now, erased_at: now })
			.where('center_id', '=', center)
			.where('id', '=', device.id)
			.execute()
	);
}

/** Invents a tablet that rests and wants to be charged, and one that was lost and has come back with records. */
export async function addTablets(
	parts: Parts,
	sites: readonly [SiteId, SiteId],
	events: readonly AttendanceEvent[]
): Promise<void> {
	const { now } = parts;
	const [lobby, clinic] = sites;
	const resting = await addDevice(parts, { name: '로비 태블릿', site_id: lobby });
	const yesterday = { ...parts, now: now - RESTING_MS };
	await pushAs(yesterday, resting, [], { lastSeq: 0, health: HEALTH });

	const lost = await addDevice(parts, {
		name: '잃어버렸던 태블릿',
		site_id: clinic,
		revoked_at: now - RESTING_MS
	});
	const incarnation = v.parse(Incarnation, randomId(randomBytes));
	const before = events.filter(({ at }) => at < now - RESTING_MS);
	const copies = before.slice(-LATE_EVENTS).map((event, index) => ({
		...event,
		id: v.parse(EventId, timeOrderedId(event.at, randomBytes)),
		incarnation,
		seq: index + 1
	}));
	const late = { ...parts, now: now - HOUR_MS };
	await pushAs(late, lost, copies, { lastSeq: copies.length, health: HEALTH });
}

async function addDevice(
	{ store, center, now }: Parts,
	about: Pick<Device, 'name' | 'site_id'> & Partial<Device>
): Promise<Device> {
	const device: Device = {
		center_id: center,
		id: v.parse(DeviceId, randomId(randomBytes)),
		passage: 'both',
		keypad: 1,
		asks: 'leaving',
		credential_hash: '',
		paired_at: now - 2 * RESTING_MS,
		revoked_at: null,
		erased_at: null,
		seen_at: now - RESTING_MS,
		unsent: 0,
		health: null,
		life: null,
		...about
	};
	await store.write((trx) => trx.insertInto('device').values(device).execute());
	return device;
}

async function pushAs(
	{ store, epoch, now }: Parts,
	device: Device,
	events: readonly AttendanceEvent[],
	about: { readonly lastSeq: number; readonly health: DeviceHealth | null }
): Promise<void> {
	const [first] = events;
	await push(
		store,
		epoch,
		device,
		{
			protocol: PROTOCOL,
			incarnation: first?.incarnation ?? v.parse(Incarnation, randomId(randomBytes)),
			sentAt: now,
			unsent: events.length,
			erased: device.revoked_at !== null,
			events: [...events],
			...about
		},
		now
	);
}
