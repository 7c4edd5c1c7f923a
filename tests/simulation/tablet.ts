import type { Outcome } from '#domain/door.ts';
import { EventId, randomId, timeOrderedId } from '#domain/id.ts';
import type { PairingCode } from '#domain/pairing.ts';
import { drain, type Drained } from '#kiosk/drain.ts';
import type { Environment } from '#kiosk/environment.ts';
import { Journal, type Draft, type Identity } from '#kiosk/journal.ts';
import { pair } from '#kiosk/pair.ts';
import { reconcile, type Reconciled } from '#kiosk/reconcile.ts';
import { refresh } from '#kiosk/refresh.ts';
import type { Name } from '#kiosk/shelf.ts';
import { Station } from '#kiosk/station.ts';
import type { Uplink } from '#kiosk/uplink.ts';
import * as v from 'valibot';
import { randomFrom } from '../random.ts';
import type { Faults } from './faults.ts';
import { lineTo, type Cookie } from './line.ts';
import { Disk, Killed, MemoryShelf, type Fate } from './memory-shelf.ts';
import { named } from './memory-table.ts';
import type { Oracle } from './oracle.ts';
import type { Scheduler } from './scheduler.ts';
import type { SimulatedServer } from './server.ts';

const YEAR_MS = 365 * 24 * 60 * 60_000;
const HEALTH = { build: 'simulation', persisted: true, free: 1e9, installed: true };
const HUGE = 40_000;

/** What surrounds every tablet of a history. */
export interface World {
	readonly chance: () => number;
	readonly faults: Faults;
	readonly scheduler: Scheduler;
	/** One of the processes that answer. */
	readonly server: () => SimulatedServer;
	readonly oracle: Oracle;
	/** The ids of all that is in the last backup of the center's database; null while there is none. */
	readonly backup: ReadonlySet<string> | null;
}

/** A whole kiosk without its screen, that can die while it writes and be opened again. */
export class SimulatedTablet {
	readonly name: string;
	readonly cookie: Cookie = {};
	/** Events that no server can read, though this tablet made them. */
	readonly unreadable: Set<EventId> = new Set();
	disk: Disk;
	journal: Journal;
	#station: Station;
	readonly #world: World;
	readonly #environment: Environment;
	readonly #uplink: Uplink;
	#wrongBy: number;
	#opened: number;

	constructor(world: World, name: string, seed: number, disk = new Disk()) {
		this.name = name;
		this.disk = disk;
		this.#world = world;
		this.#wrongBy = Math.round((world.chance() - 0.5) * 10_000);
		this.#opened = world.scheduler.now;
		const random = randomFrom(seed);
		this.#environment = {
			now: () => world.scheduler.now + this.#wrongBy,
			elapsed: () => world.scheduler.now - this.#opened,
			random,
			boot: randomId(random),
			breathe: () => Promise.resolve()
		};
		this.#uplink = lineTo(this.cookie, world);
		[this.journal, this.#station] = this.#page();
	}

	/** Who it is, by what its disk has kept; null before it is paired. */
	get self(): Pick<Identity, 'center' | 'site' | 'incarnation'> | null {
		return (this.disk.tables.identity.all()[0] as Identity | undefined) ?? null;
	}

