// Loaded before the server (`node --import`), never part of it: ends the process, as a power cut would, at a
// named moment of taking in events. Which, a file in the data directory says, so that it can be chosen from
// outside while the server runs.
import { readFileSync, rmSync } from 'node:fs';
import { StatementSync } from 'node:sqlite';
import pg from 'pg';
import type { Failpoint } from './failpoint.ts';

const chosen = `${process.env['DATA_DIR']}/failpoint`;
/** Events are in the transaction that is open. */
let taking = false;

function reach(moment: Failpoint): void {
	try {
		if (readFileSync(chosen, 'utf8') !== moment) return;
	} catch {
		// Nobody chose one.
		return;
	}
	rmSync(chosen);
	process.kill(process.pid, 'SIGKILL');
}

function before(statement: string): void {
	if (/^insert into "ledger"/i.test(statement)) reach('before-insert');
	if (/^commit/i.test(statement) && taking) reach('before-commit');
}

function after(statement: string): void {
	if (/^insert into "ledger"/i.test(statement)) taking = true;
	if (!/^(commit|rollback)/i.test(statement)) return;
	if (taking) reach('after-commit');
	taking = false;
}

for (const verb of ['run', 'all'] as const) {
	const original = StatementSync.prototype[verb] as (...values: unknown[]) => unknown;
	Object.assign(StatementSync.prototype, {
		[verb](this: StatementSync, ...values: unknown[]) {
			before(this.sourceSQL);
			const result = original.apply(this, values);
			after(this.sourceSQL);
			return result;
		}
	});
}

const query = pg.Client.prototype.query as (...parts: unknown[]) => unknown;
Object.assign(pg.Client.prototype, {
	query(this: pg.Client, ...parts: unknown[]) {
		const [first] = parts;
		const statement = typeof first === 'string' ? first : String((first as { text?: string }).text);
		before(statement);
		const result = query.apply(this, parts);
		if (result instanceof Promise) return result.finally(() => after(statement));
		return result;
	}
});
