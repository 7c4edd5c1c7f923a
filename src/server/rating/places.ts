import { addMonths, firstOf, monthOf, type Month } from '#domain/calendar.ts';
import { bounds, dayOf } from '#domain/day.ts';
import type { CenterId, ProgramId, SessionId, SiteId } from '#domain/id.ts';
import type { Band } from '#domain/rating/band.ts';
import type { Reach } from '#domain/rights.ts';
import type { SchoolLevel } from '#domain/school.ts';
import { CLOSES_AFTER_END_MS } from '#domain/session.ts';
import type { Zone } from '#domain/zone.ts';
import type { Reader } from '#server/database/store.ts';
import type { Scope } from '#server/rating/tallies.ts';

/** A closed session, as far as results tell sessions apart. */
export interface Place {
	readonly session: SessionId;
	readonly program: ProgramId;
	readonly site: SiteId;
	/** From where most of its roster comes. */
	readonly level: SchoolLevel | null;
	readonly month: Month;
	readonly startsAt: number;
	/** How many were there. */
	readonly present: number;
	/** How they were asked; null where nobody came. */
	readonly band: Band | null;
}

/** The closed sessions of a scope of which somebody may see results, by their start. */
export async function placesOf(
	reader: Reader,
	center: CenterId,
	reach: Reach,
	scope: Scope,
	{ zone, now }: { readonly zone: Zone; readonly now: number }
): Promise<Place[]> {
	if (reach.kind === 'sites' && reach.sites.length === 0) return [];
	let chosen = reader
		.selectFrom('session')
		.leftJoin('turnout', (join) =>
			join
				.onRef('turnout.center_id', '=', 'session.center_id')
				.onRef('turnout.session_id', '=', 'session.id')
		)
		.select(['session.id', 'session.program_id', 'session.site_id', 'session.starts_at'])
		.select(['turnout.present', 'turnout.level', 'turnout.band'])
		.where('session.center_id', '=', center)
		.where('session.removed', '=', 0)
		.where('session.cancelled', '=', 0)
		.where('session.ends_at', '<=', now - CLOSES_AFTER_END_MS)
		.orderBy('session.starts_at')
		.orderBy('session.id');
	if (scope.kind === 'months' || scope.kind === 'site') {
		const { from } = bounds(firstOf(scope.from), zone);
		const { from: to } = bounds(firstOf(addMonths(scope.to, 1)), zone);
		chosen = chosen.where('session.starts_at', '>=', from).where('session.starts_at', '<', to);
	}
	if (scope.kind === 'program') chosen = chosen.where('session.program_id', '=', scope.program);
	if (scope.kind === 'site') chosen = chosen.where('session.site_id', '=', scope.site);
	if (scope.kind === 'session') chosen = chosen.where('session.id', '=', scope.session);
	if (reach.kind === 'sites') chosen = chosen.where('session.site_id', 'in', [...reach.sites]);
	if (reach.kind === 'school') {
		chosen = chosen.where(({ exists, selectFrom }) =>
			exists(
				selectFrom('enrolment')
					.innerJoin('participant', (join) =>
						join
							.onRef('participant.center_id', '=', 'enrolment.center_id')
							.onRef('participant.id', '=', 'enrolment.participant_id')
					)
					.select('enrolment.session_id')
					.whereRef('enrolment.center_id', '=', 'session.center_id')
					.whereRef('enrolment.session_id', '=', 'session.id')
					.where('enrolment.removed', '=', 0)
					.where('participant.school_id', '=', reach.school)
			)
		);
	}
	const monthAt = calendar(zone);
	return (await chosen.execute()).map((row) => ({
		session: row.id,
		program: row.program_id,
		site: row.site_id,
		level: row.level,
		month: monthAt(row.starts_at),
		startsAt: row.starts_at,
		present: row.present ?? 0,
		band: row.band
	}));
}

/** Tells the month of moments that come in order: asking a zone for the day of each takes longer than all else. */
function calendar(zone: Zone): (at: number) => Month {
	let known: { readonly month: Month; readonly from: number; readonly to: number } | null = null;
	return (at) => {
		if (!known || at < known.from || at >= known.to) {
			const month = monthOf(dayOf(at, zone));
			const { from } = bounds(firstOf(month), zone);
			known = { month, from, to: bounds(firstOf(addMonths(month, 1)), zone).from };
		}
		return known.month;
	};
}
