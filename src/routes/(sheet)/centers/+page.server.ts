import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { CenterId } from '#domain/id.ts';
import { chooseCenter } from '#server/staff/sessions.ts';
import { record } from '#server/trail.ts';
import { onward } from '../../onward.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { centers, staff } }) => ({
	centers,
	here: staff?.center.id ?? null
});

export const actions: Actions = {
	default: async ({ request, url, locals, getClientAddress }) => {
		const { account, app } = locals;
		if (!account) error(401);
		const center = v.safeParse(CenterId, (await request.formData()).get('center'));
		const now = Date.now();
		if (!center.success || !(await chooseCenter(app.store, account, center.output, now))) {
			error(404);
		}
		const by = { id: account.id, email: account.email, address: getClientAddress() };
		await app.store.write((trx) =>
			record(
				trx,
				center.output,
				by,
				{
					kind: 'access',
					action: 'center.enter',
					subject: '',
					people: 0,
					reason: null,
					detail: {}
				},
				now
			)
		);
		redirect(303, onward(url));
	}
};
