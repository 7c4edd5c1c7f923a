import type { Html5Qrcode } from 'html5-qrcode';
import {
	NoPicture,
	troubleOf,
	type Camera,
	type CameraChoice,
	type Sighting
} from '#kiosk/scanner/camera.ts';
import { Eye } from '#kiosk/scanner/eye.ts';
import { Mailbox } from '#kiosk/scanner/mailbox.ts';

/** Asking only for the side would give 640 × 480. */
const PICTURE = { width: { ideal: 1280 }, height: { ideal: 720 } };
/** Only used where our own decoder cannot start. */
const FALLBACK_FPS = 10;
const FIRST_FRAME_MS_MAX = 10_000;

/** The parts of the library that it does not show; hence its version is pinned and this is tested. */
interface Inside {
	/** Its loop draws and decodes on the main thread as long as this is true. */
	shouldScan: boolean;
}

interface Running {
	readonly qrcode: Html5Qrcode;
	readonly video: HTMLVideoElement;
	readonly eye: Eye | null;
	/** Where whoever is watching takes the sightings from. */
	readonly mailbox: Mailbox<Sighting>;
}

/**
 * html5-qrcode opens and owns the camera, for it knows the quirks of many phones; reading is ours. Its
 * `start` and `stop` must not overlap, and a stop before the first frame breaks it for good: hence
 * one transition at a time, and a new instance for each start.
 */
export class Html5Camera implements Camera {
	#running: Running | null = null;
	/** A decoder for the next start; one that did not come to a picture keeps it for the one after. */
	#eye: Promise<Eye | null> | null = null;
	#transition: Promise<unknown> = Promise.resolve();

	warm(): void {
		// Whoever watches hears of it if this fails.
		library().catch(() => {});
		this.#eye ??= Eye.open();
	}

	async *watch(holder: HTMLElement, choice: CameraChoice): AsyncGenerator<Sighting> {
		const mailbox = new Mailbox<Sighting>();
		await this.#inTurn(async () => {
			await this.#end();
			this.#eye ??= Eye.open();
			this.#running = await begin(holder, choice, mailbox, this.#eye);
			this.#eye = null;
			choice.started();
		});
		try {
			yield* mailbox;
		} finally {
			// By now somebody else may be watching: only what is ours is ended, when our turn has come.
			await this.#inTurn(async () => {
				if (this.#running?.mailbox === mailbox) await this.#end();
			});
		}
	}

	async devices() {
		const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
		return devices
			.filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId)
			.map(({ deviceId, label }) => ({ id: deviceId, label }));
	}

	async torch(on: boolean): Promise<boolean> {
		const torch = this.#running?.qrcode.getRunningTrackCameraCapabilities().torchFeature();
		if (!torch?.isSupported()) return false;
		await torch.apply(on);
		return true;
	}

	async stop(): Promise<void> {
		await this.#inTurn(async () => {
			await this.#end();
			const unused = await this.#eye;
			this.#eye = null;
			unused?.close();
		});
	}

	async #end(): Promise<void> {
		const running = this.#running;
		if (!running) return;
		this.#running = null;
		running.mailbox.close();
		running.eye?.close();
		switchOff(running.video);
		try {
			await running.qrcode.stop();
		} catch {
			// The camera is off already; the library only failed to tidy up after itself.
		}
	}

	#inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
		const turn = this.#transition.then(work, work);
		this.#transition = turn.catch(() => {});
		return turn;
	}
}

/** Large, and not needed to show the page: loaded by itself. */
function library() {
	return import('html5-qrcode');
}

async function begin(
	holder: HTMLElement,
	{ deviceId, facing, judged }: CameraChoice,
	mailbox: Mailbox<Sighting>,
	opening: Promise<Eye | null>
): Promise<Running> {
	if (!navigator.mediaDevices) throw new NoPicture(troubleOf(null));
	const { Html5Qrcode, Html5QrcodeSupportedFormats } = await library();
	holder.replaceChildren();
	const qrcode = new Html5Qrcode(holder.id, {
		formatsToSupport: [Html5QrcodeSupportedFormats.QR_CODE],
		useBarCodeDetectorIfSupported: false,
		verbose: false
	});
	const facingMode = { ideal: facing };
	const which = deviceId ? { deviceId: { exact: deviceId } } : { facingMode };
	try {
		const [eye] = await Promise.all([
			opening,
			qrcode.start(
				deviceId ?? { facingMode: facing },
				{ fps: FALLBACK_FPS, disableFlip: true, videoConstraints: { ...which, ...PICTURE } },
				(text) => mailbox.put({ text }),
				() => {}
			)
		]);
		const video = await firstFrame(holder);
		if (eye) {
			(qrcode as unknown as Inside).shouldScan = false;
			eye.watch(video, {
				seen: (text) => mailbox.put({ text }),
				failed: () => mailbox.fail(new NoPicture('unknown')),
				judged: (sight) =>
					sight === 'still' ? mailbox.fail(new NoPicture('still')) : judged?.(sight)
			});
		}
		for (const track of tracksOf(video)) {
			track.addEventListener('ended', () => mailbox.fail(new NoPicture('lost')));
		}
		return { qrcode, video, eye, mailbox };
	} catch (error) {
		for (const video of holder.querySelectorAll('video')) switchOff(video);
		throw error instanceof NoPicture ? error : new NoPicture(troubleOf(error), error);
	}
}

/** `start` resolves before there is a picture. */
async function firstFrame(holder: HTMLElement): Promise<HTMLVideoElement> {
	const video = holder.querySelector('video');
	if (!video) throw new NoPicture('unknown');
	if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) return video;
	await new Promise<void>((resolve, reject) => {
		const timer = setTimeout(() => reject(new NoPicture('busy')), FIRST_FRAME_MS_MAX);
		video.addEventListener(
			'loadeddata',
			() => {
				clearTimeout(timer);
				resolve();
			},
			{ once: true }
		);
	});
	return video;
}

function tracksOf(video: HTMLVideoElement): MediaStreamTrack[] {
	return video.srcObject instanceof MediaStream ? video.srcObject.getVideoTracks() : [];
}

function switchOff(video: HTMLVideoElement): void {
	for (const track of tracksOf(video)) track.stop();
}
