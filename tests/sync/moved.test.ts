import { describe, expect, test } from 'vitest';
import type { Engine } from '#server/database/schema.ts';
import { changeSession, detailsOf } from '#server/planning.ts';
import { MINUTE, START } from '../domain/people.ts';
import { SOMEBODY } from '../server/center.ts';
import { CALM } from './network.ts';
import { attempt, histories, openStage, recorded, STORM } from './stage.ts';

const TABLETS = 3;
const STEPS = 80;

/** Tablets are carried to and fro between two sites in the middle of a storm. */
async function play(seed: number, engine: Engine) {
	const stage = await openStage(seed, TABLETS, engine);
	const { chance, pick, clock, network, tablets, tokens, bakery, college } = stage;
	network.weather = STORM;
	const everybody = [...tokens.values()];
	for (let step = 0; step < STEPS; step++) {
		clock.pass(Math.floor(chance() * 2 * MINUTE));
		const kiosk = pick(tablets);
		if (!kiosk) continue;
		const action = chance();
		if (action < 0.55) await kiosk.scan(pick(everybody) ?? '');
		else if (action < 0.7) await attempt(() => kiosk.stand(pick([bakery, college]) ?? bakery));
		else if (action < 0.85) await attempt(kiosk.drain);
		else if (action < 0.95) await attempt(kiosk.refresh);
		else await network.deliverAstray();
	}
	network.weather = CALM;
	await network.deliverAstray();
	for (const kiosk of tablets) await kiosk.drain();
	for (const kiosk of tablets) await kiosk.refresh();
	return stage;
}

describe('wherever tablets are carried and whatever the network does, nothing is lost, and each knows its own site alone', () => {
	test.each(histories(20, 3))('seed $seed on $engine', async ({ seed, engine }) => {
		const { network, tablets, bakery, morning, lecture, students } = await play(seed, engine);
		const rows = await network.store.reader.selectFrom('ledger').select('id').execute();
		expect(rows).toHaveLength(recorded(tablets));
		for (const { journal } of tablets) {
			expect(await journal.unsent()).toBe(0);
			const identity = await journal.identity();
			const { site_id } = await network.store.reader
				.selectFrom('device')
				.select('site_id')
				.where('id', '=', identity?.device.id ?? ('' as never))
				.executeTakeFirstOrThrow();
			expect(identity?.site.id).toBe(site_id);
			const here = site_id === bakery;
			expect((await journal.today(START)).map(({ id }) => id)).toEqual([here ? morning : lecture]);
			expect(await journal.rosterOf(morning)).toHaveLength(here ? students.length : 0);
		}
	});
});

test('a session that is taken elsewhere goes with what others saw of it, and brings that back with it', async () => {
	const { network, tablets, clock, center, tokens, bakery, college, morning } = await openStage(
		1,
		2
	);
	const [kiosk, other] = tablets;
	const [student] = tokens.values();
	if (!kiosk || !other || !student) throw new Error('Nobody there');
	const hear = async () => {
		await kiosk.drain();
		await kiosk.refresh();
		return kiosk.journal.eventsOf(morning);
	};
	const move = async (site: typeof bakery) => {
		const now = clock.now();
		const details = await detailsOf(network.store.reader, center, morning);
		if (!details) throw new Error('No session');
		await changeSession(network.store, center, SOMEBODY, morning, { ...details, site }, now);
	};
	await other.scan(student);
	await other.drain();
	const seen = await hear();
	expect(seen).toMatchObject([{ kind: 'arrival' }]);
	await move(college);
	expect(await hear()).toEqual([]);
	await move(bakery);
	await hear();
	expect(await hear()).toEqual(seen);
});
