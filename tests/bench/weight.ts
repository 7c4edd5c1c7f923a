import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { CLIENT, precached, scannerFiles, SHELL } from './build.ts';
import { figure, type Figure } from './figure.ts';

const PEER = 'node_modules/html5-qrcode/html5-qrcode.min.js';
const SERVICE_WORKER = '/service-worker.js';

/** Bytes of some files, each compressed by itself, as they are sent. */
interface Weight {
	readonly raw: number;
	readonly gzip: number;
	readonly brotli: number;
}

/** What a tablet has to fetch: before it can show the door, for the scanner, and to start offline. */
export async function* weight(): AsyncGenerator<Figure> {
	const before = staticallyNeeded(preloaded());
	const offline = precached();
	const strays = before.filter((url) => !offline.includes(url));
	if (strays.length > 0) throw new Error(`Not kept for offline use: ${strays.join(', ')}`);

	const page = weigh(before);
	yield figure(
		'weight.kiosk',
		'kB gzip',
		page.gzip / 1000,
		null,
		`${before.length} scripts before the scanner: ${said(page)}`
	);
	const { worker, wasm } = scannerFiles();
	// The application's entry leads to every page there is; the kiosk keeps what it leads to itself.
	const later = staticallyNeeded(before.flatMap(importedLater)).filter(
		(url) => !before.includes(url) && offline.includes(url)
	);
	const scanner = weigh([...later, `/${worker}`, `/${wasm}`]);
	const peer = weighed(readFileSync(PEER));
	yield figure(
		'weight.scanner',
		'kB gzip',
		scanner.gzip / 1000,
		peer.gzip / 1000,
		`the library for the camera, our worker and its WebAssembly: ${said(scanner)}; html5-qrcode alone: ${said(peer)}`
	);
	const all = weigh([...offline, SERVICE_WORKER]);
	const files = `${offline.length} files kept for offline use, and the service worker`;
	yield figure('weight.offline', 'kB', all.raw / 1000, null, `${files}: ${said(all)}`);
	yield figure('weight.offline-sent', 'kB gzip', all.gzip / 1000, null, `${files}: ${said(all)}`);
}

/** The scripts that the kiosk's page asks for by itself. */
function preloaded(): string[] {
	const html = readFileSync(SHELL, 'utf8');
	return [...html.matchAll(/<link href="([^"]+\.js)" rel="modulepreload"/g)].map(
		([, url]) => url ?? ''
	);
}

/** These scripts and all that they import before they run. */
function staticallyNeeded(starts: readonly string[]): string[] {
	const needed = new Set(starts);
	// What is added while going through a set is gone through as well.
	for (const url of needed) {
		for (const next of importsOf(url, /(?:\bfrom|\bimport)\s*["'`](\.[^"'`]+\.js)["'`]/g))
			needed.add(next);
	}
	return [...needed];
}

function importedLater(url: string): string[] {
	return importsOf(url, /\bimport\(\s*["'`](\.[^"'`]+\.js)["'`]/g);
}

function importsOf(url: string, pattern: RegExp): string[] {
	const source = readFileSync(CLIENT + url, 'utf8');
	return [...source.matchAll(pattern)]
		.map(([, specifier]) => posix.join(posix.dirname(url), specifier ?? ''))
		.filter((each) => existsSync(CLIENT + each));
}

function weigh(urls: readonly string[]): Weight {
	return urls
		.map((url) => weighed(readFileSync(url === '/kiosk' ? SHELL : CLIENT + url)))
		.reduce((a, b) => ({
			raw: a.raw + b.raw,
			gzip: a.gzip + b.gzip,
			brotli: a.brotli + b.brotli
		}));
}

/** A file that does not get smaller is sent as it is. */
function weighed(file: Buffer): Weight {
	return {
		raw: file.length,
		gzip: Math.min(file.length, gzipSync(file, { level: 9 }).length),
		brotli: Math.min(file.length, brotliCompressSync(file).length)
	};
}

function said({ raw, gzip, brotli }: Weight): string {
	return `${raw} bytes, ${gzip} as gzip, ${brotli} as brotli`;
}
