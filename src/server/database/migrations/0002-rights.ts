import type { Kysely } from 'kysely';
import { appendOnly, execute, wordsOf } from '#server/database/migrations/words.ts';
import type { Engine } from '#server/database/schema.ts';

/** How far a membership reaches, and the trail of who looked at or altered what. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
	const { whole, end } = wordsOf(engine);
	await execute(db, [
		`alter table membership add column school_id text`,
		`create table membership_site (
			center_id text not null,
			staff_id text not null,
			site_id text not null,
			primary key (center_id, staff_id, site_id),
			foreign key (center_id, staff_id) references membership (center_id, staff_id),
			foreign key (center_id, site_id) references site (center_id, id)
		${end}`,
		`create table trail (
			center_id text not null references center (id),
			position ${whole} not null,
			at ${whole} not null,
			staff_id text not null,
			account text not null,
			address text not null,
			kind text not null,
			action text not null,
			subject text not null,
			people ${whole} not null,
			reason text,
			detail text not null,
			previous text not null,
			hash text not null,
			primary key (center_id, position)
		${end}`,
		`create index trail_at on trail (center_id, at)`,
		...appendOnly(engine, ['trail'])
	]);
}
