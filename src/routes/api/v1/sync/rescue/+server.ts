import {
	PARCEL_LETTERS_MAX,
	PROTOCOL,
	RescueRequest,
	type RescueAnswer
} from '#domain/protocol.ts';
import { takeParcel } from '#server/sync/rescue.ts';
import { asActor } from '#server/trail.ts';
import { answer, bodyOf } from '#server/wire.ts';
import { paired } from '../../credential.ts';
import type { RequestHandler } from './$types';

/** For what is around the parcel. */
const ENVELOPE_LETTERS_MAX = 1_024;

export const POST: RequestHandler = async ({ locals, request, getClientAddress }) => {
	const { app } = locals;
	const device = paired(locals);
	const body = await bodyOf(request, RescueRequest, PARCEL_LETTERS_MAX + ENVELOPE_LETTERS_MAX);
	if (body instanceof Response) return body;

	const now = Date.now();
	const epoch = await app.epoch();
	const rescued = await takeParcel(
		{ ...app, epoch },
		device.center_id,
		new Uint8Array(Buffer.from(body.parcel, 'base64')),
		{
			by: asActor(device, getClientAddress()),
			action: 'tablets.rescue',
			retired: device.revoked_at !== null
		},
		now
	);
	const outcome: RescueAnswer['outcome'] =
		rescued.kind === 'taken' ? { kind: 'taken', receipt: rescued.receipt } : { kind: rescued.kind };
	if (rescued.kind === 'taken') app.doorbell.ring(device.center_id);
	else app.log.warn({ device: device.id, outcome: rescued.kind }, 'parcel not taken');
	return answer({ protocol: PROTOCOL, epoch, serverTime: now, outcome });
};
