import { timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import type { DeviceState } from '#domain/board.ts';
import { CenterId, DeviceId, randomId, type SiteId } from '#domain/id.ts';
import type { PairingCode } from '#domain/pairing.ts';
import type { PushRequest } from '#domain/protocol.ts';
import type { Device } from '#server/database/schema.ts';
import type { Reader, Store, Writing } from '#server/database/store.ts';
import { randomBytes, sha256 } from '#server/keys.ts';
import { asActor, change, record } from '#server/trail.ts';

const NOTED_EVERY_MS = 15 * 60_000;
const NOTED_FOR_MS = 7 * 24 * 60 * 60_000;

export type Enrolment =
	| { readonly kind: 'enrolled'; readonly device: Device; readonly credential: string }
	| { readonly kind: 'code-unknown' }
	| { readonly kind: 'other-center' };

/** What a tablet is known by when it asks to be paired anew, and where it asks from. */
export interface Held {
	readonly credential: string | undefined;
	readonly address: string;
}

/**
 * Turns a pairing code into a device and its credential, which is returned this once and kept as a
 * hash. A tablet that still owes records to another center does not use the code up. What it was known by
 * until now lets nobody in any more.
 */
export async function enrol(
	store: Store,
	request: { readonly code: PairingCode; readonly owes: CenterId | null },
	held: Held | null,
	now: number
): Promise<Enrolment> {
	return store.write(async (trx) => {
		const pairing = await trx
			.selectFrom('pairing')
			.selectAll()
			.where('code_hash', '=', sha256(request.code))
			.where('used_at', 'is', null)
			.where('expires_at', '>', now)
			.executeTakeFirst();
		if (!pairing) return { kind: 'code-unknown' };
		if (request.owes && request.owes !== pairing.center_id) return { kind: 'other-center' };
		const used = await trx
			.updateTable('pairing')
			.set({ used_at: now })
			.where('code_hash', '=', pairing.code_hash)
			.where('used_at', 'is', null)
			.executeTakeFirst();
		// Two tablets may have typed the same code at once.
		if (used.numUpdatedRows === 0n) return { kind: 'code-unknown' };
		if (held) await replace(trx, held, now);

		const secret = drawSecret();
		const device: Device = {
			center_id: pairing.center_id,
			id: v.parse(DeviceId, randomId(randomBytes)),
			site_id: pairing.site_id,
			name: pairing.device_name,
			passage: pairing.passage,
			keypad: pairing.keypad,
			asks: pairing.asks,
			credential_hash: sha256(secret),
			paired_at: now,
			revoked_at: null,
			erased_at: null,
			seen_at: now,
			unsent: 0,
			health: null,
			life: null
		};
		await trx.insertInto('device').values(device).execute();
		return {
			kind: 'enrolled',
			device,
			credential: `${device.center_id}.${device.id}.${secret}`
		};
	});
}

/**
 * Ends what a tablet was until it was paired anew, at whichever center. It is the tablet that asks, and as
 * it begins anew it erases what it was told before; what it owes comes with its new credential.
 */
async function replace(trx: Writing, { credential, address }: Held, now: number): Promise<void> {
	const before = await authenticate(trx, credential);
	if (before.kind === 'not-paired') return;
	const { center_id, id, revoked_at, erased_at } = before.device;
	const deed = change('tablets.pair-again', `device:${id}`);
	await record(trx, center_id, asActor(before.device, address), deed, now);
	await trx
		.updateTable('device')
		.set({
			// Nobody knows to what this belongs.
			credential_hash: sha256(drawSecret()),
			revoked_at: revoked_at ?? now,
			erased_at: erased_at ?? now,
			unsent: 0
		})
		.where('center_id', '=', center_id)
		.where('id', '=', id)
		.execute();
}

function drawSecret(): string {
	return Buffer.from(randomBytes(32)).toString('base64url');
}

export type Authentication =
	| { readonly kind: 'device'; readonly device: Device }
	/** Taken out of service: it may hand in what it owes, and nothing else. */
	| { readonly kind: 'revoked'; readonly device: Device }
	| { readonly kind: 'not-paired' };

/** Whether a request comes to the center that it is meant for: a cookie can be newer than the disk beside it. */
export function isMeant(device: Device, { center }: { readonly center?: CenterId | undefined }) {
	return center === undefined || center === device.center_id;
}

const Credential = v.tuple([CenterId, DeviceId, v.pipe(v.string(), v.length(43))]);

/** Says which tablet a credential belongs to. */
export async function authenticate(
	reader: Reader,
	credential: string | undefined
): Promise<Authentication> {
	const parts = v.safeParse(Credential, credential?.split('.'));
	if (!parts.success) return { kind: 'not-paired' };
	const [center, id, secret] = parts.output;
	const device = await reader
		.selectFrom('device')
		.selectAll()
		.where('center_id', '=', center)
		.where('id', '=', id)
		.executeTakeFirst();
	if (!device || !same(device.credential_hash, sha256(secret))) return { kind: 'not-paired' };
	return { kind: device.revoked_at === null ? 'device' : 'revoked', device };
}

/** Notes that a tablet was heard of, how it says it is doing, and what it holds now that we have these. */
export async function contact(
	trx: Writing,
	device: Device,
	{ unsent, health, erased, events }: PushRequest,
	now: number
): Promise<void> {
	const left = Math.max(0, unsent - events.length);
	const told = health && JSON.stringify(health);
	await trx
		.updateTable('device')
		.set({
			seen_at: now,
			unsent: left,
			...(told ? { health: told } : {}),
			...(erased && device.erased_at === null ? { erased_at: now } : {})
		})
		.where('center_id', '=', device.center_id)
		.where('id', '=', device.id)
		.execute();
	await note(trx, device, { at: now, unsent: left, health: told });
}

/** Forty tablets give a sign of life each minute; a quarter of an hour is all that anybody reads later. */
async function note(
	trx: Writing,
	{ center_id, id, seen_at, health: before }: Device,
	contact: { readonly at: number; readonly unsent: number; readonly health: string | null }
): Promise<void> {
	const quarter = (at: number) => Math.floor(at / NOTED_EVERY_MS);
	if (before && seen_at !== null && quarter(seen_at) === quarter(contact.at)) return;
	await trx
		.insertInto('contact')
		.values({ center_id, device_id: id, ...contact })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	await trx
		.deleteFrom('contact')
		.where('center_id', '=', center_id)
		.where('device_id', '=', id)
		.where('at', '<', contact.at - NOTED_FOR_MS)
		.execute();
}

/** The names of a tablet, its center and its site. */
export async function placeOf(reader: Reader, device: Device) {
	const { center, site } = await reader
		.selectFrom('center')
		.innerJoin('site', 'site.center_id', 'center.id')
		.select(['center.name as center', 'site.name as site'])
		.where('center.id', '=', device.center_id)
		.where('site.id', '=', device.site_id)
		.executeTakeFirstOrThrow();
	return {
		device: { id: device.id, name: device.name },
		center: { id: device.center_id, name: center },
		site: { id: device.site_id, name: site }
	};
}

/** A center's tablets in the order they were paired. */
export async function deviceStates(reader: Reader, center: CenterId): Promise<DeviceState[]> {
	const rows = await reader
		.selectFrom('device')
		.innerJoin('site', (join) =>
			join.onRef('site.center_id', '=', 'device.center_id').onRef('site.id', '=', 'device.site_id')
		)
		.select([
			'device.id',
			'device.name',
			'site.name as site',
			'device.site_id as siteId',
			'device.seen_at as seenAt',
			'device.unsent',
			'device.revoked_at as revokedAt'
		])
		.where('device.center_id', '=', center)
		.orderBy('device.paired_at')
		.orderBy('device.id')
		.execute();
	return rows.map(({ revokedAt, ...device }) => ({ ...device, revoked: revokedAt !== null }));
}

function same(a: string, b: string): boolean {
	return timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

/** Where a tablet in service stands now; null if it is out of service. */
export async function siteOfDevice(
	reader: Reader,
	center: CenterId,
	id: DeviceId
): Promise<SiteId | null> {
	const row = await reader
		.selectFrom('device')
		.select('site_id')
		.where('center_id', '=', center)
		.where('id', '=', id)
		.where('revoked_at', 'is', null)
		.executeTakeFirst();
	return row?.site_id ?? null;
}
