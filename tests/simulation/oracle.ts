import type { CenterId, EventId } from '#domain/id.ts';
import type { EventRow } from '#kiosk/kept.ts';
import { ledgerAfter } from '#server/ledger.ts';
import type { Promised } from './answering.ts';
import type { Disk } from './memory-shelf.ts';
import type { SimulatedServer } from './server.ts';
import type { SimulatedTablet } from './tablet.ts';

/** What must hold, and what it would mean if it did not; a failure names one of them. */
export const CHECKS = {
	'nothing is lost': 'lost',
	'only a receipt settles': 'lost',
	'only what is in a backup is let go': 'lost',
	'a receipt is kept': 'lost',
	'what is acknowledged is there': 'lost',
	'what is missing is named': 'lost',
	'a comparison is true': 'lost',
	'green means durable': 'lost',
	'nothing is counted twice': 'double',
	'nothing is invented': 'double',
	'positions have no gap': 'double',
	'numbers have no gap': 'double',
	'nothing is stuck': 'stuck',
	'everything is there within a minute': 'stuck',
	'a reader misses nothing': 'other',
	'every tablet knows what the center knows': 'other',
	'order changes nothing': 'other',
	'nothing is set aside without a reason': 'other',
	'centers are apart': 'other',
	'a copy is noticed': 'other',
	'nothing else is thrown': 'other'
} as const;
export type Check = keyof typeof CHECKS;

export interface Failure {
	readonly check: Check;
	readonly detail: string;
}

/** An event as it was when it first was durable, and where. */
interface Made {
	readonly row: EventRow;
	readonly site: string;
}

interface Reading {
	readonly restored: number;
	readonly ids: string[];
	position: number;
}

/** Knows, beside the product, what was shown, kept and promised, and says at once what must not be. */
export class Oracle {
	readonly failures: Failure[] = [];
	/** What screens showed as recorded, and which tablet's they were. */
	readonly green = new Map<string, SimulatedTablet>();
	/** Every event that ever was durable on a tablet that made it. */
	readonly made = new Map<string, Made>();
	/** What was answered to pushes since the database was last put back, as a promise to be kept. */
	readonly promises: Promised[] = [];
	/** Disks that were overwritten by an older image: what only they had, nobody has any more. */
	readonly gone: Disk[] = [];
	/** A tablet went two ways: two events may have one number. */
	forked = false;
	/** The database was put back and nobody said so: who notices first may be who compares. */
	astray = false;
	/** The ids of all that a receipt was ever given for. */
	readonly #receipts = new Set<string>();
	/** How often the database went back to what it once was; a reader begins anew then. */
	#restored = 0;
	readonly #readings = new Map<CenterId, Reading>();

	fail(check: Check, detail: string): void {
		this.failures.push({ check, detail });
	}

	promise(promised: Promised): void {
		this.promises.push(promised);
		for (const { id } of promised.answer.results) if (id !== null) this.#receipts.add(id);
	}

	/** Whether the database was ever put back. */
	get wasRestored(): boolean {
		return this.#restored > 0;
	}

	restored(announced: boolean): void {
		this.#restored++;
		if (!announced) this.astray = true;
		this.promises.length = 0;
	}

	overwritten(disk: Disk): void {
		this.gone.push(disk);
	}

	showed(tablet: SimulatedTablet, id: EventId): void {
		if (!tablet.disk.has(id)) this.fail('green means durable', id);
		this.green.set(id, tablet);
	}

	/**
	 * An event of a tablet's own is durable, changed or gone. Only the server's word ends what a tablet owes; holes
	 * that it names would bring back most, not all. And only what is in a backup as well may go.
	 */
	noted(
		{ self }: SimulatedTablet,
		was: EventRow | undefined,
		is: EventRow | undefined,
		backup: ReadonlySet<string> | null
	): void {
		const id = (is ?? was)?.id ?? '';
		if (is && self && !this.made.has(id)) this.made.set(id, { row: is, site: self.site.id });
		const owed = was ? was.owed === 1 : true;
		if (owed && is?.owed !== 1 && !this.#receipts.has(id)) this.fail('only a receipt settles', id);
		if (was && !is && !backup?.has(id)) this.fail('only what is in a backup is let go', id);
	}

	/** Reads a center's ledger on by one page, as every reader does; returns whether there was something. */
	async read(server: SimulatedServer, center: CenterId): Promise<boolean> {
		const restored = this.#restored;
		const known = this.#readings.get(center);
		const reading = known?.restored === restored ? known : { restored, ids: [], position: 0 };
		this.#readings.set(center, reading);
		const rows = await server.do(({ reader }) =>
			ledgerAfter(reader, center, reading.position, 500)
		);
		for (const { position, body } of rows) {
			reading.position = position;
			reading.ids.push((JSON.parse(body) as { id: string }).id);
		}
		return rows.length > 0;
	}

	/** The ids of all that was read of a center, in that order. */
	readOf(center: CenterId): readonly string[] {
		return this.#readings.get(center)?.ids ?? [];
	}
}
