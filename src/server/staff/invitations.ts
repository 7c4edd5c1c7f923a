import * as v from 'valibot';
import { schoolIn, sitesIn, type Grant } from '#domain/grant.ts';
import { InvitationId, randomId, type CenterId } from '#domain/id.ts';
import type { Role } from '#domain/rights.ts';
import type { Reader, Store, Writing } from '#server/database/store.ts';
import { randomBytes } from '#server/keys.ts';
import { lockHead } from '#server/ledger.ts';
import { isOfCenter, join } from '#server/staff/members.ts';
import { linkHash, mintLinkToken } from '#server/staff/one-time.ts';
import { change, record, type Actor } from '#server/trail.ts';

export const INVITATION_DAYS = 7;
const VALID_MS = INVITATION_DAYS * 24 * 60 * 60_000;

/** An invitation that nobody has followed yet, as the list shows it. The link itself is shown only once. */
export interface OpenInvitation {
	readonly id: InvitationId;
	readonly role: Role;
	readonly by: string;
	readonly expiresAt: number;
}

/** The path of the link that whoever was invited opens. */
export function invitationPath(token: string): string {
	return `/join?token=${token}`;
}

/** Makes an invitation; null when a site or the school is none of the center's. */
export async function invite(
	trx: Writing,
	center: CenterId,
	grant: Grant,
	by: string,
	now: number
): Promise<{ readonly id: InvitationId; readonly token: string } | null> {
	if (!(await isOfCenter(trx, center, grant))) return null;
	const { token, hash } = mintLinkToken();
	const id = v.parse(InvitationId, randomId(randomBytes));
	await trx
		.insertInto('invitation')
		.values({
			center_id: center,
			id,
			token_hash: hash,
			role: grant.role,
			school_id: schoolIn(grant),
			created_by: by,
			created_at: now,
			expires_at: now + VALID_MS,
			used_at: null,
			withdrawn_at: null
		})
		.execute();
	const sites = sitesIn(grant);
	if (sites.length > 0) {
		await trx
			.insertInto('invitation_site')
			.values(sites.map((site) => ({ center_id: center, invitation_id: id, site_id: site })))
			.execute();
	}
	return { id, token };
}

/** The invitations of a center that can still be followed, the newest first. */
export async function openInvitations(
	reader: Reader,
	center: CenterId,
	now: number
): Promise<OpenInvitation[]> {
	const rows = await openOnes(reader, now)
		.where('center_id', '=', center)
		.orderBy('created_at', 'desc')
		.orderBy('id')
		.execute();
	return rows.map(({ id, role, created_by, expires_at }) => ({
		id,
		role,
		by: created_by,
		expiresAt: expires_at
	}));
}

/** Takes an invitation back; false when there is none to take back. */
export async function withdraw(
	trx: Writing,
	center: CenterId,
	id: InvitationId,
	now: number
): Promise<boolean> {
	const { numUpdatedRows } = await trx
		.updateTable('invitation')
		.set({ withdrawn_at: now })
		.where('center_id', '=', center)
		.where('id', '=', id)
		.where('used_at', 'is', null)
		.where('withdrawn_at', 'is', null)
		.executeTakeFirstOrThrow();
	return numUpdatedRows > 0n;
}

/** Where an invitation leads to, for whoever opens its link; null when it leads nowhere any more. */
export async function invitationBehind(
	reader: Reader,
	token: string,
	now: number
): Promise<{ readonly center: string; readonly role: Role } | null> {
	const row = await openOnes(reader, now)
		.innerJoin('center', 'center.id', 'invitation.center_id')
		.select('center.name')
		.where('token_hash', '=', linkHash(token))
		.executeTakeFirst();
	return row ? { center: row.name, role: row.role } : null;
}

export type Accepted =
	| { readonly kind: 'joined'; readonly center: CenterId }
	/** Used, withdrawn or too old. */
	| { readonly kind: 'gone' }
	/** This account belongs to the center already; the invitation is still there for somebody else. */
	| { readonly kind: 'already' };

/** Follows an invitation with an account, once, and writes it on the trail. */
export async function accept(
	store: Store,
	token: string,
	by: Actor,
	now: number
): Promise<Accepted> {
	return store.write(async (trx) => {
		const find = () =>
			openOnes(trx, now).where('token_hash', '=', linkHash(token)).executeTakeFirst();
		const found = await find();
		if (!found) return { kind: 'gone' };
		await lockHead(trx, found.center_id);
		// Two people may follow the same link at once: who came second finds it used.
		const invitation = await find();
		if (!invitation) return { kind: 'gone' };
		const { id, center_id: center } = invitation;
		if (!(await join(trx, center, by.id, await grantOf(trx, invitation)))) {
			return { kind: 'already' };
		}
		await trx
			.updateTable('invitation')
			.set({ used_at: now })
			.where('center_id', '=', center)
			.where('id', '=', id)
			.execute();
		await record(
			trx,
			center,
			by,
			change('staff.join', `staff:${by.id}`, { invitation: id, role: invitation.role }),
			now
		);
		return { kind: 'joined', center };
	});
}

function openOnes(reader: Reader, now: number) {
	return reader
		.selectFrom('invitation')
		.selectAll('invitation')
		.where('invitation.used_at', 'is', null)
		.where('invitation.withdrawn_at', 'is', null)
		.where('invitation.expires_at', '>', now);
}

async function grantOf(
	trx: Writing,
	invitation: Awaited<ReturnType<ReturnType<typeof openOnes>['executeTakeFirstOrThrow']>>
): Promise<Grant> {
	const { role, school_id: school } = invitation;
	if (role === 'teacher') {
		if (!school) throw new Error('An invitation of a teacher without a school');
		return { role, school };
	}
	if (role !== 'site') return { role };
	const rows = await trx
		.selectFrom('invitation_site')
		.select('site_id')
		.where('center_id', '=', invitation.center_id)
		.where('invitation_id', '=', invitation.id)
		.execute();
	return { role, sites: rows.map(({ site_id }) => site_id) };
}
