import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { Sight } from '#domain/sight.ts';
import type { Order, Report } from '#kiosk/scanner/decoder.worker.ts';
import { Gaze } from '#kiosk/scanner/gaze.ts';

/** How long a worker may take to start, even on a slow tablet, before another way is tried. */
const START_MS_MAX = 10_000;

interface TrackProcessor {
	readonly readable: ReadableStream<VideoFrame>;
}
declare const MediaStreamTrackProcessor:
	(new (init: { track: MediaStreamTrack }) => TrackProcessor) | undefined;

/** Looks at a camera's frames in a worker of our own and calls back with the texts it sees. */
export class Eye {
	readonly #worker: Worker;
	#closed = false;
	#stopJudging = () => {};

	private constructor(worker: Worker) {
		this.#worker = worker;
	}

	/** Starts the worker; null where neither worker nor WebAssembly can start. */
	static async open(): Promise<Eye | null> {
		if (typeof VideoFrame === 'undefined') return null;
		const worker = hire();
		if (!worker) return null;
		const started = await new Promise<boolean>((resolve) => {
			const timer = setTimeout(() => resolve(false), START_MS_MAX);
			worker.onmessage = ({ data }: MessageEvent<Report>) => {
				clearTimeout(timer);
				resolve(data.kind === 'ready');
			};
			worker.onerror = () => resolve(false);
			// The page gives the address: it is the copy that is kept for offline use.
			worker.postMessage({ kind: 'load', wasmUrl } satisfies Order);
		});
		if (started) return new Eye(worker);
		worker.terminate();
		return null;
	}

	/**
	 * Watches until closed. `failed` is called once if the worker gives up, `judged` again and again with how
	 * the picture is.
	 */
	watch(
		video: HTMLVideoElement,
		{
			seen,
			failed,
			judged
		}: {
			readonly seen: (text: string) => void;
			readonly failed: () => void;
			readonly judged: (sight: Sight) => void;
		}
	): void {
		const gaze = new Gaze();
		this.#stopJudging = gaze.start(judged);
		this.#worker.onerror = failed;
		this.#worker.onmessage = ({ data }: MessageEvent<Report>) => {
			if (this.#closed) return;
			if (data.kind === 'seen') for (const text of data.texts) seen(text);
			if (data.kind === 'failed') failed();
			if (data.kind === 'glanced') gaze.note(data.glance);
			if (data.kind === 'looked') this.#sendNext(video);
		};
		const [track] = video.srcObject instanceof MediaStream ? video.srcObject.getVideoTracks() : [];
		if (typeof MediaStreamTrackProcessor !== 'undefined' && track) {
			const frames = new MediaStreamTrackProcessor({ track }).readable;
			const order: Order = { kind: 'watch', frames };
			this.#worker.postMessage(order, [frames]);
		} else {
			this.#sendNext(video);
		}
	}

	/** One frame at a time: the next is taken when the worker is done with the last. */
	#sendNext(video: HTMLVideoElement): void {
		video.requestVideoFrameCallback(() => {
			if (this.#closed) return;
			const frame = new VideoFrame(video);
			this.#worker.postMessage({ kind: 'look', frame } satisfies Order, [frame]);
		});
	}

	close(): void {
		this.#closed = true;
		this.#stopJudging();
		this.#worker.terminate();
	}
}

function hire(): Worker | null {
	try {
		return new Worker(new URL('./decoder.worker.ts', import.meta.url), { type: 'module' });
	} catch {
		// There are none here, or the page may not have one.
		return null;
	}
}
