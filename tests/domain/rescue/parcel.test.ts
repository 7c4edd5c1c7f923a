import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { CenterId, DeviceId, randomId } from '#domain/id.ts';
import { deflated, inflated } from '#domain/rescue/deflate.ts';
import { labelOf, pack, unpack } from '#domain/rescue/parcel.ts';
import { randomFrom } from '../../random.ts';
import { newKeys } from '../rating/ballots.ts';

const utf8 = new TextEncoder();
const LABEL = {
	center: v.parse(CenterId, randomId(randomFrom(1))),
	device: v.parse(DeviceId, randomId(randomFrom(2)))
};
const TEXT = JSON.stringify({ records: '오늘의 기록 '.repeat(500) });

describe('a parcel', () => {
	test('says from outside whose it is and who opens it, and nothing else', async () => {
		const { key } = await newKeys();
		const parcel = await pack(TEXT, LABEL, key);
		expect(labelOf(parcel)).toEqual(LABEL);
		expect(parcel.length).toBeLessThan(utf8.encode(TEXT).length / 4);
		const seen = new TextDecoder().decode(parcel);
		expect(seen).not.toContain('records');
		expect(seen).not.toContain('기록');
	});

	test('is opened by the center’s key, and by no other', async () => {
		const keys = await newKeys();
		const parcel = await pack(TEXT, LABEL, keys.key);
		expect(await unpack(parcel, keys)).toBe(TEXT);
		expect(await unpack(parcel, await newKeys())).toBeNull();
	});

	test('is not opened any more once a byte of it, or of its label, was exchanged or cut off', async () => {
		const keys = await newKeys();
		const parcel = await pack(TEXT, LABEL, keys.key);
		for (const at of [5, 21, 40, 101, parcel.length - 1]) {
			const bent = parcel.slice();
			bent[at] = (bent[at] ?? 0) ^ 1;
			expect(await unpack(bent, keys)).toBeNull();
		}
		expect(await unpack(parcel.slice(0, -1), keys)).toBeNull();
		expect(await unpack(parcel.slice(0, 40), keys)).toBeNull();
	});

	test('is no parcel without its label', () => {
		for (const text of ['', 'HBR1', '{"format":"haebom-hand-over"}', `HBR1${'x'.repeat(60)}`]) {
			expect(labelOf(utf8.encode(text))).toBeNull();
		}
	});
});

test('a few bytes that stand for too many are not followed to their end', async () => {
	const few = await deflated(new Uint8Array(1_000_000));
	expect(few.length).toBeLessThan(2_000);
	expect(await inflated(few, 1_000_000)).toHaveLength(1_000_000);
	await expect(inflated(few, 999_999)).rejects.toThrow('More than');
});
