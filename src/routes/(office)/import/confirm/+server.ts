import { error } from '@sveltejs/kit';
import { Intake } from '#domain/intake.ts';
import { takeIn } from '#server/people/intake.ts';
import { sentBody } from '../sent-body.ts';
import { actor, signedIn } from '../../signed-in.ts';
import type { RequestHandler } from './$types';

/** Takes a list in that somebody has looked at and confirmed. */
export const POST: RequestHandler = async (event) => {
	const { app } = event.locals;
	const { center } = signedIn(event.locals);
	const intake = await sentBody(event.request, Intake);
	const outcome = await takeIn(app, center.id, actor(event), intake, Date.now());
	if (outcome.kind === 'unknown') error(404);
	if (outcome.kind === 'done') app.doorbell.ring(center.id);
	return Response.json(outcome, { headers: { 'cache-control': 'no-store' } });
};
