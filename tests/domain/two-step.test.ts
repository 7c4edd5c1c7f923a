import { expect, test } from 'vitest';
import { authenticatorLink, base32, readProof } from '#domain/two-step.ts';
import { codeAt } from '../stage/authenticator.ts';

/** RFC 4648, section 10, without the padding. */
test.each([
	['', ''],
	['f', 'MY'],
	['fo', 'MZXQ'],
	['foo', 'MZXW6'],
	['foob', 'MZXW6YQ'],
	['fooba', 'MZXW6YTB'],
	['foobar', 'MZXW6YTBOI']
])('«%s» is typed into an app as %s', (text, typed) => {
	expect(base32(new TextEncoder().encode(text))).toBe(typed);
});

/** RFC 6238, appendix B, cut to six digits: what our tests compute is what apps show. */
test.each([
	[59, '287082'],
	[1_111_111_109, '081804'],
	[20_000_000_000, '353130']
])('at second %i the standard’s own secret shows %s', (seconds, code) => {
	const secret = base32(new TextEncoder().encode('12345678901234567890'));
	expect(codeAt(secret, seconds * 1000)).toBe(code);
});

test('six digits are a code however they are spaced, anything else is a recovery code', () => {
	expect(readProof(' 123 456 ')).toEqual({ kind: 'code', code: '123456' });
	expect(readProof('１２３４５６')).toEqual({ kind: 'code', code: '123456' });
	expect(readProof('aB3dE-fGh1J ')).toEqual({ kind: 'recovery', code: 'aB3dE-fGh1J' });
	expect(readProof('12345')).toMatchObject({ kind: 'recovery' });
});

test('the QR code says whose account of what it is', () => {
	const link = new URL(authenticatorLink('Haebom', 'staff@haebom.example', 'MZXW6'));
	expect(link.protocol).toBe('otpauth:');
	expect(decodeURIComponent(link.pathname)).toContain('Haebom:staff@haebom.example');
	expect(Object.fromEntries(link.searchParams)).toEqual({
		secret: 'MZXW6',
		issuer: 'Haebom',
		digits: '6',
		period: '30'
	});
});
