import { setTimeout as sleep } from 'node:timers/promises';

/** What did not come in the time that it may take, by name. */
export class Late extends Error {
	override readonly name = 'Late';
}

/**
 * Waits for something, but not longer than so long: a browser that was killed may never answer. `what` is asked
 * when the time is over, for it may have come part of the way.
 */
export async function within<Result>(
	ms: number,
	work: Promise<Result>,
	what: () => string
): Promise<Result> {
	const over = new AbortController();
	const limit = sleep(ms, null, { signal: over.signal }).then(() => {
		throw new Late(`${what()}: not within ${ms / 1000} s`);
	});
	// Whichever is late is heard by nobody.
	for (const either of [work, limit]) either.catch(() => {});
	try {
		return await Promise.race([work, limit]);
	} finally {
		over.abort();
	}
}
