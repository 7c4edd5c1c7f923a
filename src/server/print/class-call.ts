import type { ClassCode } from '#domain/class-code.ts';
import { A4, type Box } from '#domain/label.ts';
import { badgeMatrix } from '#domain/matrix.ts';
import { writeIn } from '#server/print/fit.ts';
import type { PaperTexts } from '#server/print/medium.ts';
import type { Paper } from '#server/print/paper.ts';

const MARGIN_MM = 20;
/** Twice a badge's: whoever holds up a whole page stands further back. */
const SYMBOL_MM = 60;
const TITLE_MM = 14;
const LINE_MM = 6;

const column = { x: MARGIN_MM, width: A4.width - 2 * MARGIN_MM };
const TITLE: Box = { ...column, y: 30, height: 20 };
const INVITATION: Box = { ...column, y: 54, height: 20 };
const SYMBOL: Box = { x: (A4.width - SYMBOL_MM) / 2, y: 86, width: SYMBOL_MM, height: SYMBOL_MM };
const STEPS: Box = { ...column, y: 164, height: 12 };
const FOOTER: Box = { ...column, y: A4.height - MARGIN_MM - 8, height: 8 };

/**
 * Draws the page by which a class is called in. By itself, for on the list a camera would see the badges
 * of those around it as well.
 */
export function drawClassCall(
	paper: Paper,
	{ name, code }: { readonly name: string; readonly code: ClassCode },
	destroyBy: string,
	texts: PaperTexts['classCall']
): void {
	paper.page(A4);
	const centred = { weight: 'regular', align: 'centre' } as const;
	writeIn(paper, name, TITLE, { ...centred, wanted: TITLE_MM, weight: 'bold' });
	writeIn(paper, texts.invitation, INVITATION, { ...centred, wanted: LINE_MM });
	paper.symbol(SYMBOL, badgeMatrix(code));
	for (const [index, step] of texts.steps.entries()) {
		const box = { ...STEPS, y: STEPS.y + index * STEPS.height };
		writeIn(paper, `${index + 1}. ${step}`, box, { wanted: LINE_MM, weight: 'regular' });
	}
	writeIn(paper, destroyBy, FOOTER, { wanted: LINE_MM / 2, weight: 'bold' });
}
