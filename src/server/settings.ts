import type { CenterSettings } from '#domain/center.ts';
import type { CenterId } from '#domain/id.ts';
import type { Reader, Store } from '#server/database/store.ts';
import { announce } from '#server/ledger.ts';
import { change, record, type Actor } from '#server/trail.ts';

const MINUTE_MS = 60_000;

/** What a center says about itself, and what its new sessions begin with. */
export async function settingsOf(reader: Reader, center: CenterId): Promise<CenterSettings> {
	const row = await reader
		.selectFrom('center')
		.select(['name', 'zone', 'open_before_ms', 'grace_ms', 'stay_ms', 'positive_min_percent'])
		.where('id', '=', center)
		.executeTakeFirstOrThrow();
	return {
		name: row.name,
		zone: row.zone,
		openBefore: row.open_before_ms / MINUTE_MS,
		grace: row.grace_ms / MINUTE_MS,
		stay: row.stay_ms / MINUTE_MS,
		positiveMin: row.positive_min_percent
	};
}

/** Alters them. Tablets hear of name and zone with every pull; sessions that are planned stay as they are. */
export async function settle(
	store: Store,
	center: CenterId,
	by: Actor,
	settings: CenterSettings,
	now: number
): Promise<void> {
	await store.write(async (trx) => {
		await announce(trx, center);
		await record(trx, center, by, change('center.edit', '', { zone: settings.zone }), now);
		await trx
			.updateTable('center')
			.set({
				name: settings.name,
				zone: settings.zone,
				open_before_ms: settings.openBefore * MINUTE_MS,
				grace_ms: settings.grace * MINUTE_MS,
				stay_ms: settings.stay * MINUTE_MS,
				positive_min_percent: settings.positiveMin
			})
			.where('id', '=', center)
			.execute();
	});
}
