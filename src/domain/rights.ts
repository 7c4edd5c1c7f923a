import * as v from 'valibot';
import type { SchoolId, SiteId } from '#domain/id.ts';

/** What somebody is at a center. One account can be something at several centers. */
export const Role = v.picklist([
	/** Of the office of education or the district: sees several centers, and no names. */
	'office',
	'administrator',
	/** Prepares programs and rosters and watches the day. */
	'coordinator',
	/** At an experience site: today's sessions there, and who came. */
	'site',
	/** Of one school: its own students, nothing to change. */
	'teacher',
	/** Looks at plans and numbers, and at no names. */
	'viewer'
]);
export type Role = v.InferOutput<typeof Role>;

/** Everything that can be allowed, as `what.verb`. */
export const RIGHTS = [
	'today.see',
	/** Without it the same pages show numbers only. */
	'names.see',
	/** To say otherwise than the tablets saw it. */
	'attendance.edit',
	'programs.see',
	'programs.edit',
	'people.see',
	'people.edit',
	'badges.print',
	'tablets.see',
	'tablets.edit',
	'staff.edit',
	'trail.see',
	'center.edit',
	/** What people answered, as far as it may be shown. */
	'results.see',
	/** What they wrote, once it is released. */
	'comments.see',
	'comments.release',
	'surveys.edit',
	/** To say that one has looked into what answers warn of. */
	'alerts.acknowledge'
] as const;
export type Right = (typeof RIGHTS)[number];

/** The one table of who may do what. */
const GRANTED: Readonly<Record<Role, readonly Right[]>> = {
	office: ['today.see', 'programs.see', 'results.see'],
	administrator: RIGHTS,
	coordinator: [
		'today.see',
		'names.see',
		'attendance.edit',
		'programs.see',
		'programs.edit',
		'people.see',
		'people.edit',
		'badges.print',
		'tablets.see',
		'tablets.edit',
		'results.see',
		'comments.see',
		'comments.release',
		'surveys.edit',
		'alerts.acknowledge'
	],
	site: ['today.see', 'names.see', 'attendance.edit', 'tablets.see', 'results.see', 'comments.see'],
	teacher: ['today.see', 'names.see', 'people.see', 'results.see', 'comments.see'],
	viewer: ['today.see', 'programs.see', 'results.see', 'comments.see']
};

/** Whether a role has a right. How far it reaches is another question: see `Reach`. */
export function may(role: Role, right: Right): boolean {
	return GRANTED[role].includes(right);
}

/** Of which part of a center somebody sees anything at all. */
export type Reach =
	| { readonly kind: 'center' }
	| { readonly kind: 'sites'; readonly sites: readonly SiteId[] }
	| { readonly kind: 'school'; readonly school: SchoolId };

/** Whether somebody of this reach may look at what happens at a site. */
export function reachesSite(reach: Reach, site: SiteId): boolean {
	return reach.kind !== 'sites' || reach.sites.includes(site);
}

/** Whether somebody of this reach may know a student of a school; youth out of school have none. */
export function reachesSchool(reach: Reach, school: SchoolId | null): boolean {
	return reach.kind !== 'school' || reach.school === school;
}
