import type { Page } from 'playwright';
import { STRIP, type Strip } from './frame-number.ts';

const WORKER = '/bench-frame-clock.js';

/** A frame that the browser handed out. Moments in ms since 1970, as pages reckon them. */
export interface SeenFrame {
	readonly number: number;
	/** When it could be had. */
	readonly at: number;
	/** When the camera took it, on a clock with another zero. */
	readonly taken: number;
}

interface TrackProcessor {
	readonly readable: ReadableStream<VideoFrame>;
}
declare const MediaStreamTrackProcessor: new (init: { track: MediaStreamTrack }) => TrackProcessor;

declare global {
	interface Window {
		frameClocks: Worker[];
	}
}

/**
 * Sees to it that a worker of its own watches a copy of every camera that the page opens, and notes
 * when each frame came: neither the page nor its throttling are involved.
 */
export async function installFrameClock(page: Page): Promise<void> {
	await page.route(`**${WORKER}`, (route) =>
		route.fulfill({ contentType: 'text/javascript', body: `(${keepTime})()` })
	);
	await page.addInitScript(watchCameras, { strip: STRIP, worker: WORKER });
}

/** All frames seen so far by the last camera that was opened. */
export function framesSeen(page: Page): Promise<SeenFrame[]> {
	return page.evaluate(
		() =>
			new Promise<SeenFrame[]>((resolve, reject) => {
				const clock = window.frameClocks.at(-1);
				if (!clock) return reject(new Error('No camera was opened'));
				clock.onmessage = ({ data }: MessageEvent<SeenFrame[]>) => resolve(data);
				clock.postMessage('report');
			})
	);
}

/**
 * When each badge was first to be had, by its index: the moment at which its first frame was taken, and
 * the shortest that any frame took from there to a page. A worker that is itself kept waiting for
 * a core would otherwise make everything look faster than it was.
 */
export function firstSeen(
	frames: readonly SeenFrame[],
	badgeIn: (frame: number) => number | null,
	firstFrameOf: (badge: number) => number,
	fps: number
): ReadonlyMap<number, number> {
	const shortest = Math.min(...frames.map(({ at, taken }) => at - taken));
	const first = new Map<number, number>();
	for (const { number, taken } of frames) {
		const badge = badgeIn(number);
		if (badge === null || first.has(badge)) continue;
		const missed = number - firstFrameOf(badge);
		first.set(badge, taken + shortest - (missed * 1000) / fps);
	}
	return first;
}

/** Runs in the page, before anything else. */
function watchCameras({ strip, worker }: { strip: Strip; worker: string }): void {
	window.frameClocks = [];
	const media = navigator.mediaDevices;
	if (!media) return;
	const open = media.getUserMedia.bind(media);
	media.getUserMedia = async (constraints) => {
		const stream = await open(constraints);
		for (const track of stream.getVideoTracks()) {
			const frames = new MediaStreamTrackProcessor({ track: track.clone() }).readable;
			const clock = new Worker(worker);
			clock.postMessage({ strip, frames }, [frames]);
			window.frameClocks.push(clock);
		}
		return stream;
	};
}

/** Runs in the worker. */
function keepTime(): void {
	interface Order {
		readonly strip: Strip;
		readonly frames: ReadableStream<VideoFrame>;
	}
	const seen: SeenFrame[] = [];

	self.onmessage = async ({ data }: MessageEvent<Order | 'report'>) => {
		if (data === 'report') return self.postMessage(seen);
		const reader = data.frames.getReader();
		for (let next = await reader.read(); !next.done; next = await reader.read()) {
			const at = performance.timeOrigin + performance.now();
			const frame = next.value;
			const number = await numberOf(frame, data.strip);
			if (number !== null) seen.push({ number, at, taken: frame.timestamp / 1000 });
			frame.close();
		}
	};

	/** The number in the strip; null where the strip cannot be read. */
	async function numberOf(frame: VideoFrame, strip: Strip): Promise<number | null> {
		const count = strip.bits + 3;
		// A line through the middle of the blocks; two, because two lines share their colours.
		const y = strip.top + strip.block / 2;
		const rect = { x: strip.left, y, width: count * strip.block, height: 2 };
		const light = new Uint8Array(frame.allocationSize({ rect }));
		await frame.copyTo(light, { rect });
		const [white = 0, black = 0, ...blocks] = Array.from(
			{ length: count },
			(_, index) => light[(index + 0.5) * strip.block] ?? 0
		);
		if (white - black < 100) return null;
		const bits = blocks.map((each) => (each > (white + black) / 2 ? 1 : 0));
		if (bits.reduce((sum: number, bit) => sum ^ bit, 0) !== 0) return null;
		return bits.slice(0, -1).reduce((sum: number, bit) => 2 * sum + bit, 0);
	}
}
