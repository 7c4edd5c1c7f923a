import * as v from 'valibot';
import { canonical } from '#domain/canonical.ts';
import { digest } from '#domain/digest.ts';
import { EventId, Incarnation, ParticipantId, ProvisionalId, SessionId } from '#domain/id.ts';
import { BadgeHash } from '#domain/token.ts';

const Whole = v.pipe(v.number(), v.safeInteger());

/** Whom an event is about, as well as the kiosk could tell. */
export const Who = v.variant('kind', [
	v.object({
		kind: v.literal('participant'),
		participant: ParticipantId,
		/** The badge that was read; null when staff did it by hand. */
		badge: v.nullable(BadgeHash)
	}),
	/** A badge of ours that was on no roster here; the server may know whose it is. */
	v.object({ kind: v.literal('badge'), badge: BadgeHash }),
	/** Somebody without a readable badge. */
	v.object({
		kind: v.literal('provisional'),
		provisional: ProvisionalId,
		/** What they, or staff, said of class and number, for example `1-3 12번`; never a name. */
		claim: v.optional(v.pipe(v.string(), v.regex(/^[\p{L}\p{N} .·-]{0,40}$/u)))
	}),
	/** Nobody in particular: heads that were counted, a code that was not a badge. */
	v.object({ kind: v.literal('nobody') })
]);
export type Who = v.InferOutput<typeof Who>;

/** What every event has whatever its kind and version, now and for ever; unknown fields are kept. */
export const EventEnvelope = v.looseObject({
	version: v.pipe(Whole, v.minValue(1)),
	id: EventId,
	incarnation: Incarnation,
	/** 1, 2, 3 … without a gap within an incarnation: the proof that nothing is missing. */
	seq: v.pipe(Whole, v.minValue(1)),
	kind: v.pipe(v.string(), v.regex(/^[a-z][a-z-]{0,31}$/)),
	/** The tablet's own clock, in ms since 1970. Evidence; never corrected afterwards. */
	at: Whole,
	/** What the tablet knew it had to add to its clock to get the server's, in ms. */
	skew: Whole,
	session: v.nullable(SessionId),
	who: Who
});
export type EventEnvelope = v.InferOutput<typeof EventEnvelope>;

const known = {
	...EventEnvelope.entries,
	version: v.literal(1),
	/** Which life of the page made it, and how long that page had lived, in ms: tells a clock that jumped. */
	boot: v.pipe(v.string(), v.uuid()),
	mono: Whole
};

const Reason = v.pipe(
	v.string(),
	v.maxLength(200),
	v.check((text) => text.isWellFormed() && !text.includes('\u0000'))
);

/** What staff may say about a visit without a scan. */
export const Mark = v.picklist(['present', 'late', 'left-early', 'excused', 'absent']);
export type Mark = v.InferOutput<typeof Mark>;

/** Why a scan was not taken as a movement. */
export const RefusalCause = v.picklist(['foreign', 'damaged', 'repeat']);
export type RefusalCause = v.InferOutput<typeof RefusalCause>;

const Count = v.pipe(Whole, v.minValue(0), v.maxValue(9_999));
const MISSING_MAX = 500;

/** An immutable fact about a visit. A correction is a new event that names the old one. */
export const AttendanceEvent = v.variant('kind', [
	v.looseObject({ ...known, kind: v.literal('arrival') }),
	v.looseObject({ ...known, kind: v.literal('departure') }),
	v.looseObject({ ...known, kind: v.literal('mark'), mark: Mark, reason: Reason }),
	v.looseObject({ ...known, kind: v.literal('void'), voids: EventId, reason: Reason }),
	/** Staff know who it was that came without a name: all about `who` is about this participant. */
	v.looseObject({
		...known,
		kind: v.literal('match'),
		participant: ParticipantId,
		reason: Reason
	}),
	/** Heads counted, for example before moving on; whom nobody saw, as `keyOf` writes them. */
	v.looseObject({
		...known,
		kind: v.literal('headcount'),
		inside: Count,
		counted: Count,
		missing: v.pipe(v.array(v.pipe(v.string(), v.maxLength(100))), v.maxLength(MISSING_MAX)),
		reason: Reason
	}),
	/** What was held before the tablet and changed nothing. What it said is not kept. */
	v.looseObject({ ...known, kind: v.literal('refusal'), cause: RefusalCause }),
	/** Was asked how it was, and pressed something. What, lies in a ballot that leads back to nobody. */
	v.looseObject({ ...known, kind: v.literal('rated') })
]);
export type AttendanceEvent = v.InferOutput<typeof AttendanceEvent>;

