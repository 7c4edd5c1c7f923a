import { redirect } from '@sveltejs/kit';
import { isEmpty } from '#server/centers.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app } }) => {
	if (!(await isEmpty(app.store.reader))) redirect(303, '/today');
};
