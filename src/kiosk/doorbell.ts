import type { RandomBytes } from '#domain/id.ts';

/** Where the stream breaks off or is not answered (no network, an older server), it is tried again after so long. */
const AGAIN_MS = 1_000;
const AGAIN_MS_MAX = 15_000;
/** The server says more than twice in this time that it is still there; a proxy may hold back what it says. */
const SILENT_MS_MAX = 50_000;

/** The server's word that there may be news; nothing but a reason to ask sooner than the timer would. */
export interface Doorbell {
	/** Calls back with every ring until the returned function is called. Never fails, never complains. */
	listen(rung: () => void): () => void;
}

/** As much of a browser's `EventSource` as the doorbell needs. */
export interface Source {
	addEventListener(what: 'message' | 'still' | 'error', heard: () => void): void;
	close(): void;
}

/**
 * Listens to server-sent events. Comes back by itself, ever more slowly, and not at the same time as the
 * other tablets that were cut off together: the browser's own way back is neither.
 */
export function httpDoorbell(open: (address: string) => Source, random: RandomBytes): Doorbell {
	return {
		listen(rung) {
			let source: Source;
			let againInMs = AGAIN_MS;
			let timer: ReturnType<typeof setTimeout>;
			const again = () => {
				source.close();
				clearTimeout(timer);
				timer = setTimeout(connect, againInMs * (0.5 + (random(1)[0] ?? 0) / 255));
				againInMs = Math.min(againInMs * 2, AGAIN_MS_MAX);
			};
			const heard = () => {
				clearTimeout(timer);
				timer = setTimeout(again, SILENT_MS_MAX);
			};
			const connect = () => {
				source = open('/api/v1/sync/bell');
				source.addEventListener('error', again);
				source.addEventListener('message', heard);
				source.addEventListener('message', rung);
				source.addEventListener('still', () => {
					// Only now: a proxy that cuts each stream off at once would otherwise be asked all the time.
					againInMs = AGAIN_MS;
					heard();
				});
				heard();
			};
			connect();
			return () => {
				clearTimeout(timer);
				source.close();
			};
		}
	};
}
