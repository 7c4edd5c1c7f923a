import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { epochOf, found } from '#server/centers.ts';
import type { CenterId } from '#domain/id.ts';
import { openStore, type Store } from '#server/database/store.ts';
import { WHOLE_DUTY } from '#domain/duty.ts';
import { offerPairing } from '#server/pairings.ts';
import { openKeys } from '#server/keys.ts';
import { silent } from '#server/log.ts';
import { openStaffDesk, type StaffDesk } from '#server/staff.ts';
import { openInvitations } from '#server/staff/invitations.ts';
import { inviteSomebody } from '#server/staff/administration.ts';
import { join } from '#server/staff/members.ts';
import { contentHash } from '../../scripts/content.js';
import { ENGINES, pairDevice, prepare, SOMEBODY, uuid } from './center.ts';
import { serve, type Served } from './served.ts';
import { PASSWORD, signIn } from './colleagues.ts';
import { answered } from './rating/answers.ts';
import { CASES, WITHOUT_IDS, type Case, type Ids, type Tenant } from './tenant-cases.ts';

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
	return sources.some((source) =>
		/\b(params|searchParams|formData|bodyOf|sentBody)\b/.test(source)
	);
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

describe.each(ENGINES)('an id of another center is answered as none, on %s', (engine) => {
	let server: Served;
	let store: Store;
	let ours: Tenant;
	let theirs: Tenant;

	beforeAll(async () => {
		server = await serve(engine);
		store = await openStore(server.databaseUrl, silent);
		await epochOf(store);
		const keys = openKeys(server.dataDir);
		const desk = openStaffDesk(store, keys, server.origin);
		ours = await tenant(desk, 'ours');
		theirs = await tenant(desk, 'theirs');

		async function tenant(desk: StaffDesk, name: string): Promise<Tenant> {
			const center = await store.write((trx) => found(trx, { name, demo: true }, Date.now()));
			const { bakery, school, morning, program, students } = await prepare(store, keys, center);
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
			const duty = WHOLE_DUTY;
			const offer = { center, site: bakery, deviceName: '창가', duty };
			const pairing = await offerPairing(store, offer, SOMEBODY, Date.now());
			await answered(store, center, { program, session: morning }, [5, 5, 4, 4, 3], ['좋았어요']);
			const { id: comment } = await store.reader
				.selectFrom('rating_comment')
				.select('id')
				.where('center_id', '=', center)
				.executeTakeFirstOrThrow();
			const [open] = await openInvitations(store.reader, center, Date.now());
			return {
				center,
				site: bakery,
				school,
				session: morning,
				program,
				participant: students[0]?.id ?? '',
				device: device.id,
				staff: member.id,
				invitation: open?.id ?? '',
				pairing: pairing.id,
				comment,
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
				...(body === undefined || body instanceof FormData
					? {}
					: {
							'content-type':
								typeof body === 'string' ? 'application/x-www-form-urlencoded' : 'application/json'
						})
			},
			...(body === undefined
				? {}
				: {
						body: typeof body === 'string' || body instanceof FormData ? body : JSON.stringify(body)
					})
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
			// What names no single thing answers the same way, only with more in it; what is removed is gone
			// for the next question; the badges of a day long past are not printed, nor is its door open.
			const unlike = /trail|sync|centers|remove|withdraw|print a session|print somebody|let in/;
			if (unlike.test(`${id} ${what}`)) continue;
			const answer = await ask(each, ours);
			expect(answer.status, `${id}, given ${what}`).toBeLessThan(400);
		}
	});

	/** Every row of a center, so that a change of any of them shows. */
	async function everythingOf(center: CenterId) {
		const tables = [
			'program',
			'site',
			'session',
			'school',
			'participant',
			'enrolment',
			'badge',
			'membership',
			'membership_site',
			'invitation',
			'pairing',
			'device',
			'rating',
			'rating_comment',
			'survey',
			'alert_acknowledgement',
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
