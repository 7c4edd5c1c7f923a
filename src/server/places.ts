import type { SiteId } from '#domain/id.ts';
import { sitesOf } from '#server/centers.ts';
import type { Device } from '#server/database/schema.ts';
import type { Reader } from '#server/database/store.ts';
import { sessionsToday } from '#server/sessions.ts';

/** Somewhere a tablet can stand. */
export interface Place {
	readonly id: SiteId;
	readonly name: string;
	/** Whether a session is held there today. */
	readonly today: boolean;
}

/** Where a tablet can stand: its center's sites in use, those with sessions today first, then by name. */
export async function placesFor(
	reader: Reader,
	{ center_id }: Pick<Device, 'center_id'>,
	now: number
): Promise<Place[]> {
	const today = await sessionsToday(reader, center_id, now);
	const busy = new Set(today.flatMap(({ session }) => (session.cancelled ? [] : [session.site])));
	const names = new Intl.Collator('ko', { numeric: true });
	return (await sitesOf(reader, center_id))
		.map(({ id, name }) => ({ id, name, today: busy.has(id) }))
		.sort((a, b) => Number(b.today) - Number(a.today) || names.compare(a.name, b.name));
}
