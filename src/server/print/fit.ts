import type { Box } from '#domain/label.ts';
import { LINE_HEIGHT, type Paper } from '#server/print/paper.ts';
import type { Weight } from '#server/print/typeface.ts';

/** A text that has found its size, in millimetres, and its lines. */
export interface Fitted {
	readonly size: number;
	readonly lines: readonly string[];
}

/** How wide a text is for each millimetre of its size. */
type Measure = (text: string) => number;

export type Align = 'left' | 'centre' | 'right';

/** Which share of a line's spare room comes before it. */
const BEFORE: Readonly<Record<Align, number>> = { left: 0, centre: 0.5, right: 1 };

const LINES_MAX = 3;
/** A text that would shrink below this share of its wanted size had better take a second line. */
const SHRINK_BEFORE_WRAPPING = 0.75;
/** How much wider the lines of a wrapped text are made at each try. */
const WIDEN = 1.05;

const syllables = new Intl.Segmenter('ko', { granularity: 'grapheme' });

/** The largest size, at most `wanted`, at which a text fits a box; never so large that it leaves it. */
export function fit(
	text: string,
	{ width, height }: Pick<Box, 'width' | 'height'>,
	wanted: number,
	measure: Measure
): Fitted {
	const sized = (lines: readonly string[]): Fitted => {
		const widest = Math.max(...lines.map(measure));
		const byHeight = height / (LINE_HEIGHT * lines.length);
		return { lines, size: Math.min(wanted, byHeight, widest > 0 ? width / widest : wanted) };
	};
	let best = sized([text]);
	const enough = Math.min(wanted, height / LINE_HEIGHT) * SHRINK_BEFORE_WRAPPING;
	for (let count = 2; count <= LINES_MAX && best.size < enough; count++) {
		const tried = sized(wrap(text, count, measure));
		if (tried.size > best.size) best = tried;
	}
	return best;
}

/** Fits a text into a box and writes it there, in the middle of its height. */
export function writeIn(
	paper: Paper,
	text: string,
	box: Box,
	look: { readonly wanted: number; readonly weight: Weight; readonly align?: Align }
): void {
	if (text === '') return;
	const { weight, wanted, align = 'left' } = look;
	const measure = (line: string) => paper.widthOf(line, weight);
	const { size, lines } = fit(text, box, wanted, measure);
	const top = box.y + (box.height - lines.length * size * LINE_HEIGHT) / 2;
	for (const [index, line] of lines.entries()) {
		const spare = (box.width - measure(line) * size) * BEFORE[align];
		paper.write(line, { x: box.x + spare, y: top + index * size * LINE_HEIGHT }, { size, weight });
	}
}

/** Breaks a text into at most `count` lines of about one width: between words, or else anywhere. */
function wrap(text: string, count: number, measure: Measure): string[] {
	const words = text.split(/(?<=[\s-])/);
	const pieces =
		words.length >= count ? words : [...syllables.segment(text)].map(({ segment }) => segment);
	const whole = measure(text);
	for (let limit = whole / count; limit < whole; limit *= WIDEN) {
		const lines = fill(pieces, limit, measure);
		if (lines.length <= count) return lines;
	}
	return [text];
}

/** Puts as many pieces on each line as the limit allows. */
function fill(pieces: readonly string[], limit: number, measure: Measure): string[] {
	const lines: string[] = [];
	let line = '';
	for (const piece of pieces) {
		if (line !== '' && measure((line + piece).trim()) > limit) {
			lines.push(line.trim());
			line = '';
		}
		line += piece;
	}
	return [...lines, line.trim()];
}