/** What an event says, apart from whom it is about, and where, when and by what it was recorded. */
export type Fact =
	| { readonly kind: 'arrival' | 'departure' }
	| { readonly kind: 'rated' }
	| { readonly kind: 'mark'; readonly mark: Mark; readonly reason: string }
	| { readonly kind: 'void'; readonly voids: EventId; readonly reason: string }
	| { readonly kind: 'match'; readonly participant: ParticipantId; readonly reason: string }
	| {
			readonly kind: 'headcount';
			readonly inside: number;
			readonly counted: number;
			readonly missing: string[];
			readonly reason: string;
	  }
	| { readonly kind: 'refusal'; readonly cause: RefusalCause };

const KINDS: ReadonlySet<string> = new Set<AttendanceEvent['kind']>([
	'arrival',
	'departure',
	'mark',
	'void',
	'match',
	'headcount',
	'refusal',
	'rated'
]);

const REASON_LENGTH_MAX = 200;

/** An event this build can count, or one of a kind or version that only a later build understands. */
export type Understood =
	| { readonly kind: 'known'; readonly event: AttendanceEvent; readonly body: string }
	| { readonly kind: 'later'; readonly event: EventEnvelope; readonly body: string }
	| { readonly kind: 'unreadable'; readonly reason: string };

/**
 * Parses what arrived over the wire or lay on a disk. `body` is its canonical form, fields this build
 * does not know included. Never throws: the reason of an unreadable one names the field.
 */
export function understand(value: unknown): Understood {
	const event = v.safeParse(AttendanceEvent, value);
	const envelope = event.success ? event : v.safeParse(EventEnvelope, value);
	if (!envelope.success) return unreadable(envelope.issues);
	const body = written(value);
	if (body === null) return { kind: 'unreadable', reason: 'event: cannot be written canonically' };
	if (event.success) return { kind: 'known', event: event.output, body };
	const later = envelope.output.version !== 1 || !KINDS.has(envelope.output.kind);
	return later ? { kind: 'later', event: envelope.output, body } : unreadable(event.issues);
}

function written(value: unknown): string | null {
	try {
		return canonical(value);
	} catch {
		return null;
	}
}

function unreadable(issues: readonly v.BaseIssue<unknown>[]): Understood {
	const [first] = issues;
	const path = first ? v.getDotPath(first) : null;
	const said = `${path ?? 'event'}: ${first?.message ?? 'unreadable'}`;
	// What was received may be quoted in it: a whole book, or what no database takes for a text.
	const reason = said.slice(0, REASON_LENGTH_MAX).replaceAll('\u0000', '').toWellFormed();
	return { kind: 'unreadable', reason };
}

/**
 * The fingerprint of an event: SHA-256, in hexadecimal, of a label and its canonical form (see
 * `canonical`). Two events with one id and two fingerprints are a conflict. `sha256` may be a quicker
 * one than ours where there is one.
 */
export function fingerprint(body: string, sha256: typeof digest = digest): string {
	return sha256(`haebom.event.v1\n${body}`);
}

/** When it happened by the server's clock, as well as the tablet knew it, in ms since 1970. */
export function timeOf(event: Pick<EventEnvelope, 'at' | 'skew'>): number {
	return event.at + event.skew;
}

/** One text for each person, badge or stranger, by which visits are gathered. */
export function keyOf(who: Who): string {
	switch (who.kind) {
		case 'participant':
			return `participant:${who.participant}`;
		case 'badge':
			return `badge:${who.badge}`;
		case 'provisional':
			return `provisional:${who.provisional}`;
		case 'nobody':
			return 'nobody';
	}
}
