import { EnrolRequest, PROTOCOL, type EnrolAnswer } from '#domain/protocol.ts';
import { enrol, placeOf } from '#server/devices.ts';
import { CREDENTIAL_COOKIE } from '#server/entry.ts';
import { answer, bodyOf, declined } from '#server/wire.ts';
import { keepCredential } from '../../credential.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
	const { app } = event.locals;
	const now = Date.now();
	const address = event.getClientAddress();
	const retryAfterMs = app.pairings.wait(address, now);
	if (retryAfterMs > 0) return declined('too-many', { retryAfterMs });

	const request = await bodyOf(event.request, EnrolRequest);
	if (request instanceof Response) return request;
	const held = { credential: event.cookies.get(CREDENTIAL_COOKIE), address };
	const enrolled = await enrol(app.store, request, held, now);
	if (enrolled.kind === 'code-unknown') app.pairings.failed(address, now);
	if (enrolled.kind !== 'enrolled') return declined(enrolled.kind);

	app.pairings.succeeded(address);
	app.log.info({ center: enrolled.device.center_id, device: enrolled.device.id }, 'tablet paired');
	keepCredential(event, enrolled.credential);
	return answer({
		protocol: PROTOCOL,
		epoch: await app.epoch(),
		serverTime: now,
		...(await placeOf(app.store.reader, enrolled.device))
	} satisfies EnrolAnswer);
};
