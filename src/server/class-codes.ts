import { classCodeFrom, type ClassCode } from '#domain/class-code.ts';
import type { CenterId, ParticipantId } from '#domain/id.ts';
import type { Reader } from '#server/database/store.ts';
import type { Keys } from '#server/keys.ts';
import { chunks, groupOf } from '#server/roster.ts';

/**
 * The code of each one's class, by which a tablet calls the whole class in; whoever is in no class has
 * none. Drawn from the installation's secret, so that nothing needs to be stored; another one each school year.
 */
export async function classCodesOf(
	reader: Reader,
	keys: Keys,
	center: CenterId,
	people: readonly ParticipantId[]
): Promise<ReadonlyMap<ParticipantId, ClassCode>> {
	const codes = new Map<string, ClassCode>();
	const found = new Map<ParticipantId, ClassCode>();
	for (const some of chunks([...new Set(people)])) {
		const rows = await reader
			.selectFrom('participant')
			.select(['id', 'school_id', 'year', 'grade', 'class_no'])
			.where('center_id', '=', center)
			.where('id', 'in', some)
			.where('school_id', 'is not', null)
			.where('grade', 'is not', null)
			.where('class_no', 'is not', null)
			.execute();
		for (const { id, school_id, year, grade, class_no } of rows) {
			const name = `${center}/${school_id}/${year}/${groupOf(grade, class_no)}`;
			const code = codes.get(name) ?? classCodeFrom(keys.draw(`haebom.class.v1/${name}`));
			codes.set(name, code);
			found.set(id, code);
		}
	}
	return found;
}
