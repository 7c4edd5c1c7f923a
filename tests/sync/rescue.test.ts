import { expect, test } from 'vitest';
import { Fountain } from '#domain/light/fountain.ts';
import { deliver } from '#kiosk/deliver.ts';
import { packOwing } from '#kiosk/rescue/owing.ts';
import { takeWhole } from '#kiosk/rescue/taking.ts';
import { retireTablet } from '#server/tablet-changes.ts';
import { SOMEBODY, uuid } from '../server/center.ts';
import { START } from '../domain/people.ts';
import { CALM } from './network.ts';
import { openStage, STORM, attempt } from './stage.ts';
import type { Tablet } from './tablet.ts';

const utf8 = new TextEncoder();

/** A tablet in a basement with scans that it owes, and another one that finds a network. */
async function inTheBasement(seed = 1) {
	const stage = await openStage(seed, 2);
	for (const kiosk of stage.tablets) await kiosk.refresh();
	const [basement, courier] = stage.tablets;
	if (!basement || !courier) throw new Error('No tablets');
	for (const token of stage.tokens.values()) await basement.scan(token);
	const owed = (await basement.journal.allOwed()).length;
	const ledger = async () => {
		const { count } = await stage.network.store.reader
			.selectFrom('ledger')
			.select((eb) => eb.fn.countAll<number>().as('count'))
			.executeTakeFirstOrThrow();
		return Number(count);
	};
	return { ...stage, basement, courier, owed, ledger };
}

async function parcelOf(kiosk: Tablet) {
	const owing = await packOwing(kiosk.journal, START);
	if (owing.kind !== 'packed') throw new Error(owing.kind);
	return owing;
}

async function receiptOn(courier: Tablet): Promise<Uint8Array<ArrayBuffer>> {
	const [parcel] = await courier.journal.parcels();
	if (parcel?.said?.kind !== 'taken') throw new Error('No receipt');
	return utf8.encode(parcel.said.receipt);
}

test('what a tablet owes comes to the center through another one, and its receipt settles it', async () => {
	const { basement, courier, owed, ledger } = await inTheBasement();
	expect(owed).toBeGreaterThan(2);
	const { parcel, events, left } = await parcelOf(basement);
	expect({ events, left }).toEqual({ events: owed, left: 0 });
	const device = (await basement.journal.identity())?.device.id;
	const took = await takeWhole(courier.journal, 'parcel', parcel, START);
	expect(took).toEqual({ kind: 'carried', device });
	expect(await basement.journal.unsent()).toBe(owed);

	await deliver(courier.journal, courier.uplink);
	expect(await ledger()).toBe(owed);
	const receipt = await receiptOn(courier);
	const settled = { kind: 'settled', events: owed, left: 0 };
	expect(await takeWhole(basement.journal, 'receipt', receipt, START)).toEqual(settled);
	expect(await basement.journal.unsent()).toBe(0);
	expect(await packOwing(basement.journal, START)).toEqual({ kind: 'nothing' });
});

test('the tablet that carries it reads nothing of it', async () => {
	const { basement, courier } = await inTheBasement();
	const { parcel } = await parcelOf(basement);
	await takeWhole(courier.journal, 'parcel', parcel, START);
	const [kept] = await courier.journal.parcels();
	const [event] = await basement.journal.allOwed();
	const seen = new TextDecoder('latin1').decode(kept?.bytes);
	for (const word of [event?.id, event?.session, 'arrival', 'badge']) {
		expect(seen).not.toContain(word);
	}
});

test('taken twice, handed in twice, and receipted twice, everything is once', async () => {
	const { basement, courier, owed, ledger } = await inTheBasement();
	const first = await parcelOf(basement);
	const second = await parcelOf(basement);
	for (const { parcel } of [first, second, first]) {
		await takeWhole(courier.journal, 'parcel', parcel, START);
	}
	expect(await courier.journal.parcels()).toHaveLength(2);
	await deliver(courier.journal, courier.uplink);
	await deliver(courier.journal, courier.uplink);
	expect(await ledger()).toBe(owed);
	const receipt = await receiptOn(courier);
	await takeWhole(basement.journal, 'receipt', receipt, START);
	expect(await takeWhole(basement.journal, 'receipt', receipt, START)).toEqual({
		kind: 'settled',
		events: 0,
		left: 0
	});
	expect(await ledger()).toBe(owed);
});

test('what is recorded after the parcel was made is still owed after the receipt', async () => {
	const { basement, courier, owed, ledger } = await inTheBasement();
	const { parcel } = await parcelOf(basement);
	await basement.admit();
	await takeWhole(courier.journal, 'parcel', parcel, START);
	await deliver(courier.journal, courier.uplink);
	const receipt = await receiptOn(courier);
	expect(await takeWhole(basement.journal, 'receipt', receipt, START)).toEqual({
		kind: 'settled',
		events: owed,
		left: 1
	});
	await basement.drain();
	expect(await ledger()).toBe(owed + 1);
});

