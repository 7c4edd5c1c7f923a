import type { Generated, Insertable, Selectable } from 'kysely';
import type { Asks, Passage } from '#domain/duty.ts';
import type {
	CenterId,
	DeviceId,
	Epoch,
	Incarnation,
	InvitationId,
	ParticipantId,
	ProgramId,
	RollOverId,
	SchoolId,
	SessionId,
	SiteId
} from '#domain/id.ts';
import type { Day } from '#domain/day.ts';
import type { AgeBand, LeavingReason } from '#domain/participant.ts';
import type { Month } from '#domain/calendar.ts';
import type { BallotId, Way } from '#domain/rating/ballot.ts';
import type { Band } from '#domain/rating/band.ts';
import type { SealedBallot } from '#domain/rating/box.ts';
import type { Concern } from '#domain/rating/concern.ts';
import type { SurveyId } from '#domain/rating/survey.ts';
import type { Role } from '#domain/rights.ts';
import type { SchoolLevel } from '#domain/school.ts';
import type { Signed } from '#domain/signed.ts';
import type { BadgeHash } from '#domain/token.ts';
import type { Zone } from '#domain/zone.ts';

export type Engine = 'sqlite' | 'postgres';

/** 0 or 1: SQLite has no booleans, and both databases must look the same. */
type Flag = 0 | 1;
/** Where the accounts library writes, SQLite has 0 and 1 and PostgreSQL has booleans. */
type Yes = boolean | Flag;
/** Milliseconds since 1970. */
type Moment = number;

/**
 * Why a life of the database began: with a restore that was announced, or because one that was not was
 * noticed, by what lies outside of the database or by what a tablet knew.
 */
export type EpochCause = 'restored' | 'sentinel' | 'tablet';

interface InstallationTable {
	key: 'epoch' | 'setup' | 'keys' | 'cluster';
	value: string;
}

/** What the installation does by itself: when it is due, and which process does it until when. */
interface JobTable {
	name: string;
	due_at: Moment;
	holder: string;
	/** By the database's clock. After this its holder is taken for dead. */
	held_until: Moment;
}

/** How often somebody has failed to prove who they are, and until when they have to wait. */
interface FailureTable {
	/** A hash: what was typed may be anything. */
	key: string;
	count: number;
	until: Moment;
	at: Moment;
}

interface CenterTable {
	id: CenterId;
	name: string;
	created_at: Moment;
	/** Filled with invented people: such a center is marked on every staff page. */
	demo: Flag;
	/** In which its days begin and end. */
	zone: Zone;
	/** What new sessions begin with. */
	open_before_ms: Generated<number>;
	grace_ms: Generated<number>;
	stay_ms: Generated<number>;
	/** After so long without use a sign-in ends. */
	idle_ms: Generated<number>;
	/** How many of a hundred should answer positively, or staff are told. */
	positive_min_percent: Generated<number>;
}

/** Locked first in every write of a center's data, so that counters never skip a late commit. */
interface CenterHeadTable {
	center_id: CenterId;
	/** The last position in the ledger. */
	position: number;
	/** The last revision of sessions and rosters. */
	revision: number;
	/** Up to which position of the ledger it is known how many came to each session. */
	turnout_through: Generated<number>;
	/** The hash of the ledger's last row, and so of all rows before. */
	chain: Generated<string>;
}

interface StaffTable {
	id: string;
	name: string;
	email: string;
	email_verified: Yes;
	/** Written by the accounts library, as ISO 8601. */
	created_at: string;
	updated_at: string;
	two_factor_enabled: Generated<Yes>;
}

/** One sign-in. The accounts library makes and ends it; the columns here are ours. */
interface StaffSessionTable {
	id: string;
	token: string;
	staff_id: string;
	user_agent: string | null;
	/** The center that was chosen; null while none was, or there is only one. */
	center_id: CenterId | null;
	/** When it was last used; null before the first use. */
	used_at: Moment | null;
	/** The center that was set up in it: there it may go on without a second step. */
	founding: CenterId | null;
}

interface StaffCredentialTable {
	staff_id: string;
	provider_id: string;
	password: string | null;
}

