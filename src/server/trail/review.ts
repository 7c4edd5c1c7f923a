import type { CenterId } from '#domain/id.ts';
import type { Month } from '#domain/calendar.ts';
import { monthBounds, unusual, type Unusual } from '#domain/review.ts';
import { zoneOf } from '#server/centers.ts';
import type { Reader, Writing } from '#server/database/store.ts';
import { lockHead } from '#server/ledger.ts';
import { change, record, type Actor } from '#server/trail.ts';
import { SHOWN, type Entry } from '#server/trail/look.ts';

/** More than this nobody reads; the filters of the trail lead to the rest. */
const SHOWN_MAX = 200;

/** What a month's trail comes to, for whoever has to look through it. */
export interface Review {
	readonly entries: number;
	readonly unusual: readonly (Entry & { readonly why: readonly Unusual[] })[];
	/** How many entries are unusual, shown or not; each may be so in more than one way. */
	readonly marked: number;
	readonly found: Readonly<Record<Unusual, number>>;
	/** Who did how much, whoever saw most people first. */
	readonly accounts: readonly {
		readonly account: string;
		readonly deeds: number;
		readonly people: number;
	}[];
}

/** Looks through a month of a center's trail. */
export async function review(reader: Reader, center: CenterId, month: Month): Promise<Review> {
	const zone = await zoneOf(reader, center);
	const { from, to } = monthBounds(month, zone);
	const inMonth = reader
		.selectFrom('trail')
		.where('center_id', '=', center)
		.where('at', '>=', from)
		.where('at', '<', to);
	const accounts = await inMonth
		.select(({ fn }) => [
			'account',
			fn.countAll<number>().as('deeds'),
			fn.sum<number>('people').as('people')
		])
		.groupBy('account')
		.execute();
	// Whatever is unusual shows people's data or takes something out. Of most entries it turns out that
	// nothing is: so only what decides is read of all, and the whole of the few that are shown.
	const candidates = await inMonth
		.select(['position', 'at', 'action', 'people'])
		.where(({ or, eb }) =>
			or([
				eb('people', '>', 0),
				eb('action', 'like', '%.export'),
				eb('action', 'like', '%.print'),
				eb('action', 'like', '%.download')
			])
		)
		.orderBy('position', 'desc')
		.execute();
	const found: Record<Unusual, number> = { many: 0, night: 0, 'taken-out': 0 };
	const marked = candidates.flatMap((deed) => {
		const why = unusual(deed, zone);
		for (const each of why) found[each]++;
		return why.length > 0 ? [[deed.position, why] as const] : [];
	});
	const shown = new Map(marked.slice(0, SHOWN_MAX));
	const entries = await reader
		.selectFrom('trail')
		.select(SHOWN)
		.where('center_id', '=', center)
		.where('position', 'in', [0, ...shown.keys()])
		.orderBy('position', 'desc')
		.execute();
	const sums = accounts.map(({ account, deeds, people }) => ({
		account,
		deeds: Number(deeds),
		people: Number(people)
	}));
	return {
		entries: sums.reduce((sum, { deeds }) => sum + deeds, 0),
		unusual: entries.map((entry) => ({ ...entry, why: shown.get(entry.position) ?? [] })),
		marked: marked.length,
		found,
		accounts: sums.sort((a, b) => b.people - a.people || b.deeds - a.deeds)
	};
}

/** When a center's trail begins; null while it is empty. */
export async function beginning(reader: Reader, center: CenterId): Promise<number | null> {
	const row = await reader
		.selectFrom('trail')
		.select('at')
		.where('center_id', '=', center)
		.orderBy('position')
		.limit(1)
		.executeTakeFirst();
	return row?.at ?? null;
}

/** That somebody has looked through a month. */
export interface SignOff {
	readonly month: Month;
	readonly at: number;
	readonly account: string;
	readonly note: string;
}

/** The months that were looked through, the newest first. */
export async function signOffs(reader: Reader, center: CenterId): Promise<SignOff[]> {
	return reader
		.selectFrom('trail_review')
		.select(['month', 'at', 'account', 'note'])
		.where('center_id', '=', center)
		.orderBy('month', 'desc')
		.execute();
}

/** Signs a month off, once and for ever. It has to be over: what is still to come nobody has looked through. */
export async function signOff(
	trx: Writing,
	center: CenterId,
	month: Month,
	note: string,
	by: Actor,
	now: number
): Promise<'signed' | 'already' | 'not-over'> {
	if (monthBounds(month, await zoneOf(trx, center)).to > now) return 'not-over';
	await lockHead(trx, center);
	const before = await trx
		.selectFrom('trail_review')
		.select('month')
		.where('center_id', '=', center)
		.where('month', '=', month)
		.executeTakeFirst();
	if (before) return 'already';
	const last = await trx
		.selectFrom('trail')
		.select(['position', 'hash'])
		.where('center_id', '=', center)
		.orderBy('position', 'desc')
		.limit(1)
		.executeTakeFirst();
	await trx
		.insertInto('trail_review')
		.values({
			center_id: center,
			month,
			at: now,
			staff_id: by.id,
			account: by.email,
			entries: last?.position ?? 0,
			head: last?.hash ?? '',
			note
		})
		.execute();
	await record(trx, center, by, change('trail.review', `month:${month}`, { month }), now);
	return 'signed';
}
