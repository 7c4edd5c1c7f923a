import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { SessionId } from '#domain/id.ts';
import { doubtsOf } from '#domain/session-plan.ts';
import { line } from '#domain/typed.ts';
import { seen, viewOf } from '#domain/view.ts';
import { courseOf, neighboursOf, occasionOf } from '#server/agenda.ts';
import { readForm } from '#server/form.ts';
import { cancelSession, removeSession, resumeSession } from '#server/planning.ts';
import { record } from '#server/trail.ts';
import { askedId, orNotFound } from '../../asked.ts';
import { actor, signedIn } from '../../signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

const Cancellation = v.object({ reason: line(200) });

export const load: PageServerLoad = async (event) => {
	const { store } = event.locals.app;
	const { center, role, reach } = signedIn(event.locals);
	const now = Date.now();
	const id = askedId(SessionId, event.params.id);
	const occasion = orNotFound(await occasionOf(store.reader, center.id, id));
	const whole = await courseOf(store.reader, center.id, occasion, now);
	const [course] = seen(
		{ at: now, sessions: [whole], unplaced: [], devices: [], asides: [] },
		viewOf(role, reach)
	).sessions;
	if (!course) error(404);
	const shown = course.people.filter(({ person }) => person).length;
	if (shown > 0) {
		const deed = {
			kind: 'access',
			action: 'session.see',
			subject: `session:${id}`,
			people: shown,
			reason: null,
			detail: {}
		} as const;
		await store.write((trx) => record(trx, center.id, actor(event), deed, now));
	}
	const others = await neighboursOf(store.reader, center.id, [occasion], id);
	const came = whole.people.filter(({ arrivedAt, leftAt }) => arrivedAt ?? leftAt).length;
	return {
		at: now,
		occasion,
		course,
		doubts: doubtsOf(occasion, others, { ...occasion, came }, now)
	};
};

export const actions: Actions = {
	cancel: async (event) => {
		const { store, center, by, id } = asked(event);
		const form = readForm(await event.request.formData(), Cancellation);
		if (!form.ok) return fail(400, { cancelling: true });
		const { reason } = form.output;
		orNotFound((await cancelSession(store, center, by, id, reason, Date.now())) || null);
		return { done: true };
	},
	resume: async (event) => {
		const { store, center, by, id } = asked(event);
		orNotFound((await resumeSession(store, center, by, id, Date.now())) || null);
		return { done: true };
	},
	remove: async (event) => {
		const { store, center, by, id } = asked(event);
		const removal = await removeSession(store, center, by, id, Date.now());
		if (removal.kind === 'in-use') return fail(409, { inUse: true });
		orNotFound(removal.kind === 'removed' || null);
		redirect(303, '/sessions');
	}
};

function asked(event: RequestEvent<{ id: string }>) {
	return {
		store: event.locals.app.store,
		center: signedIn(event.locals).center.id,
		by: actor(event),
		id: askedId(SessionId, event.params.id)
	};
}
