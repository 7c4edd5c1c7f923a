import { PROTOCOL, RatingsRequest } from '#domain/protocol.ts';
import { putIn } from '#server/rating/urn.ts';
import { answer, bodyOf } from '#server/wire.ts';
import { paired } from '../../credential.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ locals, request }) => {
	const { app } = locals;
	const device = paired(locals);
	const body = await bodyOf(request, RatingsRequest);
	if (body instanceof Response) return body;
	await putIn(app.store, device.center_id, body.ballots);
	return answer({ protocol: PROTOCOL, epoch: await app.epoch(), serverTime: Date.now() });
};
