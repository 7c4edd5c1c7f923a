import { fail } from '@sveltejs/kit';
import { CenterSettings } from '#domain/center.ts';
import { asTyped } from '#domain/typed.ts';
import { SEOUL } from '#domain/zone.ts';
import { backupStanding } from '#server/backup/record.ts';
import { readForm } from '#server/form.ts';
import { settingsOf, settle } from '#server/settings.ts';
import { actor, signedIn } from '../signed-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { store, config } = locals.app;
	const settings = await settingsOf(store.reader, signedIn(locals).center.id);
	const zones = new Set([SEOUL, settings.zone, ...Intl.supportedValuesOf('timeZone')]);
	const backup = await backupStanding(store, config.backups, Date.now());
	return { values: asTyped({ ...settings }), zones: [...zones], zone: settings.zone, backup };
};

export const actions: Actions = {
	default: async (event) => {
		const { app } = event.locals;
		const form = readForm(await event.request.formData(), CenterSettings);
		if (!form.ok) return fail(400, { problems: form.problems, values: form.values });
		const { id } = signedIn(event.locals).center;
		await settle(app.store, id, actor(event), form.output, Date.now());
		return { saved: true };
	}
};
