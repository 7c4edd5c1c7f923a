import { describe, expect, onTestFinished, test } from 'vitest';
import { badgeOf } from '#domain/token.ts';
import { understand, type AttendanceEvent } from '#domain/event.ts';
import { identifyBy, visits } from '#domain/visits.ts';
import { SEOUL } from '#domain/zone.ts';
import { Unreachable } from '#kiosk/uplink.ts';
import { epochOf, found } from '#server/centers.ts';
import { silent } from '#server/log.ts';
import { openStore } from '#server/database/store.ts';
import { offerPairing } from '#server/devices.ts';
import { numbersFrom } from '../random.ts';
import { MINUTE, START } from '../domain/people.ts';
import { emptyDatabase, prepare, someKeys } from '../server/center.ts';
import { CALM, Network, type Weather } from './network.ts';
import { Clock, tablet, type Tablet } from './tablet.ts';

const STORM: Weather = { lostRequest: 0.2, lostAnswer: 0.2, twice: 0.15, late: 0.1, killed: 0.05 };
const TABLETS = 3;
const STEPS = 80;

/** Several tablets at one door, a storm between them and the center, then calm: one seed, one history. */
async function play(seed: number) {
	const chance = numbersFrom(seed);
	const pick = <Item>(items: readonly Item[]) => items[Math.floor(chance() * items.length)];
	const clock = new Clock(START - 30 * MINUTE);
	const keys = someKeys();
	const url = await emptyDatabase('sqlite');
	const network = new Network(await openStore(url, silent), url, chance, clock);
	onTestFinished(() => network.store.close());
	const center = await network.store.write((trx) => found(trx, { name: '', demo: false }, START));
	const { bakery, tokens } = await prepare(network.store, keys, center);
	await epochOf(network.store);

	const tablets: Tablet[] = [];
	for (let n = 0; n < TABLETS; n++) {
		const kiosk = tablet(
			network.line(),
			clock,
			seed * 100 + n,
			Math.round((chance() - 0.5) * 10_000)
		);
		const offer = { center, site: bakery, deviceName: `태블릿 ${n + 1}`, by: 'test' };
		await kiosk.pair(await offerPairing(network.store, offer, clock.now()));
		tablets.push(kiosk);
	}

	const attempt = async (work: () => Promise<unknown>) => {
		try {
			await work();
		} catch (error) {
			if (!(error instanceof Unreachable)) throw error;
		}
	};
	network.weather = STORM;
	const everybody = [...tokens.values()];
	for (let step = 0; step < STEPS; step++) {
		clock.pass(Math.floor(chance() * 4 * MINUTE));
		const kiosk = pick(tablets);
		if (!kiosk) continue;
		const action = chance();
		if (action < 0.55) await kiosk.scan(pick(everybody) ?? '');
		else if (action < 0.6) await kiosk.admit();
		// Two drains at once are harmless.
		else if (action < 0.7) await Promise.all([attempt(kiosk.drain), attempt(kiosk.drain)]);
		else if (action < 0.85) await attempt(kiosk.drain);
		else if (action < 0.95) await attempt(kiosk.refresh);
		else await network.deliverAstray();
	}

	network.weather = CALM;
	await network.deliverAstray();
	for (const kiosk of tablets) await kiosk.drain();
	for (const kiosk of tablets) await kiosk.refresh();
	return { network, center, tablets, tokens };
}

/** What the screens said was recorded, counted by hand beside the product. */
function recorded(tablets: readonly Tablet[]): number {
	return tablets
		.flatMap(({ outcomes }) => outcomes)
		.filter((outcome) => {
			if (outcome.kind === 'admitted') return true;
			if (outcome.kind !== 'verdict') throw new Error(outcome.kind);
			const { verdict } = outcome;
			if (verdict.kind === 'stranger') return verdict.movement !== 'repeat';
			return verdict.kind === 'arrival' || verdict.kind === 'departure';
		}).length;
}

describe('whatever the network does, the ledger ends with what the tablets recorded, once', () => {
	const seeds = Array.from({ length: 40 }, (_, index) => index + 1);

	test.each(seeds)('seed %i', async (seed) => {
		const { network, center, tablets, tokens } = await play(seed);
		const rows = await network.store.reader
			.selectFrom('ledger')
			.select(['position', 'id', 'body', 'incarnation', 'seq'])
			.where('center_id', '=', center)
			.orderBy('position')
			.execute();

		// No loss, no invention, no double: the oracle is what was shown, and what the journals hold.
		expect(rows).toHaveLength(recorded(tablets));
		for (const kiosk of tablets) expect(await kiosk.journal.unsent()).toBe(0);
		expect(rows.map(({ position }) => position)).toEqual(rows.map((_, index) => index + 1));
		const lives = Map.groupBy(rows, ({ incarnation }) => incarnation);
		for (const life of lives.values()) {
			const seqs = life.map(({ seq }) => seq).sort((a, b) => a - b);
			expect(seqs).toEqual(seqs.map((_, index) => index + 1));
		}
		const aside = await network.store.reader.selectFrom('quarantine').selectAll().execute();
		expect(aside).toEqual([]);

		// Every tablet ends with every event of the site, and so with the same visits.
		const events = rows.flatMap(({ body }): AttendanceEvent[] => {
			const understood = understand(JSON.parse(body));
			return understood.kind === 'known' ? [understood.event] : [];
		});
		const owners = [...tokens].map(
			([participant, token]) => [badgeOf(token), participant] as const
		);
		const truth = visits(events, SEOUL, identifyBy(new Map(owners)));
		for (const kiosk of tablets) {
			for (const session of await kiosk.journal.today(START)) {
				const here = [...truth.values()].filter(
					(visit) => visit.session === session.id && visit.state === 'here'
				);
				const counts = await kiosk.journal.counts(session.id, START);
				expect(counts.here).toBe(here.length);
			}
		}
	});
});
