import * as v from 'valibot';
import { Incarnation, randomId } from '#domain/id.ts';
import type { ProblemCode } from '#domain/problem.ts';
import {
	ERASE_ROSTER,
	PROTOCOL,
	PUSH_BYTES_MAX,
	PUSH_EVENTS_MAX,
	type DeviceHealth,
	type PushAnswer,
	type PushRequest
} from '#domain/protocol.ts';
import { clocksOf, type Environment } from '#kiosk/environment.ts';
import { handIn } from '#kiosk/hand-in.ts';
import { clockTold } from '#kiosk/kept.ts';
import type { Batch, Journal } from '#kiosk/journal.ts';
import { Stride } from '#kiosk/stride.ts';
import { Unreachable, type Reply, type Uplink } from '#kiosk/uplink.ts';

/** Leaves room for the envelope around the events. */
const EVENT_BYTES_MAX = PUSH_BYTES_MAX - 4 * 1024;
/** 200,000 events. Otherwise a server and a tablet that never agree would keep us here for ever. */
const ROUNDS_MAX = 1_000;

export type Drained =
	| { readonly kind: 'empty' }
	/** The server answered, but not with a receipt: what is owed stays owed. */
	| {
			readonly kind: 'declined';
			readonly code: ProblemCode;
			readonly retryAfterMs: number | null;
	  };

/**
 * Hands in everything the tablet owes, a batch at a time, and always at least a sign of life. Two at
 * once are harmless: the same event handed in twice is a duplicate. Ballots go first, by themselves: once the
 * tablet has said that it owes nothing, the center waits for none. Throws `Unreachable`; whoever keeps the
 * `stride` then sends less the next time.
 */
export async function drain(
	journal: Journal,
	uplink: Uplink,
	environment: Environment,
	health: DeviceHealth | null,
	stride = new Stride()
): Promise<Drained> {
	const handedIn = await handIn(journal, uplink, environment);
	if (handedIn.kind === 'declined') return handedIn;
	let limit = PUSH_EVENTS_MAX;
	for (let round = 0; round < ROUNDS_MAX; round++) {
		const batch = await journal.owed(Math.min(limit, stride.events), EVENT_BYTES_MAX);
		if (!batch) return { kind: 'empty' };
		const asked = clocksOf(environment);
		const sentAt = asked.now;
		const reply = await send(uplink, requestOf(batch, sentAt, health), stride);
		if (reply.kind === 'declined') {
			if (reply.code !== 'too-large' || batch.events.length <= 1) return reply;
			limit = Math.ceil(batch.events.length / 2);
			continue;
		}
		const heard = clocksOf(environment);
		const settled = await journal.settle(
			batch,
			reply.answer,
			{ heardAt: heard.now, ...clockTold(reply.answer.serverTime, asked, heard) },
			v.parse(Incarnation, randomId(environment.random))
		);
		if (batch.events.length > 0 && settled === 0) {
			throw new Error('The server gave no receipt for what it was sent');
		}
		// Once more, so that the center hears at once that nobody's name is on this tablet any longer.
		if (reply.answer.directives.includes(ERASE_ROSTER) && !batch.retired) continue;
		if ((await journal.unsent()) === 0) return { kind: 'empty' };
	}
	throw new Error('There is always something left to send');
}

async function send(
	uplink: Uplink,
	request: PushRequest,
	stride: Stride
): Promise<Reply<PushAnswer>> {
	try {
		const reply = await uplink.push(request);
		stride.gotThrough();
		return reply;
	} catch (error) {
		if (error instanceof Unreachable) stride.gotLost(request.events.length);
		throw error;
	}
}

function requestOf(batch: Batch, sentAt: number, health: DeviceHealth | null): PushRequest {
	const { center, incarnation, life, lastSeq, unsent, retired, told, events } = batch;
	const acked = told && { acked: { epoch: told.epoch, through: told.ackedThrough } };
	const state = { center, incarnation, life, lastSeq, unsent, erased: retired, ...acked };
	return { protocol: PROTOCOL, ...state, sentAt, health, events: [...events] };
}
