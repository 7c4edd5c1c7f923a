import { error, fail, redirect } from '@sveltejs/kit';
import { sitesOf } from '#server/centers.ts';
import { changeGrant, endMembership, resetMember } from '#server/staff/administration.ts';
import { schoolsOf } from '#server/schools.ts';
import { memberOf } from '#server/staff/members.ts';
import { mayReset, RESET_MINUTES } from '#server/staff/resets.ts';
import { actor, signedIn } from '../../signed-in.ts';
import { readGrant } from '../grant-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { reader } = locals.app.store;
	const { id: self, center, reach } = signedIn(locals);
	const member = await memberOf(reader, center.id, params.id);
	if (!member) error(404);
	return {
		member,
		self: member.id === self,
		sites: await sitesOf(reader, center.id),
		schools: await schoolsOf(reader, center.id, reach),
		resettable: await mayReset(reader, center.id, self, member.id),
		minutes: RESET_MINUTES
	};
};

const NOTHING = { problem: null, last: false, saved: false, link: null } as const;

export const actions: Actions = {
	grant: async (event) => {
		const { center } = signedIn(event.locals);
		const read = readGrant(await event.request.formData());
		if (!read.ok) return fail(400, { ...NOTHING, problem: read.problem });
		const { store } = event.locals.app;
		const by = actor(event);
		const { kind } = await changeGrant(
			store,
			center.id,
			event.params.id,
			read.grant,
			by,
			Date.now()
		);
		if (kind === 'unknown') error(404);
		if (kind === 'last-administrator') return fail(409, { ...NOTHING, last: true });
		return { ...NOTHING, saved: true };
	},
	reset: async (event) => {
		const { store, config } = event.locals.app;
		const { center } = signedIn(event.locals);
		const twoStep = (await event.request.formData()).get('lost') === 'on';
		const { id } = event.params;
		const path = await resetMember(store, center.id, id, twoStep, actor(event), Date.now());
		if (path === null) error(404);
		return { ...NOTHING, link: config.origin + path };
	},
	end: async (event) => {
		const { center } = signedIn(event.locals);
		const { store } = event.locals.app;
		const { id } = event.params;
		const { kind } = await endMembership(store, center.id, id, actor(event), Date.now());
		if (kind === 'unknown') error(404);
		if (kind === 'last-administrator') return fail(409, { ...NOTHING, last: true });
		redirect(303, '/staff');
	}
};
