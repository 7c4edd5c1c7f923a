import { createHmac, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { LINKED, type Linked } from '#domain/answer-link.ts';
import { CenterId, SessionId } from '#domain/id.ts';
import type { Keys } from '#server/keys.ts';

/** What a link asks about, and whom. */
export interface Linking {
	readonly center: CenterId;
	readonly session: SessionId;
	readonly who: Linked;
}

const ID_BYTES = 16;
const MARK_BYTES = 16;
const LABEL = 'haebom.answer-links.v1';

/**
 * The token of a link by which adults answer: what it is about, and a mark (HMAC-SHA-256, RFC 2104, cut to
 * 128 bits) that only this installation can make. So nothing is stored for a link, and none can be guessed.
 */
export function answerToken(keys: Keys, { center, session, who }: Linking): string {
	const about = Buffer.concat([
		bytesOf(center),
		bytesOf(session),
		Buffer.from([LINKED.indexOf(who)])
	]);
	return Buffer.concat([about, markOf(keys, about)]).toString('base64url');
}

/** What a token is about; null if it was not made here, or altered. */
export function readAnswerToken(keys: Keys, token: string): Linking | null {
	const bytes = Buffer.from(token, 'base64url');
	// Reading is lenient: the last letter has bits that say nothing.
	if (bytes.toString('base64url') !== token) return null;
	const about = bytes.subarray(0, 2 * ID_BYTES + 1);
	const mark = bytes.subarray(2 * ID_BYTES + 1);
	if (mark.length !== MARK_BYTES || !timingSafeEqual(mark, markOf(keys, about))) return null;
	const who = LINKED[about[2 * ID_BYTES] ?? -1];
	if (who === undefined) return null;
	return {
		center: v.parse(CenterId, idOf(about.subarray(0, ID_BYTES))),
		session: v.parse(SessionId, idOf(about.subarray(ID_BYTES, 2 * ID_BYTES))),
		who
	};
}

function markOf(keys: Keys, about: Buffer): Buffer {
	return createHmac('sha256', keys.draw(LABEL)).update(about).digest().subarray(0, MARK_BYTES);
}

function bytesOf(id: string): Buffer {
	return Buffer.from(id.replaceAll('-', ''), 'hex');
}

function idOf(bytes: Buffer): string {
	return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
