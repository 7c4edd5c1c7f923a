import * as v from 'valibot';
import { Month } from '#domain/calendar.ts';
import type { CenterId, ProgramId, SessionId } from '#domain/id.ts';
import type { Ballot, Rating } from '#domain/rating/ballot.ts';
import type { Store } from '#server/database/store.ts';
import { count } from '#server/rating/count.ts';
import { common, rating } from '../../domain/rating/ballots.ts';

/** Where and how some people answered. */
export interface Answering {
	readonly program: ProgramId;
	readonly session: SessionId;
	readonly month?: string;
	readonly way?: Ballot['way'];
	readonly band?: Ballot['band'];
}

/** Some answers out of the urn, all opened together; and what was written with them. */
export async function answered(
	store: Store,
	center: CenterId,
	{ program, session, month = '2026-11', way = 'door', band = 'secondary' }: Answering,
	answers: readonly (Rating['answer'] | Partial<Rating>)[],
	comments: readonly string[] = []
): Promise<void> {
	const like = { session, way, band };
	const ballots: Ballot[] = [
		...answers.map((answer) =>
			typeof answer === 'object' && answer
				? rating(answer.answer ?? 5, { ...like, ...answer })
				: rating(answer, like)
		),
		...comments.map((text) => ({ ...common(), ...like, kind: 'comment' as const, text }))
	];
	const under = { program, session, month: v.parse(Month, month) };
	const opened = ballots.map((ballot) => ({ digest: crypto.randomUUID(), ballot, under }));
	await store.write((trx) =>
		trx
			.insertInto('urn')
			.values(
				opened.map(({ digest, ballot }) => ({
					center_id: center,
					digest,
					session_id: session,
					sealed: `1.${ballot.id}` as never
				}))
			)
			.execute()
	);
	await count(store, center, opened);
}
