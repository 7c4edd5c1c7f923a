import * as v from 'valibot';
import { AttendanceEvent, EventEnvelope } from '#domain/event.ts';
import { Duty, WHOLE_DUTY } from '#domain/duty.ts';
import { CenterId, DeviceId, Epoch, Incarnation, SessionId, SiteId } from '#domain/id.ts';
import { PairingCode } from '#domain/pairing.ts';
import { BallotKey, SealedBallot } from '#domain/rating/box.ts';
import { ClosingKey } from '#domain/rating/closing.ts';
import { Survey } from '#domain/rating/survey.ts';
import { BLOCK_NUMBERS, Print } from '#domain/records.ts';
import { RosterEntry } from '#domain/roster.ts';
import { Session } from '#domain/session.ts';
import { Signed, SigningKey } from '#domain/signed.ts';
import { StaffLock } from '#domain/staff-lock.ts';
import { SEOUL, Zone } from '#domain/zone.ts';

/** The only version there is so far. A field never changes its meaning; a new one gets a new number. */
export const PROTOCOL = 1;

export const PUSH_EVENTS_MAX = 200;
export const PUSH_BYTES_MAX = 256 * 1024;
export const PULL_ROWS_MAX = 1_000;

const protocol = v.literal(PROTOCOL);
const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Moment = v.pipe(v.number(), v.safeInteger());

/** Every answer says who answers and what time it is there; a captive portal's page does neither. */
const answer = { protocol, epoch: Epoch, serverTime: Moment };

/** `POST /api/v1/devices/enrol`: a one-time code becomes a device and, in a cookie, its credential. */
export const EnrolRequest = v.object({
	protocol,
	code: PairingCode,
	/** The center whose records this tablet still owes, so that they cannot end up at another one. */
	owes: v.nullable(CenterId)
});
export type EnrolRequest = v.InferOutput<typeof EnrolRequest>;

const Named = <const Id extends v.GenericSchema>(id: Id) => v.object({ id, name: v.string() });

export const EnrolAnswer = v.object({
	...answer,
	device: Named(DeviceId),
	center: Named(CenterId),
	site: v.object({ id: v.string(), name: v.string() })
});
export type EnrolAnswer = v.InferOutput<typeof EnrolAnswer>;

/** `GET /api/v1/devices/sites`: where this tablet can stand. */
export const SitesAnswer = v.object({
	...answer,
	/** Where it stands now. */
	site: SiteId,
	/** The center's sites in use: those with sessions today first, then by name. */
	sites: v.array(v.object({ id: SiteId, name: v.string(), today: v.boolean() }))
});
export type SitesAnswer = v.InferOutput<typeof SitesAnswer>;

/** `POST /api/v1/devices/site`: this tablet stands at another site of its center from now on. */
export const SiteRequest = v.object({ protocol, site: SiteId });
export type SiteRequest = v.InferOutput<typeof SiteRequest>;

/** It does. What there is to know there comes with the next pull. */
export const SiteAnswer = v.object(answer);
export type SiteAnswer = v.InferOutput<typeof SiteAnswer>;

/** How a tablet is doing, for staff to see; never decides anything. */
export const DeviceHealth = v.object({
	build: v.pipe(v.string(), v.maxLength(64)),
	/** Whether the browser promised not to evict what is stored; null where it cannot say. */
	persisted: v.nullable(v.boolean()),
	/** Free storage in bytes, as the browser estimates it. */
	free: v.nullable(Count),
	installed: v.boolean(),
	/** Null where the browser does not tell. */
	battery: v.optional(
		v.nullable(v.object({ percent: v.pipe(Count, v.maxValue(100)), charging: v.boolean() }))
	),
	/** What the tablet adds to its clock to get the server's, in ms; null while it does not know. */
	skew: v.optional(v.nullable(Moment))
});
export type DeviceHealth = v.InferOutput<typeof DeviceHealth>;

/**
 * The word to a tablet that was taken out of service: erase sessions, roster and other tablets' events,
 * keep what is owed and go on handing it in. A tablet that does not hear it any more is in service.
 */
export const ERASE_ROSTER = 'erase-roster';

/**
 * The word to whoever lives an incarnation that another lives, too (a disk was copied, or an old copy put back):
 * begin a new one. What is owed of the old one is sent on under it.
 */
export const NEW_LIFE = 'new-life';

/**
 * `POST /api/v1/sync/push`: events of one incarnation in `seq` order; none at all is a heartbeat.
 * Each event is parsed by itself, so that one that cannot be read does not hold up the others.
 */
