import { expect, test } from 'vitest';
import { STUDENT_LANGUAGES } from '#domain/comfort.ts';
import { erased, typed } from '#ui/kiosk/rating/hangul.ts';
import { ALPHABETS, alphabetOf, rowsOf } from '#ui/kiosk/rating/keys.ts';

const type = (keys: string) => [...keys].reduce(typed, '');

test.each([
	['ㅂㅏㅇㅇㅣ ㅁㅏㅅㅇㅣㅆㅇㅓㅇㅛ!', '방이 맛있어요!'],
	['ㅈㅐㅁㅣㅇㅣㅆㅇㅓㅆㄷㅏ', '재미있었다'],
	['ㄱㅏㅂㅅㅇㅣ', '값이'],
	['ㄷㅏㄹㄱㅏ', '달가'],
	['ㅋㅋㅋ', 'ㅋㅋㅋ'],
	['good ㅈㅗㅎㅇㅏ', 'good 좋아'],
	['Очень хорошо', 'Очень хорошо'],
	['ㅈㅜㅣㅇㅗㅏ', '쥐와']
])('the keys %s write %s', (keys, text) => expect(type(keys)).toBe(text));

test('taken back key by key, the way it came, until nothing is left', () => {
	const steps = ['값', '갑', '가', 'ㄱ', '', ''];
	let text = '값';
	for (const [index, step] of steps.entries()) {
		if (index > 0) text = erased(text);
		expect(text).toBe(step);
	}
});

test('every letter of Hangul can be typed, and no key is there twice', () => {
	for (const alphabet of ALPHABETS) {
		for (const shifted of [false, true]) {
			const keys = rowsOf(alphabet, shifted).flat();
			expect(new Set(keys).size).toBe(keys.length);
		}
	}
	const all = [...rowsOf('hangul', false).flat(), ...rowsOf('hangul', true).flat()].join('');
	for (const letter of 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ')
		expect(all).toContain(letter);
});

test('the keys begin in the alphabet of the language', () => {
	expect(STUDENT_LANGUAGES.map(alphabetOf)).toEqual([
		'hangul',
		'latin',
		'latin',
		'latin',
		'cyrillic'
	]);
});
