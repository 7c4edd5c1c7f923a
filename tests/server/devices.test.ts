import { describe, expect, test } from 'vitest';
import { mintPairingCode, PAIRING_VALID_MS } from '#domain/pairing.ts';
import { authenticate, deviceStates, enrol } from '#server/devices.ts';
import { randomBytes } from '#server/keys.ts';
import { offerPairing } from '#server/pairings.ts';
import { push } from '#server/sync/push.ts';
import { retireTablet } from '#server/tablet-changes.ts';
import { event, MINUTE, START } from '../domain/people.ts';
import {
	ENGINES,
	newIncarnation,
	openCenter,
	pairDevice,
	pushOf,
	SOMEBODY,
	uuid
} from './center.ts';

describe.each(ENGINES)('pairing a tablet, on %s', (engine) => {
	async function offered() {
		const center = await openCenter(engine);
		const duty = { passage: 'arrivals', keypad: false, asks: 'badge' } as const;
		const offer = { center: center.center, site: center.bakery, deviceName: '입구', duty };
		const { code } = await offerPairing(center.store, offer, SOMEBODY, START);
		const use = (now = START, owes: string | null = null) =>
			enrol(center.store, { code, owes: owes as never }, null, now);
		return { ...center, code, use };
	}

	test('a code pairs one tablet, with a credential that lets it in', async () => {
		const { use, store, bakery } = await offered();
		const enrolled = await use();
		if (enrolled.kind !== 'enrolled') throw new Error(enrolled.kind);
		expect(enrolled.device).toMatchObject({
			name: '입구',
			site_id: bakery,
			passage: 'arrivals',
			keypad: 0,
			asks: 'badge'
		});
		expect(await authenticate(store.reader, enrolled.credential)).toMatchObject({ kind: 'device' });
		// Whoever steals the database cannot use what is in it.
		const [row] = await store.reader.selectFrom('device').selectAll().execute();
		expect(JSON.stringify(row)).not.toContain(enrolled.credential.split('.')[2]);
	});

	test('once', async () => {
		const { use } = await offered();
		await use();
		expect(await use()).toEqual({ kind: 'code-unknown' });
	});

	test('and by only one of two tablets that type it at the same time', async () => {
		const { use } = await offered();
		const kinds = (await Promise.all([use(), use(), use()])).map(({ kind }) => kind);
		expect(kinds.sort()).toEqual(['code-unknown', 'code-unknown', 'enrolled']);
	});

	test('a code that is in use is drawn again, and not for ever', async () => {
		const { store, center, college, code } = await offered();
		const duty = { passage: 'both', keypad: true, asks: 'badge' } as const;
		const offer = { center, site: college, deviceName: '대학', duty };
		const free = mintPairingCode(randomBytes);
		const draws = [code, code, free];
		const offering = () => offerPairing(store, offer, SOMEBODY, START, () => draws.shift() ?? code);
		expect((await offering()).code).toBe(free);
		await expect(offering()).rejects.toThrow('in use');
	});

	test('within ten minutes', async () => {
		const just = await offered();
		expect((await just.use(START + PAIRING_VALID_MS - 1)).kind).toBe('enrolled');
		const late = await offered();
		expect((await late.use(START + PAIRING_VALID_MS)).kind).toBe('code-unknown');
		expect(PAIRING_VALID_MS).toBe(10 * MINUTE);
	});

	test('a wrong code pairs nothing', async () => {
		const { store } = await offered();
		const wrong = await enrol(store, { code: '00000000' as never, owes: null }, null, START);
		expect(wrong.kind).toBe('code-unknown');
	});

	test('a tablet that owes another center does not use the code up', async () => {
		const { use, center } = await offered();
		expect((await use(START, uuid())).kind).toBe('other-center');
		expect((await use(START, center)).kind).toBe('enrolled');
	});

	test('a credential that is wrong, cut off, of another tablet, or revoked lets nobody in', async () => {
		const { store, center, bakery } = await offered();
		const one = await pairDevice(store, center, bakery, '하나');
		const two = await pairDevice(store, center, bakery, '둘');
		const [, , secret] = one.credential.split('.');
		for (const credential of [
			undefined,
			'',
			'a.b.c',
			one.credential.slice(0, -1),
			`${center}.${two.device.id}.${secret}`,
			`${uuid()}.${one.device.id}.${secret}`
		]) {
			expect((await authenticate(store.reader, credential)).kind).toBe('not-paired');
		}
		await store.write((trx) =>
			trx
				.updateTable('device')
				.set({ revoked_at: START })
				.where('center_id', '=', center)
				.where('id', '=', one.device.id)
				.execute()
		);
		expect((await authenticate(store.reader, one.credential)).kind).toBe('revoked');
		expect((await authenticate(store.reader, two.credential)).kind).toBe('device');
		const states = await deviceStates(store.reader, center);
		const revoked = states.filter(({ revoked }) => revoked).map(({ name }) => name);
		expect([states.length, revoked]).toEqual([2, ['하나']]);
	});

	describe('a tablet that is paired again', () => {
		async function pairedAgain(change: { readonly retired: boolean }) {
			const { store, keys, code, center, bakery, ...rest } = await offered();
			const before = await pairDevice(store, center, bakery, '먼저');
			if (change.retired) await retireTablet(store, center, before.device.id, SOMEBODY, START);
			const held = { credential: before.credential, address: '192.0.2.9' };
			const enrolled = await enrol(store, { code, owes: center }, held, START + MINUTE);
			if (enrolled.kind !== 'enrolled') throw new Error(enrolled.kind);
			return { ...rest, store, keys, center, before, after: enrolled };
		}

		test.each([
			{ was: 'in service', retired: false },
			{ was: 'out of service', retired: true }
		])('is not let in by what it held before, when $was', async ({ retired }) => {
			const { store, before, after } = await pairedAgain({ retired });
			const known = (credential: string) => authenticate(store.reader, credential);
			expect(await known(before.credential)).toEqual({ kind: 'not-paired' });
			expect(await known(after.credential)).toMatchObject({ device: { id: after.device.id } });
		});

		test('is one tablet in the center’s list, and the trail says that it did it itself', async () => {
			const { store, center, before, after } = await pairedAgain({ retired: false });
			const states = await deviceStates(store.reader, center);
			expect(states.map(({ id, revoked }) => [id, revoked])).toEqual([
				[before.device.id, true],
				[after.device.id, false]
			]);
			const [last] = await store.reader
				.selectFrom('trail')
				.selectAll()
				.orderBy('position', 'desc')
				.limit(1)
				.execute();
			expect(last).toMatchObject({
				account: `device:${before.device.id}`,
				address: '192.0.2.9',
				action: 'tablets.pair-again',
				subject: `device:${before.device.id}`
			});
		});

		test('keeps what it owes: the life before is sent on under the new credential', async () => {
			const { store, epoch, after, morning } = await pairedAgain({ retired: false });
			const life = newIncarnation();
			const made = event(1, 'arrival', {
				id: uuid() as never,
				incarnation: life,
				session: morning
			});
			const answer = await push(store, epoch, after.device, pushOf(life, [made]), START + MINUTE);
			expect(answer.results).toEqual([{ id: made.id, status: 'stored' }]);
		});

		test('with a wrong code stays what it is', async () => {
			const { store, center, bakery } = await offered();
			const { credential } = await pairDevice(store, center, bakery);
			const held = { credential, address: '192.0.2.9' };
			await enrol(store, { code: '00000000' as never, owes: null }, held, START);
			expect((await authenticate(store.reader, credential)).kind).toBe('device');
		});
	});
});
