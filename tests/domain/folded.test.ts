import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, initials, isInitials, searchable } from '#domain/folded.ts';

test.each([
	['김봄', 'ㄱㅂ'],
	['김새봄', 'ㄱㅅㅂ'],
	['꽃뿌리', 'ㄲㅃㄹ'],
	['남궁 하늘', 'ㄴㄱㅎㄴ'],
	['김새봄'.normalize('NFD'), 'ㄱㅅㅂ'],
	['가힣', 'ㄱㅎ'],
	['Nguyen Thi Mai', ''],
	['李새봄 2', 'ㅅㅂ']
])('the initials of %s are %s', (name, expected) => {
	expect(initials(name)).toBe(expected);
});

test('every syllable has one initial, whatever follows in it', () => {
	const syllables = fc
		.integer({ min: 0xac00, max: 0xd7a3 })
		.map((code) => String.fromCharCode(code));
	fc.assert(
		fc.property(syllables, (syllable) => {
			expect(isInitials(initials(syllable))).toBe(true);
			// What the platform takes apart begins with the same consonant.
			const [leading = ''] = syllable.normalize('NFD');
			expect(fold(leading)).toBe(initials(syllable));
		})
	);
});

describe('what somebody typed is found', () => {
	test.each([
		['김새봄', '김새봄'],
		['김새봄', '새봄'],
		['김새봄', 'ㄱㅅㅂ'],
		['김새봄', 'ㅅㅂ'],
		['김새봄', '김새봄'.normalize('NFD')],
		['김새봄', 'ㄱㅅㅂ'.normalize('NFKD')],
		['Nguyen Thi Mai', 'thi MAI'],
		['O’Brien', "o'brien"],
		['ＡＢＣ 방송국', 'abc'],
		['청진기: 소방관', '청진기 소방관']
	])('%s by %s', (name, typed) => {
		expect(searchable(name)).toContain(fold(typed));
	});

	test.each([
		['김새봄', '김봄'],
		['김새봄', 'ㄱㅂ'],
		['김새봄', 'ㅂㄱ']
	])('%s not by %s', (name, typed) => {
		expect(searchable(name)).not.toContain(fold(typed));
	});
});

test('what is folded holds nothing that a database reads as a sign', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), (text) => {
			expect(fold(text)).not.toMatch(/[%_\s'"\\]/);
			expect(fold(fold(text))).toBe(fold(text));
		})
	);
});
