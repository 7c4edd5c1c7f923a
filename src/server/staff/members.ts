import { schoolIn, sitesIn, type Grant } from '#domain/grant.ts';
import type { CenterId, SchoolId, SiteId } from '#domain/id.ts';
import type { Role } from '#domain/rights.ts';
import type { Reader, Writing } from '#server/database/store.ts';
import { lockHead } from '#server/ledger.ts';
import { endSessions } from '#server/staff/sessions.ts';

export const MEMBERS_A_PAGE = 50;

/** Somebody who belongs to a center, as its administrator sees them. */
export interface Member {
	readonly id: string;
	readonly name: string;
	readonly email: string;
	readonly role: Role;
	readonly sites: readonly { readonly id: SiteId; readonly name: string }[];
	readonly school: { readonly id: SchoolId; readonly name: string } | null;
	readonly twoStep: boolean;
	/** Null when they never came. */
	readonly seenAt: number | null;
}

/** A page of a center's people by name, counted from 1, and how many there are on all pages. */
export async function membersOf(
	reader: Reader,
	center: CenterId,
	page: number
): Promise<{ readonly count: number; readonly members: readonly Member[] }> {
	const { count } = await reader
		.selectFrom('membership')
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.where('center_id', '=', center)
		.executeTakeFirstOrThrow();
	const rows = await selectMembers(reader, center)
		.orderBy('staff.name')
		.orderBy('staff.id')
		.limit(MEMBERS_A_PAGE)
		.offset((page - 1) * MEMBERS_A_PAGE)
		.execute();
	return { count: Number(count), members: await withSites(reader, center, rows) };
}

/** One of a center's people; null for anybody else. */
export async function memberOf(
	reader: Reader,
	center: CenterId,
	staff: string
): Promise<Member | null> {
	const rows = await selectMembers(reader, center).where('staff.id', '=', staff).execute();
	const [member] = await withSites(reader, center, rows);
	return member ?? null;
}

export type Regrant =
	| { readonly kind: 'changed' }
	/** Nobody of this center, or a site or school that is none of its own. */
	| { readonly kind: 'unknown' }
	/** A center without an administrator could never get one again. */
	| { readonly kind: 'last-administrator' };

/** Makes somebody who belongs to a center something else there; it holds from their next request on. */
export async function regrant(
	trx: Writing,
	center: CenterId,
	staff: string,
	grant: Grant
): Promise<Regrant> {
	await lockHead(trx, center);
	const role = await roleOf(trx, center, staff);
	if (role === null || !(await isOfCenter(trx, center, grant))) return { kind: 'unknown' };
	if (grant.role !== 'administrator' && (await isLast(trx, center, role))) {
		return { kind: 'last-administrator' };
	}
	await trx
		.updateTable('membership')
		.set({ role: grant.role, school_id: schoolIn(grant) })
		.where('center_id', '=', center)
		.where('staff_id', '=', staff)
		.execute();
	await dropSites(trx, center, staff);
	await giveSites(trx, center, staff, grant);
	return { kind: 'changed' };
}

/** Makes somebody staff of a center. Call with the head locked; false when they are already. */
export async function join(
	trx: Writing,
	center: CenterId,
	staff: string,
	grant: Grant
): Promise<boolean> {
	if ((await roleOf(trx, center, staff)) !== null) return false;
	await trx
		.insertInto('membership')
		.values({ center_id: center, staff_id: staff, role: grant.role, school_id: schoolIn(grant) })
		.execute();
	await giveSites(trx, center, staff, grant);
	return true;
}

/** Ends what somebody is at a center, and every sign-in of theirs with it. The account itself stays. */
export async function part(trx: Writing, center: CenterId, staff: string): Promise<Regrant> {
	await lockHead(trx, center);
	const role = await roleOf(trx, center, staff);
	if (role === null) return { kind: 'unknown' };
	if (await isLast(trx, center, role)) return { kind: 'last-administrator' };
	await dropSites(trx, center, staff);
	await trx
		.deleteFrom('membership')
		.where('center_id', '=', center)
		.where('staff_id', '=', staff)
		.execute();
	await endSessions(trx, staff);
	return { kind: 'changed' };
}