export const PushRequest = v.object({
	protocol,
	/**
	 * The center that the tablet is of, by its own disk. What it is known by can be another's: the answer to
	 * pairing brings the cookie, and the power may fail before the disk knows.
	 */
	center: v.optional(CenterId),
	incarnation: Incarnation,
	sentAt: Moment,
	/** The highest number this incarnation has handed out: what is missing below it is a counted hole. */
	lastSeq: Count,
	/** The incarnation that the tablet lives now, which `incarnation` need not be: it may owe from before. */
	life: v.optional(Incarnation),
	/** How many events the tablet still owes, these included. */
	unsent: Count,
	/** Null when the page is closed and only its worker is awake. */
	health: v.nullable(DeviceHealth),
	/** Whether the tablet has heard that it is out of service, and has erased what it was told. */
	erased: v.optional(v.boolean()),
	/**
	 * Through which number this incarnation was told, and in which epoch, that all is committed: a server that
	 * has less, and does not know why, was put back without saying so.
	 */
	acked: v.optional(v.object({ epoch: Epoch, through: Count })),
	events: v.pipe(v.array(v.unknown()), v.maxLength(PUSH_EVENTS_MAX))
});
export type PushRequest = v.InferOutput<typeof PushRequest>;

/**
 * What became of one event. In all four cases the server holds it, committed: the tablet owes it no
 * more. `conflict` and `quarantined` ones wait where staff can see them, and so does all that comes from
 * a tablet out of service.
 */
export const ReceiptStatus = v.picklist(['stored', 'duplicate', 'conflict', 'quarantined']);
export type ReceiptStatus = v.InferOutput<typeof ReceiptStatus>;

/** `id` is null only for an event so broken that none could be read from it. */
export const Receipt = v.object({ id: v.nullable(v.string()), status: ReceiptStatus });
export type Receipt = v.InferOutput<typeof Receipt>;

export const PushAnswer = v.object({
	...answer,
	/** All of this incarnation's events up to this number are committed. */
	ackedThrough: Count,
	/** All up to this number are also in a verified backup; 0 while there is none, or nobody can say so any more. */
	backedUpThrough: Count,
	/** One for each event, in the order they were sent. */
	results: v.array(Receipt),
	/** Ranges of numbers below `lastSeq` that the server lacks, both ends included. */
	missing: v.array(v.tuple([Count, Count])),
	/** Words to the tablet that it may not know yet; unknown ones are ignored. */
	directives: v.array(v.string())
});
export type PushAnswer = v.InferOutput<typeof PushAnswer>;

/** Blocks compared by their digests in one request: 262,144 records. */
export const BLOCKS_MAX = 1_024;
/** Blocks compared record by record in one request. */
export const OPEN_BLOCKS_MAX = 8;
export const CLOSINGS_MAX = 4;
/**
 * Records of one session that a tablet can ask a receipt for. More than one can make of a session: a badge every second
 * and a half, for eight hours.
 */
export const CLOSING_RECORDS_MAX = 20_000;
/** What a request to compare may weigh: all that one such receipt is asked with, at most 86 letters for each record. */
export const RECONCILE_BYTES_MAX = 2 * 1024 * 1024;

const Seq = v.pipe(Count, v.minValue(1));
const Records = v.array(v.pipe(v.tuple([Seq, Print]), v.readonly()));

/**
 * `POST /api/v1/sync/reconcile`: all that a tablet has of one incarnation, for the server to hold against what
 * it has. Nothing is handed in by it.
 */
export const ReconcileRequest = v.object({
	protocol,
	incarnation: Incarnation,
	/** Whole blocks, and the last one, by their digests. `last` is the highest number in it. */
	blocks: v.pipe(
		v.array(v.object({ block: Count, last: Seq, digest: Print })),
		v.maxLength(BLOCKS_MAX)
	),
	/** Blocks that differed, or of which the tablet has let some go: record by record. */
	records: v.pipe(Records, v.maxLength(OPEN_BLOCKS_MAX * BLOCK_NUMBERS)),
	/** All records of sessions that are over, for which the tablet wants a receipt. */
	closing: v.pipe(
		v.array(
			v.object({
				session: SessionId,
				records: v.pipe(Records, v.minLength(1), v.maxLength(CLOSING_RECORDS_MAX))
			})
		),
		v.maxLength(CLOSINGS_MAX)
	)
});
export type ReconcileRequest = v.InferOutput<typeof ReconcileRequest>;

export const ReconcileAnswer = v.object({
	...answer,
	/** Blocks whose digests differ: ask again, record by record. */
	differing: v.array(Count),
	/** Numbers that the server lacks: hand these in again. */
	lacking: v.array(Seq),
	/** How many of what the server has wait where staff see them, and are not counted yet. */
	aside: Count,
	/** For each closing of which the server has everything, what it signs, and what people call the session. */
	receipts: v.array(
		v.object({
			session: SessionId,
			signed: Signed,
			program: v.optional(v.string()),
			startsAt: v.optional(Moment)
		})
	)
});
export type ReconcileAnswer = v.InferOutput<typeof ReconcileAnswer>;

