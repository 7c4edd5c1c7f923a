import { PushRequest } from '#domain/protocol.ts';
import { isMeant } from '#server/devices.ts';
import { push } from '#server/sync/push.ts';
import { answer, bodyOf, declined } from '#server/wire.ts';
import { paired } from '../../credential.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
	const { app } = event.locals;
	const device = paired(event.locals);
	const request = await bodyOf(event.request, PushRequest);
	if (request instanceof Response) return request;
	if (!isMeant(device, request)) return declined('not-paired');

	const receipt = await push(app.store, await app.epoch(), device, request, Date.now());
	app.doorbell.ring(device.center_id);
	const odd = receipt.results.filter(
		({ status }) => status === 'conflict' || status === 'quarantined'
	);
	if (odd.length > 0) app.log.warn({ device: device.id, events: odd }, 'events set aside');
	return answer(receipt);
};
