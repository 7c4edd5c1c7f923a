import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { PROTOCOL, type SitesAnswer } from '#domain/protocol.ts';
import { httpUplink, Unreachable } from '#kiosk/uplink.ts';
import { uuid } from '../server/center.ts';

const DROP_EVERY_MS = 40;
const SILENCE_MS = 600;
/** What comes in drops takes longer than silence may last. */
const DROPS = 30;

const ANSWER = {
	protocol: PROTOCOL,
	epoch: uuid(),
	serverTime: 1,
	site: uuid(),
	sites: [{ id: uuid(), name: '달보드레 빵집', today: true }]
} as unknown as SitesAnswer;

/** A server that answers as it likes, and a tablet's line to it. */
async function lineTo(answering: (answer: ServerResponse) => void, allMs = 60_000) {
	const server = createServer((_, answer) => {
		answer.writeHead(200, { 'content-type': 'application/json' });
		answering(answer);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const browser: typeof fetch = (path, init) => fetch(`${origin}${String(path)}`, init);
	return httpUplink(browser, { silenceMs: SILENCE_MS, allMs });
}

/** Says it drop by drop, the last one `end`. */
function drip(answer: ServerResponse, parts: readonly Uint8Array[], end: () => void): void {
	const [first, ...rest] = parts;
	if (!first) return end();
	answer.write(first);
	setTimeout(() => drip(answer, rest, end), DROP_EVERY_MS);
}

/** Its bytes in drops, letters of several bytes cut apart. */
function dropsOf(answer: object): Uint8Array[] {
	const bytes = new TextEncoder().encode(JSON.stringify(answer));
	const each = Math.ceil(bytes.length / DROPS);
	return Array.from({ length: DROPS }, (_, n) => bytes.subarray(n * each, (n + 1) * each));
}

describe('on a slow line', () => {
	test('an answer that comes in drops is heard, however long it takes', async () => {
		const line = await lineTo((answer) => drip(answer, dropsOf(ANSWER), () => answer.end()));
		expect(await line.sites()).toEqual({ kind: 'answer', answer: ANSWER });
	});

	test('an answer that falls silent is given up', async () => {
		const line = await lineTo((answer) => drip(answer, dropsOf(ANSWER).slice(0, 9), () => {}));
		await expect(line.sites()).rejects.toThrow(Unreachable);
	});

	test('a server that says nothing at all is given up', async () => {
		const line = await lineTo(() => {});
		await expect(line.sites()).rejects.toThrow(Unreachable);
	});

	test('an answer that does not end is given up, though there is always another drop', async () => {
		const line = await lineTo((answer) => {
			const dripping = setInterval(() => answer.write(' '), DROP_EVERY_MS);
			answer.on('close', () => clearInterval(dripping));
		}, 2 * SILENCE_MS);
		await expect(line.sites()).rejects.toThrow(Unreachable);
	});
});
