import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { claimed, sign, Signed, SigningKey, verifySigned } from '#domain/signed.ts';
import { textMatrix } from '#domain/matrix.ts';

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;

async function newPair() {
	const pair = await crypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);
	const point = await crypto.subtle.exportKey('raw', pair.publicKey);
	const key = v.parse(SigningKey, Buffer.from(point).toString('base64'));
	return { key, secret: pair.privateKey };
}

const said = { kind: 'greeting', to: '김새봄', count: 412 };

const vector = {
	key: 'BGD+1LolWp0xyWHrdMY1bWjASbiSO2H6bOZpYi5g8p+2eQP+EAi4vJmkGunpVii8ZPLxsgwtfp9Rd6PClNRGIpk=',
	signed:
		'eyJhdCI6MSwia2luZCI6InZlY3RvciJ9.cge9ZpqpEIqe-4Ex7EsE0ERINyjmCxkDNmg2W4OrP5ENLYCUUskWbjClXfpBXzxRfjBOKW4P5-Pxuv67AqpEkA'
};

describe('what a center signed', () => {
	test('is known by its key, and says what was said', async () => {
		const { key, secret } = await newPair();
		expect(await verifySigned(key, await sign(secret, said))).toEqual(said);
	});

	test('is not known by another center’s key', async () => {
		const signed = await sign((await newPair()).secret, said);
		expect(await verifySigned((await newPair()).key, signed)).toBeNull();
		expect(claimed(signed)).toEqual(said);
	});

	test('is nothing once a letter of it was altered, wherever', async () => {
		const { key, secret } = await newPair();
		const signed = await sign(secret, said);
		for (let at = 0; at < signed.length; at += 7) {
			const letter = signed[at] === 'A' ? 'B' : 'A';
			const bent = signed.slice(0, at) + letter + signed.slice(at + 1);
			expect(await verifySigned(key, bent)).toBeNull();
		}
	});

	test('says nothing where nothing was signed', async () => {
		const { key } = await newPair();
		for (const text of ['', '.', 'a.b', `${'A'.repeat(8)}.${'A'.repeat(86)}`, 'x'.repeat(9_999)]) {
			expect(await verifySigned(key, text)).toBeNull();
		}
		expect(claimed(v.parse(Signed, `A.${'A'.repeat(86)}`))).toBeNull();
	});

	test('fits into a QR code', async () => {
		const { secret } = await newPair();
		const signed = await sign(secret, { ...said, text: 'a'.repeat(300) });
		expect(textMatrix(`https://haebom.example/receipts/${signed}`).length).toBeLessThan(120);
	});

	// Made by another program (OpenSSL), of the point and the scalar of RFC 6979, A.2.5.
	test('is read alike wherever it was signed', async () => {
		const key = v.parse(SigningKey, vector.key);
		expect(await verifySigned(key, vector.signed)).toEqual({ kind: 'vector', at: 1 });
	});
});
