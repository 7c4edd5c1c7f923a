/** What every frame begins with, and the version of all that follows. */
export const PREFIX = 'HBL1:';

/** Whether a code is a picture of a transfer, which the door passes over: it is meant for no door. */
export function isLight(text: string): boolean {
	return text.startsWith(PREFIX);
}
