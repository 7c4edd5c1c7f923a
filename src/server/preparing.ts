import type { CenterId, SessionId } from '#domain/id.ts';
import { sessionsAhead } from '#server/agenda.ts';
import { sitesOf } from '#server/centers.ts';
import type { Reader } from '#server/database/store.ts';
import { programChoices } from '#server/programs.ts';
import { doorNow } from '#server/sessions.ts';

/** How far a center is on its way from nothing to its first badges. */
export interface Prepared {
	readonly program: boolean;
	readonly site: boolean;
	/** The next session that takes place, with how many are on its roster. */
	readonly next: { readonly id: SessionId; readonly enrolled: number } | null;
	/** The door that somebody can try out now, if there is one. */
	readonly door: Awaited<ReturnType<typeof doorNow>>;
}

/** What a center has prepared so far. */
export async function preparedOf(reader: Reader, center: CenterId, now: number): Promise<Prepared> {
	const [next] = await sessionsAhead(reader, center, now, 1);
	return {
		program: (await programChoices(reader, center)).length > 0,
		site: (await sitesOf(reader, center)).length > 0,
		next: next ? { id: next.id, enrolled: next.enrolled } : null,
		door: await doorNow(reader, center, now)
	};
}
