import { understand, type AttendanceEvent } from '#domain/event.ts';
import type { CenterId, EventId } from '#domain/id.ts';
import { badgeOf } from '#domain/token.ts';
import { identifyBy, visits } from '#domain/visits.ts';
import { SEOUL } from '#domain/zone.ts';
import type { EventRow } from '#kiosk/kept.ts';
import { ledgerAfter } from '#server/ledger.ts';
import type { Store } from '#server/database/store.ts';
import type { Disk } from './memory-shelf.ts';
import type { SimulatedServer } from './server.ts';
import type { SimulatedTablet } from './tablet.ts';
import type { SimulatedCenter } from './template.ts';

/** What must hold; a failure names one of them. */
export type Check =
	| 'nothing is lost'
	| 'nothing is counted twice'
	| 'nothing is stuck'
	| 'nothing is invented'
	| 'numbers have no gap'
	| 'only a receipt settles'
	| 'a receipt is kept'
	| 'nothing is set aside without a reason'
	| 'positions have no gap'
	| 'a reader misses nothing'
	| 'order changes nothing'
	| 'every tablet knows what the center knows'
	| 'green means durable'
	| 'centers are apart'
	| 'nothing else is thrown';

export interface Failure {
	readonly check: Check;
	readonly detail: string;
}

/** What can be known of a history that explains what would be a failure otherwise. */
export interface Amiss {
	/** A tablet went two ways: of two events under one number, one is set aside. */
	readonly forked: boolean;
	/** The server was put back and nobody was told: cursors point beyond what there is. */
	readonly astray: boolean;
}

interface Held {
	readonly position: number;
	readonly id: string;
	readonly device_id: string;
	readonly incarnation: string;
	readonly seq: number;
	readonly body: string;
}

/** Knows, beside the product, what was shown and what must be there in the end. */
export class Oracle {
	readonly failures: Failure[] = [];
	/** What screens showed as recorded, and which tablet's they were. */
	readonly green = new Map<EventId, SimulatedTablet>();
	/** Disks that were overwritten by an older image: what only they had, nobody has any more. */
	readonly #gone: Disk[] = [];
	readonly #read = new Map<CenterId, { restored: number; position: number; ids: string[] }>();

	fail(check: Check, detail: string): void {
		this.failures.push({ check, detail });
	}

	showed(tablet: SimulatedTablet, id: EventId): void {
		if (!tablet.disk.has(id)) this.fail('green means durable', id);
		this.green.set(id, tablet);
	}

	/** Only the server's word ends what a tablet owes; holes that it names would bring back most, not all. */
	settled({ receipts }: SimulatedServer, id: EventId): void {
		if (!receipts.has(id)) this.fail('only a receipt settles', id);
	}

	overwritten(disk: Disk): void {
		this.#gone.push(disk);
	}

	/** Reads on as far as there is something, as every reader of the ledger does. */
	async read(server: SimulatedServer, { id }: SimulatedCenter): Promise<void> {
		const { restored } = server;
		const known = this.#read.get(id);
		const reader =
			known?.restored === restored ? known : { restored, position: 0, ids: [] as string[] };
		this.#read.set(id, reader);
		const rows = await server.do((store) => ledgerAfter(store.reader, id, reader.position, 500));
		for (const { position, body } of rows) {
			reader.position = position;
			reader.ids.push((JSON.parse(body) as { id: string }).id);
		}
	}

	/** Looks whether everything is as it must be when nothing is under way, and counts what the ledger holds. */
	async judge(
		server: SimulatedServer,
		center: SimulatedCenter,
		tablets: readonly SimulatedTablet[],
		{ forked, astray }: Amiss
	): Promise<number> {
		const { store } = server;
		await this.read(server, center);
		const ledger = await ledgerOf(store, center.id);
		const aside = await asideOf(store, center.id);
		const disks = tablets.map(({ disk }) => disk);
		this.#lost(ledger, aside, tablets, forked);
		if (!forked) await this.#aside(store, center.id, tablets);
		this.#invented(ledger, disks);
		this.#numbered(ledger, disks, forked);
		this.#promised(server, ledger, aside, center.id);
		const ids = ledger.map(({ id }) => id).join();
		if (this.#read.get(center.id)?.ids.join() !== ids) {
			this.fail('a reader misses nothing', `${ledger.length} rows`);
		}
		await this.#folded(center, ledger, forked || astray ? [] : tablets);
		return ledger.length;
	}

