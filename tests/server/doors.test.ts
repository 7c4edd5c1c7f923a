import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Role } from '#domain/rights.ts';
import { epochOf, found } from '#server/centers.ts';
import { openStore } from '#server/database/store.ts';
import { DOORS } from '#server/doors.ts';
import { openKeys } from '#server/keys.ts';
import { silent } from '#server/log.ts';
import { openStaffDesk } from '#server/staff.ts';
import { contentHash } from '../../scripts/content.js';
import { ENGINES, uuid } from './center.ts';
import { serve, type Served } from './served.ts';

const PASSWORD = 'a morning in spring';
const ANYBODY = ['nobody', ...Role.options] as const;
type Caller = (typeof ANYBODY)[number];

const EVERYBODY_SIGNED_IN = Role.options;
const ADMINISTRATOR: readonly Caller[] = ['administrator'];
const OFFICE: readonly Caller[] = ['administrator', 'coordinator'];
const PLANS: readonly Caller[] = [...OFFICE, 'office', 'viewer'];

/** Who gets through, route by route and method by method, written down by hand. */
const THROUGH: Readonly<Record<string, Readonly<Record<string, readonly Caller[]>>>> = {
	'/(sheet)': { GET: ANYBODY },
	'/(sheet)/closed': { GET: ANYBODY },
	'/(sheet)/setup': { GET: ANYBODY, POST: ANYBODY },
	'/(sheet)/sign-in': { GET: ANYBODY, POST: ANYBODY },
	'/(sheet)/sign-in/code': { GET: ANYBODY, POST: ANYBODY },
	'/(sheet)/join': { GET: ANYBODY, POST: ANYBODY },
	'/(sheet)/reset': { GET: ANYBODY, POST: ANYBODY },
	'/(sheet)/s/[token]': { GET: ANYBODY, POST: ANYBODY },
	'/(sheet)/receipts': { GET: ANYBODY, POST: ANYBODY },
	'/(sheet)/two-step': { GET: EVERYBODY_SIGNED_IN, POST: EVERYBODY_SIGNED_IN },
	'/(sheet)/centers': { GET: EVERYBODY_SIGNED_IN, POST: EVERYBODY_SIGNED_IN },
	'/sign-in/left': { GET: ANYBODY, POST: ANYBODY },
	'/language': { POST: ANYBODY },
	'/kiosk': { GET: ANYBODY },
	'/(office)/today': { GET: EVERYBODY_SIGNED_IN, POST: [] },
	'/(office)/today/live': { GET: EVERYBODY_SIGNED_IN },
	'/(office)/welcome': { GET: OFFICE, POST: [] },
	'/(office)/schools': { GET: [...OFFICE, 'teacher'], POST: OFFICE },
	'/(office)/schools/[id]': { GET: [...OFFICE, 'teacher'], POST: OFFICE },
	'/(office)/people': { GET: [...OFFICE, 'teacher'], POST: [] },
	'/(office)/people/new': { GET: OFFICE, POST: OFFICE },
	'/(office)/people/roll-over': { GET: OFFICE, POST: OFFICE },
	'/(office)/people/[id]': { GET: [...OFFICE, 'teacher'], POST: OFFICE },
	'/(office)/import': { GET: OFFICE, POST: [] },
	'/(office)/import/present': { POST: OFFICE },
	'/(office)/import/confirm': { POST: OFFICE },
	'/(office)/programs': { GET: PLANS, POST: [] },
	'/(office)/programs/new': { GET: OFFICE, POST: OFFICE },
	'/(office)/programs/[id]': { GET: PLANS, POST: OFFICE },
	'/(office)/sites': { GET: PLANS, POST: [] },
	'/(office)/sites/new': { GET: OFFICE, POST: OFFICE },
	'/(office)/sites/[id]': { GET: PLANS, POST: OFFICE },
	'/(office)/sessions': { GET: PLANS, POST: [] },
	'/(office)/sessions/new': { GET: OFFICE, POST: OFFICE },
	'/(office)/sessions/[id]': { GET: PLANS, POST: OFFICE },
	'/(office)/sessions/[id]/edit': { GET: OFFICE, POST: OFFICE },
	'/(office)/sessions/[id]/copy': { GET: OFFICE, POST: OFFICE },
	'/(office)/sessions/[id]/attendance': {
		GET: [...OFFICE, 'site'],
		POST: [...OFFICE, 'site']
	},
	'/(office)/sessions/[id]/roster': { GET: OFFICE, POST: OFFICE },
	'/(office)/sessions/[id]/links': { GET: OFFICE, POST: [] },
	'/(office)/surveys': { GET: OFFICE, POST: OFFICE },
	'/(office)/results': { GET: EVERYBODY_SIGNED_IN, POST: [] },
	'/(office)/results/alerts': { GET: OFFICE, POST: OFFICE },
	'/(office)/results/comments': { GET: OFFICE, POST: OFFICE },
	'/(office)/results/programs/[id]': { GET: EVERYBODY_SIGNED_IN, POST: [] },
	'/(office)/results/sites/[id]': { GET: EVERYBODY_SIGNED_IN, POST: [] },
	'/(office)/results/sessions/[id]': { GET: EVERYBODY_SIGNED_IN, POST: [] },
	'/(office)/results/sessions/[id]/card': { GET: EVERYBODY_SIGNED_IN, POST: [] },
	'/(office)/search': { GET: EVERYBODY_SIGNED_IN, POST: [] },
	'/(office)/center': { GET: ['administrator'], POST: ['administrator'] },
	'/(office)/badges': { GET: OFFICE, POST: OFFICE },
	'/(office)/badges/print': { POST: OFFICE },
	'/(office)/badges/calibration': { POST: OFFICE },
	'/(office)/tablets': { GET: [...OFFICE, 'site'], POST: OFFICE },
	'/(office)/tablets/[id]': { GET: [...OFFICE, 'site'], POST: OFFICE },
	'/(office)/account': { GET: EVERYBODY_SIGNED_IN, POST: EVERYBODY_SIGNED_IN },
	'/(office)/staff': { GET: ADMINISTRATOR, POST: ADMINISTRATOR },
	'/(office)/staff/invite': { GET: ADMINISTRATOR, POST: ADMINISTRATOR },
	'/(office)/staff/[id]': { GET: ADMINISTRATOR, POST: ADMINISTRATOR },
	'/(office)/trail': { GET: ADMINISTRATOR, POST: [] },
	'/(office)/trail/export': { POST: ADMINISTRATOR },
	'/(office)/trail/review': { GET: ADMINISTRATOR, POST: ADMINISTRATOR },
	'/api/v1/health': { GET: ANYBODY },
	'/api/v1/devices/enrol': { POST: ANYBODY },
	'/api/v1/devices/sites': { GET: [] },
	'/api/v1/devices/site': { POST: [] },
	'/api/v1/sync/push': { POST: [] },
	'/api/v1/sync/ratings': { POST: [] },
	'/api/v1/sync/rescue': { POST: [] },
	'/api/v1/sync/pull': { GET: [] },
	'/api/v1/sync/reconcile': { POST: [] },
	'/api/v1/sync/bell': { GET: [] },
	'/api/[...path]': { GET: ANYBODY, POST: ANYBODY },
	// The last, for whoever goes through it is signed out.
	'/sign-out': { POST: ANYBODY }
};

