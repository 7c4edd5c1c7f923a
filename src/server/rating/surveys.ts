import * as v from 'valibot';
import type { CenterId } from '#domain/id.ts';
import { countedAs, Survey, type Wording } from '#domain/rating/survey.ts';
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

/** The words of every reason that a center has ever put in its own, by what it is counted as. */
export async function ownReasons(
	reader: Reader,
	center: CenterId
): Promise<Readonly<Record<string, Wording>>> {
	const rows = await reader
		.selectFrom('survey')
		.select('content')
		.where('center_id', '=', center)
		.execute();
	const surveys = rows.map(({ content }) => v.parse(Survey, JSON.parse(content)));
	return Object.fromEntries(
		surveys.flatMap(({ id, reasons }) =>
			(reasons ?? []).flatMap((reason) =>
				'words' in reason ? [[countedAs(id, reason.key), reason.words]] : []
			)
		)
	);
}
