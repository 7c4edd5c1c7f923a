import type { AttendanceEvent, EventEnvelope } from '#domain/event.ts';
import type { CenterId, Epoch, EventId, Incarnation } from '#domain/id.ts';
import { ERASE_ROSTER, NEW_LIFE, type PushAnswer } from '#domain/protocol.ts';
import {
	isOf,
	livesElsewhere,
	NO_CONTACT,
	type ClockTold,
	type Contact,
	type Identity,
	type KeptIdentity,
	type Told
} from '#kiosk/kept.ts';
import { forget } from '#kiosk/news.ts';
import { beginLifeIn } from '#kiosk/proof.ts';
import type { Tables } from '#kiosk/shelf.ts';

/** Part of what the tablet owes: events of one incarnation in the order of their numbers. */
export interface Batch {
	/** The center that the tablet is of. */
	readonly center: CenterId;
	readonly incarnation: Incarnation;
	/** The incarnation that the tablet lives now. */
	readonly life: Incarnation;
	readonly lastSeq: number;
	readonly unsent: number;
	/** Whether the tablet knows that it is out of service, and so has erased its roster. */
	readonly retired: boolean;
	/** What the tablet was last told of this incarnation; null while it was told nothing. */
	readonly told: Told | null;
	readonly events: readonly (AttendanceEvent | EventEnvelope)[];
}

/** How many events still lack a receipt. */
export function unsentIn({ events }: Tables): Promise<number> {
	return events.where('[owed+incarnation+seq]').between([1], [2]).count();
}

/** All that is owed, in the order of the tablet's lives and numbers. */
export async function allOwedIn({ events }: Tables): Promise<(AttendanceEvent | EventEnvelope)[]> {
	const rows = await events.where('[owed+incarnation+seq]').between([1], [2]).toArray();
	return rows.map(({ event }) => event);
}

/** What is to be sent first: at most so many events and bytes of JSON. */
export async function batchOf(
	tables: Tables,
	self: Identity,
	limit: number,
	bytes: number
): Promise<Batch> {
	const { events, counter, told } = tables;
	const index = events.where('[owed+incarnation+seq]');
	const first = await index.between([1], [2]).first();
	const incarnation = first?.incarnation ?? self.incarnation;
	const rows = await events
		.where('[owed+incarnation+seq]')
		.between([1, incarnation], [1, incarnation, []])
		.limit(limit)
		.toArray();
	const last = await events
		.where('[incarnation+seq]')
		.between([incarnation], [incarnation, []])
		.last();
	const count = incarnation === self.incarnation ? await counter.get('this') : undefined;
	return {
		center: self.center.id,
		incarnation,
		life: self.incarnation,
		lastSeq: Math.max(count?.seq ?? 0, last?.seq ?? 0),
		unsent: await unsentIn(tables),
		retired: self.retired ?? false,
		told: (await told.get(incarnation)) ?? null,
		events: fitting(
			rows.map(({ event }) => event),
			bytes
		)
	};
}

/**
 * Takes the server's word for what it holds; `next` is a new life, should one have to begin. Returns how many events
 * are owed no more.
 */