/** Whether the sites or the school of a grant are the center's own. */
export async function isOfCenter(reader: Reader, center: CenterId, grant: Grant): Promise<boolean> {
	const [sites, school] = [sitesIn(grant), schoolIn(grant)];
	if (sites.length > 0) {
		const rows = await reader
			.selectFrom('site')
			.select('id')
			.where('center_id', '=', center)
			.where('id', 'in', [...sites])
			.execute();
		return rows.length === sites.length;
	}
	if (school === null) return true;
	const row = await reader
		.selectFrom('school')
		.select('id')
		.where('center_id', '=', center)
		.where('id', '=', school)
		.executeTakeFirst();
	return row !== undefined;
}

async function roleOf(reader: Reader, center: CenterId, staff: string): Promise<Role | null> {
	const row = await reader
		.selectFrom('membership')
		.select('role')
		.where('center_id', '=', center)
		.where('staff_id', '=', staff)
		.executeTakeFirst();
	return row?.role ?? null;
}

async function isLast(reader: Reader, center: CenterId, role: Role): Promise<boolean> {
	if (role !== 'administrator') return false;
	const rows = await reader
		.selectFrom('membership')
		.select('staff_id')
		.where('center_id', '=', center)
		.where('role', '=', 'administrator')
		.limit(2)
		.execute();
	return rows.length < 2;
}

async function giveSites(trx: Writing, center: CenterId, staff: string, grant: Grant) {
	const sites = sitesIn(grant);
	if (sites.length === 0) return;
	await trx
		.insertInto('membership_site')
		.values(sites.map((site) => ({ center_id: center, staff_id: staff, site_id: site })))
		.execute();
}

async function dropSites(trx: Writing, center: CenterId, staff: string) {
	await trx
		.deleteFrom('membership_site')
		.where('center_id', '=', center)
		.where('staff_id', '=', staff)
		.execute();
}

function selectMembers(reader: Reader, center: CenterId) {
	return reader
		.selectFrom('membership')
		.innerJoin('staff', 'staff.id', 'membership.staff_id')
		.leftJoin('school', (on) =>
			on
				.onRef('school.center_id', '=', 'membership.center_id')
				.onRef('school.id', '=', 'membership.school_id')
		)
		.select([
			'staff.id',
			'staff.name',
			'staff.email',
			'staff.two_factor_enabled as twoStep',
			'membership.role',
			'membership.school_id as schoolId',
			'membership.seen_at as seenAt',
			'school.name as schoolName'
		])
		.where('membership.center_id', '=', center);
}

type MemberRow = Awaited<ReturnType<ReturnType<typeof selectMembers>['execute']>>[number];

async function withSites(
	reader: Reader,
	center: CenterId,
	rows: readonly MemberRow[]
): Promise<Member[]> {
	const sites = await reader
		.selectFrom('membership_site')
		.innerJoin('site', (on) =>
			on
				.onRef('site.center_id', '=', 'membership_site.center_id')
				.onRef('site.id', '=', 'membership_site.site_id')
		)
		.select(['membership_site.staff_id as staff', 'site.id', 'site.name'])
		.where('membership_site.center_id', '=', center)
		.where('membership_site.staff_id', 'in', ['', ...rows.map(({ id }) => id)])
		.orderBy('site.name')
		.execute();
	return rows.map(({ schoolId, schoolName, twoStep, ...member }) => ({
		...member,
		twoStep: Boolean(twoStep),
		school: schoolId === null ? null : { id: schoolId, name: schoolName ?? '' },
		sites: sites.filter(({ staff }) => staff === member.id).map(({ id, name }) => ({ id, name }))
	}));
}
