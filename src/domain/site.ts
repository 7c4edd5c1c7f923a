import * as v from 'valibot';
import type { SiteId } from '#domain/id.ts';
import { line, lineOrNothing } from '#domain/typed.ts';

/** The kinds of places, as the national platform 꿈길 tells them apart. */
export const SiteKind = v.picklist(['PUBLIC', 'COMPANY', 'CIVIC', 'SCHOOL', 'PRIVATE']);
export type SiteKind = v.InferOutput<typeof SiteKind>;

/** Digits with what people put between them; `내선` is an extension. */
const PHONE = /^[0-9+() .-]*(내선 ?[0-9]+)?$/;

/** What a center says about a site, as it is typed into a form. */
export const SiteDetails = v.object({
	name: line(100),
	kind: SiteKind,
	address: lineOrNothing(200),
	/** Whom the center speaks with there. */
	contact: lineOrNothing(60),
	phone: v.pipe(lineOrNothing(40), v.regex(PHONE)),
	email: v.union([v.pipe(lineOrNothing(120), v.literal('')), v.pipe(lineOrNothing(120), v.email())])
});
export type SiteDetails = v.InferOutput<typeof SiteDetails>;

/** A place where sessions are held: a workplace, a university. */
export interface Site extends SiteDetails {
	readonly id: SiteId;
	/** No longer offered for new sessions; all that happened there stays. */
	readonly archived: boolean;
}
