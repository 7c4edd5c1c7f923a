import { discloseBreakdown } from '#domain/rating/breakdown.ts';
import { combined, type Distribution } from '#domain/rating/distribution.ts';

/**
 * One figure for many sessions, both ways: they differ as soon as large sessions are liked otherwise
 * than small ones. Whoever prints one says which. Null where there is nothing to compute it from.
 */
export interface YearFigure {
	/** Every answer counts the same (응답자 기준): the figure of all answers together. */
	readonly perAnswer: number | null;
	/** Every session counts the same (회차 평균): the mean of the sessions' own figures. */
	readonly perSession: number | null;
	readonly sessions: {
		readonly all: number;
		/** How many the mean of the sessions is made of: those that may be shown and have the figure. */
		readonly counted: number;
	};
}

/**
 * A year's figure both ways. The mean of the sessions takes only those that may be shown next to the
 * total: otherwise the two figures together would be an equation for the ones that are hidden.
 *
 * @param sessions closed ones, each on the same scale
 * @param figure what is computed, for example a mean or a share; null where there are too few answers
 */
export function yearFigure(
	sessions: readonly Distribution[],
	figure: (distribution: Distribution) => number | null
): YearFigure {
	const { parts, total } = discloseBreakdown(sessions);
	const figures = sessions
		.filter((_, at) => parts[at]?.kind === 'shown')
		.map(figure)
		.filter((value) => value !== null);
	return {
		perAnswer: total.kind === 'shown' ? figure(combined(sessions)) : null,
		perSession: figures.length === 0 ? null : meanOfAll(figures),
		sessions: { all: sessions.length, counted: figures.length }
	};
}

function meanOfAll(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}
