import { understand, type AttendanceEvent } from '#domain/event.ts';
import type { CenterId, Incarnation } from '#domain/id.ts';
import { badgeOf } from '#domain/token.ts';
import { identifyBy, visits } from '#domain/visits.ts';
import { SEOUL } from '#domain/zone.ts';
import type { EventRow } from '#kiosk/kept.ts';
import type { Store } from '#server/database/store.ts';
import { START } from '../domain/people.ts';
import type { Disk } from './memory-shelf.ts';
import type { Oracle } from './oracle.ts';
import type { Scene } from './scene.ts';
import type { SimulatedCenter } from './stage.ts';
import type { SimulatedTablet } from './tablet.ts';

interface Held {
	readonly position: number;
	readonly id: string;
	readonly incarnation: string;
	readonly seq: number;
	readonly body: string;
}

/** A center at the end of a history, when nothing is under way. */
interface Case {
	readonly oracle: Oracle;
	readonly store: Store;
	readonly center: SimulatedCenter;
	/** Those that stand there now, and all that there are. */
	readonly tablets: readonly SimulatedTablet[];
	readonly everywhere: readonly SimulatedTablet[];
	readonly ledger: readonly Held[];
	/** The ids, and the incarnations with their numbers, of all that lies where staff look at it. */
	readonly aside: ReadonlySet<string>;
}

/** Looks whether everything is as it must be at a center in the end, and counts what its ledger holds. */
export async function judge(scene: Scene, center: SimulatedCenter): Promise<number> {
	const { oracle } = scene;
	while (await oracle.read(scene.server(), center.id));
	const found = await caseOf(scene, center);
	const unreadable = unreadableOf(scene.tablets);
	for (const id of lacking(found)) {
		if (!(found.aside.has(id) && unreadable.has(id))) oracle.fail('nothing is lost', id);
	}
	await judgeAside(found);
	judgeLedger(found);
	await judgeCopies(found);
	judgePromises(found);
	await judgeKnowledge(found);
	return found.ledger.length;
}

/**
 * Looks whether a center has everything, counted or waiting for staff, while nobody has compared yet. Where the
 * database was put back and nobody said so, no tablet speaks of the lives that it lived before this one.
 */
export async function judgeDelivery(scene: Scene, center: SimulatedCenter): Promise<void> {
	const { oracle, tablets } = scene;
	const found = await caseOf(scene, center);
	const spokenOf: ReadonlySet<string> = new Set(
		tablets.flatMap(({ disk, self }) => ownOf(disk, self?.incarnation).map(({ id }) => id))
	);
	for (const id of lacking(found)) {
		if (found.aside.has(id)) continue;
		if (oracle.astray && !spokenOf.has(id)) continue;
		oracle.fail('everything is there within a minute', id);
	}
}

async function caseOf(scene: Scene, center: SimulatedCenter): Promise<Case> {
	const { oracle, tablets: everywhere } = scene;
	const { store } = scene.server();
	const tablets = scene.tabletsOf(center);
	const ledger = await ledgerOf(store, center.id);
	const aside = await asideOf(store, center.id);
	return { oracle, store, center, tablets, everywhere, ledger, aside };
}

/** All that was shown or is on a disk and is not in the ledger, but what only a disk had that was overwritten. */
function lacking({ oracle, center, everywhere, ledger }: Case): string[] {
	const counted = new Set(ledger.map(({ id }) => id));
	const onDisks: ReadonlySet<string> = new Set(
		everywhere.flatMap(({ disk }) => ownOf(disk).map(({ id }) => id))
	);
	const gone: ReadonlySet<string> = new Set(
		oracle.gone.flatMap((disk) => ownOf(disk).map(({ id }) => id))
	);
	const here = new Set([...oracle.green.keys(), ...onDisks]);
	return [...here].filter(
		(id) =>
			oracle.made.get(id)?.site === center.site &&
			!counted.has(id) &&
			(onDisks.has(id) || !gone.has(id))
	);
}

async function judgeAside({ oracle, store, center, everywhere }: Case): Promise<void> {
	const unreadable = unreadableOf(everywhere);
	const rows = await store.reader
		.selectFrom('quarantine')
		.select(['event_id', 'reason'])
		.where('center_id', '=', center.id)
		.execute();
	for (const { event_id, reason } of rows) {
		if (unreadable.has(event_id ?? '')) continue;
		oracle.fail('nothing is set aside without a reason', `${event_id}: ${reason}`);
	}
}

function judgeLedger({ oracle, center, ledger }: Case): void {
	for (const { id } of ledger) {
		const made = oracle.made.get(id);
		if (!made) oracle.fail('nothing is invented', id);
		else if (made.site !== center.site) oracle.fail('centers are apart', id);
	}
	const twice = ledger.length - new Set(ledger.map(({ id }) => id)).size;
	if (twice > 0) oracle.fail('nothing is counted twice', `${twice} ids`);
	const taken = new Set(ledger.map(({ incarnation, seq }) => `${incarnation} ${seq}`));
	if (taken.size < ledger.length) oracle.fail('nothing is counted twice', 'a number');
	ledger.forEach(({ position }, index) => {
		if (position !== index + 1) oracle.fail('positions have no gap', `${position}`);
	});
	const ids = ledger.map(({ id }) => id).join();
	if (oracle.readOf(center.id).join() !== ids) {
		oracle.fail('a reader misses nothing', `${ledger.length} rows`);
	}
	if (oracle.forked) return;
	const here = [...oracle.made.values()].filter(({ site }) => site === center.site);
	for (const [life, rows] of Map.groupBy(here, ({ row }) => row.incarnation)) {
		const numbers = rows.map(({ row }) => row.seq).sort((a, b) => a - b);
		if (numbers.some((seq, index) => seq !== index + 1)) oracle.fail('numbers have no gap', life);
	}
}

