import type { Insertable } from 'kysely';
import type { Duty } from '#domain/duty.ts';
import { randomId, type CenterId, type SiteId } from '#domain/id.ts';
import { mintPairingCode, PAIRING_VALID_MS, type PairingCode } from '#domain/pairing.ts';
import type { Schema } from '#server/database/schema.ts';
import type { Reader, Store, Writing } from '#server/database/store.ts';
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

/** Of a hundred million codes hardly one is in use: who draws so many of those has no dice. */
const DRAWN_MAX = 5;

/**
 * Makes a code that pairs one tablet with a site, once, within ten minutes. Only its hash is kept. A code that is
 * in use, at whatever center, is drawn again; throws if `draw` gives no other.
 */
export async function offerPairing(
	store: Store,
	offer: {
		readonly center: CenterId;
		readonly site: SiteId;
		readonly deviceName: string;
		readonly duty: Duty;
	},
	by: Actor,
	now: number,
	draw = () => mintPairingCode(randomBytes)
): Promise<{ readonly id: string; readonly code: PairingCode }> {
	const { center, site, deviceName, duty } = offer;
	const id = randomId(randomBytes);
	const row = {
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
	} as const;
	const code = await store.write(async (trx) => {
		const free = await keepFree(trx, row, draw);
		const detail = { site, ...duty };
		await record(trx, center, by, change('pairings.make', `pairing:${id}`, detail), now);
		// Only now, and only its own: whoever waits for a center's head must hold nothing of another's.
		await trx
			.deleteFrom('pairing')
			.where('center_id', '=', center)
			.where('expires_at', '<', now - PAIRING_VALID_MS)
			.execute();
		return free;
	});
	return { id, code };
}

/** Keeps the first code drawn that is not in use. */
async function keepFree(
	trx: Writing,
	row: Omit<Insertable<Schema['pairing']>, 'code_hash'>,
	draw: () => PairingCode
): Promise<PairingCode> {
	for (let drawn = 0; drawn < DRAWN_MAX; drawn++) {
		const code = draw();
		const { numInsertedOrUpdatedRows } = await trx
			.insertInto('pairing')
			.values({ ...row, code_hash: sha256(code) })
			.onConflict((conflict) => conflict.column('code_hash').doNothing())
			.executeTakeFirstOrThrow();
		if (numInsertedOrUpdatedRows === 1n) return code;
	}
	throw new Error('Every code that was drawn is in use');
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
