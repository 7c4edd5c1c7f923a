import { version } from '$app/environment';
import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { Asks, Passage } from '#domain/duty.ts';
import { DeviceId, SiteId } from '#domain/id.ts';
import { may } from '#domain/rights.ts';
import { asideInboxOf } from '#server/aside-inbox.ts';
import { sitesOf } from '#server/centers.ts';
import { deliveryOf } from '#server/delivery.ts';
import { doublingsOf } from '#server/doublings.ts';
import { exposureOf } from '#server/exposure.ts';
import { readForm } from '#server/form.ts';
import { lateInboxOf } from '#server/late-inbox.ts';
import { acknowledgeLosses, lossesOf } from '#server/losses.ts';
import { leaveAside, takeAside } from '#server/sync/aside.ts';
import { leaveLate, takeLate } from '#server/sync/late.ts';
import { changeTablet, retireTablet } from '#server/tablet-changes.ts';
import { contactsOf, tabletOf } from '#server/tablets.ts';
import { actor, signedIn } from '../../signed-in.ts';
import { DeviceName, Keypad } from '../form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** A morning and an afternoon of quarters. */
const CONTACTS_SHOWN = 16;

const Change = v.object({
	name: v.pipe(DeviceName, v.minLength(1)),
	site: SiteId,
	passage: Passage,
	keypad: Keypad,
	asks: Asks
});

const Decision = v.object({
	reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200))
});

export const load: PageServerLoad = async (event) => {
	const { store } = event.locals.app;
	const { role, center } = signedIn(event.locals);
	const now = Date.now();
	const tablet = await asked(event, now);
	const edit = may(role, 'tablets.edit');
	return {
		at: now,
		edit,
		tablet,
		contacts: await contactsOf(store.reader, center.id, tablet.id, CONTACTS_SHOWN),
		exposure: await exposureOf(
			store.reader,
			{
				center_id: center.id,
				site_id: tablet.siteId,
				seen_at: tablet.seenAt,
				paired_at: tablet.pairedAt,
				revoked_at: tablet.revokedAt
			},
			now
		),
		delivery: await deliveryOf(store.reader, center.id, tablet.id),
		losses: await lossesOf(store.reader, center.id, now, tablet.id),
		doublings: await doublingsOf(store.reader, center.id, tablet.id),
		aside: await asideInboxOf(store.reader, center.id, tablet.id),
		inbox: await lateInboxOf(store.reader, center.id, tablet.id),
		sites: edit ? await sitesOf(store.reader, center.id) : []
	};
};

export const actions: Actions = {
	change: async (event) => {
		const { id } = await asked(event, Date.now());
		const form = readForm(await event.request.formData(), Change);
		if (!form.ok) return fail(400, { problems: form.problems, values: form.values });
		const { name, site, passage, keypad, asks } = form.output;
		const to = { name, site, duty: { passage, keypad: keypad === 'yes', asks } };
		const { store } = event.locals.app;
		const center = signedIn(event.locals).center.id;
		const changed = await changeTablet(store, center, id, to, actor(event), Date.now());
		if (changed.kind === 'not-found') error(404);
		event.locals.app.doorbell.ring(center);
		return { done: 'changed' as const };
	},
	retire: async (event) => {
		const { id } = await asked(event, Date.now());
		const { store, doorbell } = event.locals.app;
		const center = signedIn(event.locals).center.id;
		const retired = await retireTablet(store, center, id, actor(event), Date.now());
		if (retired.kind === 'not-found') error(404);
		doorbell.ring(center);
		return { done: 'retired' as const };
	},
	take: (event) =>
		decided(event, 'late', takeLate, (taken, ring) => {
			ring();
			return taken ? { done: 'taken' as const, taken } : NOTHING;
		}),
	leave: (event) =>
		decided(event, 'late', leaveLate, (left) => (left ? { done: 'left' as const } : NOTHING)),
	takeAside: (event) =>
		decided(event, 'aside', takeAside, (takenAside, ring) => {
			ring();
			return takenAside ? { done: 'takenAside' as const, takenAside } : NOTHING;
		}),
	leaveAside: (event) =>
		decided(event, 'aside', leaveAside, (left) => (left ? { done: 'left' as const } : NOTHING)),
	acknowledge: (event) =>
		decided(event, 'losses', acknowledgeLosses, (noted) =>
			noted ? { done: 'acknowledged' as const } : NOTHING
		)
};

const NOTHING = { done: 'nothing' } as const;

/** Has something decided about the tablet, for the reason that staff give, and says what came of it. */
async function decided<Outcome, Said extends object>(
	event: RequestEvent,
	about: 'late' | 'aside' | 'losses',
	decide: (...about: Parameters<typeof takeLate>) => Promise<Outcome>,
	say: (outcome: Outcome, ring: () => void) => Said
) {
	const { id } = await asked(event, Date.now());
	const form = readForm(await event.request.formData(), Decision);
	if (!form.ok) return fail(400, { reasonless: about });
	const { store, doorbell } = event.locals.app;
	const center = signedIn(event.locals).center.id;
	const by = actor(event);
	const outcome = await decide(store, center, id, form.output.reason, by, Date.now());
	return say(outcome, () => doorbell.ring(center));
}

/** The tablet that the address names, as far as whoever asks reaches it. */
async function asked({ locals, params }: RequestEvent, now: number) {
	const { reach, center } = signedIn(locals);
	const id = v.safeParse(DeviceId, params.id);
	const tablet =
		id.success &&
		(await tabletOf(locals.app.store.reader, { center: center.id, reach }, id.output, {
			now,
			build: version
		}));
	if (!tablet) error(404);
	return tablet;
}
