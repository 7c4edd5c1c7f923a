import { A4, type Box, type Layout } from '#domain/label.ts';

/** Left around the cards, so that their cut marks have room. */
const MARGIN_MIN_MM = 8;

/**
 * Cards for a lanyard's pouch, by width and height in millimetres: the three common name-tag inserts.
 * They lie on A4 edge to edge, so that one cut serves two of them.
 */
export const NAME_CARDS = {
	'86x54': edgeToEdge(86, 54),
	'90x60': edgeToEdge(90, 60),
	'95x125': edgeToEdge(95, 125)
} as const satisfies Record<string, Layout>;
export type NameCard = keyof typeof NAME_CARDS;

export const NAME_CARD_SIZES = Object.keys(NAME_CARDS) as readonly NameCard[];

const CUT_MARK_MM = 5;
/** A knife that stops at the mark leaves none of it on the card. */
const CUT_MARK_AWAY_MM = 1;

/** A straight line on paper, in millimetres. */
export interface Line {
	readonly from: { readonly x: number; readonly y: number };
	readonly to: { readonly x: number; readonly y: number };
}

/** Where to cut: short lines outside the cards, at both ends of every cut. */
export function cutMarks(layout: Layout): Line[] {
	const grid = gridOf(layout);
	const near = CUT_MARK_AWAY_MM;
	const far = CUT_MARK_AWAY_MM + CUT_MARK_MM;
	const [right, bottom] = [grid.x + grid.width, grid.y + grid.height];
	const across = steps(layout.columns + 1).flatMap((column) => {
		const x = grid.x + column * layout.pitchX;
		return [upright(x, grid.y - far, grid.y - near), upright(x, bottom + near, bottom + far)];
	});
	const down = steps(layout.rows + 1).flatMap((row) => {
		const y = grid.y + row * layout.pitchY;
		return [level(y, grid.x - far, grid.x - near), level(y, right + near, right + far)];
	});
	return [...across, ...down];
}

/** What all cells cover together. */
export function gridOf({ left, top, columns, rows, width, height, pitchX, pitchY }: Layout): Box {
	return {
		x: left,
		y: top,
		width: (columns - 1) * pitchX + width,
		height: (rows - 1) * pitchY + height
	};
}

function edgeToEdge(width: number, height: number): Layout {
	const columns = Math.floor((A4.width - 2 * MARGIN_MIN_MM) / width);
	const rows = Math.floor((A4.height - 2 * MARGIN_MIN_MM) / height);
	return {
		paper: A4,
		columns,
		rows,
		width,
		height,
		left: (A4.width - columns * width) / 2,
		top: (A4.height - rows * height) / 2,
		pitchX: width,
		pitchY: height
	};
}

function upright(x: number, from: number, to: number): Line {
	return { from: { x, y: from }, to: { x, y: to } };
}

function level(y: number, from: number, to: number): Line {
	return { from: { x: from, y }, to: { x: to, y } };
}

function steps(count: number): number[] {
	return Array.from({ length: count }, (_, index) => index);
}