test('a storm on the courier’s way loses nothing and counts nothing twice', async () => {
	for (const seed of [2, 3, 4, 5]) {
		const { basement, courier, owed, ledger, network } = await inTheBasement(seed);
		await takeWhole(courier.journal, 'parcel', (await parcelOf(basement)).parcel, START);
		network.weather = STORM;
		for (let tries = 0; tries < 30; tries++) {
			await attempt(() => deliver(courier.journal, courier.uplink));
			await attempt(() => basement.drain());
		}
		network.weather = CALM;
		await deliver(courier.journal, courier.uplink);
		await takeWhole(basement.journal, 'receipt', await receiptOn(courier), START);
		expect(await basement.journal.unsent()).toBe(0);
		expect(await ledger()).toBe(owed);
	}
});

test('a tablet out of service still has its records carried, and they wait for staff', async () => {
	const { basement, courier, ledger, network, center } = await inTheBasement();
	const device = (await basement.journal.identity())?.device.id;
	if (!device) throw new Error('Not paired');
	await retireTablet(network.store, center, device, SOMEBODY, START);
	await takeWhole(courier.journal, 'parcel', (await parcelOf(basement)).parcel, START);
	await deliver(courier.journal, courier.uplink);
	expect(await ledger()).toBe(0);
	const took = await takeWhole(basement.journal, 'receipt', await receiptOn(courier), START);
	expect(took).toMatchObject({ kind: 'settled', left: 0 });
});

test('another tablet’s receipt, a forged one and another center’s parcel change nothing and say so', async () => {
	const { basement, courier, owed } = await inTheBasement();
	const { parcel } = await parcelOf(basement);
	await takeWhole(courier.journal, 'parcel', parcel, START);
	await deliver(courier.journal, courier.uplink);
	const receipt = await receiptOn(courier);
	const other = await takeWhole(courier.journal, 'receipt', receipt, START);
	expect(other).toEqual({ kind: 'other-tablet' });
	const forged = receipt.slice();
	forged[20] = (forged[20] ?? 0) ^ 1;
	for (const bytes of [forged, receipt.slice(0, -4), utf8.encode('1234'), new Uint8Array()]) {
		expect(await takeWhole(basement.journal, 'receipt', bytes, START)).toEqual({ kind: 'forged' });
	}
	const elsewhere = parcel.slice();
	elsewhere[6] = (elsewhere[6] ?? 0) ^ 1;
	expect(await takeWhole(courier.journal, 'parcel', elsewhere, START)).toEqual({
		kind: 'other-center'
	});
	const nothing = utf8.encode('a file of something else, long enough to be a parcel, and none');
	expect(await takeWhole(courier.journal, 'parcel', nothing, START)).toEqual({ kind: 'foreign' });
	expect(await basement.journal.unsent()).toBe(owed);
});

test('a receipt of a center’s earlier life settles nothing, for that life may have been lost', async () => {
	const { basement, courier, owed } = await inTheBasement();
	await takeWhole(courier.journal, 'parcel', (await parcelOf(basement)).parcel, START);
	await deliver(courier.journal, courier.uplink);
	const receipt = await receiptOn(courier);
	const self = await basement.journal.identity();
	if (!self) throw new Error('Not paired');
	await basement.journal.adopt({ ...self, epoch: uuid() as never });
	expect(await takeWhole(basement.journal, 'receipt', receipt, START)).toEqual({ kind: 'unfit' });
	expect(await basement.journal.unsent()).toBe(owed);
});

test('a parcel cut off on the way is kept as what it is: the center says that it cannot open it', async () => {
	const { basement, courier, ledger, owed } = await inTheBasement();
	const { parcel } = await parcelOf(basement);
	await takeWhole(courier.journal, 'parcel', parcel.slice(0, -9), START);
	await deliver(courier.journal, courier.uplink);
	expect(await courier.journal.parcels()).toMatchObject([{ said: { kind: 'unreadable' } }]);
	expect(await ledger()).toBe(0);
	expect(await basement.journal.unsent()).toBe(owed);
});

test('a tablet that has not heard of the center’s key says so, rather than send what anybody can read', async () => {
	const { basement } = await inTheBasement();
	const self = await basement.journal.identity();
	if (!self) throw new Error('Not paired');
	const { rescueKey: _, ...unheard } = self;
	await basement.journal.adopt(unheard);
	expect(await packOwing(basement.journal, START)).toEqual({ kind: 'keyless' });
});

test('a day’s records are so few pictures that nobody’s arms get tired', async () => {
	const { basement } = await inTheBasement();
	for (let n = 0; n < 200; n++) await basement.admit();
	const { parcel, events } = await parcelOf(basement);
	const { blocks } = new Fountain('parcel', parcel);
	expect(events).toBeGreaterThan(200);
	expect(blocks / 6).toBeLessThan((events / 1_000) * 120);
});
