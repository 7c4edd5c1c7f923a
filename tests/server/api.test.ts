import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WHOLE_DUTY } from '#domain/duty.ts';
import { mintPairingCode } from '#domain/pairing.ts';
import {
	BLOCKS_MAX,
	CLOSING_RECORDS_MAX,
	EnrolAnswer,
	HealthAnswer,
	OPEN_BLOCKS_MAX,
	PROTOCOL,
	PullAnswer,
	PushAnswer,
	ReconcileAnswer,
	SiteAnswer,
	SitesAnswer
} from '#domain/protocol.ts';
import { Problem } from '#domain/problem.ts';
import { BLOCK_NUMBERS } from '#domain/records.ts';
import { chanceFrom } from '#server/demo/chance.ts';
import { fill } from '#server/demo/fill.ts';
import { found, epochOf, sitesOf } from '#server/centers.ts';
import type { Engine } from '#server/database/schema.ts';
import { openStore } from '#server/database/store.ts';
import { openKeys, randomBytes } from '#server/keys.ts';
import { silent } from '#server/log.ts';
import { offerPairing } from '#server/pairings.ts';
import * as v from 'valibot';
import { event, START } from '../domain/people.ts';
import { ENGINES, newIncarnation, pushOf, SOMEBODY, uuid } from './center.ts';
import { serve, type Served } from './served.ts';

let server: Served;
const served = new Map<Engine, Promise<Served>>();

/** Speaks from now on to the one that runs on this database. */
async function speakTo(engine: Engine): Promise<void> {
	const starting = served.get(engine) ?? serve(engine);
	served.set(engine, starting);
	server = await starting;
}

beforeAll(() => speakTo('sqlite'));
afterAll(async () => {
	for (const starting of served.values()) await (await starting).remove();
});

const at = (path: string) => `${server.origin}${path}`;

function post(
	path: string,
	body: unknown,
	headers: Record<string, string> = {}
): Promise<Response> {
	return fetch(at(path), {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: typeof body === 'string' ? body : JSON.stringify(body)
	});
}

/** So many records, each as long as any can be. */
function largest(records: number) {
	const last = Number.MAX_SAFE_INTEGER;
	return Array.from({ length: records }, (_, before) => [last - before, 'f'.repeat(64)]);
}

async function problemOf(response: Response): Promise<Problem> {
	expect(response.headers.get('content-type')).toBe('application/problem+json');
	return v.parse(Problem, await response.json());
}

/** Another process beside the running one, as `npm run demo` is: makes a center and a code for a tablet. */
async function codeForTablet(): Promise<string> {
	const store = await openStore(server.databaseUrl, silent);
	const keys = openKeys(server.dataDir);
	const now = Date.now();
	const center = await store.write((trx) => found(trx, { name: 'demo', demo: true }, now));
	await fill({ store, keys, epoch: await epochOf(store) }, center, 28, chanceFrom(1), now);
	const [site] = await sitesOf(store.reader, center);
	if (!site) throw new Error('No site');
	const offer = { center, site: site.id, deviceName: '입구', duty: WHOLE_DUTY };
	const { code } = await offerPairing(store, offer, SOMEBODY, now);
	await store.close();
	return code;
}

async function paired() {
	const response = await post('/api/v1/devices/enrol', {
		protocol: PROTOCOL,
		code: await codeForTablet(),
		owes: null
	});
	const answer = v.parse(EnrolAnswer, await response.json());
	const set = response.headers.getSetCookie()[0] ?? '';
	return { answer, set, headers: { cookie: set.split(';')[0] ?? '' } };
}

