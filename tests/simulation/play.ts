import { WHOLE_DUTY } from '#domain/duty.ts';
import { writeHandOver } from '#domain/hand-over.ts';
import { Unreachable } from '#kiosk/uplink.ts';
import { offerPairing } from '#server/pairings.ts';
import { takeHandOver } from '#server/sync/hand-over.ts';
import { takeLate } from '#server/sync/late.ts';
import { retireTablet } from '#server/tablet-changes.ts';
import type { Actor } from '#server/trail.ts';
import { MINUTE, START } from '../domain/people.ts';
import { numbersFrom } from '../random.ts';
import { Faults, type FaultKind } from './faults.ts';
import { Killed, type Disk } from './memory-shelf.ts';
import { Oracle, type Failure } from './oracle.ts';
import { Scheduler } from './scheduler.ts';
import { Broken, ServerKilled, SimulatedServer } from './server.ts';
import { SimulatedTablet, type World } from './tablet.ts';
import type { SimulatedCenter, Template } from './template.ts';

const SOMEBODY: Actor = { id: 'staff-1', email: 'staff@haebom.example', address: '192.0.2.7' };
const HEAL_MS = 60_000;
const DRAIN_EVERY_MS = 3_000;
const PAUSE_MS_MAX = 20_000;
const FLOOD = 100;

/** What is played. Everything else follows from it. */
export interface Plan {
	readonly seed: number;
	readonly tablets: number;
	/** How often each tablet is used. */
	readonly steps: number;
	/** Which kinds of fault may happen; null for all. */
	readonly only: readonly FaultKind[] | null;
}

/** The plan of a seed when nobody asks for another. */
export function planOf(seed: number): Plan {
	return { seed, tablets: 2 + (seed % 3), steps: 260, only: null };
}

export interface Played {
	readonly events: number;
	readonly faults: Readonly<Partial<Record<FaultKind, number>>>;
	readonly failures: readonly Failure[];
}

/** Plays one history: tablets at the doors of two centers, a storm between them and the server, then calm. */
export async function play(template: Template, plan: Plan): Promise<Played> {
	const history = new History(template, plan);
	return history.play();
}

class History {
	readonly #world: World;
	readonly #plan: Plan;
	readonly #oracle = new Oracle();
	readonly #faults: Faults;
	readonly #scheduler = new Scheduler(START - 30 * MINUTE);
	readonly #server: SimulatedServer;
	readonly #chance: () => number;
	readonly #centers: readonly SimulatedCenter[];
	readonly #tablets: { readonly tablet: SimulatedTablet; readonly center: SimulatedCenter }[] = [];
	readonly #images = new Map<SimulatedTablet, Disk>();
	#playing = 0;
	#forked = false;
	#astray = false;

