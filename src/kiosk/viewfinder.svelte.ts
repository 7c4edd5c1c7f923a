import type { CameraState } from '#domain/door.ts';
import { NoPicture, type Camera, type CameraChoice } from '#kiosk/scanner/camera.ts';

/** A lost camera is often back at once; one that is not should not be asked for all the time. */
const AGAIN_MS = 5_000;

/** The camera at the door: what it has come to, and whatever it reads. */
export class Viewfinder {
	state = $state<CameraState>('starting');
	readonly #camera: Camera;
	readonly #take: (text: string) => void;

	constructor(camera: Camera, take: (text: string) => void) {
		this.#camera = camera;
		this.#take = take;
	}

	/** Shows the camera in `holder` and takes what it sees, again and again, until `signal` aborts. */
	async watch(holder: HTMLElement, signal: AbortSignal): Promise<void> {
		while (!signal.aborted) {
			this.state = 'starting';
			try {
				const choice = {
					facing: 'user',
					started: () => (this.state = 'watching'),
					judged: (sight) => (this.state = sight === 'clear' ? 'watching' : sight)
				} satisfies CameraChoice;
				for await (const { text } of this.#camera.watch(holder, choice)) {
					if (signal.aborted) return;
					this.#take(text);
				}
				return;
			} catch (error) {
				this.state = error instanceof NoPicture ? error.trouble : 'unknown';
			}
			if (this.state === 'denied' || this.state === 'insecure') return;
			await pause(AGAIN_MS, signal);
		}
	}
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
	await new Promise<void>((resolve) => {
		const timer = setTimeout(resolve, ms);
		signal.addEventListener('abort', () => {
			clearTimeout(timer);
			resolve();
		});
	});
}
