import type { Duty } from '#domain/duty.ts';
import type { CenterId, DeviceId, SiteId } from '#domain/id.ts';
import type { Device } from '#server/database/schema.ts';
import type { Store, Writing } from '#server/database/store.ts';
import { dutyOf } from '#server/duty.ts';
import { exposureOf } from '#server/exposure.ts';
import { announce, lockHead } from '#server/ledger.ts';
import { siteOf } from '#server/sites.ts';
import { asActor, change, record, type Actor } from '#server/trail.ts';

/** What became of a change: there may be no such tablet, or no such site, at this center. */
export type Changed = { readonly kind: 'changed' } | { readonly kind: 'not-found' };

/**
 * Renames a tablet in service, moves it, or gives it another duty; it hears of it with its next pull. At
 * another site it forgets what it was told of the first one; what it owes is sent on.
 */
export async function changeTablet(
	store: Store,
	center: CenterId,
	id: DeviceId,
	to: { readonly name: string; readonly site: SiteId; readonly duty: Duty },
	by: Actor,
	now: number
): Promise<Changed> {
	return store.write(async (trx) => {
		await lockHead(trx, center);
		const before = await inService(trx, center, id);
		if (!before || !(await isSite(trx, center, to.site))) return { kind: 'not-found' };
		await put(trx, before, to, by, now);
		return { kind: 'changed' };
	});
}

/**
 * Moves a tablet that asks for it itself to another site of its center that is in use, as `changeTablet`
 * does; `address` is where it asks from.
 */
export async function moveTablet(
	store: Store,
	{ center_id, id }: Pick<Device, 'center_id' | 'id'>,
	site: SiteId,
	address: string,
	now: number
): Promise<Changed> {
	return store.write(async (trx) => {
		await lockHead(trx, center_id);
		const before = await inService(trx, center_id, id);
		if (!before || !(await isInUse(trx, center_id, site))) return { kind: 'not-found' };
		// The answer to the first asking may have been lost on its way.
		if (before.site_id === site) return { kind: 'changed' };
		const duty = dutyOf(before);
		await put(trx, before, { name: before.name, site, duty }, asActor(before, address), now);
		return { kind: 'changed' };
	});
}

async function put(
	trx: Writing,
	before: Device,
	to: { readonly name: string; readonly site: SiteId; readonly duty: Duty },
	by: Actor,
	now: number
): Promise<void> {
	const { center_id, id } = before;
	await trx
		.updateTable('device')
		.set({
			name: to.name,
			site_id: to.site,
			passage: to.duty.passage,
			keypad: to.duty.keypad ? 1 : 0,
			asks: to.duty.asks
		})
		.where('center_id', '=', center_id)
		.where('id', '=', id)
		.execute();
	const detail = {
		renamed: before.name !== to.name,
		from: { site: before.site_id, ...dutyOf(before) },
		to: { site: to.site, ...to.duty }
	};
	await announce(trx, center_id);
	await record(trx, center_id, by, change('tablets.change', `device:${id}`, detail), now);
}

/**
 * Takes a tablet out of service. At its next contact it erases its roster; what it still owes goes to
 * the late inbox. The trail keeps what could have been on it at that moment, in numbers.
 */
export async function retireTablet(
	store: Store,
	center: CenterId,
	id: DeviceId,
	by: Actor,
	now: number
): Promise<Changed> {
	return store.write(async (trx) => {
		await lockHead(trx, center);
		const device = await inService(trx, center, id);
		if (!device) return { kind: 'not-found' };
		await trx
			.updateTable('device')
			.set({ revoked_at: now })
			.where('center_id', '=', center)
			.where('id', '=', id)
			.execute();
		await announce(trx, center);
		const { entries, sessions, asOf } = await exposureOf(trx, device, now);
		const detail = { entries, sessions, asOf, unsent: device.unsent };
		await record(trx, center, by, change('tablets.retire', `device:${id}`, detail), now);
		return { kind: 'changed' };
	});
}

async function inService(trx: Writing, center: CenterId, id: DeviceId) {
	return trx
		.selectFrom('device')
		.selectAll()
		.where('center_id', '=', center)
		.where('id', '=', id)
		.where('revoked_at', 'is', null)
		.executeTakeFirst();
}

async function isSite(trx: Writing, center: CenterId, site: SiteId): Promise<boolean> {
	return (await siteOf(trx, center, site)) !== null;
}

async function isInUse(trx: Writing, center: CenterId, site: SiteId): Promise<boolean> {
	return (await siteOf(trx, center, site))?.archived === false;
}