/** The secret of an authenticator app and the recovery codes, both sealed by the accounts library. */
interface StaffTwoFactorTable {
	staff_id: string;
}

/** A code of an authenticator app that was typed a moment ago: each counts once (RFC 6238, 5.2). */
interface StaffUsedCodeTable {
	staff_id: string;
	code: string;
	at: Moment;
}

/** A link that sets a new password, once. */
interface StaffResetTable {
	token_hash: string;
	staff_id: string;
	created_by: string;
	expires_at: Moment;
	used_at: Moment | null;
	/** Whether it takes the second step off as well: for whoever has lost the phone. */
	two_step: Flag;
}

/** A link by which somebody becomes staff of a center, once. */
interface InvitationTable {
	center_id: CenterId;
	id: InvitationId;
	token_hash: string;
	role: Role;
	school_id: SchoolId | null;
	/** The e-mail address of whoever invited; `shell` when it was the operator. */
	created_by: string;
	created_at: Moment;
	expires_at: Moment;
	used_at: Moment | null;
	withdrawn_at: Moment | null;
}

interface InvitationSiteTable {
	center_id: CenterId;
	invitation_id: InvitationId;
	site_id: SiteId;
}

interface MembershipTable {
	center_id: CenterId;
	staff_id: string;
	role: Role;
	/** A teacher's; null for everybody else. */
	school_id: SchoolId | null;
	/** When they last used the center's pages. */
	seen_at: Generated<Moment | null>;
}

/** Where somebody with the role `site` works. */
interface MembershipSiteTable {
	center_id: CenterId;
	staff_id: string;
	site_id: SiteId;
}

interface SiteTable {
	center_id: CenterId;
	id: SiteId;
	name: string;
	kind: string;
	address: string;
	contact: Generated<string>;
	phone: Generated<string>;
	email: Generated<string>;
	archived: Generated<Flag>;
	/** Of the PIN by which its staff open names on tablets; null while there is none. */
	pin_salt: string | null;
	/** The key that the PIN yields, sealed under one that lies outside the database. */
	pin_key: string | null;
}

interface ProgramTable {
	center_id: CenterId;
	id: ProgramId;
	name: string;
	year: number;
	kind: string;
	funding: Generated<string>;
	basis: Generated<string>;
	audience: Generated<string>;
	capacity: number | null;
	host: Generated<string>;
	/** A JSON list. */
	tags: Generated<string>;
	archived: Generated<Flag>;
}

interface SchoolTable {
	center_id: CenterId;
	id: SchoolId;
	name: string;
	level: SchoolLevel;
	/** 시도교육청코드 and 행정표준코드, by which the ministry knows a school; null where nobody noted them. */
	office_code: string | null;
	code: string | null;
	/** The day from which on it takes part no more: closed, or merged into another. */
	closed_on: Day | null;
}

/** What a school was called before. */
interface SchoolNameTable {
	center_id: CenterId;
	school_id: SchoolId;
	until: Moment;
	name: string;
}

interface ParticipantTable {
	center_id: CenterId;
	id: ParticipantId;
	/** Null for youth out of school, who have an age band instead of all that follows. */
	school_id: SchoolId | null;
	grade: number | null;
	class_no: number | null;
	number: number | null;
	name: string;
	/** As `searchable` makes it of the name: set both together. */
	folded: string;
	/** The school year for which grade and class hold. */
	year: number | null;
	age_band: AgeBand | null;
	left_on: Day | null;
	left_why: LeavingReason | null;
}

/** Once a year everybody moves up. */
interface RollOverTable {
	center_id: CenterId;
	id: RollOverId;
	/** The school year that began. */
	year: number;
	made_at: Moment;
	undone_at: Moment | null;
}

/** What somebody was before they moved up or graduated. */
interface RollOverParticipantTable {
	center_id: CenterId;
	roll_over_id: RollOverId;
	participant_id: ParticipantId;
	year: number;
	grade: number;
	class_no: number | null;
	number: number | null;
	graduated: Flag;
}

