import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { SchoolId, SessionId } from '#domain/id.ts';
import { INTAKE_SESSIONS_MAX } from '#domain/intake.ts';
import { sceneOf } from '#server/people/scene.ts';
import { record } from '#server/trail.ts';
import { sentBody } from '../sent-body.ts';
import { actor, signedIn } from '../../signed-in.ts';
import type { RequestHandler } from './$types';

const Asked = v.object({
	schools: v.pipe(v.array(SchoolId), v.maxLength(300)),
	outOfSchool: v.boolean(),
	sessions: v.pipe(v.array(SessionId), v.maxLength(INTAKE_SESSIONS_MAX))
});

/** Tells the office's browser whom a list is to be compared with. */
export const POST: RequestHandler = async (event) => {
	const { store } = event.locals.app;
	const { center } = signedIn(event.locals);
	const asked = await sentBody(event.request, Asked);
	const scene = await sceneOf(store.reader, center.id, asked);
	if (!scene) error(404);
	if (scene.known.length > 0) {
		const deed = { kind: 'access', action: 'people.compare', subject: '', reason: null } as const;
		const detail = { schools: asked.schools, sessions: asked.sessions };
		const people = scene.known.length;
		await store.write((trx) =>
			record(trx, center.id, actor(event), { ...deed, people, detail }, Date.now())
		);
	}
	return Response.json(scene, { headers: { 'cache-control': 'no-store' } });
};
