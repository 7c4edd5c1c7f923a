import * as v from 'valibot';
import { LINK_LASTS_MS } from '#domain/answer-link.ts';
import { canonical } from '#domain/canonical.ts';
import { randomId, type CenterId } from '#domain/id.ts';
import type { Band } from '#domain/rating/band.ts';
import { SurveyId, type Survey, type SurveyDetails } from '#domain/rating/survey.ts';
import { USUAL_SURVEYS } from '#domain/rating/usual.ts';
import type { Reader, Store } from '#server/database/store.ts';
import { randomBytes } from '#server/keys.ts';
import { lockHead } from '#server/ledger.ts';
import { surveysOf } from '#server/rating/surveys.ts';
import { change, record, type Actor } from '#server/trail.ts';

/**
 * Lets a center ask one band otherwise from now on. What may have been asked is never altered: a change is a
 * new version. Only a version that no tablet can have heard of is replaced. Says whether anything changed.
 */
export async function askOtherwise(
	store: Store,
	center: CenterId,
	by: Actor,
	details: SurveyDetails,
	now: number
): Promise<boolean> {
	return store.write(async (trx) => {
		await lockHead(trx, center);
		const current = (await surveysOf(trx, center)).find(({ band }) => band === details.band);
		if (current && said(current) === said(details)) return false;
		const last = await trx
			.selectFrom('survey')
			.select(['id', 'version', 'made_at'])
			.where('center_id', '=', center)
			.where('band', '=', details.band)
			.orderBy('version', 'desc')
			.limit(1)
			.executeTakeFirst();
		const replaces =
			last && !(await anybodyHeard(trx, center, details.band, { since: last.made_at, now }));
		if (replaces) {
			await trx
				.deleteFrom('survey')
				.where('center_id', '=', center)
				.where('id', '=', last.id)
				.execute();
		}
		const survey: Survey = {
			...details,
			id: v.parse(SurveyId, randomId(randomBytes)),
			version: replaces ? last.version : (last?.version ?? usualVersion(details)) + 1
		};
		await trx
			.insertInto('survey')
			.values({
				center_id: center,
				id: survey.id,
				band: survey.band,
				version: survey.version,
				content: JSON.stringify(survey),
				made_at: now,
				made_by: by.id
			})
			.execute();
		const detail = { band: survey.band, version: survey.version };
		await record(trx, center, by, change('surveys.edit', `survey:${survey.id}`, detail), now);
		return true;
	});
}

/** Whether a tablet has been heard since, or an adult can have followed a link: either may have asked it. */
async function anybodyHeard(
	reader: Reader,
	center: CenterId,
	band: Band,
	{ since, now }: { readonly since: number; readonly now: number }
): Promise<boolean> {
	const row = await (band === 'adult'
		? reader
				.selectFrom('session')
				.select('id')
				.where('center_id', '=', center)
				.where('starts_at', '<=', now)
				.where('ends_at', '>', since - LINK_LASTS_MS)
				.limit(1)
				.executeTakeFirst()
		: reader
				.selectFrom('device')
				.select('id')
				.where('center_id', '=', center)
				.where('seen_at', '>=', since)
				.limit(1)
				.executeTakeFirst());
	return row !== undefined;
}

/** The usual survey is the first version of every band. */
function usualVersion({ band }: SurveyDetails): number {
	return USUAL_SURVEYS.find((usual) => usual.band === band)?.version ?? 0;
}

function said({ band, question, reasons, comments }: SurveyDetails): string {
	return canonical({ band, question, reasons, comments });
}
