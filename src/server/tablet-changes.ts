import type { Duty } from '#domain/duty.ts';
import type { CenterId, DeviceId, SiteId } from '#domain/id.ts';
import type { Store, Writing } from '#server/database/store.ts';
import { dutyOf } from '#server/duty.ts';
import { exposureOf } from '#server/exposure.ts';
import { lockHead } from '#server/ledger.ts';
import { change, record, type Actor } from '#server/trail.ts';

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
		await trx
			.updateTable('device')
			.set({
				name: to.name,
				site_id: to.site,
				passage: to.duty.passage,
				keypad: to.duty.keypad ? 1 : 0,
				asks: to.duty.asks
			})
			.where('center_id', '=', center)
			.where('id', '=', id)
			.execute();
		const detail = {
			renamed: before.name !== to.name,
			from: { site: before.site_id, ...dutyOf(before) },
			to: { site: to.site, ...to.duty }
		};
		await record(trx, center, by, change('tablets.change', `device:${id}`, detail), now);
		return { kind: 'changed' };
	});
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
	const row = await trx
		.selectFrom('site')
		.select('id')
		.where('center_id', '=', center)
		.where('id', '=', site)
		.executeTakeFirst();
	return row !== undefined;
}
