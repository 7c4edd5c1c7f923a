import { createCipheriv, pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import type { CenterId, ParticipantId, SessionId, SiteId } from '#domain/id.ts';
import { PIN_ROUNDS, PROOF, type Pin, type StaffLock, type StaffName } from '#domain/staff-lock.ts';
import type { Reader, Store } from '#server/database/store.ts';
import { randomBytes, type Keys } from '#server/keys.ts';
import { announce, lockHead } from '#server/ledger.ts';
import { change, record, type Actor } from '#server/trail.ts';

const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const KEY_BYTES = 32;
/** Tablets hold the keys of the sessions of these hours around now, and of no others. */
const KEYS_BEFORE_MS = 24 * 60 * 60_000;
const KEYS_AHEAD_MS = 36 * 60 * 60_000;

const derive = promisify(pbkdf2);

/** Gives a site's staff a new PIN. It is not kept, only the key that it yields. False if there is no such site. */
export async function setPin(
	store: Store,
	keys: Keys,
	center: CenterId,
	by: Actor,
	site: SiteId,
	pin: Pin,
	now: number
): Promise<boolean> {
	const salt = randomBytes(SALT_BYTES);
	const key = await derive(pin, salt, PIN_ROUNDS, KEY_BYTES, 'sha256');
	const sealed = keys.seal(key.toString('base64'), belongsTo(center, site));
	return store.write(async (trx) => {
		await lockHead(trx, center);
		const { numUpdatedRows } = await trx
			.updateTable('site')
			.set({ pin_salt: Buffer.from(salt).toString('base64'), pin_key: sealed })
			.where('center_id', '=', center)
			.where('id', '=', site)
			.executeTakeFirst();
		if (numUpdatedRows === 0n) return false;
		await announce(trx, center);
		await record(trx, center, by, change('site.pin', `site:${site}`), now);
		return true;
	});
}

/** Whether a site's staff have a PIN. */
export async function hasPin(reader: Reader, center: CenterId, site: SiteId): Promise<boolean> {
	const row = await reader
		.selectFrom('site')
		.select('pin_salt')
		.where('center_id', '=', center)
		.where('id', '=', site)
		.executeTakeFirst();
	return row !== undefined && row.pin_salt !== null;
}

/** What the tablets of a site hold so that a PIN opens names; null while the site has none. */
export async function lockOf(
	reader: Reader,
	keys: Keys,
	center: CenterId,
	site: SiteId,
	now: number
): Promise<StaffLock | null> {
	const { pin_salt: salt, pin_key: sealed } = await reader
		.selectFrom('site')
		.select(['pin_salt', 'pin_key'])
		.where('center_id', '=', center)
		.where('id', '=', site)
		.executeTakeFirstOrThrow();
	if (salt === null || sealed === null) return null;
	const key = Buffer.from(keys.open(sealed, belongsTo(center, site)), 'base64');
	const sessions = await reader
		.selectFrom('session')
		.select('id')
		.where('center_id', '=', center)
		.where('site_id', '=', site)
		.where('removed', '=', 0)
		.where('ends_at', '>', now - KEYS_BEFORE_MS)
		.where('starts_at', '<', now + KEYS_AHEAD_MS)
		.orderBy('starts_at')
		.execute();
	return {
		salt,
		rounds: PIN_ROUNDS,
		proof: seal(Buffer.from(PROOF), key, PROOF),
		keys: sessions.map(({ id }) => ({ session: id, key: seal(keyOf(keys, center, id), key, id) }))
	};
}

/** Seals somebody's name for the staff of a session, as a roster entry carries it. */
export function sealName(
	keys: Keys,
	center: CenterId,
	session: SessionId,
	participant: ParticipantId,
	name: StaffName
): string {
	return seal(Buffer.from(JSON.stringify(name)), keyOf(keys, center, session), participant);
}

/** Drawn from the installation's secret, so that nothing needs to be stored. */
function keyOf(keys: Keys, center: CenterId, session: SessionId): Buffer {
	return keys.draw(`haebom.staff.v1/${center}/${session}`);
}

function belongsTo(center: CenterId, site: SiteId): string {
	return `${center}/${site}/pin`;
}

/** What `unlock` and `openName` of the domain open. */
function seal(content: Buffer, key: Buffer, belongsTo: string): string {
	const nonce = randomBytes(NONCE_BYTES);
	const cipher = createCipheriv('aes-256-gcm', key, nonce);
	cipher.setAAD(Buffer.from(belongsTo));
	const body = Buffer.concat([cipher.update(content), cipher.final()]);
	return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64');
}