	constructor(template: Template, plan: Plan) {
		this.#plan = plan;
		this.#chance = numbersFrom(plan.seed);
		this.#faults = new Faults(this.#chance, plan.only);
		this.#centers = template.centers;
		this.#server = new SimulatedServer(template, this.#faults, this.#scheduler);
		this.#world = {
			chance: this.#chance,
			faults: this.#faults,
			scheduler: this.#scheduler,
			server: this.#server,
			green: (tablet, id) => this.#oracle.showed(tablet, id),
			settled: (id) => this.#oracle.settled(this.#server, id)
		};
	}

	async play(): Promise<Played> {
		for (let n = 0; n < this.#plan.tablets; n++) {
			const center = this.#centers[n === 1 ? 1 : 0];
			if (!center) throw new Error('There is no center');
			const seed = this.#plan.seed * 100 + n;
			const tablet = new SimulatedTablet(this.#world, `${n}`, center.site, seed);
			this.#spawn(() => this.#use(tablet, center));
			this.#tablets.push({ tablet, center });
		}
		this.#spawn(() => this.#rule());
		await this.#scheduler.run();
		if (this.#playing > 0) this.#oracle.fail('nothing is stuck', `${this.#playing} never ended`);
		await this.#calm();
		const events = await this.#judge();
		await this.#server.close();
		return {
			events,
			faults: Object.fromEntries(this.#faults.counts),
			failures: this.#oracle.failures
		};
	}

	/** One tablet's day: people come, now and then it gets through to the center. */
	async #use(tablet: SimulatedTablet, center: SimulatedCenter): Promise<void> {
		const badges: string[] = [...center.tokens.values()];
		const badge = () => badges[Math.floor(this.#chance() * badges.length)] ?? '';
		for (let step = 0; step < this.#plan.steps; step++) {
			await this.#scheduler.pass(Math.ceil(this.#chance() * PAUSE_MS_MAX));
			await this.#pairIfNeeded(tablet, center);
			tablet.jump();
			const action = this.#chance();
			if (action < 0.75) await tablet.scan(badge());
			else if (action < 0.8) await tablet.admit();
			else if (action < 0.82) await this.#attempt(() => tablet.recordOddly());
			else if (action < 0.94) this.#send(tablet, center);
			else this.#spawn(() => tablet.refresh());
			if (!this.#faults.strikes('flood')) continue;
			for (let n = 0; n < FLOOD; n++) await tablet.admit();
		}
	}

	#send(tablet: SimulatedTablet, center: SimulatedCenter): void {
		this.#spawn(() => this.#drain(tablet, center));
		if (this.#faults.strikes('two windows at once')) this.#spawn(() => tablet.drainElsewhere());
	}

	/** Hands in what is owed; staff pair anew whatever the center does not know. */
	async #drain(tablet: SimulatedTablet, center: SimulatedCenter): Promise<void> {
		const drained = await tablet.drain();
		if (drained.kind === 'declined' && drained.code === 'not-paired')
			await this.#pair(tablet, center);
	}

	async #pairIfNeeded(tablet: SimulatedTablet, center: SimulatedCenter): Promise<void> {
		for (let tries = 0; tries < 50 && !(await isPaired(tablet)); tries++) {
			await this.#attempt(() => this.#pair(tablet, center));
		}
	}

	async #pair(tablet: SimulatedTablet, { id, site }: SimulatedCenter): Promise<void> {
		const offer = { center: id, site, deviceName: tablet.name, duty: WHOLE_DUTY };
		const { code } = await this.#server.do((store) =>
			offerPairing(store, offer, SOMEBODY, this.#scheduler.now)
		);
		await tablet.pair(code);
	}

	/** What people do at the center while tablets are out. */
	async #rule(): Promise<void> {
		const length = this.#plan.steps * PAUSE_MS_MAX * 0.5;
		const until = this.#scheduler.now + length;
		await this.#scheduler.pass(MINUTE);
		while (this.#scheduler.now < until) {
			await this.#scheduler.pass(Math.ceil(this.#chance() * MINUTE));
			for (const center of this.#centers)
				await this.#attempt(() => this.#oracle.read(this.#server, center));
			const chosen = this.#tablets[Math.floor(this.#chance() * this.#tablets.length)];
			if (chosen && (await isPaired(chosen.tablet))) {
				await this.#attempt(() => this.#deed(chosen.tablet, chosen.center));
			}
			await this.#keep();
		}
	}

	async #keep(): Promise<void> {
		const restoring: FaultKind[] = ['server restored from a backup', 'server restored by hand'];
		if (!restoring.some((kind) => this.#faults.has(kind))) return;
		if (!(await this.#everybodyIsPaired())) return;
		if (this.#chance() < 0.2) await this.#attempt(() => this.#server.backUp());
		if (!this.#server.hasBackup) return;
		for (const kind of restoring) {
			if (!this.#faults.strikes(kind)) continue;
			const announced = kind === 'server restored from a backup';
			await this.#server.restore(announced);
			// What its positions counted is counted anew, and nobody tells those who have read on.
			if (!announced) this.#astray = true;
		}
	}

	async #everybodyIsPaired(): Promise<boolean> {
		const paired = await Promise.all(this.#tablets.map(({ tablet }) => isPaired(tablet)));
		return paired.every(Boolean);
	}

	async #deed(tablet: SimulatedTablet, center: SimulatedCenter): Promise<void> {
		const faults = this.#faults;
		if (this.#chance() < 0.1) this.#images.set(tablet, tablet.disk.clone());
		const image = this.#images.get(tablet);
		if (image && faults.strikes('tablet restored to an older image')) {
			this.#forked = true;
			this.#oracle.overwritten(tablet.disk);
			tablet.overwrite(image.clone());
		}
		if (this.#tablets.length < 8 && faults.strikes('tablet cloned')) {
			this.#forked = true;
			const name = `${this.#tablets.length}`;
			const copy = tablet.clone(name, this.#plan.seed * 100 + this.#tablets.length);
			this.#tablets.push({ tablet: copy, center });
			this.#spawn(() => this.#use(copy, center));
		}
		if (faults.strikes('credential lost')) delete tablet.cookie.credential;
		if (faults.strikes('paired anew')) await this.#pair(tablet, center);
		await this.#handOver(tablet, center);
		const self = await tablet.journal.identity();
		if (self && faults.strikes('tablet taken out of service')) {
			const { now } = this.#scheduler;
			await this.#server.do((store) =>
				retireTablet(store, center.id, self.device.id, SOMEBODY, now)
			);
		}
	}

	async #handOver(tablet: SimulatedTablet, center: SimulatedCenter): Promise<void> {
		const { now } = this.#scheduler;
		const twice = this.#faults.strikes('file handed over twice');
		if (!twice && !this.#faults.strikes('file handed over')) return;
		if (twice) this.#spawn(() => this.#drain(tablet, center));
		const self = await tablet.journal.identity();
		const events = await tablet.journal.allOwed();
		if (!self) return;
		const file = writeHandOver({ center: center.id, device: self.device.id, madeAt: now, events });
		for (let copies = twice ? 2 : 1; copies > 0; copies--) {
			await this.#server.do((store) => takeHandOver(store, center.id, file, SOMEBODY, now));
		}
	}

	/** The network is there and nobody dies: a minute later nothing is owed. Then what strayed arrives. */
	async #calm(): Promise<void> {
		this.#faults.heal();
		await this.#nothingIsOwed();
		await this.#scheduler.run();
		await this.#nothingIsOwed();
		for (const center of this.#centers) await this.#takeLate(center);
		for (const { tablet } of this.#tablets) this.#spawn(() => tablet.refresh());
		await this.#scheduler.run();
	}

	async #nothingIsOwed(): Promise<void> {
		for (let ms = 0; ms < HEAL_MS; ms += DRAIN_EVERY_MS) {
			for (const { tablet, center } of this.#tablets) {
				this.#spawn(async () => {
					await this.#pairIfNeeded(tablet, center);
					await this.#drain(tablet, center);
				});
			}
			await this.#scheduler.runFor(DRAIN_EVERY_MS);
		}
		for (const { tablet } of this.#tablets) {
			const unsent = await tablet.journal.unsent();
			if (unsent > 0) this.#oracle.fail('nothing is stuck', `${tablet.name} owes ${unsent}`);
		}
	}

	async #takeLate({ id }: SimulatedCenter): Promise<void> {
		const { store } = this.#server;
		const devices = await store.reader
			.selectFrom('late')
			.select('device_id')
			.distinct()
			.where('center_id', '=', id)
			.execute();
		for (const { device_id } of devices) {
			await takeLate(store, id, device_id, '확인함', SOMEBODY, this.#scheduler.now);
		}
	}

	async #judge(): Promise<number> {
		let events = 0;
		for (const center of this.#centers) {
			const here = this.#tablets.filter((each) => each.center === center);
			const tablets = here.map(({ tablet }) => tablet);
			events += await this.#oracle.judge(this.#server, center, tablets, {
				forked: this.#forked,
				astray: this.#astray
			});
		}
		return events;
	}

	#spawn(work: () => Promise<unknown>): void {
		this.#playing++;
		void this.#attempt(work).finally(() => this.#playing--);
	}

	/** Does what the network, a death or a full disk may prevent. */
	async #attempt(work: () => Promise<unknown>): Promise<void> {
		try {
			await work();
		} catch (error) {
			const expected = [Unreachable, Killed, ServerKilled, Broken].some(
				(kind) => error instanceof kind
			);
			const full = error instanceof Error && error.name === 'QuotaExceededError';
			if (!expected && !full) {
				this.#oracle.fail(
					'nothing else is thrown',
					error instanceof Error ? (error.stack ?? error.message) : String(error)
				);
			}
		}
	}
}

async function isPaired(tablet: SimulatedTablet): Promise<boolean> {
	try {
		return (await tablet.journal.identity()) !== null;
	} catch (error) {
		if (error instanceof Killed) return false;
		throw error;
	}
}
