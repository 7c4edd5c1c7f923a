import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

const LAYERS = ['domain', 'kiosk', 'office', 'service-worker', 'server', 'ui', 'routes'] as const;
type Layer = (typeof LAYERS)[number];

/** Which layers each may import, besides itself. */
const MAY_IMPORT: Readonly<Record<Layer, readonly Layer[]>> = {
	domain: [],
	kiosk: ['domain'],
	office: ['domain'],
	'service-worker': ['kiosk', 'domain'],
	server: ['domain'],
	ui: ['domain'],
	routes: ['domain', 'kiosk', 'office', 'server', 'ui']
};

/** Each third-party package, and the only places that know it. */
const KNOWN_TO: Readonly<Record<string, readonly string[]>> = {
	valibot: ['src/domain/', 'src/kiosk/', 'src/office/', 'src/server/', 'src/routes/'],
	'@noble/hashes': ['src/domain/digest.ts'],
	dexie: ['src/kiosk/dexie-shelf.ts'],
	'es-hangul': ['src/ui/kiosk/rating/hangul.ts'],
	'html5-qrcode': ['src/kiosk/scanner/html5-camera.ts'],
	'zxing-wasm': ['src/kiosk/scanner/decode.ts', 'src/kiosk/scanner/eye.ts'],
	fflate: ['src/office/roster-file/unpack.ts'],
	saxen: ['src/office/roster-file/markup.ts'],
	'workbox-window': ['src/kiosk/update.ts'],
	'workbox-precaching': ['src/service-worker/index.ts'],
	'workbox-routing': ['src/service-worker/index.ts'],
	kysely: ['src/server/'],
	pg: ['src/server/database/postgres.ts'],
	'node:sqlite': ['src/server/database/sqlite.ts', 'src/server/database/seize.ts'],
	'better-auth': ['src/server/staff.ts', 'src/server/staff/'],
	pino: ['src/server/log.ts'],
	qr: ['src/domain/matrix.ts'],
	pretendard: ['src/ui/base.css', 'src/server/print/typeface.ts'],
	'@embedpdf/fonts-kr': ['src/server/print/typeface.ts'],
	fontkit: ['src/server/print/typeface.ts'],
	pdfkit: ['src/server/print/paper.ts'],
	'@sveltejs/kit': ['src/routes/', 'src/hooks.server.ts'],
	svelte: ['src/ui/', 'src/routes/']
};

const DUMPING_GROUNDS =
	/(^|\/)(utils?|helpers?|common|shared|lib|misc|managers?|services?)(\/|\.|$)/;

interface Import {
	readonly from: string;
	readonly to: string;
}

const files = readdirSync('src', { recursive: true, withFileTypes: true })
	.filter((entry) => entry.isFile() && /\.(ts|svelte|css)$/.test(entry.name))
	.map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'));

