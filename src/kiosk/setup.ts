import * as v from 'valibot';
import { PX_PER_MM } from '#domain/bank-card.ts';

/** How staff set this one tablet up. It is kept here and concerns nobody else. */
const Setup = v.object({
	/** Of the screen, while nobody has chosen another, and of the texts for staff. */
	language: v.fallback(v.picklist(['ko', 'en']), 'ko'),
	/** CSS pixels in a millimetre of the glass; null until somebody has held a card against it. */
	pxPerMm: v.fallback(
		v.nullable(v.pipe(v.number(), v.minValue(PX_PER_MM.min), v.maxValue(PX_PER_MM.max))),
		null
	)
});
export type Setup = v.InferOutput<typeof Setup>;

const KEPT = 'haebom.setup';

/** Whatever cannot be read is as if it had never been set. */
export function readSetup(storage: Storage): Setup {
	try {
		return v.parse(Setup, JSON.parse(storage.getItem(KEPT) ?? '{}'));
	} catch {
		return v.parse(Setup, {});
	}
}

export function keepSetup(storage: Storage, setup: Setup): void {
	storage.setItem(KEPT, JSON.stringify(setup));
}
