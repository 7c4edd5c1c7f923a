import { pull } from '#server/sync/pull.ts';
import { answer } from '#server/wire.ts';
import { keepCredential, paired } from '../../credential.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { app } = event.locals;
	const device = paired(event.locals);
	const cursor = event.url.searchParams.get('cursor');
	const news = await pull(app, await app.epoch(), device, cursor, Date.now());
	keepCredential(event);
	return answer(news);
};
