import type { Incarnation, SessionId } from '#domain/id.ts';
import { printOf, type Entry } from '#domain/records.ts';
import type { Signed } from '#domain/signed.ts';
import type { Comparison, EventRow, KeptReceipt } from '#kiosk/kept.ts';
import type { Tables } from '#kiosk/shelf.ts';

/** All that one life of this tablet has, in the order of its numbers. */
export interface Life {
	readonly incarnation: Incarnation;
	readonly entries: readonly Entry[];
	readonly sessions: ReadonlyMap<SessionId, readonly Entry[]>;
}

/** What the center signed, and for which session of which life. */
export interface SignedFor {
	readonly incarnation: Incarnation;
	readonly session: SessionId;
	readonly signed: Signed;
}

const BREATHE_EVERY = 256;

/** Every record of this tablet's own, by its lives, with their prints; takes a breath now and then. */
export async function livesOf(
	rows: readonly EventRow[],
	breathe: () => Promise<void>
): Promise<Life[]> {
	const printed: { readonly row: EventRow; readonly entry: Entry }[] = [];
	for (const row of rows) {
		printed.push({ row, entry: [row.seq, printOf(row.event)] });
		if (printed.length % BREATHE_EVERY === 0) await breathe();
	}
	printed.sort((a, b) => a.row.seq - b.row.seq);
	return [...Map.groupBy(printed, ({ row }) => row.incarnation)].map(([incarnation, own]) => {
		const inSessions = own.flatMap(({ row: { session }, entry }) =>
			session === '' ? [] : [{ session, entry }]
		);
		const bySession = Map.groupBy(inSessions, ({ session }) => session);
		return {
			incarnation,
			entries: own.map(({ entry }) => entry),
			sessions: new Map([...bySession].map(([id, some]) => [id, some.map(({ entry }) => entry)]))
		};
	});
}

/** Owes some numbers of a life once more: the center has said that it lacks them. */
export async function oweIn(
	{ events }: Tables,
	incarnation: Incarnation,
	seqs: readonly number[]
): Promise<void> {
	const wanted = new Set(seqs);
	await events
		.where('[incarnation+seq]')
		.between([incarnation], [incarnation, []])
		.filter(({ own, seq }) => own === 1 && wanted.has(seq))
		.modify({ owed: 1 });
}

/**
 * Keeps what came of a comparison, and the receipts that came with it: of each life the latest for each
 * session, and as long as there are records that they speak of.
 */
export async function keepProofIn(
	{ proof, receipts, events, identity, sessions }: Tables,
	comparison: Comparison,
	signed: readonly SignedFor[]
): Promise<void> {
	await proof.put({ ...comparison, key: 'this' });
	const self = await identity.get('this');
	for (const each of signed) {
		const session = await sessions.get(each.session);
		if (!self || !session) continue;
		const { program, startsAt } = session;
		const names = { tablet: self.device.name, site: self.site.name, center: self.center.name };
		const id = `${each.incarnation}/${each.session}`;
		await receipts.put({ id, ...each, program, startsAt, ...names });
	}
	for (const { id, session } of await receipts.toArray()) {
		const left = await events
			.where('session')
			.equals(session)
			.filter(({ own }) => own === 1)
			.count();
		if (left === 0) await receipts.delete(id);
	}
}

/** Begins a new life, under which all that comes is recorded; what is owed of the old one stays so. */
export async function beginLifeIn({ identity, counter }: Tables, life: Incarnation): Promise<void> {
	await identity.update('this', { incarnation: life });
	await counter.put({ key: 'this', seq: 0 });
}

/** Receipts in the order in which people look for them. */
export function latestFirst(receipts: readonly KeptReceipt[]): KeptReceipt[] {
	return [...receipts].sort((a, b) => b.startsAt - a.startsAt || (a.id < b.id ? -1 : 1));
}