interface BadgeTable {
	center_id: CenterId;
	hash: BadgeHash;
	participant_id: ParticipantId;
	year: number;
	/** The token, sealed under a key that lies outside the database. */
	token: string;
	/** The name as tablets hold it: sealed under the token. */
	sealed: string;
	issued_at: Moment;
	replaced_at: Moment | null;
	/** When it was last put on paper. */
	printed_at: Moment | null;
}

interface SessionTable {
	center_id: CenterId;
	id: SessionId;
	program_id: ProgramId;
	site_id: SiteId;
	starts_at: Moment;
	ends_at: Moment;
	open_before_ms: number;
	grace_ms: number;
	stay_ms: number;
	capacity: number | null;
	note: Generated<string>;
	cancelled: Flag;
	cancel_reason: string | null;
	/** Deleted before anything happened; kept as a tombstone so that tablets hear of it. */
	removed: Generated<Flag>;
	revision: number;
}

interface EnrolmentTable {
	center_id: CenterId;
	session_id: SessionId;
	participant_id: ParticipantId;
	/** Taken off the roster; kept as a tombstone so that tablets hear of it. */
	removed: Flag;
	revision: number;
}

interface PairingTable {
	code_hash: string;
	/** By which staff name it; the code itself is known to nobody but whoever was shown it. */
	id: string;
	center_id: CenterId;
	site_id: SiteId;
	device_name: string;
	passage: Passage;
	keypad: Flag;
	asks: Asks;
	created_by: string;
	expires_at: Moment;
	used_at: Moment | null;
}

interface DeviceTable {
	center_id: CenterId;
	id: DeviceId;
	site_id: SiteId;
	name: string;
	passage: Passage;
	keypad: Flag;
	asks: Asks;
	credential_hash: string;
	paired_at: Moment;
	revoked_at: Moment | null;
	/** When it said that, out of service, it has erased its roster. */
	erased_at: Moment | null;
	seen_at: Moment | null;
	unsent: number;
	/** The last health report, as JSON. */
	health: string | null;
	/** The incarnation it lives now; null until it has said so. */
	life: Incarnation | null;
}

interface IncarnationTable {
	center_id: CenterId;
	incarnation: Incarnation;
	device_id: DeviceId;
	/** All events up to this number are committed. */
	acked_through: number;
	/** The highest number the tablet ever said it had handed out. */
	claimed_through: number;
	/** All events up to this number are in a verified backup too, as long as the database lives this epoch. */
	backed_up_through: Generated<number>;
	backed_up_epoch: Epoch | null;
	/** When we heard of that number, and what the tablet's clock showed; null where an earlier version heard it. */
	claimed_at: Generated<Moment | null>;
	claim_sent_at: Generated<Moment | null>;
	/** When a tablet was first and last heard that lives this life. */
	began_at: Generated<Moment | null>;
	lived_at: Generated<Moment | null>;
	/** When two were found to live it, and when staff said that they know. */
	doubled_at: Generated<Moment | null>;
	doubled_seen_at: Generated<Moment | null>;
	/** The last comparison: how many of the tablet's records, up to which number, and how many of them are here. */
	compared_at: Generated<Moment | null>;
	compared: Generated<number | null>;
	compared_through: Generated<number | null>;
	compared_held: Generated<number | null>;
	/** How many of those that are here wait where staff see them. */
	compared_aside: Generated<number | null>;
}

/** The lives of this database after the first, each begun by a restore. */
interface EpochTable {
	epoch: Epoch;
	follows: Epoch;
	began_at: Moment;
	cause: EpochCause;
}

/** A backup that was tried. */
interface BackupTable {
	id: string;
	epoch: Epoch;
	/** Made here, or by the operator's own tools after it was marked. */
	kind: 'copy' | 'mark';
	/** What was committed before is in it. */
	at: Moment;
	verified_at: Moment | null;
	failed_at: Moment | null;
	/** Why it failed, for the log and the operator. */
	reason: string | null;
}

/** How far each tablet's records were committed when a backup was marked. */
interface BackupMarkTable {
	center_id: CenterId;
	backup_id: string;
	incarnation: Incarnation;
	acked_through: number;
}

