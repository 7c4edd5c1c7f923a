import type { Person } from '#domain/board.ts';
import { PRESETS, type Offset } from '#domain/label.ts';
import { mask } from '#domain/name.ts';
import { cutMarks, NAME_CARDS } from '#domain/name-card.ts';
import type { PrintedBadge } from '#server/badges.ts';
import { drawClasses } from '#server/print/class-list.ts';
import { drawSheets } from '#server/print/label-sheets.ts';
import type { Medium, PaperTexts, Printout, Shown } from '#server/print/medium.ts';
import { Paper } from '#server/print/paper.ts';

const NO_OFFSET: Offset = { x: 0, y: 0 };
const inKorean = new Intl.Collator('ko', { numeric: true });

/**
 * Prints badges, class by class, so that they can be handed out as they come off the sheet. With
 * `masked` no full name is anywhere in the document.
 */
export async function print(
	badges: readonly PrintedBadge[],
	medium: Medium,
	names: 'full' | 'masked',
	texts: PaperTexts
): Promise<Printout> {
	const paper = new Paper(texts.title, texts.language);
	const shown = badges
		.toSorted((a, b) => byClass(a.person, b.person))
		.map(({ person, token }) => ({
			token,
			person: names === 'masked' ? { ...person, name: mask(person.name) } : person
		}));
	draw(paper, shown, medium, texts);
	return { pages: paper.pages, pdf: await paper.finish() };
}

function draw(paper: Paper, badges: readonly Shown[], medium: Medium, texts: PaperTexts): void {
	switch (medium.kind) {
		case 'labels': {
			const { preset, start, offset } = medium;
			const sheet = { layout: PRESETS[preset], name: preset, start, offset, marks: [] };
			return drawSheets(paper, badges, sheet, texts);
		}
		case 'cards': {
			const layout = NAME_CARDS[medium.size];
			const sheet = { layout, name: '', start: 1, offset: NO_OFFSET, marks: cutMarks(layout) };
			return drawSheets(paper, badges, sheet, texts);
		}
		case 'class-sheet':
			return drawClasses(paper, badges, medium, texts);
	}
}

/** By school, class and number, as a name list has it; whoever has no number comes after, by name. */
function byClass(a: Person, b: Person): number {
	return (
		inKorean.compare(a.school, b.school) ||
		inKorean.compare(a.group, b.group) ||
		lastWithout(a.number) - lastWithout(b.number) ||
		inKorean.compare(a.name, b.name)
	);
}

function lastWithout(number: number | null): number {
	return number ?? Number.MAX_SAFE_INTEGER;
}
