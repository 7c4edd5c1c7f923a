import { FILE_BYTES_MAX, type RosterReading } from '#domain/roster-file/reading.ts';
import type { Progress } from '#office/roster-file/read.ts';
import type { Order, Report } from '#office/roster-file/reader.worker.ts';

/** How a reading ended. */
export type Ending =
	| RosterReading
	| { readonly kind: 'cancelled' }
	/** The browser has not enough memory, or took far too long: nothing was read. */
	| { readonly kind: 'failed'; readonly reason: string };

/** The largest file takes seconds, even on an old computer. */
const READ_MS_MAX = 120_000;

/**
 * Reads roster files in a worker, one at a time, so that the page goes on answering. A second
 * reading cancels the first.
 */
export class RosterReader {
	#cancel: () => void = () => {};

	/**
	 * Reads a file that staff chose.
	 *
	 * @param year the present year
	 */
	read(file: File, year: number, progress: Progress): Promise<Ending> {
		this.cancel();
		if (file.size > FILE_BYTES_MAX) {
			return Promise.resolve({ kind: 'refused', reason: 'too-large' });
		}
		return this.#run({ kind: 'file', file, year }, progress);
	}

	/** Reads what staff pasted. */
	paste(text: string, year: number): Promise<Ending> {
		this.cancel();
		if (text.length > FILE_BYTES_MAX) {
			return Promise.resolve({ kind: 'refused', reason: 'too-large' });
		}
		return this.#run({ kind: 'pasted', text, year }, () => {});
	}

	/** Stops at once, wherever the reading is. */
	cancel(): void {
		this.#cancel();
	}

	#run(order: Order, progress: Progress): Promise<Ending> {
		const worker = new Worker(new URL('./reader.worker.ts', import.meta.url), { type: 'module' });
		return new Promise((resolve) => {
			const end = (ending: Ending) => {
				clearTimeout(timer);
				worker.terminate();
				this.#cancel = () => {};
				resolve(ending);
			};
			const timer = setTimeout(() => end({ kind: 'failed', reason: 'took too long' }), READ_MS_MAX);
			this.#cancel = () => end({ kind: 'cancelled' });
			worker.onerror = ({ message }) => end({ kind: 'failed', reason: message });
			worker.onmessage = ({ data }: MessageEvent<Report>) => {
				if (data.kind === 'progress') progress(data.share);
				else end(data.kind === 'done' ? data.reading : data);
			};
			worker.postMessage(order);
		});
	}
}
