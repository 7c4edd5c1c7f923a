import type { RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { BallotId } from '#domain/rating/ballot.ts';
import { readForm } from '#server/form.ts';
import { decideOn, waitingOf } from '#server/rating/comments.ts';
import { orNotFound } from '../../asked.ts';
import { actor, signedIn } from '../../signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

const Decided = v.object({ id: BallotId });

export const load: PageServerLoad = async ({ locals }) =>
	waitingOf(locals.app.store.reader, signedIn(locals).center.id);

export const actions = {
	release: (event) => decide(event, 'released'),
	withhold: (event) => decide(event, 'withheld')
} satisfies Actions;

async function decide(event: RequestEvent, decision: 'released' | 'withheld') {
	const form = readForm(await event.request.formData(), Decided);
	const { id } = orNotFound(form.ok ? form.output : null);
	const { center } = signedIn(event.locals);
	const { store } = event.locals.app;
	const waited = await decideOn(store, center.id, actor(event), id, decision, Date.now());
	return { outcome: waited ? decision : ('decided' as const) };
}
