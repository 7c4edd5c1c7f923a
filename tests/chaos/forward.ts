import {
	request,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type OutgoingHttpHeaders,
	type ServerResponse
} from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** A request as it can be sent on, or again. */
export interface Asked {
	readonly method: string;
	readonly url: string;
	readonly headers: IncomingHttpHeaders;
	readonly body: Buffer;
}

export interface Answer {
	readonly status: number;
	readonly headers: OutgoingHttpHeaders;
	readonly body: Buffer;
}

/** Longer than any tablet waits: whoever asked has gone by then. */
const TIMEOUT_MS = 20_000;
const DROP_EVERY_MS = 100;

/** Sends a whole request on and gives the whole answer; `sent` is called between the two. Throws where there is none. */
export function ask(
	target: URL,
	{ method, url, headers, body }: Asked,
	sent: () => unknown = () => {}
): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const options = { host: target.hostname, port: target.port, method, path: url, headers };
		const far = request({ ...options, agent: false, timeout: TIMEOUT_MS }, (response) => {
			const parts: Buffer[] = [];
			response.on('data', (part: Buffer) => parts.push(part));
			response.on('error', reject);
			response.on('end', () =>
				resolve({
					status: response.statusCode ?? 502,
					headers: endless(response.headers),
					body: Buffer.concat(parts)
				})
			);
		});
		far.on('error', reject);
		far.on('timeout', () => far.destroy(new Error('No answer')));
		far.end(body, sent);
	});
}

/** Lets a request and its answer through as they are, streams that never end included. */
export function passOn(target: URL, near: IncomingMessage, answer: ServerResponse): void {
	const { method, url, headers } = near;
	const far = request(
		{ host: target.hostname, port: target.port, method, path: url, headers, agent: false },
		(response) => {
			answer.writeHead(response.statusCode ?? 502, response.headers);
			response.pipe(answer);
			response.on('error', () => answer.destroy());
		}
	);
	far.on('error', () => answer.destroy());
	answer.on('close', () => far.destroy());
	near.pipe(far);
}

/** All of a request, as it came. */
export async function whole(near: IncomingMessage): Promise<Asked> {
	const parts: Buffer[] = [];
	for await (const part of near) parts.push(part as Buffer);
	const { method = 'GET', url = '/', headers } = near;
	return { method, url, headers, body: Buffer.concat(parts) };
}

/** Hands an answer back, in so many drops. */
export async function hand(answer: ServerResponse, told: Answer, drops: number): Promise<void> {
	const { status, headers, body } = told;
	answer.writeHead(status, headers);
	const size = Math.max(1, Math.ceil(body.length / drops));
	for (let from = 0; from < body.length && !answer.destroyed; from += size) {
		answer.write(body.subarray(from, from + size));
		if (drops > 1) await sleep(DROP_EVERY_MS);
	}
	answer.end();
}

/** The first half of an answer. */
export function halved(told: Answer): Answer {
	return { ...told, body: told.body.subarray(0, told.body.length / 2) };
}

/** What somebody else answers. */
export function page(status: number, html: string): Answer {
	return { status, headers: { 'content-type': 'text/html' }, body: Buffer.from(html) };
}

/** Headers that say nothing of how long the answer is: it may be altered. */
function endless({ ...headers }: IncomingHttpHeaders): OutgoingHttpHeaders {
	delete headers['content-length'];
	delete headers['transfer-encoding'];
	return headers;
}
