import * as v from 'valibot';
import { randomId, SiteId, type CenterId } from '#domain/id.ts';
import type { Action } from '#domain/deed.ts';
import { SiteKind, type Site, type SiteDetails } from '#domain/site.ts';
import type { Schema } from '#server/database/schema.ts';
import type { Reader, Store } from '#server/database/store.ts';
import { randomBytes } from '#server/keys.ts';
import { announce, lockHead } from '#server/ledger.ts';
import type { Removal } from '#server/programs.ts';
import { change, record, type Actor } from '#server/trail.ts';
import type { Selectable } from 'kysely';

export const SITES_A_PAGE = 50;

/** A site with how often sessions are held there. */
export interface ListedSite extends Site {
	readonly sessions: number;
}

/** A page of a center's sites, by name; `page` is counted from 1. */
export async function listedSites(
	reader: Reader,
	center: CenterId,
	filter: { readonly archived: boolean; readonly page: number }
): Promise<{ readonly sites: readonly ListedSite[]; readonly count: number }> {
	const chosen = reader
		.selectFrom('site')
		.where('center_id', '=', center)
		.where('archived', '=', filter.archived ? 1 : 0);
	const { count } = await chosen
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	const rows = await chosen
		.selectAll()
		.select((eb) =>
			eb
				.selectFrom('session')
				.whereRef('session.center_id', '=', 'site.center_id')
				.whereRef('session.site_id', '=', 'site.id')
				.where('session.removed', '=', 0)
				.select(({ fn }) => fn.countAll<number>().as('sessions'))
				.as('sessions')
		)
		.orderBy('name')
		.orderBy('id')
		.limit(SITES_A_PAGE)
		.offset((filter.page - 1) * SITES_A_PAGE)
		.execute();
	return {
		sites: rows.map((row) => ({ ...asSite(row), sessions: Number(row.sessions ?? 0) })),
		count: Number(count)
	};
}

/** A site of a center; null if it has none of this id. */
export async function siteOf(reader: Reader, center: CenterId, id: SiteId): Promise<Site | null> {
	const row = await reader
		.selectFrom('site')
		.selectAll()
		.where('center_id', '=', center)
		.where('id', '=', id)
		.executeTakeFirst();
	return row ? asSite(row) : null;
}

/** Adds a site and returns its id. */
export async function addSite(
	store: Store,
	center: CenterId,
	by: Actor,
	details: SiteDetails,
	now: number
): Promise<SiteId> {
	const id = v.parse(SiteId, randomId(randomBytes));
	await store.write(async (trx) => {
		await record(trx, center, by, change('site.add', `site:${id}`), now);
		await trx
			.insertInto('site')
			.values({ center_id: center, id, ...details })
			.execute();
	});
	return id;
}

/** Alters a site; tablets there hear of a new name with every pull. False if the center has none such. */
export async function editSite(
	store: Store,
	center: CenterId,
	by: Actor,
	id: SiteId,
	details: SiteDetails,
	now: number
): Promise<boolean> {
	return alter(store, center, by, id, 'site.edit', details, now);
}

/** Takes a site out of use, or back into it. False if the center has none such. */
export async function archiveSite(
	store: Store,
	center: CenterId,
	by: Actor,
	id: SiteId,
	archived: boolean,
	now: number
): Promise<boolean> {
	const action = archived ? 'site.archive' : 'site.restore';
	return alter(store, center, by, id, action, { archived: archived ? 1 : 0 }, now);
}

/** Deletes a site where no session was ever planned and no tablet ever stood. */
export async function removeSite(
	store: Store,
	center: CenterId,
	by: Actor,
	id: SiteId,
	now: number
): Promise<Removal> {
	return store.write(async (trx) => {
		await lockHead(trx, center);
		if (!(await siteOf(trx, center, id))) return { kind: 'unknown' };
		for (const table of ['session', 'device', 'pairing', 'membership_site'] as const) {
			const used = await trx
				.selectFrom(table)
				.select('site_id')
				.where('center_id', '=', center)
				.where('site_id', '=', id)
				.limit(1)
				.executeTakeFirst();
			if (used) return { kind: 'in-use' };
		}
		await record(trx, center, by, change('site.remove', `site:${id}`), now);
		await trx.deleteFrom('site').where('center_id', '=', center).where('id', '=', id).execute();
		return { kind: 'removed' };
	});
}

async function alter(
	store: Store,
	center: CenterId,
	by: Actor,
	id: SiteId,
	action: Action,
	columns: Partial<SiteDetails> & { readonly archived?: 0 | 1 },
	now: number
): Promise<boolean> {
	return store.write(async (trx) => {
		await lockHead(trx, center);
		if (!(await siteOf(trx, center, id))) return false;
		await announce(trx, center);
		await record(trx, center, by, change(action, `site:${id}`), now);
		await trx
			.updateTable('site')
			.set(columns)
			.where('center_id', '=', center)
			.where('id', '=', id)
			.execute();
		return true;
	});
}

function asSite(row: Selectable<Schema['site']>): Site {
	return {
		id: row.id,
		name: row.name,
		kind: v.parse(v.fallback(SiteKind, 'PRIVATE'), row.kind),
		address: row.address,
		contact: row.contact,
		phone: row.phone,
		email: row.email,
		archived: row.archived === 1
	};
}
