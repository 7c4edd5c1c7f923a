import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base45, fromBase45 } from '#domain/light/base45.ts';
import { crc32 } from '#domain/light/crc32.ts';
import { readFrame, writeFrame, type Frame } from '#domain/light/frame.ts';

const utf8 = new TextEncoder();
const bytes = fc.uint8Array({ maxLength: 60 });

test('bytes are written as RFC 9285 has it', () => {
	for (const [plain, text] of [
		['AB', 'BB8'],
		['Hello!!', '%69 VD92EX0'],
		['base-45', 'UJCLQE7W581'],
		['ietf!', 'QED8WEX0'],
		['', '']
	] as const) {
		expect(base45(utf8.encode(plain))).toBe(text);
		expect(fromBase45(text)).toEqual(utf8.encode(plain));
	}
});

test('and are read again, whatever they are', () => {
	fc.assert(
		fc.property(bytes, (some) => {
			expect(fromBase45(base45(some))).toEqual(some);
		})
	);
});

test('a text that stands for no bytes gives none', () => {
	for (const text of ['A', 'GGW', ':::', 'ZZ', 'ab1', 'AB"', 'AAAA']) {
		expect(fromBase45(text)).toBeNull();
	}
});

test('the checksum is the one of Ethernet', () => {
	expect(crc32(utf8.encode('123456789'))).toBe(0xcbf43926);
	expect(crc32(new Uint8Array())).toBe(0);
});

const FRAME: Frame = {
	cargo: 'parcel',
	of: '0123456789abcdef',
	length: 1_000,
	seed: 4_000_000_000,
	block: Uint8Array.from({ length: 8 }, (_, at) => at * 31)
};

test('a frame is written in one way only, which later builds must read', () => {
	const text = 'HBL1:100TK404DGWLT9U3005KTROD 20J14F+1X.3$ B-UJ$4';
	expect(readFrame(text)).toEqual(FRAME);
	expect(writeFrame(FRAME)).toBe(text);
});

test('a code of somebody else’s, a later version, or half a frame is none', () => {
	const text = writeFrame(FRAME);
	for (const other of ['', 'https://haebom.example', text.replace('1:', '2:'), text.slice(0, -3)]) {
		expect(readFrame(other)).toBeNull();
	}
	expect(readFrame(writeFrame({ ...FRAME, block: new Uint8Array() }))).toBeNull();
});

test('nor is one that promises more than anybody can hold', () => {
	expect(readFrame(writeFrame({ ...FRAME, length: 0 }))).toBeNull();
	expect(readFrame(writeFrame({ ...FRAME, length: 4_096 * 8 }))).not.toBeNull();
	expect(readFrame(writeFrame({ ...FRAME, length: 4_096 * 8 + 1 }))).toBeNull();
	const block = new Uint8Array(400);
	expect(readFrame(writeFrame({ ...FRAME, block, length: 1024 * 1024 }))).not.toBeNull();
	expect(readFrame(writeFrame({ ...FRAME, block, length: 1024 * 1024 + 1 }))).toBeNull();
});

test('one sign that was misread makes it none', () => {
	const text = writeFrame(FRAME);
	fc.assert(
		fc.property(
			fc.integer({ min: 5, max: text.length - 1 }),
			fc.constantFrom(...'0A:'),
			(at, sign) => {
				const misread = text.slice(0, at) + sign + text.slice(at + 1);
				fc.pre(misread !== text);
				expect(readFrame(misread)).toBeNull();
			}
		)
	);
});