const imports: Import[] = files.flatMap((from) => {
	const source = readFileSync(from, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
	const specifiers = [
		...source.matchAll(/(?:^|[;\s])(?:import|export)\b[^'";]*?\bfrom\s*['"]([^'"]+)['"]/g),
		...source.matchAll(/(?:^|[;\s])import\s*['"]([^'"]+)['"]/g),
		...source.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g),
		...source.matchAll(/\bnew URL\(\s*['"](\.[^'"]+)['"]/g),
		...source.matchAll(/\burl\(\s*['"]([^'"]+)['"]/g),
		...source.matchAll(/\bfileOf\(\s*['"`]([^'"`]+)['"`]/g)
	].map(([, specifier]) => specifier ?? '');
	return specifiers.map((to) => ({ from, to: resolve(from, to) }));
});

/** Where an import leads: a path below src, or the name of a package. */
function resolve(from: string, specifier: string): string {
	if (specifier.startsWith('.')) return normalize(join(dirname(from), specifier));
	if (specifier.startsWith('#')) return `src/${specifier.slice(1)}`;
	return specifier;
}

function layerOf(path: string): Layer | null {
	return LAYERS.find((layer) => path.startsWith(`src/${layer}/`)) ?? null;
}

function packageOf(specifier: string): string {
	const parts = specifier.split('/');
	return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
}

const inside = imports.filter(({ to }) => to.startsWith('src/'));
const outside = imports.filter(
	({ to }) => !to.startsWith('src/') && !to.startsWith('$') && !to.startsWith('./')
);

test('there is something to check', () => {
	expect(files.length).toBeGreaterThan(50);
	expect(inside.length).toBeGreaterThan(100);
	expect(outside.map(({ to }) => packageOf(to))).toContain('dexie');
});

test('every file below src belongs to a layer, or is one of the few that SvelteKit asks for', () => {
	const strays = files.filter((file) => layerOf(file) === null);
	expect(strays).toEqual(['src/app.d.ts', 'src/hooks.server.ts']);
});

test('each layer imports only those below it', () => {
	const wrong = inside.filter(({ from, to }) => {
		const [layer, target] = [layerOf(from), layerOf(to)];
		return layer && target && layer !== target && !MAY_IMPORT[layer].includes(target);
	});
	expect(wrong).toEqual([]);
});

test('what an answer is knows of nothing that could name a person, a tablet or a moment', () => {
	const own = 'src/domain/rating/';
	const foreign = imports.filter(
		({ from, to }) => from.startsWith(own) && !to.startsWith(own) && to !== 'valibot'
	);
	expect(files.filter((file) => file.startsWith(own)).length).toBeGreaterThan(5);
	expect(foreign).toEqual([]);
});

test('a step of the schema depends on nothing that may change after it was released', () => {
	const steps = 'src/server/database/migrations/';
	// How names are folded and rows chained is kept in every database, and so cannot change either.
	const kept = ['src/server/database/schema.ts', 'src/domain/folded.ts', 'src/server/chain.ts'];
	const used = inside.filter(({ from, to }) => from.startsWith(steps) && !to.startsWith(steps));
	expect(used.length).toBeGreaterThan(5);
	expect(used.filter(({ to }) => !kept.includes(to))).toEqual([]);
});

test('nothing imports a route, and routes import each other only for what is not a route', () => {
	const wrong = inside.filter(({ to }) => /(^|\/)\+[a-z.]+/.test(to) && !to.endsWith('.css'));
	expect(wrong).toEqual([]);
});

test('what one layer needs of another it names by the layer, not by a path of dots', () => {
	const wrong = inside.filter(({ from, to }) => {
		const dotted = layerOf(from) !== layerOf(to) && layerOf(from) !== null;
		const source = readFileSync(from, 'utf8');
		return dotted && !source.includes(`#${to.slice('src/'.length)}`);
	});
	expect(wrong).toEqual([]);
});

describe('each third-party package is known to one place', () => {
	test.each(Object.entries(KNOWN_TO))('%s', (name, places) => {
		const users = outside.filter(({ to }) => packageOf(to) === name);
		expect(users.length).toBeGreaterThan(0);
		expect(users.filter(({ from }) => !places.some((place) => from.startsWith(place)))).toEqual([]);
	});

	test('and there is none besides these and what Node brings', () => {
		const unknown = outside.filter(
			({ to }) => !(packageOf(to) in KNOWN_TO) && !to.startsWith('node:')
		);
		expect(unknown).toEqual([]);
	});

	test('only the server knows Node', () => {
		const users = outside.filter(
			({ from, to }) => to.startsWith('node:') && !from.startsWith('src/server/')
		);
		expect(users).toEqual([{ from: 'src/hooks.server.ts', to: 'node:crypto' }]);
	});
});

test('there is no cycle of imports', () => {
	const next = Map.groupBy(
		inside.filter(({ to }) => files.includes(to)),
		({ from }) => from
	);
	const done = new Set<string>();
	const walk = (file: string, path: readonly string[]): string[] | null => {
		if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
		if (done.has(file)) return null;
		for (const { to } of next.get(file) ?? []) {
			const cycle = walk(to, [...path, file]);
			if (cycle) return cycle;
		}
		done.add(file);
		return null;
	};
	expect(files.map((file) => walk(file, [])).find(Boolean) ?? null).toBeNull();
});

test('there is no place for things without a place', () => {
	expect(files.filter((file) => DUMPING_GROUNDS.test(file))).toEqual([]);
});

test('no component fetches, opens a database, or knows the time', () => {
	const wrong = files
		.filter((file) => file.endsWith('.svelte') && file.startsWith('src/ui/'))
		.filter((file) =>
			/\bfetch\(|indexedDB|Date\.now|new Date\(\)/.test(readFileSync(file, 'utf8'))
		);
	expect(wrong).toEqual([]);
});
