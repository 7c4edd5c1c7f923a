import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { drawPin, openName, Pin, unlock } from '#domain/staff-lock.ts';
import { found } from '#server/centers.ts';
import { randomBytes } from '#server/keys.ts';
import { hasPin, setPin } from '#server/staff-lock.ts';
import { pull } from '#server/sync/pull.ts';
import { HOUR, START } from '../domain/people.ts';
import { ENGINES, NAMES, openCenter, pairDevice, SOMEBODY } from './center.ts';

const PIN = v.parse(Pin, '482915');
const OTHER = v.parse(Pin, '482916');

test('a drawn PIN is six digits, and another each time', () => {
	const drawn = Array.from({ length: 50 }, () => drawPin(randomBytes));
	for (const pin of drawn) expect(pin).toMatch(/^\d{6}$/);
	expect(new Set(drawn).size).toBeGreaterThan(45);
});

describe.each(ENGINES)('the PIN of a site’s staff, on %s', (engine) => {
	async function locked() {
		const made = await openCenter(engine);
		const { store, keys, epoch, center, bakery, college } = made;
		const tabletAt = async (site: typeof bakery) => {
			const { device } = await pairDevice(store, center, site, '태블릿');
			return (now = START) => pull({ store, keys }, epoch, device, null, now);
		};
		return {
			...made,
			atBakery: await tabletAt(bakery),
			atCollege: await tabletAt(college),
			give: (site = bakery, pin = PIN) => setPin(store, keys, center, SOMEBODY, site, pin, START)
		};
	}

	test('opens every name of the roster on a tablet there', async () => {
		const { atBakery, give, morning, store, center, bakery } = await locked();
		expect(await hasPin(store.reader, center, bakery)).toBe(false);
		expect((await atBakery()).lock).toBeNull();
		expect(await give()).toBe(true);
		expect(await hasPin(store.reader, center, bakery)).toBe(true);
		const { lock, roster } = await atBakery();
		const opened = lock && (await unlock(lock, PIN));
		const key = opened?.get(morning);
		if (!key) throw new Error('Not opened');
		const names = await Promise.all(
			roster.map(({ named, participant }) => openName(named ?? '', participant, key))
		);
		expect(names.map(({ name }) => name).sort()).toEqual([...NAMES].sort());
		expect(names[0]).toMatchObject({ school: '별솔중학교', group: '1-3' });
	});

	test('is of no use anywhere else, and another one of none here', async () => {
		const { atBakery, atCollege, give, college } = await locked();
		await give();
		await give(college, OTHER);
		const [here, there] = [(await atBakery()).lock, (await atCollege()).lock];
		if (!here || !there) throw new Error('No lock');
		expect(await unlock(here, OTHER)).toBeNull();
		expect(await unlock(there, PIN)).toBeNull();
		const keys = [...((await unlock(here, PIN))?.keys() ?? [])];
		expect(here.keys.map(({ session }) => session)).toEqual(keys);
		expect(there.keys.map(({ session }) => session)).not.toEqual(keys);
	});

	test('a name belongs to one person', async () => {
		const { atBakery, give, morning } = await locked();
		await give();
		const { lock, roster } = await atBakery();
		const key = lock && (await unlock(lock, PIN))?.get(morning);
		const [one, other] = roster;
		if (!key || !one?.named || !other) throw new Error('Not opened');
		await expect(openName(one.named, other.participant, key)).rejects.toThrow();
	});

	test('a tablet holds the keys of the sessions near now, and nothing of the PIN itself', async () => {
		const { atBakery, give, morning } = await locked();
		await give();
		const keysAt = async (now: number) =>
			(await atBakery(now)).lock?.keys.map((each) => each.session);
		expect(await keysAt(START - 48 * HOUR)).toEqual([]);
		expect(await keysAt(START - 24 * HOUR)).toEqual([morning]);
		expect(await keysAt(START + 48 * HOUR)).toEqual([]);
		expect(JSON.stringify(await atBakery())).not.toContain(PIN);
	});

	test('a new one replaces the old, and only the center’s own site gets one', async () => {
		const { store, keys, atBakery, give, bakery } = await locked();
		await give();
		await give(bakery, OTHER);
		const { lock } = await atBakery();
		if (!lock) throw new Error('No lock');
		expect(await unlock(lock, PIN)).toBeNull();
		expect(await unlock(lock, OTHER)).not.toBeNull();
		const other = await store.write((trx) => found(trx, { name: '', demo: false }, START));
		expect(await setPin(store, keys, other, SOMEBODY, bakery, PIN, START)).toBe(false);
		const trail = await store.reader
			.selectFrom('trail')
			.select(['action', 'subject', 'detail'])
			.where('action', '=', 'site.pin')
			.execute();
		expect(trail.map(({ subject }) => subject)).toEqual([`site:${bakery}`, `site:${bakery}`]);
		expect(JSON.stringify(trail)).not.toContain(OTHER);
	});
});
