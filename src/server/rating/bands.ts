import type { CenterId, ParticipantId } from '#domain/id.ts';
import { bandOf, type Band } from '#domain/rating/band.ts';
import type { Reader } from '#server/database/store.ts';
import { chunks } from '#server/roster.ts';

/** How each of some people would be asked, by their school and grade. */
export async function bandsOf(
	reader: Reader,
	center: CenterId,
	people: readonly ParticipantId[]
): Promise<ReadonlyMap<ParticipantId, Band>> {
	const found = new Map<ParticipantId, Band>();
	for (const some of chunks([...new Set(people)])) {
		const rows = await reader
			.selectFrom('participant')
			.leftJoin('school', (join) =>
				join
					.onRef('school.center_id', '=', 'participant.center_id')
					.onRef('school.id', '=', 'participant.school_id')
			)
			.select(['participant.id', 'participant.grade', 'participant.age_band', 'school.level'])
			.where('participant.center_id', '=', center)
			.where('participant.id', 'in', some)
			.execute();
		for (const { id, grade, age_band, level } of rows) {
			found.set(id, bandOf(level ?? age_band, grade));
		}
	}
	return found;
}
