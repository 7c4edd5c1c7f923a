import { expect, test } from 'vitest';
import { open, seal } from '#domain/seal.ts';
import { randomBytes } from '#server/keys.ts';
import { sealAtOnce } from '#server/seal.ts';
import { participantId, token } from '../domain/people.ts';

const BEARER = { name: '김새봄', group: '1-3' };

test('what the server seals at once is what the domain seals, letter by letter', async () => {
	const nonce = randomBytes(12);
	const slowly = await seal(BEARER, participantId(1), token(1), nonce);
	expect(sealAtOnce(BEARER, participantId(1), token(1), nonce)).toBe(slowly);
});

test('a tablet opens it with the badge, and with no other', async () => {
	const sealed = sealAtOnce(BEARER, participantId(1), token(1), randomBytes(12));
	expect(await open(sealed, participantId(1), token(1))).toEqual(BEARER);
	await expect(open(sealed, participantId(1), token(2))).rejects.toThrow();
	await expect(open(sealed, participantId(2), token(1))).rejects.toThrow();
});
