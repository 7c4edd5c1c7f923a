import type { Kysely } from 'kysely';
import { appendOnly, execute, wordsOf } from '#server/database/migrations/words.ts';
import type { Engine } from '#server/database/schema.ts';

/** Proof that everything arrived, and what is known of lives that were copied or ended with something owed. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
	const { whole, end } = wordsOf(engine);
	await execute(db, [
		...['claimed_at', 'claim_sent_at', 'began_at', 'lived_at', 'doubled_at', 'doubled_seen_at'].map(
			(column) => `alter table incarnation add column ${column} ${whole}`
		),
		...['compared_at', 'compared', 'compared_held', 'compared_aside', 'compared_through'].map(
			(column) => `alter table incarnation add column ${column} ${whole}`
		),
		`alter table device add column life text`,
		`create table fork (
			center_id text not null,
			incarnation text not null,
			seq ${whole} not null,
			event_id text not null,
			primary key (center_id, incarnation, seq, event_id)
		${end}`,
		`create table receipt (
			center_id text not null,
			incarnation text not null,
			session_id text not null,
			last_seq ${whole} not null,
			taken ${whole} not null,
			digest text not null,
			forked text not null,
			signed text not null,
			at ${whole} not null,
			primary key (center_id, incarnation, session_id, digest)
		${end}`,
		`create table aside_decision (
			center_id text not null,
			digest text not null,
			decision text not null,
			at ${whole} not null,
			reason text not null,
			primary key (center_id, digest, decision)
		${end}`,
		`create table loss_acknowledgement (
			center_id text not null,
			incarnation text not null,
			from_seq ${whole} not null,
			to_seq ${whole} not null,
			at ${whole} not null,
			account text not null,
			note text not null,
			primary key (center_id, incarnation, from_seq, to_seq)
		${end}`,
		...appendOnly(engine, ['fork', 'receipt', 'aside_decision', 'loss_acknowledgement'])
	]);
}
