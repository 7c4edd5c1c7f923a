import type { Board } from '#domain/board.ts';

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

	/** Watches until the returned function is called. Reconnects by itself, and then hears everything. */
	watch(): () => void {
		const stream = new EventSource('/today/live');
		stream.onopen = () => (this.live = true);
		stream.onerror = () => (this.live = false);
		stream.onmessage = ({ data }) => {
			const news: BoardNews = JSON.parse(data);
			// Another version of the server may say things that this page does not understand.
			if (news.version !== this.#version) return location.reload();
			this.board = news.board;
		};
		return () => stream.close();
	}
}
