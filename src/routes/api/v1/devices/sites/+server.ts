import { PROTOCOL, type SitesAnswer } from '#domain/protocol.ts';
import { placesFor } from '#server/places.ts';
import { answer } from '#server/wire.ts';
import { paired } from '../../credential.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) => {
	const { epoch, store } = locals.app;
	const device = paired(locals);
	const now = Date.now();
	return answer({
		protocol: PROTOCOL,
		epoch: await epoch(),
		serverTime: now,
		site: device.site_id,
		sites: await placesFor(store.reader, device, now)
	} satisfies SitesAnswer);
};
