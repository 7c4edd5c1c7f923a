import * as v from 'valibot';
import { Grant } from '#domain/grant.ts';
import { Role } from '#domain/rights.ts';

/** A grant as the form sends it, or the part of it that is missing. */
export function readGrant(
	form: FormData
):
	| { readonly ok: true; readonly grant: Grant }
	| { readonly ok: false; readonly problem: 'role' | 'sites' | 'school'; readonly role: Role } {
	const given = {
		role: form.get('role'),
		sites: form.getAll('sites'),
		school: form.get('school')
	};
	const parsed = v.safeParse(Grant, given);
	if (parsed.success) return { ok: true, grant: parsed.output };
	const role = v.safeParse(Role, given.role);
	if (!role.success) return { ok: false, problem: 'role', role: 'coordinator' };
	return { ok: false, problem: role.output === 'site' ? 'sites' : 'school', role: role.output };
}