export async function settleIn(
	tables: Tables,
	batch: Batch,
	answer: PushAnswer,
	contact: Pick<Contact, 'heardAt'> & ClockTold,
	next: Incarnation | null
): Promise<number> {
	const { identity, contact: contacts, events, told } = tables;
	const before = (await contacts.get('this')) ?? NO_CONTACT;
	const self = await identity.get('this');
	// The tablet has gone over to another center meanwhile, owing nothing to this one.
	if (self && self.center.id !== batch.center) return 0;
	const restored = self !== undefined && self.epoch !== answer.epoch;
	if (restored) await offerToRestored(tables, self, answer.epoch);
	await told.put({
		...heard(batch.incarnation, answer, await told.get(batch.incarnation)),
		...(self ? { center: self.center.id } : {})
	});
	for (const [from, to] of answer.missing) {
		await events
			.where('[incarnation+seq]')
			.between([batch.incarnation, from], [batch.incarnation, to], true, true)
			.filter(({ own }) => own === 1)
			.modify({ owed: 1 });
	}
	const retired = answer.directives.includes(ERASE_ROSTER);
	if (retired) await forget(tables);
	// Whatever is written makes the screen read everything anew: only what is news is.
	if (retired !== (self?.retired ?? false)) await identity.update('this', { retired });
	// Two answers may say it of the same life: once it is another, it is done.
	if (next && answer.directives.includes(NEW_LIFE) && self?.incarnation === batch.incarnation) {
		await beginLifeIn(tables, next);
	}
	await contacts.put({
		...before,
		...contact,
		saidAt: answer.serverTime,
		cursor: restored || retired ? null : before.cursor,
		key: 'this'
	});
	const received = answer.results.flatMap(({ id }) => (id === null ? [] : [id as EventId]));
	const settledAt = answer.serverTime;
	return events.where('id').anyOf(received).modify({ owed: 0, settledAt });
}

/** Owes again all that the center may have lost with its epoch; what another one was handed is not its own. */
async function offerToRestored(
	{ identity, events, told }: Tables,
	self: Pick<Identity, 'center'>,
	epoch: Epoch
): Promise<void> {
	await identity.update('this', { epoch });
	const heard = await told.toArray();
	const elsewhere = livesElsewhere(heard, self);
	await events
		.where('own')
		.equals(1)
		.filter(({ incarnation }) => !elsewhere.has(incarnation))
		.modify({ owed: 1 });
	await told.bulkDelete(
		heard.map(({ incarnation }) => incarnation).filter((life) => !elsewhere.has(life))
	);
}

/**
 * Owes again what a center was handed in the lives that end when the tablet is paired with it anew. Nobody
 * speaks of them from then on, so a center that was put back would never hear what of them it lacks.
 */
export async function offerAgainIn(
	{ events, told }: Tables,
	before: KeptIdentity,
	epoch: Epoch
): Promise<void> {
	// What was handed in out of service waits for staff, once, unless it is known to be lost.
	if (before.retired && before.epoch === epoch) return;
	const heard = (await told.toArray()).filter((life) => isOf(before, life));
	const lives = new Set([before.incarnation, ...heard.map(({ incarnation }) => incarnation)]);
	await events
		.where('own')
		.equals(1)
		.filter(({ incarnation }) => lives.has(incarnation))
		.modify({ owed: 1 });
}

/** Writes down, when the tablet goes over to another center, which lives are the first one's. Earlier builds did not. */
export async function markToldIn(
	{ told }: Tables,
	{ center }: Pick<Identity, 'center'>
): Promise<void> {
	const heard = await told.toArray();
	await told.bulkPut(heard.map((life) => ({ center: center.id, ...life })));
}

/**
 * Answers can overtake each other, and a server that was put back says less: within an epoch the most counts.
 * That nothing is in a backup takes back what was said before: it was said of a copy of this tablet.
 */
function heard(incarnation: Incarnation, answer: PushAnswer, before?: Told): Told {
	const { epoch } = answer;
	const held = before?.epoch === epoch ? before : { ackedThrough: 0, backedUpThrough: 0 };
	return {
		incarnation,
		epoch,
		ackedThrough: Math.max(held.ackedThrough, answer.ackedThrough),
		backedUpThrough:
			answer.backedUpThrough === 0 ? 0 : Math.max(held.backedUpThrough, answer.backedUpThrough)
	};
}

/** As many as fit; always at least one, for the server sets aside what is too large for it. */
function fitting<Event>(events: readonly Event[], bytes: number): Event[] {
	let size = 0;
	return events.filter((event, index) => {
		size += JSON.stringify(event).length + 1;
		return index === 0 || size <= bytes;
	});
}
