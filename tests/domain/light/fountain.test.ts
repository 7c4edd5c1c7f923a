import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Catch } from '#domain/light/catch.ts';
import { BLOCK_BYTES, Fountain, mixOf } from '#domain/light/fountain.ts';
import { readFrame, writeFrame } from '#domain/light/frame.ts';
import { numbersFrom, randomFrom } from '../../random.ts';

const someBytes = (length: number, seed: number) => randomFrom(seed)(length);

/** Films a fountain from a frame on until the whole is there; each code goes through `seen`, which may lose it. */
function film(
	whole: Uint8Array,
	{ from = 0, seen = (text: string): readonly string[] => [text], most = 100_000 } = {}
) {
	const fountain = new Fountain('parcel', whole);
	const taken = new Catch('parcel');
	let frames = 0;
	for (let seed = from; seed < from + most; seed++) {
		for (const text of seen(fountain.frame(seed))) {
			const caught = taken.take(text);
			if (caught.kind !== 'frame') continue;
			frames++;
			const got = caught.basin.of === nameIn(fountain) ? caught.basin.whole() : null;
			if (got) return { got, frames, blocks: fountain.blocks };
		}
	}
	throw new Error('It never became whole');
}

/** Compared as the bytes they are, which takes no time. */
const same = (one: Uint8Array | null, other: Uint8Array) =>
	one !== null && Buffer.compare(one, other) === 0;

const nameIn = (fountain: Fountain) => readFrame(fountain.frame(0))?.of;

test('what is mixed into a frame follows from its seed alone, now and for ever', () => {
	expect([...mixOf(40, 3)]).toEqual([8, 0]);
	expect([...mixOf(40, 33)]).toEqual([0, 2]);
	expect([...mixOf(40, 40)]).toEqual([2638089610, 6]);
	expect([...mixOf(40, 4_000_000_000)]).toEqual([1017543407, 172]);
	expect([...mixOf(1, 77)]).toEqual([1]);
});

test('nobody is sent a frame of nothing', () => {
	for (let seed = 0; seed < 2_000; seed++) expect(mixOf(2, seed)[0]).toBeGreaterThan(0);
});

test('whoever loses nothing needs each block once', () => {
	for (const length of [1, BLOCK_BYTES, BLOCK_BYTES + 1, 33 * BLOCK_BYTES - 1]) {
		const whole = someBytes(length, length);
		const { got, frames, blocks } = film(whole);
		expect(same(got, whole)).toBe(true);
		expect(frames).toBe(blocks);
	}
});

test('from any moment on, with up to six of ten frames lost, it comes whole and costs under a tenth more', () => {
	fc.assert(
		fc.property(
			fc.nat(1_000_000),
			fc.double({ min: 0, max: 0.6, noNaN: true }),
			fc.nat(2_000),
			(seed, loss, from) => {
				const whole = someBytes(100 * BLOCK_BYTES, seed);
				const chance = numbersFrom(seed);
				const { got, frames, blocks } = film(whole, {
					from,
					seen: (text) => (chance() < loss ? [] : [text])
				});
				expect(same(got, whole)).toBe(true);
				// Ten frames besides are not enough once in a thousand times; these are always the same.
				expect(frames).toBeLessThan(blocks * 1.1);
			}
		),
		{ numRuns: 20, seed: 7 }
	);
});

test('the frames that are needed besides are two on average', () => {
	const whole = someBytes(30 * BLOCK_BYTES, 1);
	const runs = Array.from({ length: 40 }, (_, run) => film(whole, { from: 100 + run * 500 }));
	const extra = runs.map(({ frames, blocks }) => frames - blocks);
	expect(extra.reduce((sum, each) => sum + each, 0) / runs.length).toBeLessThan(2.5);
});

test('order and repetition change nothing', () => {
	fc.assert(
		fc.property(fc.nat(1_000_000), (seed) => {
			const whole = someBytes(20 * BLOCK_BYTES - 7, seed);
			const fountain = new Fountain('parcel', whole);
			const texts = Array.from({ length: 40 }, (_, at) => fountain.frame(at));
			const chance = numbersFrom(seed);
			const shuffled = [...texts, ...texts].sort(() => chance() - 0.5);
			const taken = new Catch('parcel');
			const caught = shuffled.map((text) => taken.take(text));
			const fresh = caught.filter((each) => each.kind === 'frame' && each.fresh);
			expect(fresh).toHaveLength(20);
			const [first] = fresh;
			expect(first?.kind === 'frame' && same(first.basin.whole(), whole)).toBe(true);
		}),
		{ numRuns: 20 }
	);
});

test('another tablet’s frames, and what was misread, spoil nothing', () => {
	const chance = numbersFrom(3);
	const whole = someBytes(50 * BLOCK_BYTES, 3);
	const other = new Fountain('parcel', someBytes(70 * BLOCK_BYTES, 4));
	let seed = 0;
	const { got } = film(whole, {
		seen: (text) => {
			const at = 6 + Math.floor(chance() * (text.length - 7));
			const misread = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
			return [misread, other.frame(seed++), text];
		}
	});
	expect(same(got, whole)).toBe(true);
});

test('frames that were made up with care give nothing, rather than something wrong', () => {
	const fountain = new Fountain('parcel', someBytes(3 * BLOCK_BYTES, 5));
	const taken = new Catch('parcel');
	const texts = [0, 1, 2].map((seed) => fountain.frame(seed));
	const frame = readFrame(texts[1] ?? '');
	if (!frame) throw new Error('No frame');
	const forged = writeFrame({ ...frame, block: new Uint8Array(BLOCK_BYTES) });
	const [, , last] = [texts[0] ?? '', forged, texts[2] ?? ''].map((text) => taken.take(text));
	if (last?.kind !== 'frame') throw new Error('Not taken');
	expect(last.basin.filled).toBe(3);
	expect(last.basin.whole()).toBeNull();
	taken.drop(last.basin);
	const again = texts.map((text) => taken.take(text)).at(-1);
	expect(again?.kind === 'frame' && again.basin.whole()).not.toBeNull();
});

test('a receipt is not taken for what is owed', () => {
	const text = new Fountain('receipt', someBytes(10, 6)).frame(0);
	expect(new Catch('parcel').take(text)).toEqual({ kind: 'other', cargo: 'receipt' });
	expect(new Catch('receipt').take(text)).toMatchObject({ kind: 'frame', fresh: true });
	expect(new Catch('receipt').take('HBL9:ABC')).toEqual({ kind: 'foreign' });
});
