import * as v from 'valibot';
import { takesAnswers, type Linked } from '#domain/answer-link.ts';
import type { CenterId, SessionId } from '#domain/id.ts';
import { randomId } from '#domain/id.ts';
import { BallotId, type Ballot } from '#domain/rating/ballot.ts';
import { close } from '#domain/rating/box.ts';
import { keyOfReason, reasonsFor, type Survey } from '#domain/rating/survey.ts';
import { shuffled } from '#domain/rating/shuffle.ts';
import type { Zone } from '#domain/zone.ts';
import { occasionOf } from '#server/agenda.ts';
import type { Store } from '#server/database/store.ts';
import { randomBytes, type Keys } from '#server/keys.ts';
import { ballotKeysOf } from '#server/rating/keys.ts';
import { readAnswerToken } from '#server/rating/links.ts';
import { surveysOf } from '#server/rating/surveys.ts';
import { putIn } from '#server/rating/urn.ts';

interface Parts {
	readonly store: Store;
	readonly keys: Keys;
}

/** What is behind a link by which adults answer. */
export interface Behind {
	readonly center: CenterId;
	readonly session: SessionId;
	readonly who: Linked;
	readonly zone: Zone;
	readonly centerName: string;
	readonly program: string;
	readonly kind: string | null;
	readonly site: string;
	readonly startsAt: number;
	readonly survey: Survey;
	/** Whether it still takes answers, or does already. */
	readonly open: boolean;
}

/** What somebody says who was asked by a link. */
export interface Said {
	readonly answer: number;
	/** By their keys; what was not asked is left out. */
	readonly reasons: readonly string[];
	readonly comment: string | null;
}

/** What a link leads to; null for one that was not made here, or whose session does not take place. */
export async function behindLink(
	{ store, keys }: Parts,
	token: string,
	now: number
): Promise<Behind | null> {
	const linking = readAnswerToken(keys, token);
	const occasion = linking && (await occasionOf(store.reader, linking.center, linking.session));
	if (!linking || !occasion || occasion.cancelled) return null;
	const center = await store.reader
		.selectFrom('center')
		.select(['name', 'zone'])
		.where('id', '=', linking.center)
		.executeTakeFirstOrThrow();
	const surveys = await surveysOf(store.reader, linking.center);
	const survey = surveys.find(({ band }) => band === 'adult');
	if (!survey) throw new Error('Adults are asked nothing');
	return {
		...linking,
		zone: center.zone,
		centerName: center.name,
		program: occasion.program,
		kind: occasion.kind ?? null,
		site: occasion.siteName,
		startsAt: occasion.startsAt,
		survey,
		open: takesAnswers(occasion, now)
	};
}

/**
 * Puts the answer of an adult into the urn, closed like any other, and with as many papers. From then on
 * it is one of many: it is never opened with fewer than five of the same kind, and then without its session
 * if there are no five of it.
 */
export async function answerByLink(
	{ store, keys }: Parts,
	{ center, session, who, kind, survey }: Behind,
	{ answer, reasons, comment }: Said
): Promise<void> {
	const common = () => ({
		version: 1 as const,
		id: v.parse(BallotId, randomId(randomBytes)),
		session,
		survey: survey.id,
		band: survey.band,
		way: who
	});
	const asked = reasonsFor(survey, kind).map(keyOfReason);
	const chosen = asked.filter((key) => reasons.includes(key));
	const text = survey.comments ? comment : null;
	const papers: Ballot[] = [
		{ ...common(), kind: 'rating', answer, reasons: chosen, quick: false },
		text ? { ...common(), kind: 'comment', text } : { ...common(), kind: 'blank' },
		{ ...common(), kind: 'blank' }
	];
	const { key } = await ballotKeysOf(keys, center);
	const closed = await Promise.all(
		papers.map(async (ballot) => ({ session, sealed: await close(ballot, key) }))
	);
	await putIn(store, center, shuffled(closed, randomBytes));
}
