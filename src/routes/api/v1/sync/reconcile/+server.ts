import { RECONCILE_BYTES_MAX, ReconcileRequest } from '#domain/protocol.ts';
import { reconcile } from '#server/sync/reconcile.ts';
import { answer, bodyOf } from '#server/wire.ts';
import { paired } from '../../credential.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ locals, request }) => {
	const { app } = locals;
	const device = paired(locals);
	const body = await bodyOf(request, ReconcileRequest, RECONCILE_BYTES_MAX);
	if (body instanceof Response) return body;
	const compared = await reconcile(app, await app.epoch(), device, body, Date.now());
	if (compared.lacking.length > 0) {
		app.log.warn({ device: device.id, lacking: compared.lacking.length }, 'records lacking');
	}
	return answer(compared);
};