export const RATINGS_MAX = 100;

/**
 * `POST /api/v1/sync/ratings`: closed ballots in no order, in a request of their own. Neither the tablet's
 * numbers nor a time are in it. The same again changes nothing.
 */
export const RatingsRequest = v.object({
	protocol,
	/** As in `PushRequest`. */
	center: v.optional(CenterId),
	ballots: v.pipe(
		v.array(v.object({ session: SessionId, sealed: SealedBallot })),
		v.minLength(1),
		v.maxLength(RATINGS_MAX)
	)
});
export type RatingsRequest = v.InferOutput<typeof RatingsRequest>;

/** All of them are kept, committed. */
export const RatingsAnswer = v.object(answer);
export type RatingsAnswer = v.InferOutput<typeof RatingsAnswer>;

/** What a parcel may weigh in base64; what travels by light is less. */
export const PARCEL_LETTERS_MAX = 2 * 1024 * 1024;

/** `POST /api/v1/sync/rescue`: what another tablet of the center owes, closed, in base64. */
export const RescueRequest = v.object({
	protocol,
	parcel: v.pipe(v.string(), v.maxLength(PARCEL_LETTERS_MAX), v.base64())
});
export type RescueRequest = v.InferOutput<typeof RescueRequest>;

/** What became of a parcel. The same again changes nothing, and gets a receipt again. */
export const RescueAnswer = v.object({
	...answer,
	outcome: v.variant('kind', [
		/** All of it is committed; whoever handed it over believes only this receipt. */
		v.object({ kind: v.literal('taken'), receipt: Signed }),
		/** It was not closed for this center, or is not whole. */
		v.object({ kind: v.literal('unreadable') }),
		/** Of another center, or of a tablet that this one never had. */
		v.object({ kind: v.literal('unknown') })
	])
});
export type RescueAnswer = v.InferOutput<typeof RescueAnswer>;

/** `GET /api/v1/sync/pull?cursor=`: what this tablet needs, as far as it changed since the cursor. */
export const PullAnswer = v.object({
	...answer,
	cursor: v.string(),
	/** There is more: ask again at once with the new cursor. */
	more: v.boolean(),
	/** The cursor was not from here and now: forget sessions, roster and others' events before applying this. */
	fresh: v.boolean(),
	center: Named(CenterId),
	site: v.object({ id: v.string(), name: v.string() }),
	/**
	 * In which the center's days begin and end. Servers that do not say mean Seoul; so does, here, a zone
	 * that the tablet's browser does not know, for the roster must come through all the same.
	 */
	zone: v.optional(v.fallback(Zone, SEOUL), SEOUL),
	sessions: v.array(Session),
	/** Sessions that are no longer this site's. */
	sessionsGone: v.array(SessionId),
	roster: v.array(RosterEntry),
	rosterGone: v.array(v.pick(RosterEntry, ['session', 'participant'])),
	/**
	 * Events of all the site's tablets, this one's included; a kind unknown here is passed over. One of which not
	 * even the envelope can be read, for it is about somebody of a kind unknown here, does not keep it from the rest.
	 */
	events: v.pipe(
		v.array(v.fallback(v.nullable(v.union([AttendanceEvent, EventEnvelope])), null)),
		v.transform((events) => events.filter((event) => event !== null))
	),
	/** What this tablet is there for; one that this build does not know does not keep it from the rest. */
	duty: v.optional(v.fallback(Duty, WHOLE_DUTY)),
	/** What the site's staff open names with; null while they have no PIN. Whole in every answer. */
	lock: v.optional(v.nullable(StaffLock)),
	/** What students are asked when they leave; whole in every answer, as is the key that closes ballots. */
	surveys: v.optional(v.fallback(v.array(Survey), [])),
	ballotKey: v.optional(BallotKey),
	/** What the center's signatures are known by, with no network as well. */
	receiptKey: v.optional(SigningKey),
	/** What this tablet's records are closed with when another one carries them. */
	rescueKey: v.optional(ClosingKey),
	/** As in the answer to a push. */
	directives: v.optional(v.array(v.string()))
});
export type PullAnswer = v.InferOutput<typeof PullAnswer>;

/** `GET /api/v1/health`. */
export const HealthAnswer = v.object({
	...answer,
	ready: v.boolean(),
	version: v.string()
});
export type HealthAnswer = v.InferOutput<typeof HealthAnswer>;
