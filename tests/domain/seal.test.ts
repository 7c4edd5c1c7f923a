import { describe, expect, test } from 'vitest';
import { open, seal } from '#domain/seal.ts';
import { participantId, token } from './people.ts';

describe('a sealed name', () => {
	const nonce = () => new Uint8Array(12).fill(7);
	const bearer = { name: '김새봄', group: '1-3' };

	test('is opened by its own badge', async () => {
		const sealed = await seal(bearer, participantId(1), token(1), nonce());
		expect(sealed).not.toContain('새봄');
		expect(await open(sealed, participantId(1), token(1))).toEqual(bearer);
	});

	test('by no other badge, for no other person, and not after a change', async () => {
		const sealed = await seal(bearer, participantId(1), token(1), nonce());
		await expect(open(sealed, participantId(1), token(2))).rejects.toThrow();
		await expect(open(sealed, participantId(2), token(1))).rejects.toThrow();
		const bent = sealed.slice(0, 30) + (sealed[30] === 'A' ? 'B' : 'A') + sealed.slice(31);
		await expect(open(bent, participantId(1), token(1))).rejects.toThrow();
	});

	test('is what it was when this format was made', async () => {
		expect(await seal(bearer, participantId(1), token(1), nonce())).toBe(
			'1.BwcHBwcHBwcHBwcHTqOk2L4tCdzzkFF6ehSp34jxbyhsHqmR3COCrskZ7GFKChEiIdnef2G0DZm7XWIcFHY='
		);
	});
});
