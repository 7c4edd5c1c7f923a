import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classCodeFrom, classOf } from '#domain/class-code.ts';
import { open, seal } from '#domain/seal.ts';
import { grouped, read } from '#domain/token.ts';
import { participantId, token } from './people.ts';

const secret = fc.uint8Array({ minLength: 32, maxLength: 32 });

test('a class’s code is read as one, however it is written, and never as a badge', () => {
	fc.assert(
		fc.property(secret, (bytes) => {
			const code = classCodeFrom(bytes);
			for (const text of [code, ` ${code}\r\n`, `]Q1${code}`, grouped(code)]) {
				expect(read(text)).toEqual({ kind: 'class', code });
			}
		})
	);
});

test('a digit that was read wrong calls nobody in', () => {
	fc.assert(
		fc.property(secret, fc.nat(46), fc.integer({ min: 1, max: 9 }), (bytes, at, shift) => {
			const code = classCodeFrom(bytes);
			const wrong = (Number(code[at]) + shift) % 10;
			expect(read(`${code.slice(0, at)}${wrong}${code.slice(at + 1)}`).kind).toBe('damaged');
		})
	);
});

test('the same secret gives the same code, and another one another', () => {
	const [zeroes, ones] = [new Uint8Array(32), new Uint8Array(32).fill(1)];
	expect(classCodeFrom(zeroes)).toBe(`${'0'.repeat(45)}98`);
	expect(classCodeFrom(ones)).toBe(classCodeFrom(ones));
	expect(classCodeFrom(ones)).not.toBe(classCodeFrom(zeroes));
	expect(classOf(classCodeFrom(ones))).not.toBe(classOf(classCodeFrom(zeroes)));
});

test('a name sealed for a class is opened by its code, and by nobody’s badge', async () => {
	const bearer = { name: '김*봄', group: '1-3' };
	const code = classCodeFrom(new Uint8Array(32).fill(3));
	const sealed = await seal(bearer, participantId(1), code, new Uint8Array(12));
	expect(await open(sealed, participantId(1), code)).toEqual(bearer);
	await expect(open(sealed, participantId(1), token(1))).rejects.toThrow();
});
