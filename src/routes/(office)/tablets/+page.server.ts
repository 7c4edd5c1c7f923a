import { version } from '$app/environment';
import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { Asks, Passage, WHOLE_DUTY } from '#domain/duty.ts';
import { HAND_OVER_BYTES_MAX } from '#domain/hand-over.ts';
import { SiteId } from '#domain/id.ts';
import { PAIRING_VALID_MS, pairingLink } from '#domain/pairing.ts';
import { labelOf } from '#domain/rescue/parcel.ts';
import { may } from '#domain/rights.ts';
import { sitesOf } from '#server/centers.ts';
import { readForm } from '#server/form.ts';
import { lossesOf } from '#server/losses.ts';
import { offerPairing, openPairings, withdrawPairing } from '#server/pairings.ts';
import { takeHandOver } from '#server/sync/hand-over.ts';
import { takeParcel } from '#server/sync/rescue.ts';
import { tabletsOf } from '#server/tablets.ts';
import { actor, signedIn } from '../signed-in.ts';
import { DeviceName, Keypad } from './form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const PAGE_ROWS = 50;

const Offer = v.object({
	site: SiteId,
	device: DeviceName,
	passage: Passage,
	keypad: Keypad,
	asks: Asks
});
const Open = v.pick(Offer, ['site', 'device']);
const Withdrawal = v.object({ pairing: v.pipe(v.string(), v.uuid()) });

export const load: PageServerLoad = async ({ locals, url }) => {
	const { reader } = locals.app.store;
	const { role, reach, center } = signedIn(locals);
	const now = Date.now();
	const all = await tabletsOf(reader, { center: center.id, reach }, { now, build: version });
	const retired = url.searchParams.get('shown') === 'retired';
	const shown = all.filter((tablet) => tablet.retired === retired);
	const pages = Math.max(1, Math.ceil(shown.length / PAGE_ROWS));
	const page = Math.min(pages, Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1));
	const edit = may(role, 'tablets.edit');
	return {
		at: now,
		edit,
		retired,
		counts: { inService: all.filter((tablet) => !tablet.retired).length, all: all.length },
		page,
		pages,
		tablets: shown.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS),
		losses: (await lossesOf(reader, center.id, now)).filter(({ device }) =>
			all.some(({ id }) => id === device)
		),
		late: all.filter(({ late }) => late > 0).map(({ id, name, late }) => ({ id, name, late })),
		sites: edit ? await sitesOf(reader, center.id) : [],
		codes: edit ? await openPairings(reader, center.id, now) : []
	};
};

export const actions: Actions = {
	/** Makes a code, to be typed or shown. */
	make: async (event) => {
		const form = readForm(await event.request.formData(), Offer);
		if (!form.ok) return fail(400, { problems: form.problems, values: form.values });
		const { site, device, passage, keypad, asks } = form.output;
		const duty = { passage, keypad: keypad === 'yes', asks };
		const { id, code } = await offer(event, { site, device, duty });
		return {
			made: {
				id,
				code,
				link: pairingLink(event.url.origin, code),
				expiresAt: Date.now() + PAIRING_VALID_MS
			}
		};
	},
	/** Makes a code and opens the kiosk with it on this very machine. */
	open: async (event) => {
		const form = readForm(await event.request.formData(), Open);
		if (!form.ok) error(400);
		const { code } = await offer(event, { ...form.output, duty: WHOLE_DUTY });
		redirect(303, pairingLink('', code));
	},
	/** Takes in what a tablet owed and somebody carried here as a file. */
	takeIn: async (event) => {
		const { app } = event.locals;
		const { center } = signedIn(event.locals);
		const file = (await event.request.formData()).get('file');
		if (!(file instanceof File) || file.size === 0 || file.size > HAND_OVER_BYTES_MAX) {
			return fail(400, { handed: { kind: 'unreadable' as const } });
		}
		const bytes = new Uint8Array(await file.arrayBuffer());
		const bearer = { by: actor(event), action: 'tablets.hand-over', retired: false } as const;
		// Closed for the center on the way here; or open, as it is taken out where nobody else carries it.
		const rescued = labelOf(bytes)
			? await takeParcel({ ...app, epoch: await app.epoch() }, center.id, bytes, bearer, Date.now())
			: null;
		const taken = rescued?.kind === 'taken' ? rescued.handed : rescued;
		const handed =
			taken ?? (await takeHandOver(app.store, center.id, await file.text(), bearer.by, Date.now()));
		if (handed.kind === 'unreadable') return fail(400, { handed });
		if (handed.kind === 'unknown') return fail(404, { handed });
		app.doorbell.ring(center.id);
		return { handed, receipt: rescued?.kind === 'taken' ? rescued.receipt : null };
	},
	withdraw: async (event) => {
		const { store } = event.locals.app;
		const form = readForm(await event.request.formData(), Withdrawal);
		if (!form.ok) error(404);
		const { center } = signedIn(event.locals);
		const { pairing } = form.output;
		const withdrawn = await withdrawPairing(store, center.id, pairing, actor(event), Date.now());
		// Used or expired in the meantime is as good as withdrawn; of another center is nothing.
		return { withdrawn };
	}
};

async function offer(
	event: RequestEvent,
	wanted: {
		readonly site: SiteId;
		readonly device: string;
		readonly duty: Parameters<typeof offerPairing>[1]['duty'];
	}
) {
	const { center } = signedIn(event.locals);
	const { store } = event.locals.app;
	const place = (await sitesOf(store.reader, center.id)).find(({ id }) => id === wanted.site);
	if (!place) error(404);
	const deviceName = wanted.device || place.name;
	const { site, duty } = wanted;
	return offerPairing(
		store,
		{ center: center.id, site, deviceName, duty },
		actor(event),
		Date.now()
	);
}
