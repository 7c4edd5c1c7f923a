import { expect, test } from 'vitest';
import { SEOUL } from '#domain/zone.ts';
import { stretchInWords, tabletTexts } from '#ui/messages/tablets.ts';

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
