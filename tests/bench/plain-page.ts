import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript',
	'.wasm': 'application/wasm',
	'.png': 'image/png'
};

/** Serves one page, and below the address of each name the files of a folder. Returns the origin. */
export async function servePage(
	stage: AsyncDisposableStack,
	html: string,
	folders: Readonly<Record<string, string>>
): Promise<string> {
	const server = createServer(({ url = '/' }, response) => {
		const { pathname } = new URL(url, 'http://localhost');
		const [, folder = '', ...path] = decodeURIComponent(pathname).split('/');
		const root = folders[folder];
		if (pathname !== '/' && (!root || path.includes('..'))) {
			response.writeHead(404).end();
			return;
		}
		const body = root ? readFileSync(join(root, ...path)) : html;
		const type = TYPES[root ? extname(pathname) : '.html'] ?? 'application/octet-stream';
		response.writeHead(200, { 'content-type': type }).end(body);
	});
	await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
	stage.defer(() => {
		server.closeAllConnections();
		server.close();
	});
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('No port');
	return `http://localhost:${address.port}`;
}
