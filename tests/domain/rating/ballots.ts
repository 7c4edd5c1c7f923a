import * as v from 'valibot';
import type { Ballot } from '#domain/rating/ballot.ts';
import { BallotId, type Rating } from '#domain/rating/ballot.ts';
import { BallotKey } from '#domain/rating/box.ts';
import { USUAL_SURVEYS } from '#domain/rating/usual.ts';
import { sessionId } from '../people.ts';

const secondary = USUAL_SURVEYS.find(({ band }) => band === 'secondary');
if (!secondary) throw new Error('No usual survey');

export const common = (session: string = sessionId(1)) => ({
	version: 1 as const,
	id: v.parse(BallotId, crypto.randomUUID()),
	session,
	survey: secondary.id,
	band: secondary.band,
	way: 'door' as const
});

export function rating(answer: Rating['answer'], changes: Partial<Rating> = {}): Rating {
	return { ...common(), kind: 'rating', answer, reasons: [], quick: false, ...changes };
}

export const blank = (session?: string): Ballot => ({ ...common(session), kind: 'blank' });

/** A key pair that nobody else has. */
export async function newKeys() {
	const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;
	const pair = await crypto.subtle.generateKey(curve, true, ['deriveBits']);
	const point = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
	const key = v.parse(BallotKey, btoa(String.fromCharCode(...point)));
	return { key, secret: pair.privateKey };
}
