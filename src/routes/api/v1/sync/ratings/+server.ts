import { PROTOCOL, RatingsRequest } from '#domain/protocol.ts';
import { isMeant } from '#server/devices.ts';
import { putIn } from '#server/rating/urn.ts';
import { answer, bodyOf, declined } from '#server/wire.ts';
import { paired } from '../../credential.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ locals, request }) => {
	const { app } = locals;
	const device = paired(locals);
	const body = await bodyOf(request, RatingsRequest);
	if (body instanceof Response) return body;
	if (!isMeant(device, body)) return declined('not-paired');
	await putIn(app.store, device.center_id, body.ballots);
	return answer({ protocol: PROTOCOL, epoch: await app.epoch(), serverTime: Date.now() });
};