describe.each(ENGINES)('the wire, on %s', (engine) => {
	beforeAll(() => speakTo(engine));

	test('health says which version is alive and ready', async () => {
		const response = await fetch(at('/api/v1/health'));
		expect(response.status).toBe(200);
		expect(v.parse(HealthAnswer, await response.json())).toMatchObject({
			ready: true,
			protocol: 1
		});
	});

	test('a tablet is enrolled, pushes, is acknowledged, pulls', async () => {
		const { answer, set, headers } = await paired();
		expect(set).toMatch(/HttpOnly/);
		expect(set).toMatch(/SameSite=Strict/);
		expect(set).toMatch(/Path=\/api\/v1/);
		const life = newIncarnation();
		const made = event(1, 'arrival', { id: uuid() as never, incarnation: life });
		const pushed = await post('/api/v1/sync/push', pushOf(life, [made]), headers);
		expect(v.parse(PushAnswer, await pushed.json())).toMatchObject({
			epoch: answer.epoch,
			ackedThrough: 1,
			results: [{ id: made.id, status: 'stored' }]
		});
		const pulled = await fetch(at('/api/v1/sync/pull'), { headers });
		expect(v.parse(PullAnswer, await pulled.json())).toMatchObject({ fresh: true, more: false });
		// The credential is renewed, or a tablet in a cupboard would lose it after a year.
		expect(pulled.headers.getSetCookie()[0]).toContain('haebom_device=');
	});

	test('a tablet hears where it can stand, goes there, and comes to know what is on there', async () => {
		const { answer, headers } = await paired();
		const listed = await fetch(at('/api/v1/devices/sites'), { headers });
		const { site, sites } = v.parse(SitesAnswer, await listed.json());
		expect(site).toBe(answer.site.id);
		const elsewhere = sites.find(({ id }) => id !== site);
		if (!elsewhere) throw new Error('Only one site');
		const asked = { protocol: PROTOCOL, site: elsewhere.id };
		const moved = await post('/api/v1/devices/site', asked, headers);
		expect(v.parse(SiteAnswer, await moved.json())).toMatchObject({ epoch: answer.epoch });
		const pulled = await fetch(at('/api/v1/sync/pull'), { headers });
		const { id, name } = elsewhere;
		expect(v.parse(PullAnswer, await pulled.json()).site).toEqual({ id, name });
	});

	test('paired again, a tablet is not known any more by what it held before', async () => {
		const { headers } = await paired();
		const code = await codeForTablet();
		const again = await post('/api/v1/devices/enrol', { protocol: 1, code, owes: null }, headers);
		expect(again.status).toBe(200);
		const old = await fetch(at('/api/v1/sync/pull'), { headers });
		expect([old.status, (await problemOf(old)).type]).toEqual([401, '/problems/not-paired']);
	});

	test('a receipt is only given for what survives a power cut', async () => {
		const { headers } = await paired();
		const life = newIncarnation();
		const batch = Array.from({ length: 50 }, (_, index) =>
			event(index + 1, 'arrival', { id: uuid() as never, incarnation: life })
		);
		await (await post('/api/v1/sync/push', pushOf(life, batch), headers)).json();
		await server.kill();
		await server.start();
		const again = await post('/api/v1/sync/push', pushOf(life, batch), headers);
		const { results, ackedThrough } = v.parse(PushAnswer, await again.json());
		expect(ackedThrough).toBe(50);
		expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['duplicate']));
	});
});

describe('what cannot be answered is declined with a problem document', () => {
	const push = pushOf(newIncarnation(), []);

	test.each([
		['not JSON at all', '{', ''],
		['another protocol', { ...push, protocol: 2 }, 'protocol'],
		['no incarnation', { ...push, incarnation: 'x' }, 'incarnation'],
		['a negative count', { ...push, unsent: -1 }, 'unsent'],
		['too many events', { ...push, events: new Array(201).fill(1) }, 'events'],
		['JSON nested without end', `${'['.repeat(100_000)}`, '']
	])('%s', async (_, body, field) => {
		const { headers } = await paired();
		const response = await post('/api/v1/sync/push', body, headers);
		expect(response.status).toBe(400);
		const problem = await problemOf(response);
		expect(problem.type).toBe('/problems/unreadable');
		if (field) expect(problem.field).toBe(field);
	});

	test('a body over 256 KiB', async () => {
		const { headers } = await paired();
		const large = await post('/api/v1/sync/push', 'x'.repeat(256 * 1024 + 1), headers);
		expect(large.status).toBe(413);
		expect((await problemOf(large)).type).toBe('/problems/too-large');
		const huge = await post('/api/v1/sync/push', 'x'.repeat(3_000_000), headers);
		expect(huge.status).toBe(413);
	});

	test('to sign for more than the largest session, which is read', async () => {
		const { headers } = await paired();
		const asking = (records: number) => ({
			protocol: PROTOCOL,
			incarnation: newIncarnation(),
			blocks: [],
			records: [],
			closing: [{ session: uuid(), records: largest(records) }]
		});
		const most = await post('/api/v1/sync/reconcile', asking(CLOSING_RECORDS_MAX), headers);
		expect(most.status).toBe(200);
		expect(v.parse(ReconcileAnswer, await most.json()).receipts).toEqual([]);
		const more = await post('/api/v1/sync/reconcile', asking(CLOSING_RECORDS_MAX + 1), headers);
		expect((await problemOf(more)).type).toBe('/problems/unreadable');
	});

	test('to compare more than fits into one request, which is read', async () => {
		const { headers } = await paired();
		const print = 'f'.repeat(64);
		const blocks = Array.from({ length: BLOCKS_MAX }, (_, block) => {
			return { block, last: Number.MAX_SAFE_INTEGER, digest: print };
		});
		const records = largest(OPEN_BLOCKS_MAX * BLOCK_NUMBERS);
		const all = { protocol: PROTOCOL, incarnation: newIncarnation(), blocks, records, closing: [] };
		expect((await post('/api/v1/sync/reconcile', all, headers)).status).toBe(200);
		const more = { ...all, blocks: [...blocks, ...blocks] };
		expect((await post('/api/v1/sync/reconcile', more, headers)).status).toBe(400);
	});

	test.each([
		'/api/v1/sync/push',
		'/api/v1/sync/pull',
		'/api/v1/devices/sites',
		'/api/v1/devices/site'
	])('nobody’s tablet at %s', async (path) => {
		const response = /push|site$/.test(path) ? await post(path, push) : await fetch(at(path));
		expect(response.status).toBe(401);
		expect((await problemOf(response)).type).toBe('/problems/not-paired');
	});

	test('an address that does not exist, and a verb that does not fit', async () => {
		const missing = await fetch(at('/api/v2/anything'));
		expect([missing.status, (await problemOf(missing)).type]).toEqual([404, '/problems/not-found']);
		const wrong = await fetch(at('/api/v1/devices/enrol'));
		expect([wrong.status, (await problemOf(wrong)).type]).toEqual([405, '/problems/not-allowed']);
	});

	test('guessing pairing codes', async () => {
		const guess = () =>
			post('/api/v1/devices/enrol', {
				protocol: PROTOCOL,
				code: mintPairingCode(randomBytes),
				owes: null
			});
		for (let tries = 0; tries < 5; tries++) expect((await guess()).status).toBe(404);
		const slowed = await guess();
		expect(slowed.status).toBe(429);
		expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(0);
		expect((await problemOf(slowed)).type).toBe('/problems/too-many');
		// A restart forgives, so that the tests that follow can pair.
		await server.stop();
		await server.start();
	});
});

