import * as v from 'valibot';
import { Ballot } from '#domain/rating/ballot.ts';
import {
	bytesOf,
	closeBytes,
	ClosingKey,
	openBytes,
	type OpeningKeys
} from '#domain/rating/closing.ts';

/**
 * A ballot, closed so that only the center's key opens it. A tablet writes the fact that somebody answered
 * and the answer itself at the same moment, and a disk keeps traces of the order in which it was written:
 * closed, and all of one size, a ballot says nothing to whoever has every copy of that disk.
 */
export const SealedBallot = v.pipe(v.string(), v.regex(/^1\.[A-Za-z0-9+/]{1400,1600}={0,2}$/));
export type SealedBallot = v.InferOutput<typeof SealedBallot>;

/** The center's public key for ballots. */
export const BallotKey = ClosingKey;
export type BallotKey = ClosingKey;

/** Room for the longest ballot: 200 letters of four bytes each, and the rest. */
const PLAIN_BYTES = 1_024;

const utf8 = new TextEncoder();
const PURPOSE = utf8.encode('haebom.ballot.v1');

/** Closes a ballot, filled up to 1,024 bytes. */
export async function close(ballot: Ballot, key: BallotKey): Promise<SealedBallot> {
	return `1.${base64(await closeBytes(filledUp(ballot), key, PURPOSE))}`;
}

/** Opens what `close` made for this key; throws if it was made for another, or altered. */
export async function openBallot(sealed: SealedBallot, keys: OpeningKeys): Promise<Ballot> {
	const plain = await openBytes(bytesOf(sealed.slice(2)), keys, PURPOSE);
	return v.parse(Ballot, JSON.parse(new TextDecoder().decode(plain)));
}

/** Blanks at the end are no part of JSON: whoever reads it need not know how many there are. */
function filledUp(ballot: Ballot): Uint8Array<ArrayBuffer> {
	const bytes = utf8.encode(JSON.stringify(ballot));
	if (bytes.length > PLAIN_BYTES) throw new Error('A ballot longer than any can be');
	const filled = new Uint8Array(PLAIN_BYTES).fill(' '.charCodeAt(0));
	filled.set(bytes);
	return filled;
}

function base64(bytes: Uint8Array): string {
	return btoa(String.fromCharCode(...bytes));
}
