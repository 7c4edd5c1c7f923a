import * as v from 'valibot';
import { closingIn, packed, verifyClosing, type Closing } from '#domain/closing.ts';
import type { CenterId, Incarnation, SessionId } from '#domain/id.ts';
import type { ReconcileAnswer, ReconcileRequest } from '#domain/protocol.ts';
import { digestOfRecords, type Entry } from '#domain/records.ts';
import { claimed, Signed } from '#domain/signed.ts';
import type { Zone } from '#domain/zone.ts';
import type { Device } from '#server/database/schema.ts';
import type { Reader, Store, Writing } from '#server/database/store.ts';
import { sha256, type Keys } from '#server/keys.ts';
import { signFor, signingKeyOf } from '#server/signing.ts';
import { heldOf, type Held } from '#server/sync/held.ts';

type Receipts = ReconcileAnswer['receipts'];
type Asked = ReconcileRequest['closing'][number];

/**
 * Signs for a tablet that everything it has of a session is here; for sessions that are not over, or of which
 * something is lacking, there is none. The same asked again is answered with the same.
 */
export async function receiptsFor(
	trx: Writing,
	keys: Keys,
	device: Device,
	{ incarnation, closing }: Pick<ReconcileRequest, 'incarnation' | 'closing'>,
	now: number
): Promise<Receipts> {
	const receipts: Receipts[number][] = [];
	for (const asked of closing) {
		const place = await over(trx, device.center_id, asked.session, now);
		const made = place && (await receiptFor(trx, keys, device, { incarnation, asked, place }, now));
		if (!made) continue;
		const { program, startsAt } = place;
		receipts.push({ session: asked.session, signed: made, program, startsAt });
	}
	return receipts;
}

/** Where a session was, and what it is called, once it is over; null before. */
async function over(reader: Reader, center: CenterId, session: SessionId, now: number) {
	const row = await reader
		.selectFrom('session')
		.innerJoin('program', (join) =>
			join
				.onRef('program.center_id', '=', 'session.center_id')
				.onRef('program.id', '=', 'session.program_id')
		)
		.select([
			'session.site_id as site',
			'session.ends_at',
			'session.starts_at as startsAt',
			'program.name as program'
		])
		.where('session.center_id', '=', center)
		.where('session.id', '=', session)
		.executeTakeFirst();
	return row && row.ends_at <= now ? row : null;
}

async function receiptFor(
	trx: Writing,
	keys: Keys,
	device: Device,
	about: {
		readonly incarnation: Incarnation;
		readonly asked: Asked;
		readonly place: { readonly site: Closing['site'] };
	},
	now: number
) {
	const { incarnation, asked, place } = about;
	const center = device.center_id;
	const seqs = asked.records.map(([seq]) => seq);
	const range = { from: Math.min(...seqs), to: Math.max(...seqs) };
	const own = matching(await heldOf(trx, center, incarnation, range), asked);
	if (!own) return null;
	const digest = digestOfRecords(asked.records, sha256);
	const before = await trx
		.selectFrom('receipt')
		.select('signed')
		.where('center_id', '=', center)
		.where('incarnation', '=', incarnation)
		.where('session_id', '=', asked.session)
		.where('digest', '=', digest)
		.executeTakeFirst();
	if (before) return before.signed;
	const taken = asked.records.length;
	const signed = await signFor(
		keys,
		center,
		packed({
			...{ center, session: asked.session, site: place.site, tablet: device.id, incarnation },
			...{ taken, received: own.length, first: range.from, last: range.to, digest, at: now },
			aside: own.filter(({ stands }) => stands === 'waiting').length
		})
	);
	const forked = JSON.stringify(own.flatMap(({ fork }) => (fork === null ? [] : [fork])));
	await trx
		.insertInto('receipt')
		.values({
			...{ center_id: center, incarnation, session_id: asked.session },
			...{ last_seq: range.to, taken, digest, forked, signed, at: now }
		})
		.execute();
	return signed;
}

