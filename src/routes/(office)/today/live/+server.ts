import { version } from '$app/environment';
import { seen, viewOf } from '#domain/view.ts';
import { board } from '#server/board.ts';
import { enter } from '#server/entry.ts';
import { signedIn } from '../../signed-in.ts';
import type { BoardNews } from '../live-board.svelte.ts';
import type { RequestHandler } from './$types';

/** Somebody becomes missing, and ages grow, without anything arriving. */
const REDRAW_MS = 20_000;
const RETRY_MS = 1_000;

/**
 * Sends the whole board at once and whenever it changes. Nothing is sent as a difference, so a watcher
 * that was cut off has missed nothing once it is back. Before each drawing the watcher is let in anew:
 * whoever is signed out, or was made something else, sees no more than that from then on.
 */
export const GET: RequestHandler = ({ locals, request, route, cookies }) => {
	const { doorbell, store, log } = locals.app;
	const { center } = signedIn(locals);
	const { method, headers } = request;
	const caller = { method, headers, cookie: (name: string) => cookies.get(name) };
	const over = AbortSignal.any([doorbell.closing, request.signal]);
	let leave = () => {};

	const stream = new ReadableStream<string>({
		start(controller) {
			let left = false;
			const end = () => {
				if (left) return;
				leave();
				controller.close();
			};
			const draw = async () => {
				try {
					const entry = await enter(locals.app, route.id, caller, Date.now());
					const staff = entry.kind === 'open' ? entry.staff : null;
					// The page then asks for itself, and is told where to go.
					if (staff?.center.id !== center.id) return end();
					const view = viewOf(staff.role, staff.reach);
					const whole = await board(store, center.id, Date.now());
					const news: BoardNews = { version, board: seen(whole, view) };
					if (!left) controller.enqueue(`data: ${JSON.stringify(news)}\n\n`);
				} catch (err) {
					// The watcher reconnects and asks again.
					log.error({ err }, 'board not drawn');
					end();
				}
			};
			const unlisten = doorbell.listen(center.id, () => void draw());
			const redrawing = setInterval(() => void draw(), REDRAW_MS);
			leave = () => {
				left = true;
				// Else the server would hold on to every watcher there ever was, until it stops.
				over.removeEventListener('abort', end);
				unlisten();
				clearInterval(redrawing);
			};
			over.addEventListener('abort', end);
			controller.enqueue(`retry: ${RETRY_MS}\n\n`);
			void draw();
		},
		cancel: () => leave()
	});
	return new Response(stream.pipeThrough(new TextEncoderStream()), {
		headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }
	});
};
