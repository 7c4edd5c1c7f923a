import { readdirSync, readFileSync } from 'node:fs';
import { contentHash } from '../../scripts/content.js';

const BUILD = `build/${contentHash()}`;

/** The files of the build of these sources, as browsers get them. */
export const CLIENT = `${BUILD}/client`;

/** The kiosk's page. */
export const SHELL = `${BUILD}/prerendered/kiosk.html`;

const WORKERS = '_app/immutable/workers';
const ASSETS = '_app/immutable/assets';

/** Where the built scanner lies: what runs in the worker, and the WebAssembly it asks for. */
export function scannerFiles(): { readonly worker: string; readonly wasm: string } {
	return {
		worker: only(WORKERS, /^decoder\.worker-.*\.js$/),
		wasm: only(ASSETS, /^zxing_reader\..*\.wasm$/)
	};
}

/** The addresses of everything that is kept for offline use, as the built service worker lists them. */
export function precached(): string[] {
	const source = readFileSync(`${CLIENT}/service-worker.js`, 'utf8');
	const list = /\[\{"url":.*?\}\]/.exec(source)?.[0];
	if (!list) throw new Error('The built service worker has no list of files');
	const files: readonly { readonly url: string }[] = JSON.parse(list);
	return files.map(({ url }) => url);
}

function only(folder: string, name: RegExp): string {
	const [file, ...others] = readdirSync(`${CLIENT}/${folder}`).filter((each) => name.test(each));
	if (!file || others.length > 0) throw new Error(`Not exactly one ${name} in ${folder}`);
	return `${folder}/${file}`;
}
