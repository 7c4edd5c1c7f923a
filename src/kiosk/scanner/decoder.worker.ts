import type { Glance } from '#domain/sight.ts';
import { Decoder } from '#kiosk/scanner/decode.ts';

/** What the page asks of the worker. */
export type Order =
	| { readonly kind: 'load'; readonly wasmUrl: string }
	/** All frames of a camera, from now on. */
	| { readonly kind: 'watch'; readonly frames: ReadableStream<VideoFrame> }
	/** One frame, where the browser cannot hand over the stream. */
	| { readonly kind: 'look'; readonly frame: VideoFrame };

/** What the worker says. Nothing but texts ever leaves it. */
export type Report =
	| { readonly kind: 'ready' }
	| { readonly kind: 'failed'; readonly reason: string }
	| { readonly kind: 'seen'; readonly texts: readonly string[] }
	/** What was on the frames since the last time. */
	| { readonly kind: 'glanced'; readonly glance: Glance }
	/** The one frame has been looked at: the next may come. */
	| { readonly kind: 'looked' };

const GLANCE_EVERY_MS = 500;

const report = (message: Report) => self.postMessage(message);
let decoder: Decoder | null = null;
let glance: Glance = { frames: 0, brightest: 0 };
let glancedAt = -Infinity;

self.onmessage = async ({ data: order }: MessageEvent<Order>) => {
	try {
		if (order.kind === 'load') {
			decoder = await Decoder.load(order.wasmUrl);
			report({ kind: 'ready' });
		} else if (order.kind === 'watch') {
			await watch(order.frames);
		} else {
			await look(order.frame);
			report({ kind: 'looked' });
		}
	} catch (error) {
		report({ kind: 'failed', reason: String(error) });
	}
};

/** The stream holds one frame and drops the older: a slow tablet sees fewer frames, never old ones. */
async function watch(frames: ReadableStream<VideoFrame>): Promise<void> {
	const reader = frames.getReader();
	for (let next = await reader.read(); !next.done; next = await reader.read()) {
		await look(next.value);
	}
}

async function look(frame: VideoFrame): Promise<void> {
	try {
		const texts = (await decoder?.read(frame)) ?? [];
		if (texts.length > 0) report({ kind: 'seen', texts });
	} finally {
		frame.close();
	}
	glanced(decoder?.brightest ?? 0);
}

/** Tells how it looks, but not for every frame: the page has better things to do. */
function glanced(brightest: number): void {
	glance = { frames: glance.frames + 1, brightest: Math.max(glance.brightest, brightest) };
	if (performance.now() - glancedAt < GLANCE_EVERY_MS) return;
	report({ kind: 'glanced', glance });
	glance = { frames: 0, brightest: 0 };
	glancedAt = performance.now();
}
