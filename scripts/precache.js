import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const PLACE = 'self.__KIOSK_FILES__';
const STATIC_FILES = ['kiosk.webmanifest', 'icon.svg', 'icon-192.png', 'icon-512.png'];

/**
 * Wraps the adapter: writes into the built service worker which files make up the kiosk, and nothing
 * of the center's pages (SvelteKit's own list holds every file of every page); and writes beside the
 * build which routes there are, so that a test can see that every one of them has its keeper.
 *
 * @param {import('@sveltejs/kit').Adapter} adapter
 * @param {string} out where the adapter puts the build
 * @returns {import('@sveltejs/kit').Adapter}
 */
export function precached(adapter, out) {
	return {
		...adapter,
		async adapt(builder) {
			const client = builder.getClientDirectory();
			const worker = `${client}/service-worker.js`;
			const source = readFileSync(worker, 'utf8');
			if (!source.includes(PLACE)) throw new Error('The service worker has no place for its files');
			const shell = builder.getBuildDirectory('output/prerendered/pages/kiosk.html');
			const files = [
				{ url: '/kiosk', revision: revisionOf(shell) },
				...STATIC_FILES.map((name) => ({
					url: `/${name}`,
					revision: revisionOf(`${client}/${name}`)
				})),
				// Their names change with their content.
				...immutableFiles(builder, client).map((file) => ({ url: `/${file}`, revision: null }))
			];
			writeFileSync(worker, source.replace(PLACE, JSON.stringify(files)));
			await adapter.adapt(builder);
			writeFileSync(`${out}/routes.json`, JSON.stringify(routesOf(builder)));
		}
	};
}

/** Everything that the kiosk page leads to, by imports of any kind, and nothing else. */
function immutableFiles(builder, client) {
	const manifest = JSON.parse(readFileSync(`${client}/.vite/manifest.json`, 'utf8'));
	const keys = Object.keys(manifest);
	const starts = keys.filter((key) => /\/(entry|app)\.js$/.test(key) && manifest[key].isEntry);
	const nodes = kioskNodes(builder).map((node) => keys.find((key) => key.endsWith(node)));
	const files = new Set();
	const seen = new Set();

	const visit = (key, alsoLater) => {
		if (!key || seen.has(key)) return;
		seen.add(key);
		const { file, css = [], assets = [], imports = [], dynamicImports = [] } = manifest[key];
		for (const each of [file, ...css, ...assets]) files.add(each);
		for (const next of imports) visit(next, alsoLater);
		if (alsoLater) for (const next of dynamicImports) visit(next, true);
	};
	for (const node of nodes) visit(node, true);
	// The application's entry leads to every page there is; only what it needs itself belongs here.
	for (const start of starts) visit(start, false);
	for (const key of keys) if (key.endsWith('/error-template.js')) visit(key, true);
	return [...files].sort();
}

/** The generated modules of the root layout, the error page and the kiosk. */
function kioskNodes(builder) {
	const folder = builder.getBuildDirectory('generated/client-optimized/nodes');
	const kiosk = readdirSync(folder).filter((name) =>
		readFileSync(`${folder}/${name}`, 'utf8').includes('src/routes/kiosk/')
	);
	if (kiosk.length === 0) throw new Error('The kiosk page is not among the built pages');
	return ['0.js', '1.js', ...kiosk].map((name) => `/nodes/${name}`);
}

/** Every route by SvelteKit's name, with what its page and its endpoint answer to. */
function routesOf(builder) {
	return builder.routes.map(({ id, page, api }) => ({
		id,
		methods: [...new Set([...page.methods, ...api.methods])]
	}));
}

function revisionOf(path) {
	return createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16);
}
