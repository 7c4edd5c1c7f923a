import { owesTwoStep } from '#domain/sign-in.ts';
import { preparedOf } from '#server/preparing.ts';
import { signedIn } from '../signed-in.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const staff = signedIn(locals);
	return {
		prepared: await preparedOf(locals.app.store.reader, staff.center.id, Date.now()),
		/** Whoever is founding the center is not held up now, but will be at the next sign-in. */
		twoStepAhead: owesTwoStep({ ...staff, founding: false }, staff.center)
	};
};
