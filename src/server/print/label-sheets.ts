import type { Person } from '#domain/board.ts';
import { insideOf, noteOf, pagesFor, placeOf, type Layout, type Offset } from '#domain/label.ts';
import type { Line } from '#domain/name-card.ts';
import { drawBadge, type About } from '#server/print/badge.ts';
import { writeIn } from '#server/print/fit.ts';
import type { PaperTexts, Shown } from '#server/print/medium.ts';
import type { Paper } from '#server/print/paper.ts';

const NOTE_MM = 2.2;
/** School, class and number are read by whoever hands badges out, the name across a room. */
const PLACE_MM = 5;

/** How badges lie on a sheet; `name` is what stands on its box. */
export interface SheetOfBadges {
	readonly layout: Layout;
	readonly name: string;
	readonly start: number;
	readonly offset: Offset;
	/** Where to cut, on paper that is not cut yet. */
	readonly marks: readonly Line[];
}

/** Draws badges into the cells of as many sheets as they need. */
export function drawSheets(
	paper: Paper,
	badges: readonly Shown[],
	{ layout, name, start, offset, marks }: SheetOfBadges,
	texts: PaperTexts
): void {
	const pages = pagesFor(layout, start, badges.length);
	const note = noteOf(layout);
	for (const [n, { person, token }] of badges.entries()) {
		const { page, cell } = placeOf(layout, start, n);
		if (page === paper.pages) {
			paper.page(layout.paper);
			const look = { wanted: NOTE_MM, weight: 'regular', align: 'centre' } as const;
			if (note) writeIn(paper, texts.note(name, page + 1, pages), note, look);
			for (const mark of marks) paper.line(mark);
		}
		drawBadge(paper, insideOf(layout, cell, offset), token, aboutBearer(person, texts));
	}
}

function aboutBearer({ school, name, group, number }: Person, texts: PaperTexts): About[] {
	const place = [group, number === null ? '' : texts.number(number)].filter(Boolean).join(' · ');
	return [
		{ text: school, share: 26, weight: 'regular', wanted: PLACE_MM },
		{ text: name, share: 48, weight: 'bold' },
		{ text: place, share: 26, weight: 'regular', wanted: PLACE_MM }
	];
}
