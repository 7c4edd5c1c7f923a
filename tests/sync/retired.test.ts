import { describe, expect, test } from 'vitest';
import type { DeviceId } from '#domain/id.ts';
import type { Engine } from '#server/database/schema.ts';
import { leaveLate, takeLate } from '#server/sync/late.ts';
import { changeTablet, retireTablet } from '#server/tablet-changes.ts';
import { WHOLE_DUTY } from '#domain/duty.ts';
import { MINUTE, START } from '../domain/people.ts';
import { SOMEBODY } from '../server/center.ts';
import { CALM } from './network.ts';
import { attempt, histories, openStage, recorded, STORM } from './stage.ts';
import type { Tablet } from './tablet.ts';

const TABLETS = 3;
const STEPS = 90;

/** Tablets are taken out of service, paired anew and decided about in the middle of a storm. */
async function play(seed: number, engine: Engine) {
	const stage = await openStage(seed, TABLETS, engine);
	const { chance, pick, clock, network, center, tokens, tablets, pair } = stage;
	const everybody = [...tokens.values()];
	const dismissed = new Set<DeviceId>();
	const idOf = async (kiosk: Tablet) => (await kiosk.journal.identity())?.device.id;
	const isRetired = async (kiosk: Tablet) => (await kiosk.journal.identity())?.retired ?? false;
	const retire = async (kiosk: Tablet) => {
		const id = await idOf(kiosk);
		if (!id || dismissed.has(id)) return;
		await retireTablet(network.store, center, id, SOMEBODY, clock.now());
		dismissed.add(id);
	};
	const pairAnew = async (kiosk: Tablet) => {
		if (!(await isRetired(kiosk))) return;
		network.weather = CALM;
		await pair(kiosk, '다시');
		network.weather = STORM;
	};
	const decide = async () => {
		const id = pick([...dismissed]);
		if (!id) return;
		const act = pick([takeLate, takeLate, leaveLate]) ?? takeLate;
		// Two of the staff press at once.
		await Promise.all(
			[1, 2].map(() => act(network.store, center, id, '까닭', SOMEBODY, clock.now()))
		);
	};

	network.weather = STORM;
	for (let step = 0; step < STEPS; step++) {
		clock.pass(Math.floor(chance() * 4 * MINUTE));
		const kiosk = pick(tablets);
		if (!kiosk) continue;
		const action = chance();
		// The door of a tablet that knows of its dismissal is closed.
		if (action < 0.5 && !(await isRetired(kiosk))) await kiosk.scan(pick(everybody) ?? '');
		else if (action < 0.55 && !(await isRetired(kiosk))) await kiosk.admit();
		else if (action < 0.7) await Promise.all([attempt(kiosk.drain), attempt(kiosk.drain)]);
		else if (action < 0.8) await attempt(kiosk.refresh);
		else if (action < 0.86) await network.deliverAstray();
		else if (action < 0.91) await retire(kiosk);
		else if (action < 0.95) await pairAnew(kiosk);
		else await decide();
	}
	network.weather = CALM;
	await network.deliverAstray();
	const [first] = tablets;
	// Whatever the seed, one is dismissed with something still to send.
	if (first && !(await isRetired(first))) {
		await first.admit();
		await retire(first);
	}
	for (const kiosk of tablets) await kiosk.drain();
	for (const kiosk of tablets) await kiosk.refresh();
	return { ...stage, dismissed, isRetired };
}

