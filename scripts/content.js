import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** All that a build is made from; tests, documents and these scripts change nothing in it. */
const SOURCES = [
	'package-lock.json',
	'package.json',
	'scripts/precache.js',
	'src',
	'static',
	'svelte.config.js',
	'vite.config.ts'
];

/** One short name for the content of all sources: equal sources, equal name, on every machine. */
export function contentHash() {
	const hash = createHash('sha256');
	for (const file of SOURCES.flatMap(filesOf)) hash.update(`${file}\0`).update(readFileSync(file));
	return hash.digest('hex').slice(0, 12);
}

function filesOf(path) {
	if (/\.\w+$/.test(path)) return [path];
	return readdirSync(path, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`.replaceAll('\\', '/'))
		.sort();
}
