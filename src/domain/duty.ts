import * as v from 'valibot';

/** Which way people pass a tablet. */
export const Passage = v.picklist(['both', 'arrivals', 'departures']);
export type Passage = v.InferOutput<typeof Passage>;

/** What a tablet is there for. What a scan then means, `judge` decides. */
export const Duty = v.object({
	passage: Passage,
	/** Whether badges can be typed on the screen; a scanner and the camera always work. */
	keypad: v.boolean()
});
export type Duty = v.InferOutput<typeof Duty>;

/** What a tablet may do that was told nothing else. */
export const WHOLE_DUTY: Duty = { passage: 'both', keypad: true };
