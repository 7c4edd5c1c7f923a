import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for something, but not longer than so long: a browser that was killed may never answer. */
export async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
	const over = new AbortController();
	const limit = sleep(ms, null, { signal: over.signal }).then(() => {
		throw new Error(`Nothing within ${ms} ms`);
	});
	// Whichever is late is heard by nobody.
	for (const either of [work, limit]) either.catch(() => {});
	try {
		return await Promise.race([work, limit]);
	} finally {
		over.abort();
	}
}
