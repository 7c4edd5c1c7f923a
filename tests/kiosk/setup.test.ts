import { beforeEach, expect, test } from 'vitest';
import { keepSetup, readSetup } from '#kiosk/setup.ts';

const FRESH = { language: 'ko', pxPerMm: null };

beforeEach(() => localStorage.clear());

test('what staff set is there after a restart', () => {
	keepSetup(localStorage, { language: 'en', pxPerMm: 5.42 });
	expect(readSetup(localStorage)).toEqual({ language: 'en', pxPerMm: 5.42 });
});

test.each([
	['nothing', null, FRESH],
	['no JSON', '{', FRESH],
	['something else', '"x"', FRESH],
	['a screen that no tablet has', '{"language":"en","pxPerMm":90}', { ...FRESH, language: 'en' }],
	[
		'a language that staff do not read',
		'{"language":"vi","pxPerMm":6}',
		{ language: 'ko', pxPerMm: 6 }
	]
])('%s is read as never set', (_, kept, read) => {
	if (kept !== null) localStorage.setItem('haebom.setup', kept);
	expect(readSetup(localStorage)).toEqual(read);
});
