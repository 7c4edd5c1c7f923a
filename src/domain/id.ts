import * as v from 'valibot';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const id = <const Name extends string>(name: Name) =>
	v.pipe(v.string(), v.regex(UUID, `${name}: not a lower-case UUID`), v.brand(name));

export const CenterId = id('CenterId');
export type CenterId = v.InferOutput<typeof CenterId>;

export const SiteId = id('SiteId');
export type SiteId = v.InferOutput<typeof SiteId>;

export const ProgramId = id('ProgramId');
export type ProgramId = v.InferOutput<typeof ProgramId>;

export const SessionId = id('SessionId');
export type SessionId = v.InferOutput<typeof SessionId>;

export const SchoolId = id('SchoolId');
export type SchoolId = v.InferOutput<typeof SchoolId>;

export const ParticipantId = id('ParticipantId');
export type ParticipantId = v.InferOutput<typeof ParticipantId>;

/** One time that everybody of a center moved up a grade. */
export const RollOverId = id('RollOverId');
export type RollOverId = v.InferOutput<typeof RollOverId>;

/** Someone who came without a badge that says who they are; staff may match them to a person later. */
export const ProvisionalId = id('ProvisionalId');
export type ProvisionalId = v.InferOutput<typeof ProvisionalId>;

export const DeviceId = id('DeviceId');
export type DeviceId = v.InferOutput<typeof DeviceId>;

export const InvitationId = id('InvitationId');
export type InvitationId = v.InferOutput<typeof InvitationId>;

/** One life of a kiosk's local database: a new one after pairing, a wipe, or any doubt about the counter. */
export const Incarnation = id('Incarnation');
export type Incarnation = v.InferOutput<typeof Incarnation>;

export const EventId = id('EventId');
export type EventId = v.InferOutput<typeof EventId>;

/** Changes when a server's database is restored from a backup; tells kiosks to offer again what they hold. */
export const Epoch = id('Epoch');
export type Epoch = v.InferOutput<typeof Epoch>;

/** A source of random bytes: `crypto.getRandomValues` outside, a seeded one in tests. */
export type RandomBytes = (length: number) => Uint8Array;

/**
 * A version 7 UUID (RFC 9562, 5.7): 48 bits of milliseconds since 1970, then 74 random bits.
 * Ids made later sort later, which keeps the ledger's index small and quick.
 */
export function timeOrderedId(at: number, random: RandomBytes): string {
	const bytes = random(16);
	for (let index = 5, rest = at; index >= 0; index--, rest = Math.floor(rest / 256)) {
		bytes[index] = rest % 256;
	}
	return format(bytes, 7);
}

/** A version 4 UUID (RFC 9562, 5.4): 122 random bits, and no hint of when it was made. */
export function randomId(random: RandomBytes): string {
	return format(random(16), 4);
}

function format(bytes: Uint8Array, version: number): string {
	const [sixth = 0, eighth = 0] = [bytes[6], bytes[8]];
	bytes[6] = (sixth & 0x0f) | (version << 4);
	bytes[8] = (eighth & 0x3f) | 0x80;
	const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
	return [8, 12, 16, 20].reduceRight((text, at) => `${text.slice(0, at)}-${text.slice(at)}`, hex);
}
