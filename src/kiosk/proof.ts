import type { Incarnation, SessionId } from '#domain/id.ts';
import { printOf, type Entry } from '#domain/records.ts';
import type { Signed } from '#domain/signed.ts';
import { livesElsewhere, type Comparison, type EventRow, type KeptReceipt } from '#kiosk/kept.ts';
import type { Tables } from '#kiosk/shelf.ts';

/** All that one life of this tablet has, in the order of its numbers. */
export interface Life {
	readonly incarnation: Incarnation;
	readonly entries: readonly Entry[];
	readonly sessions: ReadonlyMap<SessionId, readonly Entry[]>;
}

/** What the center signed, and for which session of which life; earlier servers do not say what it is called. */
export interface SignedFor {
	readonly incarnation: Incarnation;
	readonly session: SessionId;
	readonly signed: Signed;
	readonly program?: string | undefined;
	readonly startsAt?: number | undefined;
}

/** Long after the records have gone whoever ran the session may be asked for it. */
const RECEIPTS_KEPT_MS = 90 * 24 * 60 * 60_000;

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

/** Records of this tablet's own, but what another center has: to this one they are none of its business. */
export async function ownHereIn({ identity, told, events }: Tables) {
	const self = await identity.get('this');
	const elsewhere = self ? livesElsewhere(await told.toArray(), self) : new Set();
	const own = events.where('own').equals(1);
	return elsewhere.size === 0 ? own : own.filter((row) => !elsewhere.has(row.incarnation));
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
 * session, for a season by the center's clock.
 */
export async function keepProofIn(
	{ proof, receipts, identity, sessions, contact }: Tables,
	comparison: Comparison,
	signed: readonly SignedFor[]
): Promise<void> {
	await proof.put({ ...comparison, key: 'this' });
	const self = await identity.get('this');
	for (const { program, startsAt, ...each } of signed) {
		// Two days later, or out of service, the tablet itself does not know the session any more.
		const session = await sessions.get(each.session);
		const called = program ?? session?.program;
		const began = startsAt ?? session?.startsAt;
		if (!self || called === undefined || began === undefined) continue;
		const names = { tablet: self.device.name, site: self.site.name, center: self.center.name };
		const id = `${each.incarnation}/${each.session}`;
		await receipts.put({ id, ...each, program: called, startsAt: began, ...names });
	}
	const now = (await contact.get('this'))?.saidAt ?? 0;
	const old = (await receipts.toArray()).filter(
		({ startsAt }) => now - startsAt > RECEIPTS_KEPT_MS
	);
	await receipts.bulkDelete(old.map(({ id }) => id));
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
