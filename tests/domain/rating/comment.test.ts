import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskComment } from '#domain/rating/comment.ts';

describe('what could reach somebody is masked', () => {
	test.each([
		['제 번호는 010-1234-5678이에요', '제 번호는 ●●●-●●●●-●●●●이에요'],
		['01012345678로 연락 주세요', '●●●●●●●●●●●로 연락 주세요'],
		['010 1234 5678', '●●● ●●●● ●●●●'],
		['010.1234.5678', '●●●.●●●●.●●●●'],
		['010) 123 - 4567', '●●●) ●●● - ●●●●'],
		['0 1 0 1 2 3 4 5 6 7 8', '● ● ● ● ● ● ● ● ● ● ●'],
		['0１0−１234−5678', '●●●−●●●●−●●●●'],
		['０１０－１２３４－５６７８ 전화해', '●●●－●●●●－●●●● 전화해'],
		['+82 10-1234-5678', '●●● ●●-●●●●-●●●●'],
		['엄마 02-123-4567', '엄마 ●●-●●●-●●●●'],
		['집은 031)123-4567', '집은 ●●●)●●●-●●●●'],
		['070-1234-5678', '●●●-●●●●-●●●●'],
		['1234-5678', '●●●●-●●●●'],
		['kim@school.kr', '●●●@●●●●●●.●●'],
		['메일은saebom.kim99@mail.example.com이에요', '메일은●●●●●●.●●●●●@●●●●.●●●●●●●.●●●이에요'],
		['ｋｉｍ＠ｍａｉｌ．ｃｏｍ', '●●●＠●●●●．●●●'],
		['kim @ mail.com', '●●● @ ●●●●.●●●']
	])('%s', (written, masked) => {
		expect(maskComment(written)).toBe(masked);
	});
});

describe('what could identify somebody is masked', () => {
	test.each([
		['100101-3123456', '●●●●●●-●●●●●●●'],
		['제 주민번호 1001013123456', '제 주민번호 ●●●●●●●●●●●●●'],
		['100101-3******', '●●●●●●-●●●●●●●'],
		['１００１０１－４１２３４５６', '●●●●●●－●●●●●●●'],
		['4111 1111 1111 1111', '●●●● ●●●● ●●●● ●●●●'],
		['4111-1111-1111-1111 엄마 카드', '●●●●-●●●●-●●●●-●●●● 엄마 카드'],
		['3782-822463-10005', '●●●●-●●●●●●-●●●●●'],
		['계좌 123456789', '계좌 ●●●●●●●●●']
	])('%s', (written, masked) => {
		expect(maskComment(written)).toBe(masked);
	});
});

describe('what a student tells about the day stays', () => {
	test.each([
		'빵 만드는 게 재미있었어요! 100점 만점에 100점',
		'2026-11-25에 또 오고 싶어요',
		'2026.11.25 10:30에 갔어요',
		'3학년 2반 15번',
		'10:30부터 12:00까지 서 있었어요',
		'12345678',
		'쿠키 1,000개 @빵집',
		'8명이 3,000원씩 24,000원',
		'😀😀 최고 👨‍👩‍👧'
	])('%s', (written) => {
		expect(maskComment(written)).toBe(written);
	});
});

test('nine digits are no count, eight may be one', () => {
	expect(maskComment('12345678')).toBe('12345678');
	expect(maskComment('123456789')).toBe('●●●●●●●●●');
});

test('several in one comment are all masked, also behind pictures', () => {
	expect(maskComment('😀010-1234-5678, 😀kim@school.kr 끝')).toBe(
		'😀●●●-●●●●-●●●●, 😀●●●@●●●●●●.●● 끝'
	);
});

test('numbers in words are left to the staff who read', () => {
	expect(maskComment('공일공 일이삼사 오륙칠팔')).toBe('공일공 일이삼사 오륙칠팔');
});

test('no mobile number survives between words, whatever separates its digits', () => {
	const digit = fc.integer({ min: 0, max: 9 }).map(String);
	const rest = fc.array(digit, { minLength: 8, maxLength: 8 });
	const gap = fc.constantFrom('', '-', ' ', '.', ' - ', '~', ')');
	fc.assert(
		fc.property(rest, gap, gap, (digits, first, second) => {
			const number = ['010', first, digits.slice(0, 4), second, digits.slice(4)].flat().join('');
			expect(maskComment(`나는 ${number} 이야`)).not.toMatch(/\d/);
		})
	);
});

test('a comment keeps its length, and masking it again changes nothing', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
			const masked = maskComment(text);
			expect([...masked]).toHaveLength([...text].length);
			expect(maskComment(masked)).toBe(masked);
		})
	);
});
