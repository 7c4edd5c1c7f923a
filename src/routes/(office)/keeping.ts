import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type * as v from 'valibot';
import type { CenterId } from '#domain/id.ts';
import type { Store } from '#server/database/store.ts';
import { readForm } from '#server/form.ts';
import type { Removal } from '#server/programs.ts';
import type { Actor } from '#server/trail.ts';
import { askedId, orNotFound } from './asked.ts';
import { actor, signedIn } from './signed-in.ts';

/** Something of which a center keeps a list, by how it is altered there. Each says whether there was one. */
interface Kept<Id, Entries extends v.ObjectEntries> {
	readonly id: v.GenericSchema<unknown, Id>;
	readonly details: v.ObjectSchema<Entries, undefined>;
	/** Where one is once it is deleted. */
	readonly list: string;
	edit(
		store: Store,
		center: CenterId,
		by: Actor,
		id: Id,
		details: v.InferOutput<v.ObjectSchema<Entries, undefined>>,
		now: number
	): Promise<boolean>;
	archive(
		store: Store,
		center: CenterId,
		by: Actor,
		id: Id,
		archived: boolean,
		now: number
	): Promise<boolean>;
	remove(store: Store, center: CenterId, by: Actor, id: Id, now: number): Promise<Removal>;
}

/** What the page of one such thing can be told to do: alter it, put it away, take it up again, delete it. */
export function keeping<Id, Entries extends v.ObjectEntries>(kept: Kept<Id, Entries>) {
	const asked = (event: RequestEvent<{ id: string }>) =>
		[
			event.locals.app.store,
			signedIn(event.locals).center.id,
			actor(event),
			askedId(kept.id, event.params.id)
		] as const;
	const archive = async (event: RequestEvent<{ id: string }>, archived: boolean) => {
		orNotFound((await kept.archive(...asked(event), archived, Date.now())) || null);
		return { saved: true };
	};
	return {
		edit: async (event: RequestEvent<{ id: string }>) => {
			const form = readForm(await event.request.formData(), kept.details);
			if (!form.ok) return fail(400, { problems: form.problems, values: form.values });
			orNotFound((await kept.edit(...asked(event), form.output, Date.now())) || null);
			return { saved: true };
		},
		archive: (event: RequestEvent<{ id: string }>) => archive(event, true),
		restore: (event: RequestEvent<{ id: string }>) => archive(event, false),
		remove: async (event: RequestEvent<{ id: string }>) => {
			const removal = await kept.remove(...asked(event), Date.now());
			if (removal.kind === 'in-use') return fail(409, { inUse: true });
			orNotFound(removal.kind === 'removed' || null);
			redirect(303, kept.list);
		}
	};
}