	#lost(
		ledger: readonly Held[],
		aside: ReadonlySet<string>,
		tablets: readonly SimulatedTablet[],
		forked: boolean
	): void {
		const counted = new Set<string>(ledger.map(({ id }) => id));
		const onDisks = new Set(tablets.flatMap(({ disk }) => ownOf(disk).map(({ id }) => id)));
		const gone = new Set(this.#gone.flatMap((disk) => ownOf(disk).map(({ id }) => id)));
		const unreadable = new Set<string>(tablets.flatMap((tablet) => [...tablet.unreadable]));
		const shown = [...this.green].filter(([, tablet]) => tablets.includes(tablet));
		for (const id of new Set([...shown.map(([id]) => id), ...onDisks])) {
			if (counted.has(id) || (gone.has(id) && !onDisks.has(id))) continue;
			if (aside.has(id) && (forked || unreadable.has(id))) continue;
			this.fail('nothing is lost', id);
		}
	}

	async #aside(store: Store, center: CenterId, tablets: readonly SimulatedTablet[]): Promise<void> {
		const unreadable = new Set<string>(tablets.flatMap((tablet) => [...tablet.unreadable]));
		const rows = await store.reader
			.selectFrom('quarantine')
			.select(['event_id', 'reason'])
			.where('center_id', '=', center)
			.execute();
		for (const { event_id, reason } of rows) {
			if (unreadable.has(event_id ?? '')) continue;
			this.fail('nothing is set aside without a reason', `${event_id}: ${reason}`);
		}
	}

	#invented(ledger: readonly Held[], disks: readonly Disk[]): void {
		const made = new Set<string>(
			[...disks, ...this.#gone].flatMap((disk) => ownOf(disk).map(({ id }) => id))
		);
		for (const { id } of ledger) if (!made.has(id)) this.fail('nothing is invented', id);
		const twice = ledger.length - new Set(ledger.map(({ id }) => id)).size;
		if (twice > 0) this.fail('nothing is counted twice', `${twice} ids`);
		const numbers = new Set(ledger.map(({ incarnation, seq }) => `${incarnation} ${seq}`));
		if (numbers.size < ledger.length) this.fail('nothing is counted twice', 'a number');
	}

	#numbered(ledger: readonly Held[], disks: readonly Disk[], forked: boolean): void {
		ledger.forEach(({ position }, index) => {
			if (position !== index + 1) this.fail('positions have no gap', `${position}`);
		});
		if (forked) return;
		for (const [life, rows] of Map.groupBy(disks.flatMap(ownOf), (row) => row.incarnation)) {
			const numbers = rows.map(({ seq }) => seq).sort((a, b) => a - b);
			if (numbers.some((seq, index) => seq !== index + 1)) this.fail('numbers have no gap', life);
		}
	}

	#promised(
		server: SimulatedServer,
		ledger: readonly Held[],
		aside: ReadonlySet<string>,
		here: CenterId
	): void {
		const counted = new Set<string>(ledger.map(({ id }) => id));
		const numbers = new Set(ledger.map(({ incarnation, seq }) => `${incarnation} ${seq}`));
		for (const { center, incarnation, answer } of server.promised) {
			if (center !== here) continue;
			for (const { id, status } of answer.results) {
				const kept = id === null || counted.has(id) || aside.has(id);
				const stored = status === 'stored' || (status === 'duplicate' && !aside.has(id ?? ''));
				if (!kept || (stored && id && !counted.has(id)))
					this.fail('a receipt is kept', `${status} ${id}`);
			}
			for (let seq = answer.ackedThrough; seq > 0; seq--) {
				const number = `${incarnation} ${seq}`;
				// What is below a number was looked at with an earlier answer, or is set aside with its number.
				if (numbers.has(number)) break;
				if (!aside.has(number)) this.fail('a receipt is kept', `number ${number}`);
			}
		}
	}

	async #folded(
		center: SimulatedCenter,
		ledger: readonly Held[],
		tablets: readonly SimulatedTablet[]
	): Promise<void> {
		const events = ledger.flatMap(({ body }): AttendanceEvent[] => {
			const understood = understand(JSON.parse(body));
			return understood.kind === 'known' ? [understood.event] : [];
		});
		const owners = [...center.tokens].map(([person, token]) => [badgeOf(token), person] as const);
		const identify = identifyBy(new Map(owners));
		const truth = [...visits(events, SEOUL, identify)];
		const again = [...visits([...events].reverse().concat(events), SEOUL, identify)];
		const sorted = (some: typeof truth) =>
			JSON.stringify([...some].sort(([a], [b]) => (a < b ? -1 : 1)));
		if (sorted(truth) !== sorted(again)) this.fail('order changes nothing', center.id);
		const ids = new Set<string>(ledger.map(({ id }) => id));
		const sessions = new Set<string>(center.sessions);
		const theirs = ledger.filter(({ body }) => sessions.has(sessionOf(body)));
		for (const tablet of tablets) {
			if ((await tablet.journal.identity())?.retired !== false) continue;
			const on = new Set((await tablet.journal.today(events[0]?.at ?? 0)).map(({ id }) => id));
			const missing = theirs.filter(
				({ id, body }) => on.has(sessionOf(body) as never) && !tablet.disk.has(id)
			);
			const foreign = tablet.disk.events().filter(({ id, own }) => own === 0 && !ids.has(id));
			for (const { id } of [...missing, ...foreign]) {
				this.fail('every tablet knows what the center knows', `${tablet.name}: ${id}`);
			}
		}
	}
}

function sessionOf(body: string): string {
	return (JSON.parse(body) as { session: string | null }).session ?? '';
}

function ownOf(disk: Disk): EventRow[] {
	return disk.events().filter(({ own }) => own === 1);
}

async function ledgerOf({ reader }: Store, center: CenterId): Promise<Held[]> {
	return reader
		.selectFrom('ledger')
		.select(['position', 'id', 'device_id', 'incarnation', 'seq', 'body'])
		.where('center_id', '=', center)
		.orderBy('position')
		.execute();
}

/** The ids, and the incarnations with their numbers, of all that lies where staff look at it. */
async function asideOf({ reader }: Store, center: CenterId): Promise<ReadonlySet<string>> {
	const [quarantine, late] = await Promise.all([
		reader
			.selectFrom('quarantine')
			.select(['raw', 'event_id', 'incarnation', 'seq'])
			.where('center_id', '=', center)
			.execute(),
		reader
			.selectFrom('late')
			.select(['raw', 'incarnation', 'seq'])
			.where('center_id', '=', center)
			.execute()
	]);
	return new Set(
		[...quarantine, ...late].flatMap(({ raw, incarnation, seq }) => [
			String((JSON.parse(raw) as { id?: unknown } | null)?.id),
			`${incarnation} ${seq}`
		])
	);
}