describe('every answer', () => {
	test.each(['/', '/kiosk', '/sign-in', '/service-worker.js', '/icon.svg', '/api/v1/health'])(
		'of %s may neither be framed, nor sniffed, nor kept unasked',
		async (path) => {
			const { headers } = await fetch(at(path));
			expect(headers.get('x-frame-options')).toBe('DENY');
			expect(headers.get('x-content-type-options')).toBe('nosniff');
			expect(headers.get('cache-control')).toMatch(/no-cache|no-store/);
			expect(headers.get('referrer-policy')).toBe('same-origin');
		}
	);

	test('of a page forbids scripts from elsewhere', async () => {
		const page = await fetch(at('/sign-in'));
		const policy = page.headers.get('content-security-policy') ?? '';
		expect(policy).toContain("default-src 'none'");
		expect(policy).not.toContain('unsafe-inline');
		expect(policy).not.toMatch(/https?:/);
		expect(await (await fetch(at('/kiosk'))).text()).toContain(
			'http-equiv="content-security-policy"'
		);
	});

	test('of a file whose name bears its content may be kept for ever', async () => {
		const shell = await (await fetch(at('/kiosk'))).text();
		const script = /\/_app\/immutable\/[^"]+\.js/.exec(shell)?.[0] ?? '';
		expect((await fetch(at(script))).headers.get('cache-control')).toContain('immutable');
	});

	test('to a form of another site is no', async () => {
		const forged = await fetch(at('/sign-in'), {
			method: 'POST',
			headers: {
				origin: 'https://evil.example',
				'content-type': 'application/x-www-form-urlencoded'
			},
			body: 'email=a&password=b'
		});
		expect(forged.status).toBe(403);
	});
});

test('the office is closed to whoever is not signed in', async () => {
	for (const path of ['/today', '/today/live', '/badges', '/tablets', '/welcome']) {
		const response = await fetch(at(path), { redirect: 'manual' });
		expect([path, response.status]).toEqual([path, 303]);
		expect(response.headers.get('location')).toBe(`/sign-in?to=${encodeURIComponent(path)}`);
	}
});

test.each(ENGINES)('a push is stored whatever the tablet’s clock says, on %s', async (engine) => {
	await speakTo(engine);
	const { headers } = await paired();
	const life = newIncarnation();
	const odd = event(1, 'arrival', { id: uuid() as never, incarnation: life, at: START * 1000 });
	const answer = await post('/api/v1/sync/push', pushOf(life, [odd], { sentAt: 0 }), headers);
	expect(v.parse(PushAnswer, await answer.json()).results).toMatchObject([{ status: 'stored' }]);
});