	/** Opens the page anew, on whatever its disk has kept. */
	open(): void {
		this.journal.close();
		this.#opened = this.#world.scheduler.now;
		[this.journal, this.#station] = this.#page();
	}

	/** Puts another image in the place of its disk. */
	overwrite(disk: Disk): void {
		this.disk = disk;
		this.open();
	}

	/** A copy of it, with everything that it knows and is known by. */
	clone(name: string, seed: number): SimulatedTablet {
		const copy = new SimulatedTablet(this.#world, name, seed, this.disk.clone());
		Object.assign(copy.cookie, this.cookie);
		return copy;
	}

	pair(code: PairingCode): Promise<unknown> {
		return pair(code, this.journal, this.#uplink, this.#environment);
	}

	scan(text: string): Promise<void> {
		return this.#station.take(text);
	}

	admit(): Promise<void> {
		return this.#station.admit();
	}

	drain(): Promise<Drained> {
		return drain(this.journal, this.#uplink, this.#environment, HEALTH);
	}

	/** Drains in another window, that knows nothing of the first but the disk. */
	drainElsewhere(): Promise<unknown> {
		const journal = new Journal(new MemoryShelf(this.disk, this.#fate()));
		return drain(journal, this.#uplink, this.#environment, null);
	}

	refresh(): Promise<unknown> {
		return refresh(this.journal, this.#uplink, this.#environment);
	}

	/** Holds all that it has against what the center has. */
	reconcile(): Promise<Reconciled> {
		return reconcile(this.journal, this.#uplink, this.#environment);
	}

	/** Lets go of what it need not keep, as if the center were heard again after so much time. */
	async tidy(ms: number): Promise<void> {
		const { saidAt } = await this.journal.contact();
		if (saidAt === undefined) return;
		const { tables } = new MemoryShelf(this.disk);
		await tables.contact.update('this', { saidAt: saidAt + ms });
		await this.journal.erase(saidAt + ms);
		// Whoever comes after that is heard today again.
		await tables.contact.update('this', { saidAt });
	}

	/** Sets the clock to something else. */
	jump(): void {
		const { chance, faults } = this.#world;
		if (faults.strikes('clock jumps')) this.#wrongBy += Math.round((chance() - 0.5) * 3_600_000);
		if (faults.strikes('clock wrong by years')) {
			this.#wrongBy = Math.round((chance() - 0.5) * 20 * YEAR_MS);
		}
	}

	/** Records what only a later build, or a broken one, would. */
	async recordOddly(): Promise<void> {
		const { chance, faults } = this.#world;
		const later = faults.strikes('event of a later build');
		const broken = !later && faults.strikes('event that cannot be read');
		if (!later && !broken) return;
		const id = v.parse(EventId, timeOrderedId(this.#environment.now(), this.#environment.random));
		if (broken) this.unreadable.add(id);
		const oddity = later ? { kind: 'later-kind', news: { deep: [1] } } : brokenFact(chance());
		await this.journal.witness(null, this.#environment.now(), ({ skew }) => {
			const facts = {
				version: 1,
				id,
				at: this.#environment.now(),
				skew,
				session: null,
				who: { kind: 'nobody' },
				boot: this.#environment.boot,
				mono: this.#environment.elapsed()
			};
			return { result: null, draft: { ...facts, ...oddity } as unknown as Draft };
		});
	}

	#page(): [Journal, Station] {
		const journal = new Journal(new MemoryShelf(this.disk, this.#fate()));
		const page: { closed: boolean } = { closed: false };
		const close = journal.close.bind(journal);
		journal.close = () => {
			page.closed = true;
			close();
		};
		const tell = (outcome: Outcome) => {
			const recorded = 'recorded' in outcome ? outcome.recorded : null;
			if (recorded && !page.closed) this.#world.oracle.showed(this, recorded);
		};
		return [journal, new Station(journal, this.#environment, tell)];
	}

	#fate(): Fate {
		const { faults, scheduler, chance, oracle } = this.#world;
		const die = (kind: Parameters<Faults['strikes']>[0]) => {
			if (!faults.strikes(kind)) return;
			// Whoever uses the tablet finds its page closed, and opens it again.
			scheduler.after(0, () => this.open());
			throw new Killed(kind);
		};
		const is = (names: readonly Name[], what: 'scan' | 'settling' | 'news') =>
			what === 'scan'
				? names.includes('counter') && !names.includes('lock')
				: names.includes('lock') &&
					names.includes('events') &&
					names.includes('asking') === (what === 'news');
		return {
			noted: (was, is) => oracle.noted(this, was, is, this.#world.backup),
			pause: () => (chance() < 0.2 ? scheduler.pass(Math.ceil(chance() * 20)) : null),
			meet(point, names) {
				if (point === 'write') {
					if (names[0] === 'roster') die('tablet killed in the middle of news');
					if (names[0] === 'counter' && faults.strikes('tablet disk full')) {
						throw named('QuotaExceededError', 'There is no room');
					}
				} else if (is(names, 'scan')) {
					die(
						point === 'before commit'
							? 'tablet killed while it records'
							: 'tablet killed before it shows green'
					);
				} else if (is(names, 'settling')) {
					die(
						point === 'before commit'
							? 'tablet killed before it settles'
							: 'tablet killed after it settled'
					);
				}
			}
		};
	}
}

/** What no build should ever write: each breaks a parser, a database or a page of somebody. */
function brokenFact(chance: number): object {
	const reasons = ['\u0000', '\ud800', 'x'.repeat(HUGE)];
	const reason = reasons[Math.floor(chance * 4)];
	if (reason !== undefined) return { kind: 'mark', mark: 'present', reason };
	return JSON.parse('{"kind":"mark","mark":"present","reason":{"__proto__":{"polluted":true}}}');
}
