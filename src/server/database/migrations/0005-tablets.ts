import type { Kysely } from 'kysely';
import { appendOnlyExcept, execute, wordsOf } from '#server/database/migrations/words.ts';
import type { Engine } from '#server/database/schema.ts';

/** What a tablet is there for, how it has been, and what it hands in after it was taken out of service. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
	const { whole, end } = wordsOf(engine);
	await execute(db, [
		...['device', 'pairing'].flatMap((table) => [
			`alter table ${table} add column passage text not null default 'both'`,
			`alter table ${table} add column keypad ${whole} not null default 1`
		]),
		`alter table device add column erased_at ${whole}`,
		// Codes made before this step live ten minutes; nobody will need to name one.
		`alter table pairing add column id text not null default ''`,
		`create index pairing_center on pairing (center_id, id)`,
		`create index incarnation_device on incarnation (center_id, device_id)`,
		`create index quarantine_device on quarantine (center_id, device_id)`,
		`create table contact (
			center_id text not null,
			device_id text not null,
			at ${whole} not null,
			unsent ${whole} not null,
			health text,
			primary key (center_id, device_id, at),
			foreign key (center_id, device_id) references device (center_id, id)
		${end}`,
		`create table late (
			center_id text not null,
			device_id text not null,
			digest text not null,
			incarnation text not null,
			seq ${whole},
			event_id text,
			kind text,
			at ${whole},
			raw text not null,
			received_at ${whole} not null,
			decision text,
			decided_at ${whole},
			reason text,
			primary key (center_id, device_id, digest),
			foreign key (center_id, device_id) references device (center_id, id)
		${end}`,
		`create index late_incarnation on late (center_id, incarnation, seq)`,
		...appendOnlyExcept(engine, 'late', [
			'center_id',
			'device_id',
			'digest',
			'incarnation',
			'seq',
			'event_id',
			'kind',
			'at',
			'raw',
			'received_at'
		])
	]);
}