const routes: readonly { readonly id: string; readonly methods: readonly string[] }[] = JSON.parse(
	readFileSync(`build/${contentHash()}/routes.json`, 'utf8')
);

test('every route that SvelteKit knows has a keeper, and no keeper watches nothing', () => {
	const ids = routes.map(({ id }) => id).sort();
	expect(Object.keys(DOORS).sort()).toEqual(ids);
	expect(Object.keys(THROUGH).sort()).toEqual(ids);
});

test('everything a route answers to is in the table', () => {
	const missing = routes.flatMap(({ id, methods }) =>
		methods
			.filter((method) => method !== '*' && !THROUGH[id]?.[method])
			.map((method) => `${method} ${id}`)
	);
	expect(missing).toEqual([]);
});

describe.each(ENGINES)('who gets through which door, on %s', (engine) => {
	let server: Served;
	const cookies = new Map<Caller, string>();

	beforeAll(async () => {
		server = await serve(engine);
		const store = await openStore(server.databaseUrl, silent);
		await epochOf(store);
		const desk = openStaffDesk(store, openKeys(server.dataDir), server.origin);
		const center = await store.write((trx) =>
			// A demo center: elsewhere administrators get nowhere without a second step of signing in.
			found(trx, { name: '해봄 센터', demo: true }, Date.now())
		);
		for (const role of Role.options) {
			const email = `${role}@haebom.example`;
			const staff = await desk.add({ name: role, email, password: PASSWORD });
			const membership = { center_id: center, staff_id: staff, role, school_id: null };
			await store.write((trx) => trx.insertInto('membership').values(membership).execute());
			const signedIn = await desk.signIn(email, PASSWORD, new Headers(), Date.now());
			if (signedIn.kind !== 'signed-in') throw new Error(`${role}: ${signedIn.kind}`);
			cookies.set(
				role,
				signedIn.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
			);
		}
		await store.close();
	});
	afterAll(() => server.remove());

	/** Goes to a door as a browser would, and says what happened there. */
	async function knock(id: string, method: string, caller: Caller): Promise<string> {
		const path = id
			.replace(/\/\([^)]+\)/g, '')
			.replace(/\[\.\.\.\w+\]/g, 'nowhere')
			.replace(/\[\w+\]/g, uuid);
		const response = await fetch(`${server.origin}${path || '/'}`, {
			method,
			redirect: 'manual',
			signal: AbortSignal.timeout(10_000),
			headers: {
				accept: 'text/html',
				cookie: cookies.get(caller) ?? '',
				origin: server.origin,
				...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {})
			}
		});
		await response.body?.cancel();
		expect(response.status, `${method} ${path} as ${caller}`).toBeLessThan(500);
		const location = response.headers.get('location') ?? '';
		if (location.startsWith('/sign-in')) return 'signed out';
		if (location === '/closed') return 'closed';
		return path.startsWith('/api/') && response.status === 401 ? 'not a tablet' : 'through';
	}

	test.each(
		Object.entries(THROUGH).flatMap(([id, methods]) =>
			Object.entries(methods).map(([method, through]) => ({ id, method, through }))
		)
	)('$method $id', async ({ id, method, through }) => {
		for (const caller of ANYBODY) {
			const expected = through.includes(caller)
				? 'through'
				: DOORS[id]?.lets === 'tablet'
					? 'not a tablet'
					: caller === 'nobody'
						? 'signed out'
						: 'closed';
			// These lead by themselves to the page that others are sent to who are not signed in.
			const happened = await knock(id, method, caller);
			const leads = ['/sign-out', '/(sheet)/sign-in/code'].includes(id);
			const same = leads && happened === 'signed out' ? 'through' : happened;
			expect(same, `${method} ${id} as ${caller}`).toBe(expected);
		}
	});
});
