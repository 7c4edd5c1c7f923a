import { signedIn } from '../../signed-in.ts';
import type { RequestHandler } from './$types';

/** Proxies close streams that say nothing for a minute. */
const BREATH_MS = 25_000;

/** Rings when there is something new to read. It carries nothing, so nothing can be missed. */
export const GET: RequestHandler = ({ locals, request }) => {
	const { doorbell } = locals.app;
	const center = signedIn(locals).center.id;
	let end = () => {};

	const stream = new ReadableStream<string>({
		start(controller) {
			const say = (line: string) => controller.enqueue(`${line}\n\n`);
			const unlisten = doorbell.listen(center, () => say('data: new'));
			const breathing = setInterval(() => say(': still here'), BREATH_MS);
			end = () => {
				end = () => {};
				unlisten();
				clearInterval(breathing);
				controller.close();
			};
			doorbell.closing.addEventListener('abort', () => end());
			request.signal.addEventListener('abort', () => end());
			say('retry: 1000');
			say('data: here');
		},
		cancel: () => end()
	});
	return new Response(stream.pipeThrough(new TextEncoderStream()), {
		headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }
	});
};
