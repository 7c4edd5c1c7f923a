import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** All that was done and seen, a line of JSON each, kept also where the harness itself is ended. */
export interface History {
	readonly path: string;
	note(what: string, facts?: Readonly<Record<string, unknown>>): void;
}

export function openHistory(path: string): History {
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, '');
	const began = Date.now();
	return {
		path,
		note(what, facts = {}) {
			appendFileSync(path, `${JSON.stringify({ ms: Date.now() - began, what, ...facts })}\n`);
		}
	};
}
