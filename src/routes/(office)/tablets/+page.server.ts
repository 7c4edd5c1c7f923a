import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { SiteId } from '#domain/id.ts';
import { pairingLink } from '#domain/pairing.ts';
import { sitesOf } from '#server/centers.ts';
import { deviceStates, offerPairing } from '#server/devices.ts';
import { readForm } from '#server/form.ts';
import { signedIn } from '../signed-in.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const Offer = v.object({
	site: SiteId,
	device: v.pipe(v.string(), v.trim(), v.maxLength(60))
});

export const load: PageServerLoad = async ({ locals }) => {
	const { reader } = locals.app.store;
	const { id } = signedIn(locals).center;
	return {
		at: Date.now(),
		sites: await sitesOf(reader, id),
		devices: await deviceStates(reader, id)
	};
};

export const actions: Actions = {
	/** Makes a code, to be typed or shown. */
	make: async (event) => {
		const code = await offer(event);
		return { code, link: pairingLink(event.url.origin, code) };
	},
	/** Makes a code and opens the kiosk with it on this very machine. */
	open: async (event) => redirect(303, pairingLink('', await offer(event)))
};

async function offer({ request, locals }: RequestEvent) {
	const { id: by, center } = signedIn(locals);
	const form = readForm(await request.formData(), Offer);
	if (!form.ok) error(400);
	const { site, device } = form.output;
	const sites = await sitesOf(locals.app.store.reader, center.id);
	const place = sites.find(({ id }) => id === site);
	if (!place) error(404);
	const offer = { center: center.id, site, deviceName: device || place.name, by };
	return offerPairing(locals.app.store, offer, Date.now());
}
