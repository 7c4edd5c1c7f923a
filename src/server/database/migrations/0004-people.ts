import type { Kysely } from 'kysely';
import { execute, wordsOf } from '#server/database/migrations/words.ts';
import type { Engine } from '#server/database/schema.ts';

/** Schools change their names and close, students move up and leave: what was stays known. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
	const { whole, end } = wordsOf(engine);
	await execute(db, [
		`alter table school add column office_code text`,
		`alter table school add column code text`,
		`alter table school add column closed_on text`,
		`create table school_name (
			center_id text not null,
			school_id text not null,
			until ${whole} not null,
			name text not null,
			primary key (center_id, school_id, until),
			foreign key (center_id, school_id) references school (center_id, id)
		${end}`,
		`alter table participant add column year ${whole}`,
		`alter table participant add column age_band text`,
		`alter table participant add column left_on text`,
		`alter table participant add column left_why text`,
		// Until now grade and class were those of the year in which the badge was made.
		`update participant set year = (
			select max(badge.year) from badge
			where badge.center_id = participant.center_id and badge.participant_id = participant.id
		) where grade is not null`,
		`create index participant_class
			on participant (center_id, school_id, grade, class_no, number)`,
		`create index participant_name on participant (center_id, name, id)`,
		`create index enrolment_participant on enrolment (center_id, participant_id)`,
		`create table roll_over (
			center_id text not null references center (id),
			id text not null,
			year ${whole} not null,
			made_at ${whole} not null,
			undone_at ${whole},
			primary key (center_id, id)
		${end}`,
		// What somebody was before, so that it can be taken back.
		`create table roll_over_participant (
			center_id text not null,
			roll_over_id text not null,
			participant_id text not null,
			year ${whole} not null,
			grade ${whole} not null,
			class_no ${whole},
			number ${whole},
			graduated ${whole} not null,
			primary key (center_id, roll_over_id, participant_id),
			foreign key (center_id, roll_over_id) references roll_over (center_id, id),
			foreign key (center_id, participant_id) references participant (center_id, id)
		${end}`
	]);
}
