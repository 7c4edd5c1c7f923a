import * as v from 'valibot';
import { EventEnvelope, timeOf } from '#domain/event.ts';
import type { CenterId, DeviceId, Incarnation } from '#domain/id.ts';
import { isSilent } from '#domain/condition.ts';
import type { Reader, Store } from '#server/database/store.ts';
import { doublingsOf } from '#server/doublings.ts';
import { holesIn } from '#server/sync/account.ts';
import { lockHead, receivedAfter } from '#server/ledger.ts';
import { change, record, type Actor } from '#server/trail.ts';

/** Numbers that a tablet said it had handed out, and that nobody has received. */
export interface Loss {
	readonly device: DeviceId;
	readonly name: string;
	readonly incarnation: Incarnation;
	readonly from: number;
	readonly to: number;
	/** Between which moments they were recorded, as far as what came before and after tells. */
	readonly after: number | null;
	readonly before: number | null;
	/** It may still hold them; or it lives another life by now, or is out of service. */
	readonly hope: 'silent' | 'ended' | 'gone';
}

interface LifeRow {
	readonly device: DeviceId;
	readonly name: string;
	readonly incarnation: Incarnation;
	readonly acked: number;
	readonly claimed: number;
	readonly claimedAt: number | null;
	readonly beganAt: number | null;
	readonly unsent: number;
	readonly seenAt: number | null;
	readonly retired: boolean;
	readonly life: Incarnation | null;
}

/** What did not arrive of a center's tablets, and staff have not said yet that they know. */
export async function lossesOf(
	reader: Reader,
	center: CenterId,
	now: number,
	only: DeviceId | null = null
): Promise<Loss[]> {
	const lives = await openLives(reader, center, only);
	const losses: Loss[] = [];
	for (const own of Map.groupBy(lives, ({ device }) => device).values()) {
		losses.push(...(await lossesOfTablet(reader, center, own, now)));
	}
	return losses;
}

async function openLives(
	reader: Reader,
	center: CenterId,
	only: DeviceId | null
): Promise<LifeRow[]> {
	const rows = await reader
		.selectFrom('incarnation')
		.innerJoin('device', (join) =>
			join
				.onRef('device.center_id', '=', 'incarnation.center_id')
				.onRef('device.id', '=', 'incarnation.device_id')
		)
		.select([
			'device.id as device',
			'device.name',
			'device.unsent',
			'device.seen_at as seenAt',
			'device.revoked_at as revokedAt',
			'device.life',
			'incarnation.incarnation',
			'incarnation.acked_through as acked',
			'incarnation.claimed_through as claimed',
			'incarnation.claimed_at as claimedAt',
			'incarnation.began_at as beganAt'
		])
		.where('incarnation.center_id', '=', center)
		.where((eb) => (only ? eb('incarnation.device_id', '=', only) : eb.lit(true)))
		.whereRef('incarnation.claimed_through', '>', 'incarnation.acked_through')
		.orderBy('incarnation.incarnation')
		.execute();
	return rows.map(({ revokedAt, ...row }) => ({ ...row, retired: revokedAt !== null }));
}

async function lossesOfTablet(
	reader: Reader,
	center: CenterId,
	lives: readonly LifeRow[],
	now: number
): Promise<Loss[]> {
	const found = [];
	for (const life of lives) {
		const received = await receivedAfter(reader, center, life.incarnation, life.acked);
		const holes = holesIn(received, life.acked, life.claimed);
		for (const hole of await unknownOf(reader, center, life.incarnation, holes)) {
			found.push({ life, hole });
		}
	}
	const [first] = lives;
	const silent = isSilent(first?.seenAt ?? null, now);
	// What a tablet that speaks with us still holds is on its way.
	let onTheirWay = silent ? 0 : (first?.unsent ?? 0);
	const losses: Loss[] = [];
	for (const { life, hole } of found.reverse()) {
		const [from, to] = hole;
		const lost = to - from + 1 - onTheirWay;
		onTheirWay = Math.max(0, -lost);
		if (lost <= 0) continue;
		const { device, name, incarnation } = life;
		const ended = life.life !== null && life.life !== incarnation;
		losses.unshift({
			...{ device, name, incarnation, from, to: from + lost - 1 },
			...(await around(reader, center, life, hole)),
			hope: life.retired ? 'gone' : ended ? 'ended' : 'silent'
		});
	}
	return losses;
}

/** What of some holes staff have not acknowledged. */
async function unknownOf(
	reader: Reader,
	center: CenterId,
	incarnation: Incarnation,
	holes: readonly (readonly [number, number])[]
) {
	const known = await reader
		.selectFrom('loss_acknowledgement')
		.select(['from_seq', 'to_seq'])
		.where('center_id', '=', center)
		.where('incarnation', '=', incarnation)
		.orderBy('from_seq')
		.execute();
	return holes.flatMap(([first, to]): (readonly [number, number])[] => {
		const from = known.reduce(
			(at, { from_seq, to_seq }) => (from_seq <= at && at <= to_seq ? to_seq + 1 : at),
			first
		);
		return from > to ? [] : [[from, to]];
	});
}

/** Between what two moments a hole lies: the records beside it, or else the life's beginning and its claim. */
async function around(
	reader: Reader,
	center: CenterId,
	life: LifeRow,
	[from, to]: readonly [number, number]
) {
	const beside = (seq: number) =>
		reader
			.selectFrom('ledger')
			.select('body')
			.where('center_id', '=', center)
			.where('incarnation', '=', life.incarnation)
			.where('seq', '=', seq)
			.executeTakeFirst();
	const [before, after] = await Promise.all([beside(from - 1), beside(to + 1)]);
	return {
		after: momentIn(before?.body) ?? life.beganAt,
		before: momentIn(after?.body) ?? life.claimedAt
	};
}

function momentIn(body: string | undefined): number | null {
	const event = v.safeParse(EventEnvelope, JSON.parse(body ?? 'null'));
	return event.success ? timeOf(event.output) : null;
}

/**
 * Staff say that they know of all that a tablet has not handed in so far, and that it was copied, if it was.
 * False if there is nothing to know. What arrives all the same is taken in like anything else.
 */
export async function acknowledgeLosses(
	store: Store,
	center: CenterId,
	device: DeviceId,
	note: string,
	by: Actor,
	now: number
): Promise<boolean> {
	return store.write(async (trx) => {
		await lockHead(trx, center);
		const losses = await lossesOf(trx, center, now, device);
		const doublings = await doublingsOf(trx, center, device);
		if (losses.length + doublings.length === 0) return false;
		await trx
			.updateTable('incarnation')
			.set({ doubled_seen_at: now })
			.where('center_id', '=', center)
			.where('device_id', '=', device)
			.where('doubled_at', 'is not', null)
			.execute();
		const rows = losses.map(({ incarnation, from, to }) => ({
			...{ center_id: center, incarnation, from_seq: from, to_seq: to },
			...{ at: now, account: by.email, note }
		}));
		if (rows.length > 0) {
			await trx
				.insertInto('loss_acknowledgement')
				.values(rows)
				.onConflict((conflict) => conflict.doNothing())
				.execute();
		}
		const records = losses.reduce((sum, { from, to }) => sum + to - from + 1, 0);
		const deed = change('tablets.acknowledge', `device:${device}`, { records });
		await record(trx, center, by, { ...deed, reason: note }, now);
		return true;
	});
}
