import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { CenterId, DeviceId, Epoch, randomId } from '#domain/id.ts';
import {
	markOf,
	settledLives,
	settles,
	verifyReceipt,
	type Marked,
	type RescueReceipt
} from '#domain/rescue/receipt.ts';
import { sign, SigningKey } from '#domain/signed.ts';
import { randomFrom } from '../../random.ts';
import { event, incarnation } from '../people.ts';

const random = randomFrom(5);
const CENTER = v.parse(CenterId, randomId(random));
const DEVICE = v.parse(DeviceId, randomId(random));
const EPOCH = v.parse(Epoch, randomId(random));

const marked = (seq: number, life = 1, said = 'arrival'): Marked => ({
	incarnation: incarnation(life),
	seq,
	mark: `${life}/${seq}/${said}`
});

async function newSigner() {
	const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const;
	const pair = await crypto.subtle.generateKey(curve, true, ['sign', 'verify']);
	const point = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
	const key = v.parse(SigningKey, btoa(String.fromCharCode(...point)));
	return { key, secret: pair.privateKey };
}

const receipt = (changes: Partial<RescueReceipt> = {}): RescueReceipt => ({
	kind: 'rescue-receipt',
	center: CENTER,
	device: DEVICE,
	epoch: EPOCH,
	at: 1,
	lives: settledLives([marked(1), marked(2)]),
	...changes
});

describe('a receipt', () => {
	test('names what is held by life and number, whatever order it came in', () => {
		const lives = settledLives([
			marked(3),
			marked(1),
			marked(7, 2),
			marked(2),
			marked(5),
			marked(5)
		]);
		expect(lives).toMatchObject([
			{
				life: incarnation(1),
				ranges: [
					[1, 3],
					[5, 5]
				]
			},
			{ life: incarnation(2), ranges: [[7, 7]] }
		]);
	});

	test('settles exactly the events that were meant', () => {
		const [life] = settledLives([marked(1), marked(2), marked(5)]);
		if (!life) throw new Error('No life');
		const kept = [1, 2, 3, 4, 5].map((seq) => marked(seq));
		expect(settles(life, kept)).toBe(true);
		expect(settles(life, kept.toReversed())).toBe(true);
		expect(settles(life, kept.slice(1))).toBe(false);
		expect(settles(life, [marked(1), marked(2, 1, 'departure'), marked(5)])).toBe(false);
	});

	test('is short enough to be signed, however scattered the numbers are', async () => {
		const { key, secret } = await newSigner();
		const scattered = [1, 2, 3, 4, 5, 6].flatMap((life) =>
			Array.from({ length: 50 }, (_, at) => marked(90_000 + at * 2, life))
		);
		const lives = settledLives(scattered);
		const said = await sign(secret, receipt({ lives }));
		expect(await verifyReceipt(said, key, { center: CENTER, device: DEVICE })).toMatchObject({
			kind: 'receipt'
		});
		expect(lives.flatMap(({ ranges }) => ranges)).toHaveLength(40);
		const worst = settledLives([
			...[2, 3, 4].map((life) => marked(90_001, life)),
			...Array.from({ length: 50 }, (_, at) => marked(90_000 + at * 2, 5))
		]);
		expect(worst).toHaveLength(4);
		await sign(secret, receipt({ lives: worst }));
	});

	test('is believed by the tablet it is for, and by no other', async () => {
		const { key, secret } = await newSigner();
		const said = await sign(secret, receipt());
		const us = { center: CENTER, device: DEVICE };
		expect(await verifyReceipt(said, key, us)).toEqual({ kind: 'receipt', receipt: receipt() });
		const neighbour = { ...us, device: v.parse(DeviceId, randomId(random)) };
		expect(await verifyReceipt(said, key, neighbour)).toEqual({ kind: 'other-tablet' });
	});

	test('that was forged, altered, or signed for something else is none', async () => {
		const { key, secret } = await newSigner();
		const stranger = await newSigner();
		const us = { center: CENTER, device: DEVICE };
		const forged = [
			await sign(stranger.secret, receipt()),
			`A${(await sign(secret, receipt())).slice(1)}`,
			await sign(secret, { ...receipt(), kind: 'certificate' }),
			await sign(secret, receipt({ center: v.parse(CenterId, randomId(random)) })),
			'',
			'hello'
		];
		for (const text of forged)
			expect(await verifyReceipt(text, key, us)).toEqual({ kind: 'forged' });
	});
});

test('what says something else is marked otherwise, also where it cannot be read', () => {
	const arrival = event(1, 'arrival');
	expect(markOf(arrival)).toBe(markOf({ ...arrival }));
	expect(markOf(arrival)).not.toBe(markOf({ ...arrival, kind: 'departure' }));
	expect(markOf({ broken: 1 })).not.toBe(markOf({ broken: 2 }));
});
