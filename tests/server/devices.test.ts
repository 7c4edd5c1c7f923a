import { describe, expect, test } from 'vitest';
import { PAIRING_VALID_MS } from '#domain/pairing.ts';
import { authenticate, deviceStates, enrol } from '#server/devices.ts';
import { offerPairing } from '#server/pairings.ts';
import { MINUTE, START } from '../domain/people.ts';
import { ENGINES, openCenter, pairDevice, SOMEBODY, uuid } from './center.ts';

describe.each(ENGINES)('pairing a tablet, on %s', (engine) => {
	async function offered() {
		const center = await openCenter(engine);
		const duty = { passage: 'arrivals', keypad: false, asks: 'badge' } as const;
		const offer = { center: center.center, site: center.bakery, deviceName: '입구', duty };
		const { code } = await offerPairing(center.store, offer, SOMEBODY, START);
		const use = (now = START, owes: string | null = null) =>
			enrol(center.store, { code, owes: owes as never }, now);
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

	test('within ten minutes', async () => {
		const just = await offered();
		expect((await just.use(START + PAIRING_VALID_MS - 1)).kind).toBe('enrolled');
		const late = await offered();
		expect((await late.use(START + PAIRING_VALID_MS)).kind).toBe('code-unknown');
		expect(PAIRING_VALID_MS).toBe(10 * MINUTE);
	});

	test('a wrong code pairs nothing', async () => {
		const { store } = await offered();
		const wrong = await enrol(store, { code: '00000000' as never, owes: null }, START);
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
});