/** What the center has of exactly these records; null if it lacks one, or one is of another session. */
function matching(kept: readonly Held[], { session, records }: Asked): Held[] | null {
	const byEntry = new Map(kept.map((each) => [`${each.seq} ${each.print}`, each]));
	const own = records.flatMap(([seq, print]) => byEntry.get(`${seq} ${print}`) ?? []);
	const all = own.length === records.length && new Set(own).size === own.length;
	return all && own.every((each) => each.session === session) ? own : null;
}

/** Whether a center still has exactly what a receipt speaks of. */
export type Standing =
	/** So many of them wait for staff, and so many these have left out. */
	| { readonly kind: 'held'; readonly aside: number; readonly left: number }
	/** It has another number of records, or others. */
	| { readonly kind: 'differs'; readonly found: number };

/** Makes the digest of a receipt anew of what lies in the ledger today. */
export async function standingOf(reader: Reader, closing: Closing): Promise<Standing> {
	const { center, incarnation, session, first, last, digest } = closing;
	const given = await reader
		.selectFrom('receipt')
		.select('forked')
		.where('center_id', '=', center)
		.where('incarnation', '=', incarnation)
		.where('session_id', '=', session)
		.where('digest', '=', digest)
		.executeTakeFirst();
	const forked: unknown = JSON.parse(given?.forked ?? '[]');
	const branch = new Set(Array.isArray(forked) ? forked : []);
	const kept = await heldOf(reader, center, incarnation, { from: first, to: last });
	const ours = kept.filter((each) => each.session === session);
	const chosen = new Map<number, Held>();
	// Of two that share a number, the one that this tablet's branch has.
	for (const each of ours) {
		if (each.fork === null ? !chosen.has(each.seq) : branch.has(each.fork)) {
			chosen.set(each.seq, each);
		}
	}
	const own = [...chosen.values()];
	const found = digestOfRecords(
		own.map(({ seq, print }): Entry => [seq, print]),
		sha256
	);
	if (found !== digest) return { kind: 'differs', found: own.length };
	const standing = (as: Held['stands']) => own.filter(({ stands }) => stands === as).length;
	return { kind: 'held', aside: standing('waiting'), left: standing('left') };
}

/** What a receipt is worth that somebody shows. */
export type Checked =
	| {
			readonly kind: 'genuine';
			readonly closing: Closing;
			readonly standing: Standing;
			readonly names: {
				readonly center: string;
				readonly program: string;
				readonly site: string;
				readonly tablet: string;
				/** When the session began. */
				readonly startsAt: number;
				readonly zone: Zone;
			};
	  }
	| { readonly kind: 'forged' };

/** Says whether a center of this installation signed a text, and whether it still has what it signed for. */
export async function checkReceipt(
	{ store, keys }: { readonly store: Store; readonly keys: Keys },
	text: string
): Promise<Checked> {
	const signed = v.safeParse(Signed, text);
	const said = signed.success ? closingIn(claimed(signed.output)) : null;
	const closing = said && (await verifyClosing(signingKeyOf(keys, said.center), text));
	if (!closing) return { kind: 'forged' };
	return {
		kind: 'genuine',
		closing,
		standing: await standingOf(store.reader, closing),
		names: await namesOf(store.reader, closing)
	};
}

async function namesOf(reader: Reader, { center, session, tablet }: Closing) {
	return reader
		.selectFrom('center')
		.innerJoin('session', 'session.center_id', 'center.id')
		.innerJoin('program', (join) =>
			join
				.onRef('program.center_id', '=', 'session.center_id')
				.onRef('program.id', '=', 'session.program_id')
		)
		.innerJoin('site', (join) =>
			join
				.onRef('site.center_id', '=', 'session.center_id')
				.onRef('site.id', '=', 'session.site_id')
		)
		.innerJoin('device', 'device.center_id', 'center.id')
		.select([
			'center.name as center',
			'center.zone',
			'program.name as program',
			'session.starts_at as startsAt',
			'site.name as site',
			'device.name as tablet'
		])
		.where('center.id', '=', center)
		.where('session.id', '=', session)
		.where('device.id', '=', tablet)
		.executeTakeFirstOrThrow();
}
