import { PROTOCOL, SiteRequest, type SiteAnswer } from '#domain/protocol.ts';
import { moveTablet } from '#server/tablet-changes.ts';
import { answer, bodyOf, declined } from '#server/wire.ts';
import { paired } from '../../credential.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ locals, request, getClientAddress }) => {
	const { epoch, store, doorbell } = locals.app;
	const device = paired(locals);
	const asked = await bodyOf(request, SiteRequest);
	if (asked instanceof Response) return asked;
	const now = Date.now();
	const moved = await moveTablet(store, device, asked.site, getClientAddress(), now);
	if (moved.kind === 'not-found') return declined('not-found');
	doorbell.ring(device.center_id);
	return answer({ protocol: PROTOCOL, epoch: await epoch(), serverTime: now } satisfies SiteAnswer);
};
