import type { Board } from '#domain/board.ts';

/** How often to look whether the server is back after it has ended the stream for good. */
const LOOK_EVERY_MS = 3_000;

/** What the server says over the stream. */
export interface BoardNews {
	readonly version: string;
	readonly board: Board;
}

/** The board as it was when the page was made, and from then on as the server says it is. */
export class LiveBoard {
	board = $state.raw<Board>() as Board;
	/** Undefined until the stream has opened or failed for the first time. */
	live = $state<boolean>();
	readonly #version: string;

	constructor(board: Board, version: string) {
		this.board = board;
		this.#version = version;
	}

	/**
	 * Watches until the returned function is called, while somebody can see it: an open stream counts as
	 * use of the sign-in, and a page behind others must not keep it from running out.
	 */
	watch(): () => void {
		let stop = () => {};
		const follow = () => {
			stop();
			stop = document.hidden ? () => {} : this.#open();
		};
		document.addEventListener('visibilitychange', follow);
		follow();
		return () => {
			document.removeEventListener('visibilitychange', follow);
			stop();
		};
	}

	#open(): () => void {
		const stream = new EventSource('/today/live');
		let looking: ReturnType<typeof setInterval> | undefined;
		stream.onopen = () => (this.live = true);
		stream.onmessage = ({ data }) => {
			const news: BoardNews = JSON.parse(data);
			// Another version of the server may say things that this page does not understand.
			if (news.version !== this.#version) return location.reload();
			this.board = news.board;
		};
		stream.onerror = () => {
			this.live = false;
			// A lost connection is taken up again by the browser, a refused one never: a proxy without a
			// server behind it, or a sign-in that has ended. The page itself then knows what to do.
			if (stream.readyState === EventSource.CLOSED) {
				looking ??= setInterval(() => void reloadWhenAlive(), LOOK_EVERY_MS);
			}
		};
		return () => {
			stream.close();
			clearInterval(looking);
		};
	}
}

async function reloadWhenAlive(): Promise<void> {
	try {
		const { ok } = await fetch('/api/v1/health', { cache: 'no-store' });
		if (ok) location.reload();
	} catch {
		// Not yet.
	}
}
