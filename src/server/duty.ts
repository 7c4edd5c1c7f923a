import type { Duty } from '#domain/duty.ts';
import type { Device } from '#server/database/schema.ts';

/** What a tablet is there for, as its row says it. */
export function dutyOf({
	passage,
	keypad,
	asks
}: Pick<Device, 'passage' | 'keypad' | 'asks'>): Duty {
	return { passage, keypad: keypad === 1, asks };
}
