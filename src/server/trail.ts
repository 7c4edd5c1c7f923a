import type { Action } from '#domain/deed.ts';
import { canonical, type Json } from '#domain/canonical.ts';
import type { CenterId, DeviceId } from '#domain/id.ts';
import type { TrailRow } from '#server/database/schema.ts';
import type { Reader, Store, Writing } from '#server/database/store.ts';
import { sha256 } from '#server/keys.ts';
import { lockHead } from '#server/ledger.ts';

/** The first entry of a center follows on this. */
const BEGINNING = '0'.repeat(64);
const PAGE_ROWS = 1_000;

/** Who did something, and from where. */
export interface Actor {
	readonly id: string;
	/** Of a tablet, which has none, what the trail calls it as a subject: `device:` and its id. */
	readonly email: string;
	/** The address the request came from. */
	readonly address: string;
}

/** What the server does by itself. */
export const SERVER: Actor = { id: 'server', email: 'server', address: '' };

/** Whoever operates the machine that the server runs on. */
export const SHELL: Actor = { id: 'shell', email: 'shell', address: '' };

/** A tablet that does something by itself, for whoever stands before it: nobody is signed in there. */
export function asActor({ id }: { readonly id: DeviceId }, address: string): Actor {
	return { id, email: `device:${id}`, address };
}

/** What was done, and with whose data. Never holds a name. */
export interface Deed {
	/** Whether data was looked at (or taken out), or altered. */
	readonly kind: 'access' | 'change';
	readonly action: Action;
	/** What it was done to, for example `session:` and its id; empty for the center itself. */
	readonly subject: string;
	/** Of how many people data was shown, taken out or altered. */
	readonly people: number;
	/** Why, where somebody was asked. */
	readonly reason: string | null;
	readonly detail: Json;
}

/** The deed of altering something that is nobody's data, and that nobody was asked a reason for. */
export function change(action: Action, subject: string, detail: Json = {}): Deed {
	return { kind: 'change', action, subject, people: 0, reason: null, detail };
}

/**
 * Writes a deed at the end of the center's trail, chained to the entry before. The fields are those that
 * the Korean standard for the safety of personal data asks of an access log (개인정보의 안전성 확보조치
 * 기준 제8조): account, time, address, whose data, what was done.
 */
export async function record(
	trx: Writing,
	center: CenterId,
	by: Actor,
	deed: Deed,
	now: number
): Promise<void> {
	await lockHead(trx, center);
	const last = await trx
		.selectFrom('trail')
		.select(['position', 'hash'])
		.where('center_id', '=', center)
		.orderBy('position', 'desc')
		.limit(1)
		.executeTakeFirst();
	const entry = {
		center_id: center,
		position: (last?.position ?? 0) + 1,
		at: now,
		staff_id: by.id,
		account: by.email,
		address: by.address,
		...deed,
		detail: canonical(deed.detail),
		previous: last?.hash ?? BEGINNING
	};
	await trx
		.insertInto('trail')
		.values({ ...entry, hash: chained(entry) })
		.execute();
}

/** Writes a deed that concerns somebody's account on the trail of every center the account belongs to. */
export async function recordEverywhere(
	trx: Writing,
	by: Actor,
	deed: Deed,
	now: number
): Promise<void> {
	const rows = await trx
		.selectFrom('membership')
		.select('center_id')
		.where('staff_id', '=', by.id)
		// Always in the same order, so that two of these cannot wait for each other.
		.orderBy('center_id')
		.execute();
	for (const { center_id } of rows) await record(trx, center_id, by, deed, now);
}

/** Writes that somebody was shown the data of so many people; of none there is nothing to write. */
export async function recordLook(
	store: Store,
	center: CenterId,
	by: Actor,
	action: Action,
	subject: string,
	people: number,
	now: number
): Promise<void> {
	if (people === 0) return;
	const deed = { kind: 'access', action, subject, people, reason: null, detail: {} } as const;
	await store.write((trx) => record(trx, center, by, deed, now));
}

export type Verification =
	| { readonly kind: 'whole'; readonly entries: number; readonly head: string }
	/** The first entry that is not what it was, or that follows on nothing. */
	| { readonly kind: 'broken'; readonly position: number };

/** Recomputes the chain of a center's trail from its beginning. Cannot see entries cut off at the end. */
export async function verify(reader: Reader, center: CenterId): Promise<Verification> {
	let [position, head] = [0, BEGINNING];
	for (;;) {
		const rows = await reader
			.selectFrom('trail')
			.selectAll()
			.where('center_id', '=', center)
			.where('position', '>', position)
			.orderBy('position')
			.limit(PAGE_ROWS)
			.execute();
		for (const { hash, ...entry } of rows) {
			position++;
			const follows = entry.position === position && entry.previous === head;
			if (!follows || chained(entry) !== hash) return { kind: 'broken', position };
			head = hash;
		}
		if (rows.length < PAGE_ROWS) return { kind: 'whole', entries: position, head };
	}
}

/** SHA-256 of a label and the entry in canonical form, the hash of the entry before included. */
function chained(entry: Omit<TrailRow, 'hash'>): string {
	return sha256(`haebom.trail.v1\n${canonical(entry)}`);
}
