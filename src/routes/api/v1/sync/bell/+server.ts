import { siteOfDevice } from '#server/devices.ts';
import { paired } from '../../credential.ts';
import type { RequestHandler } from './$types';

/** Often enough that a proxy does not take the stream for dead. */
const STILL_HERE_MS = 20_000;
/** Tablets that were cut off together should not all come back at once. */
const RETRY_MS = 1_000;
const RETRY_SPREAD_MS = 2_000;

/**
 * Tells a tablet that there may be news for it, and nothing else: what it is, it then asks for. Rings once
 * at the beginning, for whatever happened while nobody listened.
 */
export const GET: RequestHandler = ({ locals, request }) => {
	const { doorbell, store, log } = locals.app;
	const device = paired(locals);
	const over = AbortSignal.any([doorbell.closing, request.signal]);
	let end = () => {};

	const stream = new ReadableStream<string>({
		start(controller) {
			let site = device.site_id;
			const ring = () => controller.enqueue('data: news\n\n');
			const move = async () => {
				site = (await siteOfDevice(store.reader, device.center_id, device.id)) ?? site;
				ring();
			};
			const unlisten = doorbell.listen(device.center_id, (news) => {
				if (news === 'everything') {
					// It may have been moved; the tablet listens anew if this fails.
					move().catch((err) => {
						log.error({ err }, 'bell not rung');
						end();
					});
				} else if (news === site) ring();
			});
			const still = setInterval(() => controller.enqueue(':\n\n'), STILL_HERE_MS);
			end = () => {
				end = () => {};
				unlisten();
				clearInterval(still);
				controller.close();
			};
			over.addEventListener('abort', () => end(), { once: true });
			controller.enqueue(`retry: ${RETRY_MS + Math.round(Math.random() * RETRY_SPREAD_MS)}\n\n`);
			ring();
		},
		cancel: () => end()
	});
	return new Response(stream.pipeThrough(new TextEncoderStream()), {
		headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }
	});
};
