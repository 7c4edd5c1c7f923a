import { error, fail } from '@sveltejs/kit';
import { sitesOf } from '#server/centers.ts';
import { inviteSomebody } from '#server/staff/administration.ts';
import { INVITATION_DAYS } from '#server/staff/invitations.ts';
import { schoolsOf } from '#server/schools.ts';
import { actor, signedIn } from '../../signed-in.ts';
import { readGrant } from '../grant-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { reader } = locals.app.store;
	const { center, reach } = signedIn(locals);
	return {
		sites: await sitesOf(reader, center.id),
		schools: await schoolsOf(reader, center.id, reach),
		days: INVITATION_DAYS
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { store, config } = event.locals.app;
		const { center } = signedIn(event.locals);
		const read = readGrant(await event.request.formData());
		if (!read.ok) return fail(400, { problem: read.problem, role: read.role, link: null });
		const path = await inviteSomebody(store, center.id, read.grant, actor(event), Date.now());
		if (path === null) error(404);
		return { problem: null, role: read.grant.role, link: config.origin + path };
	}
};
