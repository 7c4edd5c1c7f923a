import type { Json } from '#domain/canonical.ts';
import type { Action } from '#domain/deed.ts';
import { schoolIn, sitesIn, type Grant } from '#domain/grant.ts';
import type { CenterId, InvitationId } from '#domain/id.ts';
import type { Store, Writing } from '#server/database/store.ts';
import { invitationPath, invite, withdraw } from '#server/staff/invitations.ts';
import { part, regrant, type Regrant } from '#server/staff/members.ts';
import { mayReset, offerReset, resetPath } from '#server/staff/resets.ts';
import { change, record, type Actor } from '#server/trail.ts';

// What an administrator does to the center's accounts: each is one transaction with its line on the trail.

/** Invites somebody; the path of the link, shown this once. Null when the grant is not the center's to give. */
export async function inviteSomebody(
	store: Store,
	center: CenterId,
	grant: Grant,
	by: Actor,
	now: number
): Promise<string | null> {
	return store.write(async (trx) => {
		const invitation = await invite(trx, center, grant, by.email, now);
		if (!invitation) return null;
		const subject = `invitation:${invitation.id}`;
		await tell(trx, center, by, 'staff.invite', subject, inWords(grant), now);
		return invitationPath(invitation.token);
	});
}

/** Takes an open invitation back; false when there is none of this id. */
export async function withdrawInvitation(
	store: Store,
	center: CenterId,
	id: InvitationId,
	by: Actor,
	now: number
): Promise<boolean> {
	return store.write(async (trx) => {
		if (!(await withdraw(trx, center, id, now))) return false;
		await tell(trx, center, by, 'staff.withdraw', `invitation:${id}`, {}, now);
		return true;
	});
}

/** Changes what a member is and reaches. */
export async function changeGrant(
	store: Store,
	center: CenterId,
	staff: string,
	grant: Grant,
	by: Actor,
	now: number
): Promise<Regrant> {
	return store.write(async (trx) => {
		const outcome = await regrant(trx, center, staff, grant);
		if (outcome.kind === 'changed') {
			await tell(trx, center, by, 'staff.regrant', `staff:${staff}`, inWords(grant), now);
		}
		return outcome;
	});
}

/** Ends a membership, and every sign-in of the account with it. */
export async function endMembership(
	store: Store,
	center: CenterId,
	staff: string,
	by: Actor,
	now: number
): Promise<Regrant> {
	return store.write(async (trx) => {
		const outcome = await part(trx, center, staff);
		if (outcome.kind === 'changed') {
			await tell(trx, center, by, 'staff.part', `staff:${staff}`, {}, now);
		}
		return outcome;
	});
}

/** Makes a link that sets a member's password; its path, shown this once. Null when that is not theirs to do. */
export async function resetMember(
	store: Store,
	center: CenterId,
	staff: string,
	twoStep: boolean,
	by: Actor,
	now: number
): Promise<string | null> {
	return store.write(async (trx) => {
		if (!(await mayReset(trx, center, by.id, staff))) return null;
		const token = await offerReset(trx, staff, { by: by.email, twoStep }, now);
		await tell(trx, center, by, 'staff.offer-reset', `staff:${staff}`, { twoStep }, now);
		return resetPath(token);
	});
}

/** Sets after how long without use every sign-in at a center ends. */
export async function setIdle(
	store: Store,
	center: CenterId,
	minutes: number,
	by: Actor,
	now: number
): Promise<void> {
	await store.write(async (trx) => {
		await trx
			.updateTable('center')
			.set({ idle_ms: minutes * 60_000 })
			.where('id', '=', center)
			.execute();
		await tell(trx, center, by, 'center.idle', '', { minutes }, now);
	});
}

async function tell(
	trx: Writing,
	center: CenterId,
	by: Actor,
	action: Action,
	subject: string,
	detail: Json,
	now: number
): Promise<void> {
	await record(trx, center, by, change(action, subject, detail), now);
}

function inWords(grant: Grant): Json {
	return { role: grant.role, sites: [...sitesIn(grant)], school: schoolIn(grant) };
}
