import * as v from 'valibot';
import { ParticipantId } from '#domain/id.ts';
import { cellsOf, OFFSET_MAX_MM, PRESET_NAMES, PRESETS } from '#domain/label.ts';
import { NAME_CARD_SIZES } from '#domain/name-card.ts';
import { WhoseText } from '#domain/whose.ts';
import type { PrintedBadge } from '#server/badges.ts';

/** A short reason is asked of whoever takes names out on paper. */
export const REASON_LENGTH_MIN = 2;
export const REASON_LENGTH_MAX = 100;

const Preset = v.picklist(PRESET_NAMES);
const Millimetres = v.pipe(
	v.string(),
	v.transform(Number),
	v.number(),
	v.minValue(-OFFSET_MAX_MM),
	v.maxValue(OFFSET_MAX_MM)
);
const Cell = v.pipe(v.string(), v.transform(Number), v.safeInteger(), v.minValue(1));

/** What every print has to say. */
const asked = {
	of: WhoseText,
	names: v.picklist(['full', 'masked']),
	who: v.picklist(['all', 'unprinted', 'picked']),
	/** Counts only for `picked`. */
	participants: v.array(ParticipantId),
	reason: v.pipe(
		v.string(),
		v.trim(),
		v.minLength(REASON_LENGTH_MIN),
		v.maxLength(REASON_LENGTH_MAX)
	)
};

/** A wish to print, as the form of the page sends it. */
export const PrintOrder = v.pipe(
	v.variant('medium', [
		v.object({
			...asked,
			medium: v.literal('labels'),
			preset: Preset,
			start: Cell,
			x: Millimetres,
			y: Millimetres
		}),
		v.object({ ...asked, medium: v.literal('cards'), size: v.picklist(NAME_CARD_SIZES) }),
		v.object({ ...asked, medium: v.literal('class-sheet') })
	]),
	v.check(
		(order) => order.medium !== 'labels' || order.start <= cellsOf(PRESETS[order.preset]),
		'The sheet has no such cell'
	)
);
export type PrintOrder = v.InferOutput<typeof PrintOrder>;

/** A wish for a calibration page; it names nobody, so nobody asks why. */
export const CalibrationOrder = v.object({ preset: Preset, x: Millimetres, y: Millimetres });

/** Reads a form in which people may be ticked. */
export function readOrder(form: FormData) {
	const fields = Object.fromEntries(form);
	return v.safeParse(PrintOrder, { ...fields, participants: form.getAll('participant') });
}

/** Those of the badges that are wanted. */
export function wanted(
	badges: readonly PrintedBadge[],
	{ who, participants }: Pick<PrintOrder, 'who' | 'participants'>
): PrintedBadge[] {
	switch (who) {
		case 'all':
			return [...badges];
		case 'unprinted':
			return badges.filter(({ printed }) => !printed);
		case 'picked':
			return badges.filter(({ person }) => participants.includes(person.id));
	}
}
