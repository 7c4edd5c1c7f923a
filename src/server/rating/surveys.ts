import * as v from 'valibot';
import type { CenterId } from '#domain/id.ts';
import { Survey } from '#domain/rating/survey.ts';
import { USUAL_SURVEYS } from '#domain/rating/usual.ts';
import type { Reader } from '#server/database/store.ts';

/** What a center asks now, one survey for each band. */
export async function surveysOf(reader: Reader, center: CenterId): Promise<Survey[]> {
	const rows = await reader
		.selectFrom('survey')
		.select('content')
		.where('center_id', '=', center)
		.orderBy('version')
		.execute();
	// Of each band the last one counts.
	const own = new Map(
		rows.map(({ content }) => {
			const survey = v.parse(Survey, JSON.parse(content));
			return [survey.band, survey];
		})
	);
	return USUAL_SURVEYS.map((usual) => own.get(usual.band) ?? usual);
}