describe('whoever is taken out of service when, nothing is lost, doubled, or let in by itself', () => {
	test.each(histories(30, 5))('seed $seed on $engine', async ({ seed, engine }) => {
		const { network, center, tablets, clock, dismissed, isRetired } = await play(seed, engine);
		const idsIn = async (table: 'ledger' | 'late') => {
			const id = table === 'ledger' ? 'id' : 'event_id';
			const rows = await network.store.reader.selectFrom(table).select([id]).execute();
			return rows.map((row) => Object.values(row)[0]);
		};

		for (const kiosk of tablets) expect(await kiosk.journal.unsent()).toBe(0);
		const early = await idsIn('ledger');
		const late = await idsIn('late');
		expect(late.length).toBeGreaterThan(0);
		expect(new Set([...early, ...late]).size).toBe(recorded(tablets));

		// What waits is not in the ledger, and what the ledger had was not put into the inbox.
		const waiting = await network.store.reader
			.selectFrom('late')
			.select('event_id')
			.where((eb) => eb.or([eb('decision', 'is', null), eb('decision', '=', 'left')]))
			.execute();
		for (const { event_id } of waiting) expect(early).not.toContain(event_id);

		for (let times = 0; times < 2; times++) {
			for (const id of dismissed) {
				await takeLate(network.store, center, id, '모두', SOMEBODY, clock.now());
			}
		}
		const rows = await network.store.reader
			.selectFrom('ledger')
			.select(['position', 'id', 'incarnation', 'seq'])
			.orderBy('position')
			.execute();
		expect(rows).toHaveLength(recorded(tablets));
		expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
		expect(rows.map(({ position }) => position)).toEqual(rows.map((_, index) => index + 1));
		for (const life of Map.groupBy(rows, ({ incarnation }) => incarnation).values()) {
			const seqs = life.map(({ seq }) => seq).sort((a, b) => a - b);
			expect(seqs).toEqual(seqs.map((_, index) => index + 1));
		}
		expect(await network.store.reader.selectFrom('quarantine').selectAll().execute()).toEqual([]);

		for (const kiosk of tablets) {
			const sessions = await kiosk.journal.today(START);
			expect(sessions).toHaveLength((await isRetired(kiosk)) ? 0 : 1);
		}
		const told = await network.store.reader
			.selectFrom('device')
			.select('id')
			.where('revoked_at', 'is not', null)
			.where('erased_at', 'is not', null)
			.execute();
		for (const kiosk of tablets) {
			const id = (await kiosk.journal.identity())?.device.id;
			if (await isRetired(kiosk)) expect(told.map((row) => row.id)).toContain(id);
		}
	});
});

test('moved to another site in the middle, a tablet forgets the first one and sends on what it owes', async () => {
	const { network, center, college, tokens, tablets, clock } = await openStage(1, 1);
	const [kiosk] = tablets;
	const [student] = tokens.values();
	const identity = await kiosk?.journal.identity();
	if (!kiosk || !student || !identity) throw new Error('Nobody there');
	await kiosk.scan(student);
	const to = { name: '강의실', site: college, duty: WHOLE_DUTY };
	await changeTablet(network.store, center, identity.device.id, to, SOMEBODY, clock.now());
	await kiosk.refresh();
	expect(await kiosk.journal.identity()).toMatchObject({ site: { id: college } });
	expect((await kiosk.journal.today(START)).map(({ site }) => site)).toEqual([college]);
	expect(await kiosk.journal.unsent()).toBe(1);
	await kiosk.drain();
	expect(await kiosk.journal.unsent()).toBe(0);
	expect(await network.store.reader.selectFrom('ledger').select('id').execute()).toHaveLength(1);
});

test('a tablet of a build that knows no directive loses nothing, and its roster goes all the same', async () => {
	const { network, center, tokens, tablets, clock } = await openStage(2, 1);
	const [kiosk] = tablets;
	const [student] = tokens.values();
	const identity = await kiosk?.journal.identity();
	if (!kiosk || !student || !identity) throw new Error('Nobody there');
	network.deaf = true;
	await kiosk.scan(student);
	await retireTablet(network.store, center, identity.device.id, SOMEBODY, clock.now());
	await kiosk.drain();
	await kiosk.refresh();
	expect(await kiosk.journal.unsent()).toBe(0);
	expect(await kiosk.journal.today(START)).toEqual([]);
	// It takes itself for one in service, and goes on at the door.
	await kiosk.admit();
	await kiosk.drain();
	await takeLate(network.store, center, identity.device.id, '모두', SOMEBODY, clock.now());
	expect(await network.store.reader.selectFrom('ledger').select('id').execute()).toHaveLength(2);
});
