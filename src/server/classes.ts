import type { CenterId, SchoolId } from '#domain/id.ts';
import type { Reader } from '#server/database/store.ts';

/** A class of a school, and how many of it the center knows. */
export interface SchoolClass {
	readonly school: SchoolId;
	readonly schoolName: string;
	readonly grade: number;
	readonly classNo: number;
	readonly people: number;
}

/** The classes of a center's students, by school, grade and number. Youth out of school have none. */
export async function classesOf(reader: Reader, center: CenterId): Promise<SchoolClass[]> {
	const rows = await reader
		.selectFrom('participant')
		.innerJoin('school', (join) =>
			join
				.onRef('school.center_id', '=', 'participant.center_id')
				.onRef('school.id', '=', 'participant.school_id')
		)
		.select(['school.id as school', 'school.name as schoolName', 'grade', 'class_no as classNo'])
		.select(({ fn }) => fn.countAll<number>().as('people'))
		.where('participant.center_id', '=', center)
		.where('participant.left_on', 'is', null)
		.where('grade', 'is not', null)
		.where('class_no', 'is not', null)
		.$narrowType<{ grade: number; classNo: number }>()
		.groupBy(['school.id', 'school.name', 'grade', 'class_no'])
		.orderBy('school.name')
		.orderBy('school.id')
		.orderBy('grade')
		.orderBy('class_no')
		.execute();
	return rows.map((row) => ({ ...row, people: Number(row.people) }));
}
