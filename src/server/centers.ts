import * as v from 'valibot';
import { dayOf, schoolYear } from '#domain/day.ts';
import type { SiteId } from '#domain/id.ts';
import { CenterId, Epoch, randomId } from '#domain/id.ts';
import { SEOUL, type Zone } from '#domain/zone.ts';
import type { Reader, Store, Writing } from '#server/database/store.ts';
import { randomBytes, sha256, type Keys } from '#server/keys.ts';
import { Unusable } from '#server/unusable.ts';

/** The id of this life of the database, made with the first start; a restore from a backup changes it. */
export async function epochOf(store: Store): Promise<Epoch> {
	return v.parse(Epoch, await keptOnce(store, 'epoch', randomId(randomBytes)));
}

/** Whether nobody has set up a center here yet. */
export async function isEmpty(reader: Reader): Promise<boolean> {
	const center = await reader.selectFrom('center').select('id').limit(1).executeTakeFirst();
	return center === undefined;
}

/**
 * Throws `Unusable` when the database was begun with other keys than ours: with two sets of them one process could
 * not open what another has sealed.
 */
export async function assertKeys(store: Store, keys: Keys): Promise<void> {
	const own = keys.draw('haebom.fingerprint.v1').toString('hex');
	const value = await keptOnce(store, 'keys', own);
	if (value !== own) {
		throw new Unusable(
			'The database was begun with another key. Give every process the secret.key of the first one, in its DATA_DIR or as SECRET_KEY.'
		);
	}
}

/** What is kept under a key from the first start on: the value that is given, or the one that was there before. */
async function keptOnce(store: Store, key: 'epoch' | 'keys', value: string): Promise<string> {
	return store.write(async (trx) => {
		await trx
			.insertInto('installation')
			.values({ key, value })
			.onConflict((conflict) => conflict.column('key').doNothing())
			.execute();
		const kept = await trx
			.selectFrom('installation')
			.select('value')
			.where('key', '=', key)
			.executeTakeFirstOrThrow();
		return kept.value;
	});
}

/**
 * The one-time token of the set-up link. Drawn from the keys, so that every process offers the same and a copy of
 * the database gives it to nobody. Only its hash is kept.
 */
export async function offerSetup(store: Store, keys: Keys, epoch: Epoch): Promise<string> {
	const token = keys.draw(`haebom.setup.v1/${epoch}`).toString('base64url');
	await store.write(async (trx) => {
		const row = { key: 'setup', value: sha256(token) } as const;
		await trx
			.insertInto('installation')
			.values(row)
			.onConflict((conflict) => conflict.column('key').doUpdateSet(row))
			.execute();
	});
	return token;
}

/** Whether a set-up link is the valid one, on an installation that still has no center. */
export async function isSetup(reader: Reader, token: string): Promise<boolean> {
	const row = await reader
		.selectFrom('installation')
		.select('value')
		.where('key', '=', 'setup')
		.executeTakeFirst();
	return row?.value === sha256(token) && (await isEmpty(reader));
}

/** Founds a center with its first administrator, and uses the set-up link up. Null if somebody was faster. */
export async function foundFirst(
	store: Store,
	first: { readonly name: string; readonly staff: string; readonly demo: boolean },
	now: number
): Promise<CenterId | null> {
	return store.write(async (trx) => {
		const used = await trx.deleteFrom('installation').where('key', '=', 'setup').executeTakeFirst();
		if (used.numDeletedRows === 0n) return null;
		const center = await found(trx, first, now);
		await trx
			.insertInto('membership')
			.values({ center_id: center, staff_id: first.staff, role: 'administrator', school_id: null })
			.execute();
		return center;
	});
}

/** Founds a center. */
export async function found(
	trx: Writing,
	center: { readonly name: string; readonly demo: boolean },
	now: number
): Promise<CenterId> {
	const id = v.parse(CenterId, randomId(randomBytes));
	await trx
		.insertInto('center')
		.values({
			id,
			name: center.name,
			created_at: now,
			demo: center.demo ? 1 : 0,
			zone: SEOUL
		})
		.execute();
	await trx.insertInto('center_head').values({ center_id: id, position: 0, revision: 0 }).execute();
	return id;
}

/** In which a center's days begin and end. */
export async function zoneOf(reader: Reader, center: CenterId): Promise<Zone> {
	const row = await reader
		.selectFrom('center')
		.select('zone')
		.where('id', '=', center)
		.executeTakeFirst();
	return row?.zone ?? SEOUL;
}

/** The school year it is at a center. */
export async function schoolYearAt(reader: Reader, center: CenterId, now: number): Promise<number> {
	return schoolYear(dayOf(now, await zoneOf(reader, center)));
}

/** The sites of a center that are in use, by name. */
export async function sitesOf(
	reader: Reader,
	center: CenterId
): Promise<{ readonly id: SiteId; readonly name: string; readonly kind: string }[]> {
	return reader
		.selectFrom('site')
		.select(['id', 'name', 'kind'])
		.where('center_id', '=', center)
		.where('archived', '=', 0)
		.orderBy('name')
		.execute();
}
