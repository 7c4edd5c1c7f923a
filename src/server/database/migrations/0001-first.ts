import type { Kysely } from 'kysely';
import { appendOnly, execute, wordsOf } from '#server/database/migrations/words.ts';
import type { Engine } from '#server/database/schema.ts';

/**
 * All tables. Every table of a center's data has a primary key that begins with `center_id`, so that
 * the same schema can be spread over many machines by center. Moments are milliseconds since 1970,
 * yes and no are 1 and 0: both databases then hold and answer the same.
 */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
	await execute(db, tables(engine));
	// Facts are never altered: a correction is a new event, and the database itself sees to that.
	await execute(db, appendOnly(engine, ['ledger', 'quarantine']));
}

function tables(engine: Engine): string[] {
	const { whole, end, date, flag } = wordsOf(engine);
	return [
		`create table installation (
			key text primary key,
			value text not null
		${end}`,
		`create table staff (
			id text primary key,
			name text not null,
			email text not null unique,
			email_verified ${flag} not null,
			image text,
			created_at ${date} not null,
			updated_at ${date} not null
		${end}`,
		`create table staff_session (
			id text primary key,
			staff_id text not null references staff (id),
			token text not null unique,
			expires_at ${date} not null,
			ip_address text,
			user_agent text,
			created_at ${date} not null,
			updated_at ${date} not null
		${end}`,
		`create index staff_session_staff on staff_session (staff_id)`,
		`create table staff_credential (
			id text primary key,
			staff_id text not null references staff (id),
			account_id text not null,
			provider_id text not null,
			access_token text,
			refresh_token text,
			id_token text,
			access_token_expires_at ${date},
			refresh_token_expires_at ${date},
			scope text,
			password text,
			created_at ${date} not null,
			updated_at ${date} not null
		${end}`,
		`create index staff_credential_staff on staff_credential (staff_id)`,
		`create table staff_verification (
			id text primary key,
			identifier text not null,
			value text not null,
			expires_at ${date} not null,
			created_at ${date} not null,
			updated_at ${date} not null
		${end}`,
		`create table center (
			id text primary key,
			name text not null,
			created_at ${whole} not null,
			demo ${whole} not null
		${end}`,
		`create table center_head (
			center_id text primary key references center (id),
			position ${whole} not null,
			revision ${whole} not null
		${end}`,
		`create table membership (
			center_id text not null references center (id),
			staff_id text not null references staff (id),
			role text not null,
			primary key (center_id, staff_id)
		${end}`,
		`create index membership_staff on membership (staff_id)`,
		`create table site (
			center_id text not null references center (id),
			id text not null,
			name text not null,
			kind text not null,
			address text not null,
			primary key (center_id, id)
		${end}`,
		`create table program (
			center_id text not null references center (id),
			id text not null,
			name text not null,
			year ${whole} not null,
			kind text not null,
			primary key (center_id, id)
		${end}`,
		`create table school (
			center_id text not null references center (id),
			id text not null,
			name text not null,
			level text not null,
			primary key (center_id, id)
		${end}`,
		`create table participant (
			center_id text not null references center (id),
			id text not null,
			school_id text,
			grade ${whole},
			class_no ${whole},
			number ${whole},
			name text not null,
			primary key (center_id, id),
			foreign key (center_id, school_id) references school (center_id, id)
		${end}`,
		`create table badge (
			center_id text not null,
			hash text not null,
			participant_id text not null,
			year ${whole} not null,
			token text not null,
			sealed text not null,
			issued_at ${whole} not null,
			replaced_at ${whole},
			primary key (center_id, hash),
			foreign key (center_id, participant_id) references participant (center_id, id)
		${end}`,
		`create index badge_participant on badge (center_id, participant_id)`,
		`create table session (
			center_id text not null,
			id text not null,
			program_id text not null,
			site_id text not null,
			starts_at ${whole} not null,
			ends_at ${whole} not null,
			open_before_ms ${whole} not null,
			grace_ms ${whole} not null,
			stay_ms ${whole} not null,
			capacity ${whole},
			cancelled ${whole} not null,
			revision ${whole} not null,
			primary key (center_id, id),
			foreign key (center_id, program_id) references program (center_id, id),
			foreign key (center_id, site_id) references site (center_id, id)
		${end}`,
		`create index session_day on session (center_id, ends_at)`,
		`create index session_revision on session (center_id, revision)`,
		`create table enrolment (
			center_id text not null,
			session_id text not null,
			participant_id text not null,
			removed ${whole} not null,
			revision ${whole} not null,
			primary key (center_id, session_id, participant_id),
			foreign key (center_id, session_id) references session (center_id, id),
			foreign key (center_id, participant_id) references participant (center_id, id)
		${end}`,
		`create index enrolment_revision on enrolment (center_id, revision)`,
		`create table pairing (
			code_hash text primary key,
			center_id text not null references center (id),
			site_id text not null,
			device_name text not null,
			created_by text not null,
			expires_at ${whole} not null,
			used_at ${whole},
			foreign key (center_id, site_id) references site (center_id, id)
		${end}`,
		`create table device (
			center_id text not null references center (id),
			id text not null,
			site_id text not null,
			name text not null,
			credential_hash text not null,
			paired_at ${whole} not null,
			revoked_at ${whole},
			seen_at ${whole},
			unsent ${whole} not null,
			health text,
			primary key (center_id, id),
			foreign key (center_id, site_id) references site (center_id, id)
		${end}`,
		`create table incarnation (
			center_id text not null,
			incarnation text not null,
			device_id text not null,
			acked_through ${whole} not null,
			claimed_through ${whole} not null,
			primary key (center_id, incarnation),
			foreign key (center_id, device_id) references device (center_id, id)
		${end}`,
		`create table ledger (
			center_id text not null,
			position ${whole} not null,
			id text not null,
			device_id text not null,
			incarnation text not null,
			seq ${whole} not null,
			session_id text,
			body text not null,
			fingerprint text not null,
			received_at ${whole} not null,
			primary key (center_id, position),
			unique (center_id, id),
			unique (center_id, incarnation, seq)
		${end}`,
		`create index ledger_session on ledger (center_id, session_id, position)`,
		`create table quarantine (
			center_id text not null,
			digest text not null,
			device_id text not null,
			status text not null,
			reason text not null,
			raw text not null,
			event_id text,
			incarnation text not null,
			seq ${whole},
			received_at ${whole} not null,
			primary key (center_id, digest)
		${end}`,
		`create index quarantine_incarnation on quarantine (center_id, incarnation, seq)`
	];
}
