import type { Device } from '#server/database/schema.ts';
import type { Store } from '#server/database/store.ts';
import { siteOfDevice } from '#server/devices.ts';
import type { Doorbell, News } from '#server/doorbell.ts';
import type { Log } from '#server/log.ts';

/** Often enough that a proxy does not take the stream for dead, nor the tablet. */
const STILL_HERE_MS = 20_000;

/**
 * The server-sent events that tell a tablet that there may be news for it, and nothing else: what it is, it
 * then asks for. Rings once at the beginning, for whatever happened while nobody listened; not for what
 * the tablet brought itself. Ends when `over` aborts, and when the tablet is out of service.
 */
export function bell(
	parts: {
		readonly doorbell: Pick<Doorbell, 'listen'>;
		readonly store: Pick<Store, 'reader'>;
		readonly log: Log;
	},
	device: Device,
	over: AbortSignal
): ReadableStream<string> {
	const { doorbell, store, log } = parts;
	let leave = () => {};
	return new ReadableStream({
		start(controller) {
			let site = device.site_id;
			let left = false;
			const ring = () => controller.enqueue('data: news\n\n');
			const end = () => {
				leave();
				controller.close();
			};
			const hear = async (news: News) => {
				if (news === 'contact') return;
				if (news !== 'everything') {
					if (news.site === site && [...news.from].some((id) => id !== device.id)) ring();
					return;
				}
				// It may have been moved, or was told before that it is out of service.
				const stands = await siteOfDevice(store.reader, device.center_id, device.id);
				if (left) return;
				ring();
				if (stands === null) end();
				else site = stands;
			};
			const listener = (news: News) => {
				hear(news).catch((err) => {
					if (left) return;
					// The tablet listens anew.
					log.error({ err }, 'bell not rung');
					end();
				});
			};
			const unlisten = doorbell.listen(device.center_id, listener);
			const still = setInterval(
				() => controller.enqueue('event: still\ndata: here\n\n'),
				STILL_HERE_MS
			);
			leave = () => {
				left = true;
				over.removeEventListener('abort', end);
				unlisten();
				clearInterval(still);
			};
			over.addEventListener('abort', end);
			if (over.aborted) end();
			// Only now, for it may have been moved before anybody listened.
			else listener('everything');
		},
		cancel: () => leave()
	});
}
