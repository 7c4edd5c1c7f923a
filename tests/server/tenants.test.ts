import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { epochOf, found } from '#server/centers.ts';
import type { CenterId } from '#domain/id.ts';
import { openStore, type Store } from '#server/database/store.ts';
import { openKeys } from '#server/keys.ts';
import { silent } from '#server/log.ts';
import { openStaffDesk, type StaffDesk } from '#server/staff.ts';
import { openInvitations } from '#server/staff/invitations.ts';
import { inviteSomebody } from '#server/staff/administration.ts';
import { join } from '#server/staff/members.ts';
import { contentHash } from '../../scripts/content.js';
import { event } from '../domain/people.ts';
import { startServer, type RunningServer } from '../stage/server.ts';
import { newIncarnation, pairDevice, prepare, pushOf, uuid } from './center.ts';
import { PASSWORD, signIn } from './colleagues.ts';

/** Everything of a center that has an id somebody could send. */
interface Tenant {
	readonly center: CenterId;
	readonly site: string;
	readonly school: string;
	readonly session: string;
	readonly participant: string;
	readonly device: string;
	readonly staff: string;
	readonly invitation: string;
	readonly account: string;
	/** What its administrator's browser, and its tablet, send. */
	readonly cookie: string;
	readonly credential: string;
}
type Ids = { readonly [Name in keyof Tenant]: string };

/** A request of our own administrator or tablet that names something by an id. */
interface Case {
	readonly what: string;
	ask(ids: Ids, ours: Tenant): readonly [method: string, path: string, body?: unknown];
}

const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();

/** For every route that takes an id: each way to send one. */
const CASES: Readonly<Record<string, readonly Case[]>> = {
	'/(office)/badges': [
		{ what: 'a session', ask: ({ session }) => ['GET', `/badges?session=${session}`] }
	],
	'/(office)/tablets': ['make', 'open'].map((action) => ({
		what: `a site, to ${action}`,
		ask: ({ site }) => ['POST', `/tablets?/${action}`, form({ site, device: '' })]
	})),
	'/(office)/staff': [
		{
			what: 'an invitation',
			ask: ({ invitation }) => ['POST', '/staff?/withdraw', form({ invitation })]
		}
	],
	'/(office)/staff/invite': [
		{
			what: 'a site',
			ask: ({ site }) => ['POST', '/staff/invite', form({ role: 'site', sites: site })]
		},
		{
			what: 'a school',
			ask: ({ school }) => ['POST', '/staff/invite', form({ role: 'teacher', school })]
		}
	],
	'/(office)/staff/[id]': [
		{ what: 'a member', ask: ({ staff }) => ['GET', `/staff/${staff}`] },
		{
			what: 'a member, to change',
			ask: ({ staff }) => ['POST', `/staff/${staff}?/grant`, form({ role: 'viewer' })]
		},
		{ what: 'a member, to reset', ask: ({ staff }) => ['POST', `/staff/${staff}?/reset`, ''] },
		{ what: 'a member, to remove', ask: ({ staff }) => ['POST', `/staff/${staff}?/end`, ''] },
		{
			what: 'a site for one of ours',
			ask: ({ site }, ours) => [
				'POST',
				`/staff/${ours.staff}?/grant`,
				form({ role: 'site', sites: site })
			]
		},
		{
			what: 'a school for one of ours',
			ask: ({ school }, ours) => [
				'POST',
				`/staff/${ours.staff}?/grant`,
				form({ role: 'teacher', school })
			]
		}
	],
	'/(office)/trail': [
		{
			what: 'an account',
			ask: ({ account }) => ['GET', `/trail?account=${encodeURIComponent(account)}`]
		}
	],
	'/(office)/trail/export': [
		{
			what: 'an account',
			ask: ({ account }) => ['POST', '/trail/export', form({ account, reason: '점검' })]
		}
	],
	'/(sheet)/centers': [
		{ what: 'a center', ask: ({ center }) => ['POST', '/centers', form({ center })] }
	],
	'/api/v1/sync/push': [
		{
			what: 'a session',
			ask: ({ session }) => ['POST', '/api/v1/sync/push', pushing({ session })]
		},
		{
			what: 'a participant',
			ask: ({ participant }) => [
				'POST',
				'/api/v1/sync/push',
				pushing({ who: { kind: 'participant', participant, badge: null } })
			]
		}
	],
	'/api/v1/sync/pull': [
		{
			what: 'a cursor of another site',
			ask: ({ site }) => ['GET', `/api/v1/sync/pull?cursor=${cursorOf(site)}`]
		}
	]
};

