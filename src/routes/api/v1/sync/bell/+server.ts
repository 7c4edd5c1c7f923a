import { bell } from '#server/sync/bell.ts';
import { paired } from '../../credential.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, request }) => {
	const over = AbortSignal.any([locals.app.doorbell.closing, request.signal]);
	const stream = bell(locals.app, paired(locals), over);
	return new Response(stream.pipeThrough(new TextEncoderStream()), {
		headers: {
			'content-type': 'text/event-stream',
			'cache-control': 'no-store',
			// Some proxies would otherwise hold it back until there is more.
			'x-accel-buffering': 'no'
		}
	});
};
