import type { Board } from '#domain/board.ts';

/** Somebody of the staff who keeps the live board open, as a browser does: cut off, they come again. */
export interface Watcher {
	/** What they see now; null before they have seen anything. */
	seen(): Board | null;
	/** How often they had to come. */
	readonly visits: () => number;
	leave(): Promise<void>;
}

const COMES_AGAIN_MS = 100;

export function watchBoard(origin: string, cookie: string): Watcher {
	const leaving = new AbortController();
	let seen: Board | null = null;
	let visits = 0;
	const watch = async () => {
		const { signal } = leaving;
		const { body, ok } = await fetch(`${origin}/today/live`, { headers: { cookie }, signal });
		if (!ok || !body) throw new Error('No board');
		visits++;
		let text = '';
		for await (const piece of body.pipeThrough(new TextDecoderStream())) {
			text += piece;
			const told = text.split('\n\n');
			text = told.pop() ?? '';
			for (const each of told) {
				if (each.startsWith('data: ')) seen = JSON.parse(each.slice('data: '.length)).board;
			}
		}
	};
	const watching = (async () => {
		while (!leaving.signal.aborted) {
			await watch().catch(() => null);
			await new Promise((resolve) => setTimeout(resolve, COMES_AGAIN_MS));
		}
	})();
	return {
		seen: () => seen,
		visits: () => visits,
		leave() {
			leaving.abort();
			return watching;
		}
	};
}