/** Where two records of one life have one number, two tablets lived it: staff hear of that. */
async function judgeCopies({ oracle, store, center, ledger }: Case): Promise<void> {
	const counted = new Set(ledger.map(({ id }) => id));
	const rows = [...oracle.made.values()].flatMap(({ row }) => (counted.has(row.id) ? [row] : []));
	const numbered = Map.groupBy(rows, ({ incarnation, seq }) => `${incarnation} ${seq}`);
	const doubled = new Set(
		[...numbered.values()].flatMap(([one, other]) => (one && other ? [one.incarnation] : []))
	);
	if (doubled.size === 0) return;
	const noticed = await store.reader
		.selectFrom('incarnation')
		.select('incarnation')
		.where('center_id', '=', center.id)
		.where('doubled_at', 'is not', null)
		.execute();
	for (const { incarnation } of noticed) doubled.delete(incarnation);
	for (const life of doubled) oracle.fail('a copy is noticed', life);
}

/** What was true when it was answered is so still. */
function judgePromises({ oracle, center, ledger, aside }: Case): void {
	const counted = new Set(ledger.map(({ id }) => id));
	const numbers = new Set(ledger.map(({ incarnation, seq }) => `${incarnation} ${seq}`));
	for (const { center: whose, incarnation, answer } of oracle.promises) {
		if (whose !== center.id) continue;
		for (const { id, status } of answer.results) {
			const kept = id === null || counted.has(id) || aside.has(id);
			const stored = status === 'stored' || (status === 'duplicate' && !aside.has(id ?? ''));
			if (!kept || (stored && id && !counted.has(id)))
				oracle.fail('a receipt is kept', `${status} ${id}`);
		}
		for (let seq = answer.ackedThrough; seq > 0; seq--) {
			const number = `${incarnation} ${seq}`;
			// What is below a number was looked at with an earlier answer, or is set aside with its number.
			if (numbers.has(number)) break;
			if (!aside.has(number)) oracle.fail('what is acknowledged is there', number);
		}
	}
}

async function judgeKnowledge({ oracle, center, tablets, ledger }: Case): Promise<void> {
	const events = ledger.flatMap(({ body }): AttendanceEvent[] => {
		const understood = understand(JSON.parse(body));
		return understood.kind === 'known' ? [understood.event] : [];
	});
	const owners = [...center.tokens].map(([person, token]) => [badgeOf(token), person] as const);
	const identify = identifyBy(new Map(owners));
	const truth = sorted(visits(events, SEOUL, identify));
	const again = sorted(visits([...events].reverse().concat(events), SEOUL, identify));
	if (truth !== again) oracle.fail('order changes nothing', center.id);
	const ids = new Set(ledger.map(({ id }) => id));
	const sessions = new Set<string>(center.sessions);
	const theirs = ledger
		.map(({ id, body }) => ({ id, session: sessionOf(body) }))
		.filter(({ session }) => sessions.has(session));
	for (const tablet of tablets) {
		if ((await tablet.journal.identity())?.retired !== false) continue;
		const on = new Set<string>((await tablet.journal.today(START)).map(({ id }) => id));
		const missing = theirs.filter(({ id, session }) => on.has(session) && !tablet.disk.has(id));
		const foreign = tablet.disk.events().filter(({ id, own }) => own === 0 && !ids.has(id));
		for (const { id } of [...missing, ...foreign]) {
			oracle.fail('every tablet knows what the center knows', `${tablet.name}: ${id}`);
		}
	}
}

function sorted(some: ReadonlyMap<string, unknown>): string {
	return JSON.stringify([...some].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function sessionOf(body: string): string {
	return (JSON.parse(body) as { session: string | null }).session ?? '';
}

/** What whoever has a disk recorded, in one life or in all. */
function ownOf(disk: Disk, life?: Incarnation): EventRow[] {
	return disk
		.events()
		.filter(({ own, incarnation }) => own === 1 && (life ?? incarnation) === incarnation);
}

function unreadableOf(tablets: readonly SimulatedTablet[]): ReadonlySet<string> {
	return new Set(tablets.flatMap((tablet) => [...tablet.unreadable]));
}

async function ledgerOf({ reader }: Store, center: CenterId): Promise<Held[]> {
	return reader
		.selectFrom('ledger')
		.select(['position', 'id', 'incarnation', 'seq', 'body'])
		.where('center_id', '=', center)
		.orderBy('position')
		.execute();
}

async function asideOf({ reader }: Store, center: CenterId): Promise<ReadonlySet<string>> {
	const columns = ['raw', 'incarnation', 'seq'] as const;
	const quarantine = await reader
		.selectFrom('quarantine')
		.select(columns)
		.where('center_id', '=', center)
		.execute();
	const late = await reader
		.selectFrom('late')
		.select(columns)
		.where('center_id', '=', center)
		.execute();
	return new Set(
		[...quarantine, ...late].flatMap(({ raw, incarnation, seq }) => [
			String((JSON.parse(raw) as { id?: unknown } | null)?.id),
			`${incarnation} ${seq}`
		])
	);
}
