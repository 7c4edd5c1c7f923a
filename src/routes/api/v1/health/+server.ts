import { version } from '$app/environment';
import { PROTOCOL, type HealthAnswer } from '#domain/protocol.ts';
import { answers } from '#server/database/store.ts';
import { answer, declined } from '#server/wire.ts';
import type { RequestHandler } from './$types';

/** 200 when the database answers, 503 when it does not. */
export const GET: RequestHandler = async ({ locals: { app } }) => {
	if (!(await answers(app.store))) return declined('busy');
	const epoch = await app.epoch();
	return answer({
		protocol: PROTOCOL,
		epoch,
		serverTime: Date.now(),
		ready: true,
		version
	} satisfies HealthAnswer);
};
