import * as v from 'valibot';

/** Which way people pass a tablet. */
export const Passage = v.picklist(['both', 'arrivals', 'departures']);
export type Passage = v.InferOutput<typeof Passage>;

/** Whom a tablet asks how it was. */
export const Asks = v.picklist([
	/** Whoever leaves past it. */
	'leaving',
	/** Whoever shows it their badge; nobody comes or goes by it. */
	'badge',
	/** Whoever presses, without a badge; nobody comes or goes by it. */
	'open',
	'nobody'
]);
export type Asks = v.InferOutput<typeof Asks>;

const ASKS_USUALLY: Asks = 'leaving';

/** What a tablet is there for. What a scan then means, `judge` decides. */
export const Duty = v.object({
	passage: Passage,
	/** Whether badges can be typed on the screen; a scanner and the camera always work. */
	keypad: v.boolean(),
	/** Servers that do not say have not known it yet; what a later one says may be unknown here. */
	asks: v.optional(v.fallback(Asks, ASKS_USUALLY), ASKS_USUALLY)
});
export type Duty = v.InferOutput<typeof Duty>;

/** What a tablet may do that was told nothing else. */
export const WHOLE_DUTY: Duty = { passage: 'both', keypad: true, asks: ASKS_USUALLY };

/** What people do at a tablet: pass it one way or both, or only say how it was. */
export type Errand = Passage | Extract<Asks, 'badge' | 'open'>;

/** A tablet that asks whoever passes, or nobody, is a door; any other is none. */
export function errandAt({ passage, asks }: Duty): Errand {
	return asks === 'badge' || asks === 'open' ? asks : passage;
}
