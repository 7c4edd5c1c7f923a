import type { Doubt, Trouble } from '#domain/door.ts';

/** A code that was seen. */
export interface Sighting {
	readonly text: string;
}

/** There is no picture, or no longer. */
export class NoPicture extends Error {
	readonly trouble: Trouble;

	constructor(trouble: Trouble, cause?: unknown) {
		super(`No camera: ${trouble}`, { cause });
		this.trouble = trouble;
	}
}

export interface CameraChoice {
	/** A certain camera, by the id that the browser gave it; otherwise the one on this side. */
	readonly deviceId?: string;
	readonly facing: 'user' | 'environment';
	/** Called when the first picture is there. */
	readonly started: () => void;
	/** Called again and again with how the picture is. */
	readonly judged?: (sight: 'clear' | Doubt) => void;
}

/** What the kiosk needs of a camera. Behind it lie a library for the device and a decoder of our own. */
export interface Camera {
	/** Gets ready to watch, so that the picture is there sooner when somebody does. */
	warm(): void;
	/**
	 * Shows the picture in `holder` and yields every code that is seen, again for every frame that
	 * shows it. Ends when it is stopped; throws `NoPicture` when there is no picture (any more).
	 */
	watch(holder: HTMLElement, choice: CameraChoice): AsyncIterable<Sighting>;
	/** The cameras there are; empty before the first permission. */
	devices(): Promise<readonly { readonly id: string; readonly label: string }[]>;
	/** Whether the light could be switched. */
	torch(on: boolean): Promise<boolean>;
	/** Ends watching and switches the camera off. Safe at any moment, and more than once. */
	stop(): Promise<void>;
}

/** Tells the browser's many names for it apart. */
export function troubleOf(error: unknown): Trouble {
	if (!globalThis.isSecureContext) return 'insecure';
	const name = /\b(\w+Error)\b/.exec(
		error instanceof Error ? `${error.name} ${error.message}` : String(error)
	)?.[1];
	switch (name) {
		case 'NotAllowedError':
		case 'PermissionDeniedError':
		case 'SecurityError':
			return 'denied';
		case 'NotReadableError':
		case 'TrackStartError':
		case 'AbortError':
			return 'busy';
		case 'NotFoundError':
		case 'DevicesNotFoundError':
		case 'OverconstrainedError':
			return 'none';
		default:
			return 'unknown';
	}
}