/** What reads something from a request that can name nothing of a center, and why it cannot. */
const WITHOUT_IDS: Readonly<Record<string, string>> = {
	'/(sheet)': 'asks for nothing',
	'/(sheet)/setup': 'the token of the set-up link',
	'/(sheet)/sign-in': 'e-mail and password',
	'/(sheet)/sign-in/code': 'a code',
	'/(sheet)/join': 'the token of an invitation, which anybody may follow',
	'/(sheet)/reset': 'the token of a reset link',
	'/(sheet)/two-step': 'one’s own password and code',
	'/language': 'a language',
	'/api/v1/devices/enrol': 'a pairing code, which whoever has it may use; and which center is owed',
	'/(office)/account': 'one’s own account',
	'/(office)/trail/review': 'a month'
};

const routes: readonly { readonly id: string }[] = JSON.parse(
	readFileSync(`build/${contentHash()}/routes.json`, 'utf8')
);

/** Whether a route reads anything that whoever asks could choose. */
function reads(id: string): boolean {
	if (/\[(?!\.)/.test(id)) return true;
	const folder = `src/routes${id === '/' ? '' : id}`;
	const sources = ['+page.server.ts', '+server.ts', '+layout.server.ts']
		.map((name) => `${folder}/${name}`)
		.filter(existsSync)
		.map((path) => readFileSync(path, 'utf8'));
	return sources.some((source) => /\b(params|searchParams|formData|bodyOf)\b/.test(source));
}

test('every route that reads something from a request is held to this, or cannot name anything', () => {
	const reading = routes.map(({ id }) => id).filter(reads);
	const missing = reading.filter((id) => !(id in CASES) && !(id in WITHOUT_IDS));
	expect(missing).toEqual([]);
	const known = new Set(routes.map(({ id }) => id));
	expect(
		[...Object.keys(CASES), ...Object.keys(WITHOUT_IDS)].filter((id) => !known.has(id))
	).toEqual([]);
});

describe('an id of another center is answered as one that does not exist', () => {
	let server: RunningServer;
	let store: Store;
	let ours: Tenant;
	let theirs: Tenant;

	beforeAll(async () => {
		server = await startServer();
		store = await openStore(`sqlite:${server.dataDir}/haebom.db`, silent);
		await epochOf(store);
		const keys = openKeys(server.dataDir);
		const desk = openStaffDesk(store, keys, server.origin);
		ours = await tenant(desk, 'ours');
		theirs = await tenant(desk, 'theirs');

		async function tenant(desk: StaffDesk, name: string): Promise<Tenant> {
			const center = await store.write((trx) => found(trx, { name, demo: true }, Date.now()));
			const { bakery, school, morning, students } = await prepare(store, keys, center);
			const { device, credential } = await pairDevice(store, center, bakery);
			const hire = async (role: 'administrator' | 'viewer') => {
				const email = `${name}-${role}@haebom.example`;
				const id = await desk.add({ name: `${name} ${role}`, email, password: PASSWORD });
				await store.write((trx) => join(trx, center, id, { role }));
				return { id, email, address: '192.0.2.7' };
			};
			const by = await hire('administrator');
			const member = await hire('viewer');
			await inviteSomebody(store, center, { role: 'viewer' }, by, Date.now());
			const [open] = await openInvitations(store.reader, center, Date.now());
			return {
				center,
				site: bakery,
				school,
				session: morning,
				participant: students[0]?.id ?? '',
				device: device.id,
				staff: member.id,
				invitation: open?.id ?? '',
				account: by.email,
				cookie: (await signIn(desk, by)).get('cookie') ?? '',
				credential
			};
		}
	});
	afterAll(async () => {
		await store.close();
		await server.remove();
	});

	/** Asks as ours would, and gives what can be told from the answer. */
	async function ask(each: Case, ids: Ids) {
		const [method, path, body] = each.ask(ids, ours);
		const api = path.startsWith('/api/');
		const response = await fetch(`${server.origin}${path}`, {
			method,
			redirect: 'manual',
			headers: {
				accept: api ? 'application/json' : 'text/html',
				origin: server.origin,
				cookie: api ? `haebom_device=${ours.credential}` : ours.cookie,
				...(body === undefined
					? {}
					: { 'content-type': api ? 'application/json' : 'application/x-www-form-urlencoded' })
			},
			...(body === undefined ? {} : { body: api ? JSON.stringify(body) : String(body) })
		});
		return {
			status: response.status,
			location: response.headers.get('location'),
			text: await response.text()
		};
	}

	/** An answer without what differs from one to the next: ids, nonces, moments. */
	function plain(text: string, ids: Ids): string {
		return Object.values(ids)
			.reduce((rest, id) => rest.replaceAll(id, '…').replaceAll(encodeURIComponent(id), '…'), text)
			.replace(/nonce="[^"]*"/g, '')
			.replace(/__sveltekit_\w+/g, '')
			.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[\w-]{43,}/g, '…')
			.replace(/\d+/g, '#');
	}

	const every = Object.entries(CASES).flatMap(([id, cases]) =>
		cases.map((each) => ({ id, what: each.what, each }))
	);

	test.each(every)('$id, given $what', async ({ each }) => {
		const before = await everythingOf(theirs.center);
		const nobody: Ids = {
			...Object.fromEntries(Object.keys(theirs).map((name) => [name, uuid()])),
			account: `${uuid()}@haebom.example`
		} as Ids;
		const foreign = await ask(each, theirs);
		const unknown = await ask(each, nobody);
		expect([foreign.status, foreign.location]).toEqual([unknown.status, unknown.location]);
		expect(plain(foreign.text, theirs)).toBe(plain(unknown.text, nobody));
		expect(foreign.text).not.toContain('theirs viewer');
		expect(await everythingOf(theirs.center)).toEqual(before);
	});

	test('and with ids of our own the same questions are answered otherwise', async () => {
		for (const { id, each, what } of every) {
			// What names no single thing answers the same way, only with more in it; removing comes last.
			if (/trail|sync|centers|remove|withdraw/.test(`${id} ${what}`)) continue;
			const answer = await ask(each, ours);
			expect(answer.status, `${id}, given ${what}`).toBeLessThan(400);
		}
	});

	/** Every row of a center, so that a change of any of them shows. */
	async function everythingOf(center: CenterId) {
		const tables = [
			'membership',
			'membership_site',
			'invitation',
			'pairing',
			'trail',
			'ledger'
		] as const;
		const rows = [];
		for (const table of tables) {
			const kept = await store.reader
				.selectFrom(table)
				.selectAll()
				.where(`${table}.center_id`, '=', center)
				.execute();
			rows.push(kept.map((row) => JSON.stringify(row)).sort());
		}
		return rows;
	}
});

function cursorOf(site: string): string {
	const cursor = { epoch: uuid(), site, sessions: 0, roster: 0, position: 0 };
	return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function pushing(changes: object): unknown {
	const incarnation = newIncarnation();
	const { id: _, ...made } = event(1, 'arrival', { incarnation, ...changes });
	return pushOf(incarnation, [{ ...made, id: uuid() }]);
}
