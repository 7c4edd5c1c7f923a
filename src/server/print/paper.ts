import PDFDocument from 'pdfkit';
import type { Box } from '#domain/label.ts';
import type { Line } from '#domain/name-card.ts';
import {
	spansOf,
	TYPEFACES,
	type Span,
	type Typeface,
	type Weight
} from '#server/print/typeface.ts';

/** A PDF measures in points of 1/72 inch; we measure in millimetres. */
const POINTS_PER_MM = 72 / 25.4;

/** From one line of text to the next, in units of the size: what the first typeface asks for. */
export const LINE_HEIGHT = 1.2;
/** From a line's upper end to the foot of its letters, likewise. All typefaces stand on it. */
const BASELINE = 1950 / 2048;
const ON_BASELINE = { lineBreak: false, baseline: 'alphabetic' } as const;

export type Shade = 'black' | 'grey';

/** How a text looks; `size` is the height of the typeface's square in millimetres. */
export interface Look {
	readonly size: number;
	readonly weight: Weight;
	readonly shade?: Shade;
}

/**
 * A document of pages in millimetres, from the top left corner. Only this file knows the PDF library.
 * Its metadata names nobody, and it asks the reader not to shrink it to the printer's margins.
 */
export class Paper {
	readonly #document: PDFKit.PDFDocument;
	readonly #pieces: Uint8Array[] = [];
	readonly #finished: Promise<void>;
	#pages = 0;

	constructor(title: string, language: string) {
		const info = { Title: title, Creator: 'Haebom Check-in', Producer: 'Haebom Check-in' };
		this.#document = new PDFDocument({ autoFirstPage: false, lang: language, info });
		this.#document.on('data', (piece: Uint8Array) => this.#pieces.push(piece));
		this.#finished = new Promise((resolve) => this.#document.once('end', resolve));
		keepSize(this.#document);
	}

	get pages(): number {
		return this.#pages;
	}

	/** Begins a page of this size. */
	page({ width, height }: { readonly width: number; readonly height: number }): void {
		this.#document.addPage({ size: [points(width), points(height)], margin: 0 });
		this.#pages += 1;
	}

	/** How wide a text is for each millimetre of its size. */
	widthOf(text: string, weight: Weight): number {
		return spansIn(text, weight)
			.map((span) => this.#set(span.typeface, 1).widthOfString(span.text))
			.reduce((sum, width) => sum + width, 0);
	}

	/** Writes one line whose left and upper end is here. */
	write(text: string, at: { readonly x: number; readonly y: number }, look: Look): void {
		const foot = points(at.y + look.size * BASELINE);
		this.#document.fillColor(look.shade ?? 'black');
		let x = points(at.x);
		for (const { text: piece, typeface } of spansIn(text, look.weight)) {
			this.#set(typeface, points(look.size)).text(piece, x, foot, ON_BASELINE);
			x += this.#document.widthOfString(piece);
		}
	}

	/** Draws a hairline, or a thicker line. */
	line({ from, to }: Line, shade: Shade = 'black', thickness = 0.15): void {
		this.#document
			.lineWidth(points(thickness))
			.strokeColor(shade)
			.moveTo(points(from.x), points(from.y))
			.lineTo(points(to.x), points(to.y))
			.stroke();
	}

	/** Draws a box's outline. */
	frame({ x, y, width, height }: Box, shade: Shade = 'grey', thickness = 0.15): void {
		this.#document
			.lineWidth(points(thickness))
			.strokeColor(shade)
			.rect(points(x), points(y), points(width), points(height))
			.stroke();
	}

	/** Makes a box white again, so that what is written there is not crossed by lines. */
	blank({ x, y, width, height }: Box): void {
		this.#document.rect(points(x), points(y), points(width), points(height)).fill('white');
	}

	/** Fills a box with a matrix; true is black. One shape, so that no reader shows seams in it. */
	symbol({ x, y, width }: Box, matrix: readonly (readonly boolean[])[]): void {
		const document = this.#document.save();
		document.translate(points(x), points(y)).scale(points(width) / matrix.length);
		for (const [row, modules] of matrix.entries()) {
			for (const { from, length } of runs(modules)) document.rect(from, row, length, 1);
		}
		document.fill('black').restore();
	}

	/** The document's bytes; nothing can be drawn afterwards. */
	async finish(): Promise<Uint8Array<ArrayBuffer>> {
		this.#document.end();
		await this.#finished;
		return Uint8Array.from(Buffer.concat(this.#pieces));
	}

	/** The document takes in a typeface at its first use, and knows it by its name from then on. */
	#set(typeface: Typeface, size: number): PDFKit.PDFDocument {
		return this.#document.registerFont(typeface.name, typeface.bytes()).font(typeface.name, size);
	}
}

function points(millimetres: number): number {
	return millimetres * POINTS_PER_MM;
}

/** A roster from a Mac has its syllables taken apart; a typeface wants them whole. */
function spansIn(text: string, weight: Weight): Span[] {
	return spansOf(text.normalize('NFC'), TYPEFACES[weight]);
}

/** The library has no option for it, but writes what stands in the catalog. */
function keepSize(document: PDFKit.PDFDocument): void {
	const catalog: unknown = Reflect.get(document, '_root');
	if (!(catalog instanceof Object && 'data' in catalog && catalog.data instanceof Object)) return;
	const wishes = document.ref({ PrintScaling: 'None', DisplayDocTitle: true });
	Object.assign(catalog.data, { ViewerPreferences: wishes });
}

/** Neighbouring dark modules of a row, together. */
function runs(modules: readonly boolean[]): { readonly from: number; readonly length: number }[] {
	const found: { from: number; length: number }[] = [];
	let from = -1;
	for (const [index, dark] of [...modules, false].entries()) {
		if (dark && from < 0) from = index;
		if (dark || from < 0) continue;
		found.push({ from, length: index - from });
		from = -1;
	}
	return found;
}
