import { expect, test } from 'vitest';
import { browserIn } from '#domain/browser.ts';

const CHROME = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0 Safari/537.36';

test.each([
	[CHROME, 'Chrome · Windows'],
	[`${CHROME} Edg/142.0`, 'Edge · Windows'],
	[`${CHROME} Whale/4.34`, 'Whale · Windows'],
	['Mozilla/5.0 (iPad; CPU OS 19_0 like Mac OS X) Version/19.0 Safari/605.1', 'Safari · iPad'],
	[
		'Mozilla/5.0 (Linux; Android 16) SamsungBrowser/29 Chrome/140.0 Safari',
		'Samsung Internet · Android'
	],
	['curl/8.5', null],
	['', null]
])('%s is called %s', (userAgent, name) => {
	expect(browserIn(userAgent)).toBe(name);
});
