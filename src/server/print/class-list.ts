import type { Person } from '#domain/board.ts';
import {
	CLASS_SHEET,
	CLASS_SHEET_FOOTER,
	CLASS_SHEET_HEADER,
	pupilInside
} from '#domain/class-sheet.ts';
import { cellAt, pagesFor, placeOf } from '#domain/label.ts';
import { drawClassCall } from '#server/print/class-call.ts';
import { drawBadge } from '#server/print/badge.ts';
import { writeIn } from '#server/print/fit.ts';
import type { Medium, PaperTexts, Shown } from '#server/print/medium.ts';
import type { Paper } from '#server/print/paper.ts';

const TITLE_MM = 6.5;
const SMALL_MM = 3.5;
const TITLE_HEIGHT_MM = 9;
const SMALL_HEIGHT_MM = 6;
/** How much of the header's width tells whose list it is; the rest counts. */
const TITLE_SHARE = 0.75;

/**
 * Draws a page, or more, for each class: its name above, below until when to destroy the list. After it
 * the page by which the class is called in.
 */
export function drawClasses(
	paper: Paper,
	badges: readonly Shown[],
	sheet: Extract<Medium, { kind: 'class-sheet' }>,
	texts: PaperTexts
): void {
	const classes = Map.groupBy(badges, ({ person }) => classOf(person));
	for (const [name, pupils] of classes) {
		drawClass(paper, pupils, sheet, texts);
		const code = pupils.map(({ person }) => sheet.codes.get(person.id)).find(Boolean);
		if (code) drawClassCall(paper, { name, code }, sheet.destroyBy, texts.classCall);
	}
}

function drawClass(
	paper: Paper,
	pupils: readonly Shown[],
	{ occasion, destroyBy }: Extract<Medium, { kind: 'class-sheet' }>,
	texts: PaperTexts
): void {
	const pages = pagesFor(CLASS_SHEET, 1, pupils.length);
	const before = paper.pages;
	for (const [n, { person, token }] of pupils.entries()) {
		const { page, cell } = placeOf(CLASS_SHEET, 1, n);
		if (before + page === paper.pages) {
			paper.page(CLASS_SHEET.paper);
			const told = [texts.people(pupils.length), texts.page(page + 1, pages)] as const;
			drawHeader(paper, [classOf(person), occasion], told);
			const look = { wanted: SMALL_MM, weight: 'bold' } as const;
			writeIn(paper, destroyBy, CLASS_SHEET_FOOTER, look);
		}
		const box = cellAt(CLASS_SHEET, cell);
		const number = person.number === null ? '' : texts.number(person.number);
		paper.frame(box);
		drawBadge(paper, pupilInside(box), token, [
			{ text: number, share: 35, weight: 'regular', wanted: SMALL_MM },
			{ text: person.name, share: 65, weight: 'bold' }
		]);
	}
}

/** On the left whose list it is and for what, on the right how many they are and which page. */
function drawHeader(
	paper: Paper,
	[who, occasion]: readonly [string, string],
	[count, page]: readonly [string, string]
): void {
	const { x, y, width } = CLASS_SHEET_HEADER;
	const left = { x, width: width * TITLE_SHARE };
	const right = { x: x + left.width, width: width - left.width };
	const upper = { y, height: TITLE_HEIGHT_MM };
	const lower = { y: y + TITLE_HEIGHT_MM, height: SMALL_HEIGHT_MM };
	const small = { wanted: SMALL_MM, weight: 'regular' } as const;
	writeIn(paper, who || occasion, { ...left, ...upper }, { wanted: TITLE_MM, weight: 'bold' });
	writeIn(paper, who && occasion, { ...left, ...lower }, small);
	writeIn(paper, count, { ...right, ...upper }, { ...small, align: 'right' });
	writeIn(paper, page, { ...right, ...lower }, { ...small, align: 'right' });
}

/** Empty for youth out of school. */
function classOf({ school, group }: Person): string {
	return [school, group].filter(Boolean).join(' ');
}
