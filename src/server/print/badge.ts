import { faceOf, type Face } from '#domain/badge-face.ts';
import type { Box } from '#domain/label.ts';
import { badgeMatrix } from '#domain/matrix.ts';
import type { Token } from '#domain/token.ts';
import { LINE_HEIGHT, type Paper } from '#server/print/paper.ts';
import { writeIn, type Align } from '#server/print/fit.ts';
import type { Weight } from '#server/print/typeface.ts';

/** One line about the bearer; it may take so much of the height that is left for all of them. */
export interface About {
	readonly text: string;
	readonly share: number;
	readonly weight: Weight;
	/** In millimetres; without it, as large as its share allows. */
	readonly wanted?: number;
}

/** Larger digits are no easier to type, and smaller ones give the name more room. */
const DIGITS_WANTED_MM = 2.5;
const DIGITS_IN_GROUP = 4;
/** How many groups of digits may stand on a line: all eleven on one, or down to two. */
const GROUPS_ON_LINE = [11, 6, 4, 3, 2];
/** A line fewer is worth that much of their size. */
const NEARLY = 0.9;

/** Draws one badge: the code, whose it is, and the digits for when no camera reads it. */
export function drawBadge(paper: Paper, inside: Box, token: Token, about: readonly About[]): void {
	const face = faceOf(inside);
	const align = inside.width > inside.height ? 'left' : 'centre';
	paper.symbol(face.symbol, badgeMatrix(token));
	const said = about.filter(({ text }) => text !== '');
	const shares = said.reduce((sum, { share }) => sum + share, 0);
	let { y } = face.bearer;
	for (const { text, share, weight, wanted } of said) {
		const height = (face.bearer.height * share) / shares;
		const box = { ...face.bearer, y, height };
		writeIn(paper, text, box, { wanted: wanted ?? height / LINE_HEIGHT, weight, align });
		y += height;
	}
	drawDigits(paper, face, token, align);
}

/** In groups of four, on as few lines as let them be large. */
function drawDigits(paper: Paper, { digits }: Face, token: Token, align: Align): void {
	const groups = token.match(new RegExp(`\\d{1,${DIGITS_IN_GROUP}}`, 'g')) ?? [];
	const sized = GROUPS_ON_LINE.map((onLine) => {
		const lines = Array.from({ length: Math.ceil(groups.length / onLine) }, (_, line) =>
			groups.slice(line * onLine, (line + 1) * onLine).join(' ')
		);
		const widest = Math.max(...lines.map((line) => paper.widthOf(line, 'regular')));
		const byHeight = digits.height / (lines.length * LINE_HEIGHT);
		return { lines, size: Math.min(DIGITS_WANTED_MM, byHeight, digits.width / widest) };
	});
	const largest = Math.max(...sized.map(({ size }) => size));
	const chosen = sized.find(({ size }) => size >= largest * NEARLY) ?? { lines: [], size: 0 };
	const { lines, size } = chosen;
	const height = size * LINE_HEIGHT;
	for (const [index, line] of lines.entries()) {
		const box = { ...digits, y: digits.y + index * height, height };
		writeIn(paper, line, box, { wanted: size, weight: 'regular', align });
	}
}
