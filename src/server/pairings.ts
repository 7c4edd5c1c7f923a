import type { Duty } from '#domain/duty.ts';
import { randomId, type CenterId, type SiteId } from '#domain/id.ts';
import { mintPairingCode, PAIRING_VALID_MS, type PairingCode } from '#domain/pairing.ts';
import type { Reader, Store } from '#server/database/store.ts';
import { randomBytes, sha256 } from '#server/keys.ts';
import { change, record, type Actor } from '#server/trail.ts';

/** A code that was made and not used yet. Of the code itself only the hash is kept. */
export interface OpenPairing {
	readonly id: string;
	readonly deviceName: string;
	readonly site: string;
	readonly siteId: SiteId;
	readonly expiresAt: number;
}

/** Makes a code that pairs one tablet with a site, once, within ten minutes. Only its hash is kept. */
export async function offerPairing(
	store: Store,
	offer: {
		readonly center: CenterId;
		readonly site: SiteId;
		readonly deviceName: string;
		readonly duty: Duty;
	},
	by: Actor,
	now: number
): Promise<{ readonly id: string; readonly code: PairingCode }> {
	const { center, site, deviceName, duty } = offer;
	const code = mintPairingCode(randomBytes);
	const id = randomId(randomBytes);
	await store.write(async (trx) => {
		await trx
			.insertInto('pairing')
			.values({
				code_hash: sha256(code),
				id,
				center_id: center,
				site_id: site,
				device_name: deviceName,
				passage: duty.passage,
				keypad: duty.keypad ? 1 : 0,
				asks: duty.asks,
				created_by: by.id,
				expires_at: now + PAIRING_VALID_MS,
				used_at: null
			})
			.execute();
		const detail = { site, ...duty };
		await record(trx, center, by, change('pairings.make', `pairing:${id}`, detail), now);
		// Only now, and only its own: whoever waits for a center's head must hold nothing of another's.
		await trx
			.deleteFrom('pairing')
			.where('center_id', '=', center)
			.where('expires_at', '<', now - PAIRING_VALID_MS)
			.execute();
	});
	return { id, code };
}

/** The codes of a center that still pair a tablet, the newest first. */
export async function openPairings(
	reader: Reader,
	center: CenterId,
	now: number
): Promise<OpenPairing[]> {
	return reader
		.selectFrom('pairing')
		.innerJoin('site', (join) =>
			join
				.onRef('site.center_id', '=', 'pairing.center_id')
				.onRef('site.id', '=', 'pairing.site_id')
		)
		.select([
			'pairing.id',
			'pairing.device_name as deviceName',
			'site.name as site',
			'pairing.site_id as siteId',
			'pairing.expires_at as expiresAt'
		])
		.where('pairing.center_id', '=', center)
		.where('pairing.used_at', 'is', null)
		.where('pairing.expires_at', '>', now)
		.orderBy('pairing.expires_at', 'desc')
		.orderBy('pairing.id')
		.execute();
}

/** Makes a code worthless before its time. False if there is none of this center that still works. */
export async function withdrawPairing(
	store: Store,
	center: CenterId,
	id: string,
	by: Actor,
	now: number
): Promise<boolean> {
	return store.write(async (trx) => {
		const { numDeletedRows } = await trx
			.deleteFrom('pairing')
			.where('center_id', '=', center)
			.where('id', '=', id)
			.where('used_at', 'is', null)
			.where('expires_at', '>', now)
			.executeTakeFirst();
		if (numDeletedRows === 0n) return false;
		await record(trx, center, by, change('pairings.withdraw', `pairing:${id}`), now);
		return true;
	});
}
