import { DatabaseSync } from 'node:sqlite';

const [BUSY, NOT_A_DATABASE] = [5, 26];

/** A hold on a database that nobody else has open. */
export interface Hold {
	release(): void;
}

/**
 * Takes a SQLite database for oneself, with all that was committed brought home into its one file. Null
 * when any other process has it open. One that is damaged beyond opening is nobody's.
 */
export function seize(path: string): Hold | null {
	const database = new DatabaseSync(path, { timeout: 0 });
	try {
		database.exec('pragma locking_mode = exclusive');
		database.exec('begin exclusive');
		database.exec('commit');
		// Without a log or a journal, closing later touches no file that may have another owner by then.
		database.exec('pragma journal_mode = memory');
	} catch (error) {
		const code = (error as { readonly errcode?: number }).errcode ?? 0;
		if (code !== NOT_A_DATABASE) database.close();
		if (code === BUSY) return null;
		if (code !== NOT_A_DATABASE) throw error;
	}
	return { release: () => database.close() };
}
