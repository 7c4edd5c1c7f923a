import * as v from 'valibot';
import { saysTheSame, type Correction } from '#domain/correction.ts';
import type { Action } from '#domain/deed.ts';
import type { AttendanceEvent } from '#domain/event.ts';
import {
	DeviceId,
	Incarnation,
	randomId,
	type CenterId,
	type EventId,
	type SessionId
} from '#domain/id.ts';
import type { Reach } from '#domain/rights.ts';
import { attendanceOf } from '#server/attendance.ts';
import type { Store, Writing } from '#server/database/store.ts';
import { currentEpoch } from '#server/epochs.ts';
import { find, type Finding } from '#server/finding.ts';
import { randomBytes } from '#server/keys.ts';
import { append, eventOf, lastSeqOf, lockHead, type Head } from '#server/ledger.ts';
import { offer } from '#server/sync/offer.ts';
import { record, type Actor } from '#server/trail.ts';

/**
 * By what the ledger says that no tablet brought a row, but staff at the center. A UUID of version 8: every
 * tablet's is one of version 4, so none can ever have it.
 */
export const CENTER_DESK = v.parse(DeviceId, '00000000-0000-8000-8000-000000000000');

/** Who corrects something, and how far they reach. */
export interface Corrector {
	readonly center: CenterId;
	readonly reach: Reach;
	readonly by: Actor;
}

/** What became of a correction. */
export type Correcting =
	/** It is in the ledger, now or since the same form came before; the site's tablets have news. */
	| { readonly kind: 'recorded' }
	| { readonly kind: 'cancelled' }
	/** The form has been used to say something else. */
	| { readonly kind: 'spent' }
	| Exclude<Finding, { readonly kind: 'found' }>;

/** Where staff at the center say otherwise than the tablets saw it: with events like any other. */
export class CenterDesk {
	readonly #store: Store;
	/** This life of the process. */
	readonly #boot = randomId(randomBytes);

	constructor(store: Store) {
		this.#store = store;
	}

	/**
	 * Records a correction of a session's attendance, and that it was made, in one transaction. `id` is the
	 * form's own: sent twice, it is recorded once.
	 */
	async correct(
		{ center, reach, by }: Corrector,
		session: SessionId,
		id: EventId,
		correction: Correction,
		now: number
	): Promise<Correcting> {
		return this.#store.write(async (trx) => {
			const head = await lockHead(trx, center);
			const there = await attendanceOf(trx, center, reach, session, now);
			if (!there) return { kind: 'nowhere' };
			const { cancelled } = there.occasion;
			const before = await eventOf(trx, center, id);
			if (before) {
				const again = saysTheSame(before, session, correction);
				return again ? { kind: 'recorded' } : { kind: 'spent' };
			}
			if (cancelled) return { kind: 'cancelled' };
			const finding = await find(trx, { center, reach }, there, correction, now);
			if (finding.kind !== 'found') return finding;
			// A restored server lives another epoch, so it never hands out a number a second time.
			const incarnation = v.parse(Incarnation, await currentEpoch(trx));
			const event = {
				version: 1,
				id,
				incarnation,
				seq: (await lastSeqOf(trx, center, incarnation)) + 1,
				at: now,
				skew: 0,
				session,
				who: finding.who,
				boot: this.#boot,
				mono: Math.round(process.uptime() * 1_000),
				...finding.fact
			} satisfies AttendanceEvent;
			await enter(trx, center, head, event);
			await record(trx, center, by, deed(session, id, correction), now);
			return { kind: 'recorded' };
		});
	}
}

/** Appends an event of the center's own. Call with the head locked. */
async function enter(
	trx: Writing,
	center: CenterId,
	head: Head,
	event: AttendanceEvent
): Promise<void> {
	const read = offer(event);
	if (read.kind !== 'read') throw new Error(`An event of our own: ${read.reason}`);
	const { id, incarnation, seq, session: session_id, at: received_at } = event;
	const { body, fingerprint } = read;
	const row = { id, incarnation, seq, session_id, body, fingerprint, received_at };
	await append(trx, center, head, [{ device_id: CENTER_DESK, ...row }]);
}

const ACTIONS: Readonly<Record<Correction['kind'], Action>> = {
	mark: 'attendance.mark',
	match: 'attendance.match',
	undo: 'attendance.undo',
	'let-in': 'attendance.let-in'
};

function deed(session: SessionId, id: EventId, correction: Correction) {
	return {
		kind: 'change' as const,
		action: ACTIONS[correction.kind],
		subject: `session:${session}`,
		people: 1,
		reason: correction.kind === 'let-in' ? null : correction.reason,
		detail: { event: id, ...(correction.kind === 'mark' ? { mark: correction.mark } : {}) }
	};
}
