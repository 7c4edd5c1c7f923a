import {
	cellAt,
	cellsOf,
	PRESETS,
	type Layout,
	type Offset,
	type PresetName
} from '#domain/label.ts';
import { writeIn } from '#server/print/fit.ts';
import type { Printout } from '#server/print/medium.ts';
import { Paper } from '#server/print/paper.ts';

/** The words of the calibration page. */
export interface CalibrationTexts {
	readonly language: string;
	readonly title: string;
	/** What to do with it, one sentence each. */
	readonly steps: (sheet: string, offset: Offset) => readonly string[];
}

/** Rulers keep to where every printer prints, on a label to where there is room. */
const RULER_FROM_MM = 10;
const RULER_FROM_SHARE = 0.1;
const TICK_MM = 2;
const TICK_OF_FIVE_MM = 3;
const TICK_OF_TEN_MM = 5;
const NUMBER = { size: 2.2, weight: 'regular' } as const;

const STEP_HEIGHT_MM = 6;
const STEPS_WIDTH_MM = 84;
const STEPS_PADDING_MM = 3;
const STEPS_AT_MM = { x: 14, y: 60 } as const;
/** A label is too small to hold instructions beside its rulers. */
const PAPER_FOR_STEPS_MM = 200;

/**
 * A page to lay over a sheet of labels: two rulers that count from the paper's own edges, so that a
 * measure says by how much the printer is off, and the outlines of the cells with the offset as set.
 */
export async function calibration(
	preset: PresetName,
	offset: Offset,
	texts: CalibrationTexts
): Promise<Printout> {
	const layout = PRESETS[preset];
	const paper = new Paper(texts.title, texts.language);
	paper.page(layout.paper);
	for (let cell = 1; cell <= cellsOf(layout); cell++) {
		const { x, y, width, height } = cellAt(layout, cell);
		paper.frame({ x: x + offset.x, y: y + offset.y, width, height });
	}
	drawRulers(paper, layout.paper);
	if (layout.paper.width > PAPER_FOR_STEPS_MM) drawSteps(paper, texts.steps(preset, offset));
	return { pages: paper.pages, pdf: await paper.finish() };
}

/** In the upper left, between the rulers, in a frame that no outline crosses. */
function drawSteps(paper: Paper, steps: readonly string[]): void {
	const { x, y } = STEPS_AT_MM;
	const height = steps.length * STEP_HEIGHT_MM;
	const frame = { x, y, width: STEPS_WIDTH_MM, height: height + 2 * STEPS_PADDING_MM };
	paper.blank(frame);
	paper.frame(frame);
	for (const [index, step] of steps.entries()) {
		const box = {
			x: x + STEPS_PADDING_MM,
			y: y + STEPS_PADDING_MM + index * STEP_HEIGHT_MM,
			width: STEPS_WIDTH_MM - 2 * STEPS_PADDING_MM,
			height: STEP_HEIGHT_MM
		};
		writeIn(paper, `${index + 1}. ${step}`, box, { wanted: 3, weight: 'regular' });
	}
}

/** Across the middle of the paper and down it: a tick for each millimetre, a number for each ten. */
function drawRulers(paper: Paper, { width, height }: Layout['paper']): void {
	const [x, y] = [width / 2, height / 2];
	const from = Math.min(RULER_FROM_MM, RULER_FROM_SHARE * width);
	for (const at of millimetres(from, width - from)) {
		paper.line({ from: { x: at, y }, to: { x: at, y: y + tick(at) } });
		if (numbered(at, x)) paper.write(String(at), { x: at + 0.4, y: y + 3.4 }, NUMBER);
	}
	for (const at of millimetres(from, height - from)) {
		paper.line({ from: { x, y: at }, to: { x: x + tick(at), y: at } });
		if (numbered(at, y)) paper.write(String(at), { x: x + 5.4, y: at - 1.4 }, NUMBER);
	}
	paper.line({ from: { x: from, y }, to: { x: width - from, y } });
	paper.line({ from: { x, y: from }, to: { x, y: height - from } });
}

function tick(at: number): number {
	if (at % 10 === 0) return TICK_OF_TEN_MM;
	return at % 5 === 0 ? TICK_OF_FIVE_MM : TICK_MM;
}

/** Where the rulers cross, their numbers would cover each other. */
function numbered(at: number, crossing: number): boolean {
	return at % 10 === 0 && Math.abs(at - crossing) > 8;
}

function millimetres(from: number, to: number): number[] {
	const first = Math.ceil(from);
	return Array.from({ length: Math.floor(to) - first + 1 }, (_, index) => first + index);
}