/**
 * Events whose number another event had taken: a copy of the tablet made them. They are facts like all others, and
 * stand in the ledger, each as an incarnation of its own that bears the event's id; here it says whose they are.
 */
interface ForkTable {
	center_id: CenterId;
	incarnation: Incarnation;
	seq: number;
	event_id: string;
}

/** What was signed for a tablet when a session of it was over; append only. */
interface ReceiptTable {
	center_id: CenterId;
	incarnation: Incarnation;
	session_id: SessionId;
	last_seq: number;
	taken: number;
	digest: string;
	/** The ids of those of its events that are in `fork`, as JSON. */
	forked: string;
	signed: Signed;
	at: Moment;
}

/** What staff decided about something that was set aside; append only, and what was left can still be taken. */
interface AsideDecisionTable {
	center_id: CenterId;
	digest: string;
	decision: 'taken' | 'left';
	at: Moment;
	reason: string;
}

/** Staff know that these numbers of a tablet did not arrive; append only. */
interface LossAcknowledgementTable {
	center_id: CenterId;
	incarnation: Incarnation;
	from_seq: number;
	to_seq: number;
	at: Moment;
	account: string;
	note: string;
}

interface LedgerTable {
	center_id: CenterId;
	position: number;
	id: string;
	device_id: DeviceId;
	incarnation: Incarnation;
	seq: number;
	session_id: SessionId | null;
	/** The event in canonical form; the columns above are only for finding it. */
	body: string;
	fingerprint: string;
	received_at: Moment;
	/** What `linked` makes of this row and the one before. */
	chain: string;
}

interface QuarantineTable {
	center_id: CenterId;
	/** SHA-256 of the raw text: setting the same thing aside twice changes nothing. */
	digest: string;
	device_id: DeviceId;
	status: 'conflict' | 'quarantined';
	reason: string;
	raw: string;
	event_id: string | null;
	incarnation: Incarnation;
	seq: number | null;
	received_at: Moment;
}

/** How a tablet was: its first contact of each quarter of an hour, for a week. */
interface ContactTable {
	center_id: CenterId;
	device_id: DeviceId;
	at: Moment;
	unsent: number;
	health: string | null;
}

/** What a tablet handed in after it was taken out of service; append only but for what staff decide. */
interface LateTable {
	center_id: CenterId;
	device_id: DeviceId;
	/** The event's fingerprint; of what cannot be read, SHA-256 of the raw text. */
	digest: string;
	incarnation: Incarnation;
	seq: number | null;
	event_id: string | null;
	kind: string | null;
	/** When it happened, as well as the tablet knew. */
	at: Moment | null;
	raw: string;
	received_at: Moment;
	/** Null while nobody has decided. */
	decision: 'taken' | 'left' | null;
	decided_at: Moment | null;
	reason: string | null;
}

/** Who looked at or altered what; append only, each entry chained to the one before. */
interface TrailTable {
	center_id: CenterId;
	/** 1, 2, 3 … without a gap. */
	position: number;
	at: Moment;
	staff_id: string;
	/** The e-mail address of the account at that moment. */
	account: string;
	address: string;
	kind: 'access' | 'change';
	action: string;
	subject: string;
	people: number;
	reason: string | null;
	/** JSON in canonical form. */
	detail: string;
	previous: string;
	hash: string;
}

/** Somebody has looked through a month of the trail; append only. */
interface TrailReviewTable {
	center_id: CenterId;
	month: Month;
	at: Moment;
	staff_id: string;
	account: string;
	/** The trail as it was then: what comes to light later can be held against it. */
	entries: number;
	head: string;
	note: string;
}

/** What a center asks people of one band; a change is a new version. */
interface SurveyTable {
	center_id: CenterId;
	id: SurveyId;
	band: Band;
	version: number;
	/** The survey as JSON. */
	content: string;
	made_at: Moment;
	made_by: string;
}

/** Closed ballots, until they can be opened together. */
interface UrnTable {
	center_id: CenterId;
	/** SHA-256 of the ballot: handed in twice it is there once. */
	digest: string;
	session_id: SessionId;
	sealed: SealedBallot;
}

