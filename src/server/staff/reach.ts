import type { CenterId, SchoolId } from '#domain/id.ts';
import type { Reach, Role } from '#domain/rights.ts';
import type { Reader } from '#server/database/store.ts';

/** A site's people see their sites and a teacher their school; who was given none sees nothing. */
export async function reachOf(
	reader: Reader,
	center: CenterId,
	staff: string,
	role: Role,
	school: SchoolId | null
): Promise<Reach> {
	if (role === 'teacher') return school ? { kind: 'school', school } : { kind: 'sites', sites: [] };
	if (role !== 'site') return { kind: 'center' };
	const rows = await reader
		.selectFrom('membership_site')
		.select('site_id')
		.where('center_id', '=', center)
		.where('staff_id', '=', staff)
		.execute();
	return { kind: 'sites', sites: rows.map(({ site_id }) => site_id) };
}
