import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { badgeOf, grouped, mint, read, TOKEN_DIGITS } from '#domain/token.ts';
import { randomFrom } from '../random.ts';

const token = fc.integer().map((seed) => mint(randomFrom(seed)));

test('a token made here is read as ours, however a scanner or a person writes it', () => {
	fc.assert(
		fc.property(token, (digits) => {
			const fullWidth = [...digits].map((digit) =>
				String.fromCharCode(digit.charCodeAt(0) + 0xfee0)
			);
			for (const text of [
				digits,
				` ${digits}\r\n`,
				`]Q1${digits}`,
				`\\000026${digits}`,
				grouped(digits),
				digits.replace(/(.{5})/g, '$1-'),
				fullWidth.join('')
			]) {
				expect(read(text)).toEqual({ kind: 'ours', token: digits });
			}
		})
	);
});

test('the check digits are those of ISO/IEC 7064 MOD 97-10', () => {
	// A published example of the same scheme: the IBAN GB82 WEST 1234 5698 7654 32 as digits.
	const iban = 3214282912345698765432161182n;
	expect(iban % 97n).toBe(1n);
	const zeroes = mint((length) => new Uint8Array(length));
	expect(zeroes).toBe(`${'0'.repeat(39)}98`);
	expect(BigInt(zeroes) % 97n).toBe(1n);
});

test('one wrong digit, or two neighbours swapped, is a damaged badge and never another one', () => {
	fc.assert(
		fc.property(
			token,
			fc.nat(TOKEN_DIGITS - 1),
			fc.integer({ min: 1, max: 9 }),
			(digits, at, shift) => {
				const wrong = (Number(digits[at]) + shift) % 10;
				const typo = `${digits.slice(0, at)}${wrong}${digits.slice(at + 1)}`;
				expect(read(typo)).toEqual({ kind: 'damaged' });
				const swapped = `${digits.slice(0, at)}${digits[at + 1] ?? ''}${digits[at]}${digits.slice(at + 2)}`;
				if (swapped !== digits) expect(read(swapped)).toEqual({ kind: 'damaged' });
			}
		)
	);
});

test('a code that lost some digits on its way is damaged, and anything else is foreign', () => {
	const [digits] = fc.sample(token, { numRuns: 1, seed: 7 });
	const cases: [string, string][] = [
		[digits?.slice(1) ?? '', 'damaged'],
		[digits?.slice(0, 35) ?? '', 'damaged'],
		[`${digits}123456`, 'damaged'],
		[`${digits?.slice(0, 40)}x`, 'damaged'],
		[digits?.slice(0, 34) ?? '', 'foreign'],
		[`${digits}1234567`, 'foreign'],
		['https://example.org/a/very/long/address/of/a/site', 'foreign'],
		['8801234567893', 'foreign'],
		['', 'foreign'],
		['ㅗㅁㄷㅠㅐㅡ', 'foreign']
	];
	for (const [text, kind] of cases) expect([text, read(text).kind]).toEqual([text, kind]);
});

test('digits are drawn without favouring any', () => {
	const counts = new Array<number>(10).fill(0);
	const random = randomFrom(11);
	for (let made = 0; made < 2_000; made++) {
		for (const digit of mint(random).slice(0, 39))
			counts[Number(digit)] = (counts[Number(digit)] ?? 0) + 1;
	}
	// 78,000 draws: 7,800 each, standard deviation 84.
	for (const count of counts) expect(Math.abs(count - 7_800)).toBeLessThan(420);
});

test('a badge is known by a labelled SHA-256 of its token', () => {
	const zeroes = mint((length) => new Uint8Array(length));
	expect(badgeOf(zeroes)).toBe('60c619eec13e9a3bd1bbfdfa788591cd8a0ef8a4c2a32ff4c40b9df9cb1ad8fb');
	const independent = createHash('sha256').update(`haebom.badge.v1\n${zeroes}`).digest('hex');
	expect(badgeOf(zeroes)).toBe(independent);
});
