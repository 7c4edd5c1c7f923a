import { readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

/** Less than the shortest record, so that the last one is begun and not ended. */
const TORN_BYTES = 5;

/**
 * Leaves the database of a browser that was killed as a power cut in the middle of a write does: the last
 * record of its log is not whole. Gives the log's path.
 */
export function tearLog(profile: string): string {
	const databases = join(profile, 'Default', 'IndexedDB');
	const logs = readdirSync(databases, { recursive: true, encoding: 'utf8' });
	// Their names are numbers that grow; of two the older one is being left behind.
	const log = logs
		.filter((path) => path.endsWith('.log'))
		.sort()
		.at(-1);
	if (log === undefined) throw new Error(`No log among ${logs.join(', ')}`);
	const path = join(databases, log);
	truncateSync(path, statSync(path).size - TORN_BYTES);
	return path;
}
