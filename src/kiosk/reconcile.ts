import { verifyClosing, type Closing } from '#domain/closing.ts';
import type { SessionId } from '#domain/id.ts';
import type { ProblemCode } from '#domain/problem.ts';
import { OPEN_BLOCKS_MAX, PROTOCOL, type ReconcileAnswer } from '#domain/protocol.ts';
import { BLOCK_NUMBERS, blockOf, digestOfRecords, type Entry } from '#domain/records.ts';
import { drain } from '#kiosk/drain.ts';
import type { Environment } from '#kiosk/environment.ts';
import type { Journal, Life } from '#kiosk/journal.ts';
import type { Uplink } from '#kiosk/uplink.ts';

/** A center that never agrees must not keep us here for ever. */
const ROUNDS_MAX = 64;

interface Declined {
	readonly kind: 'declined';
	readonly code: ProblemCode;
}

/** Also declined where the center would not hear of one of the receipts; what else came of it is kept. */
export type Reconciled =
	{ readonly kind: 'compared'; readonly records: number; readonly held: number } | Declined;

/** What a tablet compares with. */
interface Line {
	readonly journal: Journal;
	readonly uplink: Uplink;
	readonly environment: Environment;
}

/**
 * Holds every record of this tablet against what the center has, hands in again what is lacking there, and
 * keeps what came of it, with the receipts for sessions that are over. That nothing is owed any more proves
 * nothing: this does. Throws `Unreachable`.
 */
export async function reconcile(
	journal: Journal,
	uplink: Uplink,
	environment: Environment
): Promise<Reconciled> {
	const line = { journal, uplink, environment };
	const at = environment.now();
	const left = new Set(await journal.sessionsLeft(at + (await journal.contact()).skew));
	const receipted = await receiptedOn(journal);
	let [records, held, aside] = [0, 0, 0];
	const signed = [];
	let declined: Declined | null = null;
	for (const life of await journal.lives(() => environment.breathe())) {
		const { incarnation } = life;
		const found = await compare(line, life);
		if (found.kind === 'declined') return found;
		records += life.entries.length;
		held += life.entries.length - found.lacking;
		aside += found.aside;
		for (const [session, entries] of life.sessions) {
			// Of those that the tablet does not know any more the center knows whether they are over.
			if (left.has(session)) continue;
			const about = { incarnation, session, digest: digestOfRecords(entries) };
			if (receipted.has(named(about))) continue;
			const said = await receiptFor(line, life, session, entries);
			// Others may be given all the same, and what was compared is so.
			if (said.kind === 'declined') declined = said;
			if (said.kind === 'signed') signed.push({ incarnation, ...said.receipt });
		}
	}
	await journal.keepProof({ at, records, held, aside }, signed);
	return declined ?? { kind: 'compared', records, held };
}

type Found =
	/** How many the center lacks even after they were handed in again; how many wait for staff there. */
	{ readonly kind: 'found'; readonly lacking: number; readonly aside: number } | Declined;

async function compare(line: Line, { incarnation, entries }: Life): Promise<Found> {
	const byBlock = Map.groupBy(entries, ([seq]) => blockOf(seq));
	const last = blockOf(entries.at(-1)?.[0] ?? 1);
	// What was let go, being old and in a backup, leaves a block without a digest that the center could make.
	const broken = [...byBlock.keys()].filter(
		(block) => !isWhole(byBlock.get(block), block === last)
	);
	let open = broken;
	const exact = new Set<number>();
	const offered = new Set<number>();
	for (let round = 0; round < ROUNDS_MAX; round++) {
		const reply = await line.uplink.reconcile({
			protocol: PROTOCOL,
			incarnation,
			blocks: [...byBlock]
				.filter(([block]) => !open.includes(block) && !broken.includes(block))
				.map(([block, some]) => digested(block, some)),
			records: open.flatMap((block) => byBlock.get(block) ?? []),
			closing: []
		});
		if (reply.kind === 'declined') return reply;
		const { differing, lacking, aside } = reply.answer;
		if (lacking.length > 0) {
			if (lacking.every((seq) => offered.has(seq))) {
				return { kind: 'found', lacking: lacking.length, aside };
			}
			for (const seq of lacking) offered.add(seq);
			await line.journal.oweAgain(incarnation, lacking);
			const drained = await drain(line.journal, line.uplink, line.environment, null);
			if (drained.kind === 'declined') return drained;
			continue;
		}
		if (differing.length === 0) return { kind: 'found', lacking: 0, aside };
		for (const block of open) exact.add(block);
		// One that differs though all of it is there holds more: what a copy of this tablet gave the same numbers.
		const unsure = differing.filter((block) => !exact.has(block));
		const next = unsure.length > 0 ? unsure : differing;
		open = [...broken, ...next].slice(0, OPEN_BLOCKS_MAX);
	}
	throw new Error('The center and this tablet come to no end');
}

/** Whether a tablet still has all of a block; of the last one, from its beginning on. */
function isWhole(some: readonly Entry[] = [], isLast: boolean): boolean {
	const [first, last] = [some[0]?.[0] ?? 0, some.at(-1)?.[0] ?? 0];
	const unbroken = last - first + 1 === some.length && first % BLOCK_NUMBERS === 1;
	return unbroken && (isLast || some.length === BLOCK_NUMBERS);
}

function digested(block: number, some: readonly Entry[]) {
	return { block, last: some.at(-1)?.[0] ?? 1, digest: digestOfRecords(some) };
}

type About = Pick<Closing, 'incarnation' | 'session' | 'digest'>;

function named({ incarnation, session, digest }: About): string {
	return [incarnation, session, digest].join('/');
}

/** For which records of which sessions this tablet holds what the center signed: it need not sign twice. */
async function receiptedOn(journal: Journal): Promise<ReadonlySet<string>> {
	const [identity, receipts] = await Promise.all([journal.identity(), journal.receipts()]);
	const key = identity?.receiptKey;
	if (!key) return new Set();
	const closings = await Promise.all(receipts.map(({ signed }) => verifyClosing(key, signed)));
	return new Set(closings.flatMap((closing) => (closing ? [named(closing)] : [])));
}

/** What the center says when it is asked to sign for a session. */
type Said =
	| { readonly kind: 'signed'; readonly receipt: ReconcileAnswer['receipts'][number] }
	/** By its clock the session is not over yet, or it lacks something of it: not now. */
	| { readonly kind: 'unsigned' }
	| Declined;

async function receiptFor(
	{ uplink }: Line,
	{ incarnation }: Life,
	session: SessionId,
	entries: readonly Entry[]
): Promise<Said> {
	const closing = [{ session, records: [...entries] }];
	const reply = await uplink.reconcile({
		protocol: PROTOCOL,
		incarnation,
		blocks: [],
		records: [],
		closing
	});
	if (reply.kind === 'declined') return { kind: 'declined', code: reply.code };
	const [receipt] = reply.answer.receipts;
	return receipt ? { kind: 'signed', receipt } : { kind: 'unsigned' };
}
