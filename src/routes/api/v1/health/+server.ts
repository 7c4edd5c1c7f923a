import { version } from '$app/environment';
import { PROTOCOL, type HealthAnswer } from '#domain/protocol.ts';
import { answers } from '#server/database/store.ts';
import { answer } from '#server/wire.ts';
import type { RequestHandler } from './$types';

/** 200 when the database answers, 503 when it does not. */
export const GET: RequestHandler = async ({ locals: { app } }) => {
	const ready = await answers(app.store);
	const health: HealthAnswer = {
		protocol: PROTOCOL,
		epoch: app.epoch,
		serverTime: Date.now(),
		ready,
		version
	};
	return answer(health, ready ? 200 : 503);
};
