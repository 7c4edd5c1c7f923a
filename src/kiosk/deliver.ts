import { PROTOCOL } from '#domain/protocol.ts';
import type { Drained } from '#kiosk/drain.ts';
import type { Journal } from '#kiosk/journal.ts';
import type { Uplink } from '#kiosk/uplink.ts';

/** So much of a parcel becomes text at a time: more arguments than that a function does not take. */
const CHUNK_BYTES = 8_192;
/** What nobody asks for in so long, nobody will: the tablet that it is from has seen a network, or staff. */
const SAID_KEPT_MS = 14 * 24 * 60 * 60_000;

/**
 * Hands in what other tablets gave this one to carry, and keeps what the center says to each. Twice is
 * harmless. Throws `Unreachable`.
 */
export async function deliver(
	journal: Pick<Journal, 'parcels' | 'noteParcel'>,
	uplink: Pick<Uplink, 'rescue'>
): Promise<Drained> {
	for (const { of, bytes, said } of await journal.parcels()) {
		if (said !== null) continue;
		const reply = await uplink.rescue({ protocol: PROTOCOL, parcel: base64(bytes) });
		if (reply.kind === 'declined') return reply;
		const { outcome, serverTime } = reply.answer;
		await journal.noteParcel(of, outcome, serverTime + SAID_KEPT_MS);
	}
	return { kind: 'empty' };
}

function base64(bytes: Uint8Array): string {
	let text = '';
	for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
		text += String.fromCharCode(...bytes.subarray(at, at + CHUNK_BYTES));
	}
	return btoa(text);
}
