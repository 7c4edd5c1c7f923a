import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const TEXT = 4.5;
const TEXT_HIGH = 7;
/** Edges, rings and shapes. */
const SHAPE = 3;

/** What stands on what. Each is a pair of tokens that some component puts together. */
const TEXTS: readonly (readonly [text: string, surface: string])[] = [
	['text', 'surface-page'],
	['text', 'surface-card'],
	['text', 'surface-sunken'],
	['text', 'surface-hover'],
	['text', 'brand-soft'],
	['text-soft', 'surface-page'],
	['text-soft', 'surface-card'],
	['text-soft', 'surface-sunken'],
	['text-error', 'surface-page'],
	['text-link', 'surface-page'],
	['brand-text', 'surface-card'],
	['text-on-dark', 'brand'],
	['text-on-dark', 'brand-pressed'],
	['text-on-dark', 'arrival'],
	['text-on-dark', 'departure'],
	['text-on-dark', 'failure'],
	['text-on-dark', 'quiet'],
	['text-on-dark', 'surface-picture'],
	['text-on-attention', 'attention'],
	['attention-text', 'attention-soft'],
	['arrival', 'arrival-soft'],
	['departure', 'departure-soft'],
	['failure', 'failure-soft']
];
const SHAPES: readonly (readonly [string, string])[] = [
	['line-strong', 'surface-page'],
	['line-strong', 'surface-card'],
	['line-focus', 'surface-page'],
	['line-focus', 'surface-card'],
	['brand-edge', 'surface-page'],
	['brand-edge', 'brand-soft']
];

const css = readFileSync('src/ui/tokens.css', 'utf8');
const usual = tokens(':root');
const high = { ...usual, ...tokens(":root[data-contrast='high']") };

function tokens(selector: string): Record<string, string> {
	const start = css.indexOf(`${selector} {`);
	const block = css.slice(start, css.indexOf('\n}', start));
	return Object.fromEntries(
		[...block.matchAll(/--([\w-]+):\s*(#[\da-f]{6})/g)].map(([, name, value]) => [name, value])
	);
}

/** Relative luminance, as WCAG 2.2 defines it. */
function luminance(hex: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
		const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(theme: Record<string, string>, one: string, other: string): number {
	const [dark = 0, light = 0] = [one, other]
		.map((name) => luminance(theme[name] ?? ''))
		.sort((a, b) => a - b);
	return (light + 0.05) / (dark + 0.05);
}

test('contrast is measured as WCAG does: black on white is 21', () => {
	expect(contrast({ ink: '#000000', paper: '#ffffff' }, 'ink', 'paper')).toBeCloseTo(21);
	expect(contrast({ ink: '#767676', paper: '#ffffff' }, 'ink', 'paper')).toBeCloseTo(4.54, 2);
});

describe.each([
	['the usual theme', usual, TEXT],
	['the theme of high contrast', high, TEXT_HIGH]
] as const)('%s', (_, theme, least) => {
	test.each(TEXTS)(`%s can be read on %s (${least})`, (text, surface) => {
		expect(contrast(theme, text, surface)).toBeGreaterThanOrEqual(least);
	});
	test.each(SHAPES)(`%s can be told from %s (${SHAPE})`, (shape, surface) => {
		expect(contrast(theme, shape, surface)).toBeGreaterThanOrEqual(SHAPE);
	});
});
