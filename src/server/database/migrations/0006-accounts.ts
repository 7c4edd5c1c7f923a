import type { Kysely } from 'kysely';
import { appendOnly, execute, wordsOf } from '#server/database/migrations/words.ts';
import type { Engine } from '#server/database/schema.ts';

/** Invitations, resets, the second step of signing in, idle sign-ins, and the monthly look at the trail. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
	const { whole, end, date, flag } = wordsOf(engine);
	const no = engine === 'sqlite' ? '0' : 'false';
	await execute(db, [
		`alter table center add column idle_ms ${whole} not null default 600000`,
		`alter table membership add column seen_at ${whole}`,
		`alter table staff add column two_factor_enabled ${flag} not null default ${no}`,
		`alter table staff_session add column center_id text`,
		`alter table staff_session add column used_at ${whole}`,
		`alter table staff_session add column founding text`,
		`create table staff_two_factor (
			id text primary key,
			staff_id text not null unique references staff (id),
			secret text not null,
			backup_codes text not null,
			verified ${flag},
			failed_verification_count ${whole},
			locked_until ${date}
		${end}`,
		`create table staff_used_code (
			staff_id text not null references staff (id),
			code text not null,
			at ${whole} not null,
			primary key (staff_id, code)
		${end}`,
		`create table staff_reset (
			token_hash text primary key,
			staff_id text not null references staff (id),
			created_by text not null,
			expires_at ${whole} not null,
			used_at ${whole},
			two_step ${whole} not null
		${end}`,
		`create table invitation (
			center_id text not null references center (id),
			id text not null,
			token_hash text not null,
			role text not null,
			school_id text,
			created_by text not null,
			created_at ${whole} not null,
			expires_at ${whole} not null,
			used_at ${whole},
			withdrawn_at ${whole},
			primary key (center_id, id),
			foreign key (center_id, school_id) references school (center_id, id)
		${end}`,
		`create index invitation_token on invitation (token_hash)`,
		`create table invitation_site (
			center_id text not null,
			invitation_id text not null,
			site_id text not null,
			primary key (center_id, invitation_id, site_id),
			foreign key (center_id, invitation_id) references invitation (center_id, id),
			foreign key (center_id, site_id) references site (center_id, id)
		${end}`,
		`create table trail_review (
			center_id text not null references center (id),
			month text not null,
			at ${whole} not null,
			staff_id text not null,
			account text not null,
			entries ${whole} not null,
			head text not null,
			note text not null,
			primary key (center_id, month)
		${end}`,
		`create index trail_account on trail (center_id, account, position)`,
		`create index trail_action on trail (center_id, action, position)`,
		...appendOnly(engine, ['trail_review'])
	]);
}
