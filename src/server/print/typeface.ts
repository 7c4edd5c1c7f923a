import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { create } from 'fontkit';

/** Found where npm put it, which is beside every build. */
const fileOf = createRequire(import.meta.url).resolve;

export type Weight = 'regular' | 'bold';

/** What a text is written in. Its file is read when something first asks for more than its name. */
export interface Typeface {
	readonly name: string;
	bytes(): Buffer;
	/** Only what a character begins with counts: marks and variants stay with what they alter. */
	has(character: string): boolean;
}

/** A piece of a text in one typeface. */
export interface Span {
	readonly text: string;
	readonly typeface: Typeface;
}

/**
 * The first has the product's looks, and no Chinese characters. The second has those of KS X 1001,
 * and some thousand rarer ones, in their Korean forms.
 */
export const TYPEFACES: Readonly<Record<Weight, readonly [first: Typeface, second: Typeface]>> = {
	regular: [pretendard('Regular'), notoSans('Regular')],
	bold: [pretendard('Bold'), notoSans('Bold')]
};

const characters = new Intl.Segmenter('ko', { granularity: 'grapheme' });

/** Leaves to the second only what the first lacks; what neither has stays with the first, as a box. */
export function spansOf(text: string, [first, second]: readonly [Typeface, Typeface]): Span[] {
	const spans: Span[] = [];
	for (const { segment } of characters.segment(text)) {
		const typeface = first.has(segment) || !second.has(segment) ? first : second;
		const before = spans.at(-1)?.typeface === typeface ? spans.pop() : undefined;
		spans.push({ text: (before?.text ?? '') + segment, typeface });
	}
	return spans;
}

function pretendard(style: string): Typeface {
	return typeface(`Pretendard ${style}`, () =>
		fileOf(`pretendard/dist/public/static/alternative/Pretendard-${style}.ttf`)
	);
}

/** The package lets only its script be found; the typefaces lie in the folder beside it. */
function notoSans(style: string): Typeface {
	return typeface(`Noto Sans KR ${style}`, () =>
		join(dirname(fileOf('@embedpdf/fonts-kr')), `../fonts/NotoSansKR-${style}.otf`)
	);
}

function typeface(name: string, path: () => string): Typeface {
	const bytes = once(() => readFileSync(path()));
	const font = once(() => create(bytes()));
	return {
		name,
		bytes,
		has: (character) => font().hasGlyphForCodePoint(character.codePointAt(0) ?? 0)
	};
}

function once<T>(make: () => T): () => T {
	let made: { readonly value: T } | null = null;
	return () => (made ??= { value: make() }).value;
}
