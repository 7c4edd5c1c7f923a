import { WHOLE_DUTY } from '#domain/duty.ts';
import { Unreachable } from '#kiosk/uplink.ts';
import type { Keys } from '#server/keys.ts';
import { offerPairing } from '#server/pairings.ts';
import type { Actor } from '#server/trail.ts';
import { HOUR, MINUTE, START } from '../domain/people.ts';
import { numbersFrom } from '../random.ts';
import { Faults } from './faults.ts';
import type { Ground } from './ground.ts';
import { Killed } from './memory-shelf.ts';
import { Oracle } from './oracle.ts';
import type { Plan } from './play.ts';
import { Scheduler } from './scheduler.ts';
import { Broken, ServerKilled, SimulatedServer } from './server.ts';
import type { SimulatedCenter, SimulatedCenters } from './stage.ts';
import { SimulatedTablet } from './tablet.ts';

export const SOMEBODY: Actor = {
	id: 'staff-1',
	email: 'staff@haebom.example',
	address: '192.0.2.7'
};

/** A history may begin before the first session opens, or after the last one is over. */
const LATEST_MS = 5 * HOUR;
const TRIES_MAX = 50;

/** A tablet, and the center whose door it stands at now. */
export interface Member {
	readonly tablet: SimulatedTablet;
	readonly center: SimulatedCenter;
}

/** Everything that takes part in one history. */
export class Scene {
	readonly oracle = new Oracle();
	readonly chance: () => number;
	readonly faults: Faults;
	readonly scheduler: Scheduler;
	readonly centers: SimulatedCenters;
	readonly members: Member[] = [];
	/** A tablet stands, or has tried to stand, where it did not stand before. */
	wentOver = false;
	/** How many do something that has not ended. */
	playing = 0;
	/** One of the processes that answer. */
	readonly server = (): SimulatedServer => {
		const chosen = this.#ground.processes > 1 ? this.pick(this.#servers) : this.#servers[0];
		if (!chosen) throw new Error('Nobody answers');
		return chosen;
	};
	readonly #ground: Ground;
	readonly #seed: number;
	readonly #servers: SimulatedServer[] = [];

	private constructor(ground: Ground, centers: SimulatedCenters, { seed, only }: Plan) {
		this.#ground = ground;
		this.#seed = seed;
		this.centers = centers;
		this.chance = numbersFrom(seed);
		this.faults = new Faults(this.chance, only);
		const begins = START + Math.round(this.chance() * LATEST_MS) - 30 * MINUTE;
		this.scheduler = new Scheduler(begins, ground.together);
	}

	static async open(
		keys: Keys,
		ground: Ground,
		centers: SimulatedCenters,
		plan: Plan
	): Promise<Scene> {
		const scene = new Scene(ground, centers, plan);
		for (let n = 0; n < ground.processes; n++) {
			scene.#servers.push(await SimulatedServer.start({ ...scene, ground, keys }));
		}
		return scene;
	}

	get backup(): ReadonlySet<string> | null {
		return this.#ground.backups?.contents ?? null;
	}

	pick<Each>(some: readonly Each[]): Each | undefined {
		return some[Math.floor(this.chance() * some.length)];
	}

	/** All tablets, wherever they stand. */
	get tablets(): SimulatedTablet[] {
		return this.members.map(({ tablet }) => tablet);
	}

	/** The tablets that stand at a center. */
	tabletsOf(center: SimulatedCenter): SimulatedTablet[] {
		return this.members.filter((each) => each.center === center).map(({ tablet }) => tablet);
	}

	/** Puts a new tablet at the door of a center. */
	place(at: 0 | 1): Member {
		const center = this.centers[at];
		const n = this.members.length;
		return this.#join(new SimulatedTablet(this, `${n}`, this.#seed * 100 + n), center);
	}

	/** Puts a copy of a tablet at the same door. */
	copy({ tablet, center }: Member): Member {
		const n = this.members.length;
		return this.#join(tablet.clone(`${n}`, this.#seed * 100 + n), center);
	}

	/** Until it is paired, whoever set it up knows where it is to stand. */
	#join(tablet: SimulatedTablet, meant: SimulatedCenter): Member {
		const { centers } = this;
		const member = {
			tablet,
			get center() {
				return centers.find(({ id }) => id === tablet.self?.center.id) ?? meant;
			}
		};
		this.members.push(member);
		return member;
	}

	/** Takes a tablet to the other center; one that owes something does not get away. */
	async goOver({ tablet, center }: Member): Promise<void> {
		const other = this.centers.find((each) => each !== center);
		if (!other) throw new Error('There are two centers');
		this.wentOver = true;
		const before = tablet.disk.clone();
		await this.pair({ tablet, center: other });
		// The answer brought the cookie; of the rest the disk keeps nothing.
		if (this.faults.strikes('cookie newer than the disk')) tablet.overwrite(before);
	}

	/** Hands in what is owed; staff pair anew whatever the center does not know. */
	async drain(member: Member): Promise<void> {
		const drained = await member.tablet.drain();
		if (drained.kind === 'declined' && drained.code === 'not-paired') await this.pair(member);
	}

	async pairIfNeeded(member: Member): Promise<void> {
		for (let tries = 0; tries < TRIES_MAX && !(await isPaired(member.tablet)); tries++) {
			await this.attempt(() => this.pair(member));
		}
	}

	async pair({ tablet, center: { id, site } }: Member): Promise<void> {
		const offer = { center: id, site, deviceName: tablet.name, duty: WHOLE_DUTY };
		const { now } = this.scheduler;
		const { code } = await this.server().do((store) => offerPairing(store, offer, SOMEBODY, now));
		await tablet.pair(code);
	}

	spawn(work: () => Promise<unknown>): void {
		this.playing++;
		void this.attempt(work).finally(() => this.playing--);
	}

	/** Does what the network, a death or a full disk may prevent. */
	async attempt(work: () => Promise<unknown>): Promise<void> {
		try {
			await work();
		} catch (error) {
			const expected = [Unreachable, Killed, ServerKilled, Broken].some(
				(kind) => error instanceof kind
			);
			const full = error instanceof Error && error.name === 'QuotaExceededError';
			if (expected || full) return;
			const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
			this.oracle.fail('nothing else is thrown', said);
		}
	}

	async close(): Promise<void> {
		for (const server of this.#servers) await server.close();
		await this.#ground.close();
	}
}

export async function isPaired({ journal }: SimulatedTablet): Promise<boolean> {
	try {
		return (await journal.identity()) !== null;
	} catch (error) {
		if (error instanceof Killed) return false;
		throw error;
	}
}
