import type { CenterId } from '#domain/id.ts';
import type { Store } from '#server/database/store.ts';
import type { Job } from '#server/jobs.ts';
import type { Keys } from '#server/keys.ts';
import type { Log } from '#server/log.ts';
import { dueIn } from '#server/rating/due.ts';
import { openUrn } from '#server/rating/opening.ts';

const LOOK_EVERY_MS = 60_000;

/**
 * Looks after every center's urn: opens what can be opened, soon after it can be. Two that open at once
 * count everything once.
 */
export function urnKeeping(parts: { readonly store: Store; readonly keys: Keys }, log: Log): Job {
	/** What lay in each urn when it was last looked through: as long as nothing came, nothing can be opened. */
	const known = new Map<CenterId, string>();

	const lookInto = async (center: CenterId, now: number) => {
		const due = JSON.stringify(await dueIn(parts.store.reader, center, now));
		if (due === known.get(center)) return;
		const answers = await openUrn(parts, center, now);
		known.set(center, answers > 0 ? '' : due);
		if (answers > 0) log.info({ center, answers }, 'ballots opened');
	};

	return {
		name: 'urns',
		everyMs: LOOK_EVERY_MS,
		async run(now, over) {
			const { reader } = parts.store;
			const centers = await reader.selectFrom('urn').select('center_id').distinct().execute();
			for (const { center_id } of centers) if (!over.aborted) await lookInto(center_id, now);
		}
	};
}
