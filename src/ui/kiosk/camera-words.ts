import type { CameraState } from '#domain/door.ts';
import type { KioskTexts } from '#ui/messages/kiosk.ts';

/** What to say of a camera, and what to do about it; null where it sees well. */
export function cameraWords(state: CameraState, texts: KioskTexts['camera']): string | null {
	switch (state) {
		case 'watching':
			return null;
		case 'starting':
			return texts.starting;
		case 'dark':
		case 'slow':
			return texts.doubt[state];
		default:
			return texts.trouble[state];
	}
}
