import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';

const FOLDER = '.cache/chaos';

/** All that was done and seen, a line of JSON each, kept also where the harness itself is ended. */
export interface History {
	readonly path: string;
	note(what: string, facts?: Readonly<Record<string, unknown>>): void;
	/** A folder beside it, for what does not go into a line. */
	folder(name: string): string;
}

export function openHistory(name: string): History {
	mkdirSync(FOLDER, { recursive: true });
	const path = `${FOLDER}/${name}.jsonl`;
	writeFileSync(path, '');
	const began = Date.now();
	return {
		path,
		note(what, facts = {}) {
			appendFileSync(path, `${JSON.stringify({ ms: Date.now() - began, what, ...facts })}\n`);
		},
		folder: (of) => `${FOLDER}/${name}-${of}`
	};
}
