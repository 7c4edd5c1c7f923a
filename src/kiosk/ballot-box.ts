import * as v from 'valibot';
import { keyOf, type Who } from '#domain/event.ts';
import { randomId } from '#domain/id.ts';
import { BallotId, type Ballot } from '#domain/rating/ballot.ts';
import { commonBand, type Band } from '#domain/rating/band.ts';
import { close, type BallotKey } from '#domain/rating/box.ts';
import { COMMENTING, SCALES, type Scale } from '#domain/rating/scale.ts';
import { after, NO_SERIES, suspicious, type Series } from '#domain/rating/series.ts';
import { reasonsFor, type Reason, type Survey } from '#domain/rating/survey.ts';
import type { Session } from '#domain/session.ts';
import { notTakenBack } from '#domain/visits.ts';
import type { Environment } from '#kiosk/environment.ts';
import type { Journal, Paper } from '#kiosk/journal.ts';
import { Recorder } from '#kiosk/recorder.ts';

/** What is asked, and of whom. */
export interface Asked {
	readonly session: Session;
	/** Null where anybody may answer, without a badge. */
	readonly who: Who | null;
	readonly survey: Survey;
	readonly band: Band;
	readonly scale: Scale;
	readonly reasons: readonly Reason[];
	readonly comments: boolean;
	/** What closes the ballots. */
	readonly key: BallotKey;
}

/** What was pressed; a null answer is that of somebody who does not want to answer. */
export interface Given {
	readonly answer: number | null;
	/** By `keyOfReason`. */
	readonly reasons: readonly string[];
	readonly comment: string;
	/** Whether it was pressed before anybody could have read the question. */
	readonly quick: boolean;
}

/** What was pressed, closed, so that nothing but writing it is left. */
export interface Closed {
	readonly papers: readonly Paper[];
	/** The row of alike answers that it belongs to. */
	readonly series: Series;
}

/**
 * Keeps what people answer: in one go the bare fact that somebody answered, which belongs to their visit, and
 * closed ballots, which belong to nobody.
 */
export class BallotBox {
	readonly #journal: Journal;
	readonly #environment: Environment;
	readonly #recorder: Recorder;
	#series = NO_SERIES;

	constructor(journal: Journal, environment: Environment) {
		this.#journal = journal;
		this.#environment = environment;
		this.#recorder = new Recorder(journal, environment);
	}

	/** What somebody is asked about a session; null if they have answered, or the center has not said what. */
	async questionFor(session: Session, who: Who | null): Promise<Asked | null> {
		const asking = await this.#journal.asking();
		if (!asking || (who && (await this.#hasRated(session, who)))) return null;
		const entries = await this.#journal.rosterOf(session.id);
		const band = commonBand(entries.flatMap(({ band }) => band ?? []));
		const survey = asking.surveys.find((each) => each.band === band);
		if (!survey) return null;
		return {
			session,
			who,
			survey,
			band,
			scale: SCALES[band],
			reasons: reasonsFor(survey, session.kind ?? null),
			comments: survey.comments && COMMENTING.has(band),
			key: asking.key
		};
	}

	/** Closes what was pressed. Nothing of it counts before it is put in. */
	async close(asked: Asked, given: Given): Promise<Closed> {
		const { session, key } = asked;
		const series = after(this.#series, given.answer);
		const ballots = this.#ballotsOf(asked, given, series).map((ballot) => ({
			ballot,
			id: randomId(this.#environment.random)
		}));
		const papers = await Promise.all(
			ballots.map(async ({ ballot, id }) => ({
				id,
				session: session.id,
				sealed: await close(ballot, key)
			}))
		);
		return { papers, series };
	}

	/** Puts in what is closed, and begins with it at once. Resolves when it is durable. */
	async put({ session, who }: Asked, { papers, series }: Closed): Promise<void> {
		this.#series = series;
		const whose: Who = who ?? { kind: 'nobody' };
		await this.#recorder.record(
			null,
			(known) => ({
				result: null,
				draft: { ...this.#recorder.facts(session, whose, known), kind: 'rated' }
			}),
			papers
		);
	}

	/** Does both. Resolves when it is durable. */
	async keep(asked: Asked, given: Given): Promise<void> {
		await this.put(asked, await this.close(asked, given));
	}

	/** As many as `PAPERS_EACH`, whatever was said. */
	#ballotsOf({ session, who, survey, band }: Asked, given: Given, series: Series): Ballot[] {
		const { answer, quick } = given;
		const common = () => ({
			version: 1 as const,
			id: v.parse(BallotId, randomId(this.#environment.random)),
			session: session.id,
			survey: survey.id,
			band,
			way: who ? ('door' as const) : ('open' as const)
		});
		const reasons = answer === null ? [] : [...given.reasons];
		const text = given.comment.trim();
		const length = suspicious(series);
		return [
			{ ...common(), kind: 'rating', answer, reasons, quick },
			text ? { ...common(), kind: 'comment', text } : { ...common(), kind: 'blank' },
			answer !== null && length > 0
				? { ...common(), kind: 'run', answer, length }
				: { ...common(), kind: 'blank' }
		];
	}

	async #hasRated(session: Session, who: Who): Promise<boolean> {
		const events = await this.#journal.eventsOf(session.id);
		return notTakenBack(events).some(
			(event) => event.kind === 'rated' && keyOf(event.who) === keyOf(who)
		);
	}
}
