import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mint } from '#domain/token.ts';
import { openStore, type Store } from '#server/database/store.ts';
import { randomBytes } from '#server/keys.ts';
import { silent } from '#server/log.ts';
import { prepareCenter } from '../../bench/center.ts';
import { startServer, type RunningServer } from '../../stage/server.ts';
import { FirstEnrolAnswer, FirstPullAnswer, FirstPushAnswer } from './first-answers.ts';

/** A request as a version of the tablet sent it, to the letter, and the fingerprints of its events then. */
interface Golden {
	readonly request: { readonly events: readonly { readonly id: string }[] };
	readonly fingerprints: readonly string[];
}

const FOLDER = 'tests/sync/golden';
const STUDENTS = 5;
const PUSHES = readdirSync(FOLDER).filter((name) => /^push-.*\.json$/.test(name));

let server: RunningServer;
let store: Store;

beforeAll(async () => {
	server = await startServer();
	store = await openStore(`sqlite:${server.dataDir}/haebom.db`, silent);
});
afterAll(async () => {
	await store.close();
	await server.remove();
});

const golden = (name: string): Golden => JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));

/** A tablet at the site of a new center, paired with the request that every version sends. */
async function paired() {
	const tokens = Array.from({ length: STUDENTS }, () => mint(randomBytes));
	const center = await prepareCenter(server, tokens);
	const code = await center.offer();
	await center.close();
	const response = await fetch(`${server.origin}/api/v1/devices/enrol`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ protocol: 1, code, owes: null })
	});
	const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
	const answer: unknown = await response.json();
	return {
		center: center.id,
		session: center.sessions[0],
		answer,
		async send(path: string, body?: unknown) {
			const response = await fetch(`${server.origin}/api/v1/${path}`, {
				method: body === undefined ? 'GET' : 'POST',
				headers: { cookie, 'content-type': 'application/json' },
				body: body === undefined ? null : JSON.stringify(body)
			});
			return { status: response.status, answer: (await response.json()) as unknown };
		}
	};
}

test.each(PUSHES)('what a tablet of an earlier version hands in is taken: %s', async (name) => {
	const { center, send } = await paired();
	const { request, fingerprints } = golden(name);
	const statuses = async () => {
		const { status, answer } = await send('sync/push', request);
		expect(status).toBe(200);
		const { ackedThrough, results } = v.parse(FirstPushAnswer, answer);
		expect(ackedThrough).toBe(request.events.length);
		expect(results.map(({ id }) => id)).toEqual(request.events.map(({ id }) => id));
		return results.map(({ status }) => status);
	};
	expect(new Set(await statuses())).toEqual(new Set(['stored']));
	// Had an earlier server stored it already, with the fingerprints of then, it would be told apart by them.
	const kept = await store.reader
		.selectFrom('ledger')
		.select('fingerprint')
		.where('center_id', '=', center)
		.orderBy('position')
		.execute();
	expect(kept.map(({ fingerprint }) => fingerprint)).toEqual(fingerprints);
	expect(new Set(await statuses())).toEqual(new Set(['duplicate']));
});

test('closed ballots of the first tablets that asked are taken', async () => {
	const { send } = await paired();
	const { status } = await send('sync/ratings', golden('ratings-first.json').request);
	expect(status).toBe(200);
});

test('the first tablets understand what the center answers today', async () => {
	const { session, answer, send } = await paired();
	v.parse(FirstEnrolAnswer, answer);
	const { request } = golden('push-first.json');
	const events = request.events.map((event) => ({ ...event, session }));
	await send('sync/push', { ...request, events });
	const pulled = v.parse(FirstPullAnswer, (await send('sync/pull')).answer);
	expect(pulled.sessions).toHaveLength(1);
	expect(pulled.roster).toHaveLength(STUDENTS);
	expect(pulled.events).toHaveLength(events.length);
});