/** Under what an answer is counted. */
interface Counted {
	center_id: CenterId;
	id: BallotId;
	program_id: ProgramId | null;
	/** Null where so few of a session answered that they are counted with those of others. */
	session_id: SessionId | null;
	month: Month;
	survey_id: SurveyId;
	band: Band;
	way: Way;
}

/** One answer. No person, no tablet, no time of day, and in no order. */
interface RatingTable extends Counted {
	answer: number | null;
	/** As JSON. */
	reasons: string;
	quick: Flag;
}

/** So many of a session's answers came from a row of alike ones. */
interface RatingRunTable extends Counted {
	answer: number;
	length: number;
}

interface RatingCommentTable extends Counted {
	text: string;
	/** Nobody but whoever decides sees one that was not released. */
	state: 'waiting' | 'released' | 'withheld';
}

/**
 * Answers that were opened together, added up. What is shown of answers is made of whole rows: a row that
 * is not shown by itself is in no sum either, and waits for others.
 */
interface RatingTallyTable {
	center_id: CenterId;
	/** Random. */
	id: string;
	program_id: ProgramId;
	/** Null where answers of several sessions were added up, because each alone could not be shown. */
	session_id: SessionId | null;
	month: Month;
	band: Band;
	way: Way;
	/** How often each answer was given, the lowest first, as JSON. */
	counts: string;
	/** How often of those sooner than anybody can read. */
	quick: string;
	/** How many did not want to answer. */
	declined: number;
	/** How often each reason was given, as JSON. */
	reasons: string;
	shown: Flag;
}

/** How many came to a session; follows from the ledger, and is kept because a year of it is long. */
interface TurnoutTable {
	center_id: CenterId;
	session_id: SessionId;
	present: number;
	/** From where more than half of its roster comes. */
	level: SchoolLevel | null;
	/** How everybody there is asked. */
	band: Band;
}

/** Somebody has looked into what was of concern about a session's answers. */
interface AlertAcknowledgementTable {
	center_id: CenterId;
	session_id: SessionId;
	concern: Concern;
	at: Moment;
	staff_id: string;
	account: string;
	note: string;
}

export interface Schema {
	installation: InstallationTable;
	job: JobTable;
	failure: FailureTable;
	center: CenterTable;
	center_head: CenterHeadTable;
	staff: StaffTable;
	staff_session: StaffSessionTable;
	staff_credential: StaffCredentialTable;
	staff_two_factor: StaffTwoFactorTable;
	staff_used_code: StaffUsedCodeTable;
	staff_reset: StaffResetTable;
	invitation: InvitationTable;
	invitation_site: InvitationSiteTable;
	membership: MembershipTable;
	membership_site: MembershipSiteTable;
	site: SiteTable;
	program: ProgramTable;
	school: SchoolTable;
	school_name: SchoolNameTable;
	participant: ParticipantTable;
	roll_over: RollOverTable;
	roll_over_participant: RollOverParticipantTable;
	badge: BadgeTable;
	session: SessionTable;
	enrolment: EnrolmentTable;
	pairing: PairingTable;
	device: DeviceTable;
	incarnation: IncarnationTable;
	epoch: EpochTable;
	backup: BackupTable;
	backup_mark: BackupMarkTable;
	fork: ForkTable;
	receipt: ReceiptTable;
	aside_decision: AsideDecisionTable;
	loss_acknowledgement: LossAcknowledgementTable;
	ledger: LedgerTable;
	quarantine: QuarantineTable;
	contact: ContactTable;
	late: LateTable;
	trail: TrailTable;
	trail_review: TrailReviewTable;
	survey: SurveyTable;
	urn: UrnTable;
	rating: RatingTable;
	rating_run: RatingRunTable;
	rating_comment: RatingCommentTable;
	rating_tally: RatingTallyTable;
	turnout: TurnoutTable;
	alert_acknowledgement: AlertAcknowledgementTable;
}

export type Device = Selectable<DeviceTable>;
export type LedgerRow = Insertable<LedgerTable>;
export type QuarantineRow = Insertable<QuarantineTable>;
export type LateRow = Insertable<LateTable>;
export type TrailRow = Selectable<TrailTable>;
