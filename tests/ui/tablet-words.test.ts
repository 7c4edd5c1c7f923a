import { describe, expect, test } from 'vitest';
import { SEOUL } from '#domain/zone.ts';
import { doublingInWords, stretchInWords, tabletTexts } from '#ui/messages/tablets.ts';

const MINUTE = 60_000;
/** 26 November 2026, 13:00 in Seoul. */
const AT = Date.UTC(2026, 10, 26, 4);

test.each([
	[47 * MINUTE, '2026년 11월 26일 13:00 ~ 13:47', '26 November 2026, 13:00–13:47'],
	[0, '2026년 11월 26일 13:00', '26 November 2026 at 13:00'],
	[
		24 * 60 * MINUTE,
		'2026년 11월 26일 13:00 ~ 2026년 11월 27일 13:00',
		'26 November 2026 at 13:00 – 27 November 2026 at 13:00'
	]
])('a stretch of %i ms names each day once', (ms, korean, english) => {
	// Which blank stands beside the sign is the browser's affair.
	const words = (language: 'ko' | 'en') =>
		stretchInWords(AT, AT + ms, language, SEOUL).replace(/\s/gu, ' ');
	expect(words('ko')).toBe(korean);
	expect(words('en')).toBe(english);
});

test('one record that did not arrive is one record', () => {
	const { ko, en } = tabletTexts;
	expect(ko.losses.sentence('입구', 4, 4)).toBe('입구: 4번 기록 1건이 오지 않았어요.');
	expect(ko.losses.sentence('입구', 4, 6)).toBe('입구: 4번부터 6번까지 기록 3건이 오지 않았어요.');
	expect(en.losses.sentence('Door', 4, 4)).toBe('Door: one record, number 4, did not arrive.');
	expect(en.losses.sentence('Door', 4, 6)).toBe('Door: 3 records, numbers 4 to 6, did not arrive.');
});

describe('a tablet that existed twice is told of', () => {
	const shared = { numbers: 3, from: 4, to: 6, records: 6 };
	const made = { from: AT - 60 * MINUTE, to: AT - 13 * MINUTE };
	const told = (language: 'ko' | 'en', about: Parameters<typeof doublingInWords>[2]['shared']) =>
		doublingInWords(
			tabletTexts[language].losses.doubled,
			'2층',
			{ at: AT, shared: about },
			language,
			SEOUL
		).replace(/\s/gu, ' ');

	test('with the numbers, the moments, and what nobody can count', () => {
		expect(told('ko', { ...shared, made })).toBe(
			'2층: 태블릿이 복제됐거나 옛 상태로 되돌려졌어요. 2026년 11월 26일 13:00에 알게 됐어요. ' +
				'4번부터 6번까지 번호 3개를 둘이 함께 썼어요. ' +
				'2026년 11월 26일 12:00 ~ 12:47에 남긴 기록이에요. ' +
				'양쪽 기록 6건을 모두 출석에 넣었어요. 저마다 연결되는 대로 새 번호로 기록해요. ' +
				'저장 장치를 옛 복사본으로 되돌렸다면, 그 전에 보내지 못한 기록은 예전 저장 장치와 함께 사라졌고 몇 건인지 알 수 없어요.'
		);
		expect(told('en', { ...shared, made })).toBe(
			'2층 was copied, or its disk was put back to an older copy. Noticed on 26 November 2026 at 13:00. ' +
				'Both took the 3 numbers 4 to 6. Made 26 November 2026, 12:00–12:47. ' +
				'All 6 records of both count. Each takes new numbers once it connects. ' +
				'If its disk was put back, what it had not sent before is gone with the old disk, and cannot be counted.'
		);
	});

	test('with how many numbers, where others lie between them', () => {
		const about = { ...shared, numbers: 2, records: 4, made };
		expect(told('ko', about)).toContain('4번부터 6번 사이에서 번호 2개를 둘이 함께 썼어요.');
		expect(told('en', about)).toContain('Both took 2 of the numbers 4 to 6.');
	});

	test('with one number as one', () => {
		const about = { numbers: 1, from: 4, to: 4, records: 2, made };
		expect(told('ko', about)).toContain('4번을 둘이 함께 썼어요.');
		expect(told('en', about)).toContain('Both took number 4.');
	});

	test('without numbers where none came twice', () => {
		expect(told('ko', null)).toContain('같은 번호로 온 기록은 없어요.');
		expect(told('en', null)).toContain('No number came twice.');
		expect(told('en', null)).toContain('cannot be counted');
	});
});
