import { PDFiumLibrary } from '@hyzyla/pdfium';
import { scanGrayBuffer, ZBarSymbolType } from '@undecaf/zbar-wasm';
import type { Box } from '#domain/label.ts';

const MM_PER_INCH = 25.4;
const POINTS_PER_INCH = 72;
/** What counts as printed, of 255: black, and the grey of outlines. */
const DARK = 160;

/** A page as a printer would lay it down: one byte of grey for each dot. */
export interface Raster {
	readonly width: number;
	readonly height: number;
	readonly grey: Uint8Array<ArrayBuffer>;
	/** Dots to the millimetre, across and down: a page is rounded to whole dots. */
	readonly density: { readonly x: number; readonly y: number };
}

/** A PDF opened by an independent reader, the one of Chromium. */
export interface OpenPdf {
	readonly pages: number;
	/** In millimetres. */
	size(page: number): { readonly width: number; readonly height: number };
	text(page: number): string;
	raster(page: number, dpi: number): Promise<Raster>;
	close(): void;
}

export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
	const library = await PDFiumLibrary.init();
	const document = await library.loadDocument(bytes);
	const mm = (points: number) => (points / POINTS_PER_INCH) * MM_PER_INCH;
	const size = (page: number) => {
		const { originalWidth, originalHeight } = document.getPage(page).getOriginalSize();
		return { width: mm(originalWidth), height: mm(originalHeight) };
	};
	return {
		pages: document.getPageCount(),
		size,
		text: (page) => document.getPage(page).getText(),
		async raster(page, dpi) {
			const { width, height, data } = await document.getPage(page).render({
				scale: dpi / POINTS_PER_INCH,
				colorSpace: 'BGRA',
				render: async ({ data }) => data
			});
			const grey = new Uint8Array(width * height);
			for (let dot = 0; dot < grey.length; dot++) grey[dot] = data[dot * 4 + 1] ?? 0;
			const paper = size(page);
			const density = { x: width / paper.width, y: height / paper.height };
			return { width, height, grey, density };
		},
		close() {
			document.destroy();
			library.destroy();
		}
	};
}

/** What an independent decoder reads in an area, for example on one label once it is peeled off. */
export async function codesIn(raster: Raster, area: Box): Promise<string[]> {
	const { width, height, grey } = cut(raster, area);
	const found = await scanGrayBuffer(grey.buffer, width, height);
	return found
		.filter(({ type }) => type === ZBarSymbolType.ZBAR_QRCODE)
		.map((symbol) => symbol.decode());
}

function cut({ grey, width, density }: Raster, area: Box): Raster {
	const [left, top] = [Math.round(area.x * density.x), Math.round(area.y * density.y)];
	const size = {
		width: Math.round(area.width * density.x),
		height: Math.round(area.height * density.y)
	};
	const piece = new Uint8Array(size.width * size.height);
	for (let y = 0; y < size.height; y++) {
		const from = (top + y) * width + left;
		piece.set(grey.subarray(from, from + size.width), y * size.width);
	}
	return { ...size, grey: piece, density };
}

/** The smallest area that holds everything dark within another; null if there is nothing. */
export function inkIn(raster: Raster, area: Box): Box | null {
	const { width, grey, density } = raster;
	const [left, right] = [area.x, area.x + area.width].map((x) => Math.round(x * density.x));
	const [top, bottom] = [area.y, area.y + area.height].map((y) => Math.round(y * density.y));
	let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
	for (let y = Math.max(0, top ?? 0); y < Math.min(raster.height, bottom ?? 0); y++) {
		for (let x = Math.max(0, left ?? 0); x < Math.min(width, right ?? 0); x++) {
			if ((grey[y * width + x] ?? 255) >= DARK) continue;
			[x0, x1] = [Math.min(x0, x), Math.max(x1, x + 1)];
			[y0, y1] = [Math.min(y0, y), Math.max(y1, y + 1)];
		}
	}
	if (x0 === Infinity) return null;
	return {
		x: x0 / density.x,
		y: y0 / density.y,
		width: (x1 - x0) / density.x,
		height: (y1 - y0) / density.y
	};
}
