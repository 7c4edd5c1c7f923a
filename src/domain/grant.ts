import * as v from 'valibot';
import { SchoolId, SiteId } from '#domain/id.ts';

/** What somebody is made at a center, with what it reaches: a site's people their sites, a teacher the school. */
export const Grant = v.variant('role', [
	v.object({
		role: v.literal('site'),
		sites: v.pipe(v.array(SiteId), v.minLength(1), v.readonly())
	}),
	v.object({ role: v.literal('teacher'), school: SchoolId }),
	v.object({ role: v.picklist(['office', 'administrator', 'coordinator', 'viewer']) })
]);
export type Grant = v.InferOutput<typeof Grant>;

/** The sites that a grant reaches by name; none unless it is one of a site's people. */
export function sitesIn(grant: Grant): readonly SiteId[] {
	return grant.role === 'site' ? [...new Set(grant.sites)] : [];
}

/** The school that a grant reaches; null unless it is a teacher's. */
export function schoolIn(grant: Grant): SchoolId | null {
	return grant.role === 'teacher' ? grant.school : null;
}
