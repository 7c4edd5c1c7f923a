import { onTestFinished } from 'vitest';
import { WHOLE_DUTY } from '#domain/duty.ts';
import { Unreachable } from '#kiosk/uplink.ts';
import { epochOf, found } from '#server/centers.ts';
import type { Engine } from '#server/database/schema.ts';
import { silent } from '#server/log.ts';
import { openStore } from '#server/database/store.ts';
import { offerPairing } from '#server/pairings.ts';
import { numbersFrom } from '../random.ts';
import { MINUTE, START } from '../domain/people.ts';
import { prepare, preparedDatabase, SOMEBODY, someKeys } from '../server/center.ts';
import { Network, type Weather } from './network.ts';
import { Clock, tablet, type Tablet } from './tablet.ts';

export const STORM: Weather = {
	lostRequest: 0.2,
	lostAnswer: 0.2,
	twice: 0.15,
	late: 0.1,
	killed: 0.05
};

/** One history for each seed: many on SQLite, which is quick, and a few that show that PostgreSQL makes no difference. */
export function histories(sqlite: number, postgres: number) {
	const from = (engine: Engine, count: number) =>
		Array.from({ length: count }, (_, index) => ({ engine, seed: index + 1 }));
	return [...from('sqlite', sqlite), ...from('postgres', postgres)];
}

/** A center, a network and some paired tablets at one door; all that happens follows from the seed. */
export async function openStage(seed: number, count: number, engine: Engine = 'sqlite') {
	const chance = numbersFrom(seed);
	const pick = <Item>(items: readonly Item[]) => items[Math.floor(chance() * items.length)];
	const clock = new Clock(START - 30 * MINUTE);
	const keys = someKeys();
	const url = await preparedDatabase(engine);
	const network = new Network(await openStore(url, silent), url, keys, chance, clock);
	onTestFinished(() => network.store.close());
	const center = await network.store.write((trx) => found(trx, { name: '', demo: false }, START));
	const prepared = await prepare(network.store, keys, center);
	await epochOf(network.store);

	const pair = async (kiosk: Tablet, name: string) => {
		const offer = { center, site: prepared.bakery, deviceName: name, duty: WHOLE_DUTY };
		const { code } = await offerPairing(network.store, offer, SOMEBODY, clock.now());
		await kiosk.pair(code);
	};
	const tablets: Tablet[] = [];
	for (let n = 0; n < count; n++) {
		const wrongBy = Math.round((chance() - 0.5) * 10_000);
		const kiosk = tablet(network.line(), clock, seed * 100 + n, wrongBy);
		await pair(kiosk, `태블릿 ${n + 1}`);
		tablets.push(kiosk);
	}
	return { chance, pick, clock, keys, network, center, tablets, pair, ...prepared };
}

/** Does what a network may prevent. */
export async function attempt(work: () => Promise<unknown>): Promise<void> {
	try {
		await work();
	} catch (error) {
		if (!(error instanceof Unreachable)) throw error;
	}
}

/** What the screens said was recorded, counted by hand beside the product. */
export function recorded(tablets: readonly Tablet[]): number {
	return tablets
		.flatMap(({ outcomes }) => outcomes)
		.filter((outcome) => {
			if (outcome.kind === 'admitted') return true;
			if (outcome.kind !== 'verdict') throw new Error(outcome.kind);
			return outcome.verdict.kind !== 'reread';
		}).length;
}
