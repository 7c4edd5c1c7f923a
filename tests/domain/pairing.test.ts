import { describe, expect, test } from 'vitest';
import { mintPairingCode, pairingLink, readPairing } from '#domain/pairing.ts';
import { randomFrom } from '../random.ts';

describe('a pairing code', () => {
	test('is eight digits, and read however it is typed or scanned', () => {
		const code = mintPairingCode(randomFrom(3));
		expect(code).toMatch(/^\d{8}$/);
		const link = pairingLink('https://checkin.example.org', code);
		for (const text of [code, `${code.slice(0, 4)} ${code.slice(4)}`, ` ${code}\n`, link]) {
			expect(readPairing(text)).toBe(code);
		}
	});

	test.each(['1234567', '123456789', 'abcdefgh', '', 'https://example.org/kiosk'])(
		'%s is none',
		(text) => expect(readPairing(text)).toBeNull()
	);
});
