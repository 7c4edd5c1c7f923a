import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { InvitationId } from '#domain/id.ts';
import { IDLE_MINUTES } from '#domain/sign-in.ts';
import { setIdle, withdrawInvitation } from '#server/staff/administration.ts';
import { openInvitations } from '#server/staff/invitations.ts';
import { MEMBERS_A_PAGE, membersOf } from '#server/staff/members.ts';
import { actor, signedIn } from '../signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

const PageNumber = v.fallback(
	v.pipe(v.string(), v.transform(Number), v.integer(), v.minValue(1)),
	1
);
const Minutes = v.pipe(v.string(), v.transform(Number), v.picklist(IDLE_MINUTES));

export const load: PageServerLoad = async ({ locals, url }) => {
	const { reader } = locals.app.store;
	const { id: self, center } = signedIn(locals);
	const page = v.parse(PageNumber, url.searchParams.get('page'));
	const now = Date.now();
	const { count, members } = await membersOf(reader, center.id, page);
	return {
		at: now,
		self,
		members,
		page,
		pages: Math.ceil(count / MEMBERS_A_PAGE),
		invitations: await openInvitations(reader, center.id, now),
		idleMinutes: center.idleMs / 60_000,
		idleChoices: IDLE_MINUTES
	};
};

export const actions: Actions = {
	withdraw: async (event) => {
		const { store } = event.locals.app;
		const { center } = signedIn(event.locals);
		const id = v.safeParse(InvitationId, (await event.request.formData()).get('invitation'));
		const now = Date.now();
		const done =
			id.success && (await withdrawInvitation(store, center.id, id.output, actor(event), now));
		if (!done) error(404);
		return { done: 'withdrawn' as const };
	},
	idle: async (event) => {
		const { center } = signedIn(event.locals);
		const minutes = v.safeParse(Minutes, (await event.request.formData()).get('minutes'));
		if (!minutes.success) return fail(400);
		await setIdle(event.locals.app.store, center.id, minutes.output, actor(event), Date.now());
		return { done: 'idle' as const };
	}
};
