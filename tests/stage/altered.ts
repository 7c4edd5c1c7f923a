import { createServer, request } from 'node:http';
import { freePort } from './server.ts';

/** The server as seen through something that changes its answers: a captive portal, a new version. */
export interface Altered {
	readonly origin: string;
	/** Changes what the server says at a path; null lets it through as it is. */
	alter(
		path: string,
		change: ((body: string) => { status: number; type: string; body: string }) | null
	): void;
	remove(): Promise<void>;
}

export async function alter(to: string): Promise<Altered> {
	const target = new URL(to);
	const port = await freePort();
	const changes = new Map<
		string,
		(body: string) => { status: number; type: string; body: string }
	>();
	const proxy = createServer((near, answer) => {
		const path = new URL(near.url ?? '/', to).pathname;
		const change = changes.get(path);
		const headers = { ...near.headers };
		// What is to be changed must arrive as plain text.
		if (change) delete headers['accept-encoding'];
		const far = request(
			{ host: target.hostname, port: target.port, path: near.url, method: near.method, headers },
			(response) => {
				if (!change) {
					answer.writeHead(response.statusCode ?? 502, response.headers);
					response.pipe(answer);
					return;
				}
				const parts: Buffer[] = [];
				response.on('data', (part) => parts.push(part));
				response.on('end', () => {
					const { status, type, body } = change(Buffer.concat(parts).toString());
					answer.writeHead(status, { 'content-type': type, 'cache-control': 'no-cache' });
					answer.end(body);
				});
			}
		);
		far.on('error', () => answer.destroy());
		near.pipe(far);
	});
	await new Promise<void>((resolve) => proxy.listen(port, 'localhost', resolve));
	return {
		origin: `http://localhost:${port}`,
		alter(path, change) {
			if (change) changes.set(path, change);
			else changes.delete(path);
		},
		async remove() {
			proxy.closeAllConnections();
			await new Promise((resolve) => proxy.close(resolve));
		}
	};
}
