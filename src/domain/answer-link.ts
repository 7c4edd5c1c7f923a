import type { Way } from '#domain/rating/ballot.ts';

/** Whom a center asks by a link: they have no badge, and were not at the tablet. */
export const LINKED = ['teacher', 'parent', 'site'] as const satisfies readonly Way[];
export type Linked = (typeof LINKED)[number];

/** So long after a session its links still take answers. */
export const LINK_LASTS_MS = 14 * 24 * 60 * 60_000;

/** Whether a session's links take answers now: from its beginning on. */
export function takesAnswers(
	session: { readonly startsAt: number; readonly endsAt: number },
	now: number
): boolean {
	return now >= session.startsAt && now < session.endsAt + LINK_LASTS_MS;
}
