import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CenterId } from '#domain/id.ts';
import type { Role } from '#domain/rights.ts';
import { epochOf, found } from '#server/centers.ts';
import { beginEpoch, currentEpoch } from '#server/epochs.ts';
import { openStore, type Store } from '#server/database/store.ts';
import { openKeys } from '#server/keys.ts';
import { silent } from '#server/log.ts';
import { openStaffDesk } from '#server/staff.ts';
import { START } from '../domain/people.ts';
import { ENGINES, NAMES, prepare, uuid } from './center.ts';
import { serve, type Served } from './served.ts';

const PASSWORD = 'a morning in spring';

describe.each(ENGINES)('the pages on which a center plans, on %s', (engine) => {
	let server: Served;
	let store: Store;
	let center: CenterId;
	let ours: Awaited<ReturnType<typeof prepare>>;
	let theirs: Awaited<ReturnType<typeof prepare>>;
	const cookies = new Map<Role, string>();

	beforeAll(async () => {
		server = await serve(engine);
		store = await openStore(server.databaseUrl, silent);
		await epochOf(store);
		const keys = openKeys(server.dataDir);
		const desk = openStaffDesk(store, keys, server.origin);
		const begin = (name: string) =>
			store.write((trx) => found(trx, { name, demo: false }, Date.now()));
		center = await begin('해봄 센터');
		ours = await prepare(store, keys, center);
		theirs = await prepare(store, keys, await begin('다른 센터'));
		for (const role of ['coordinator', 'viewer', 'teacher'] as const) {
			const email = `${role}@haebom.example`;
			const staff = await desk.add({ name: role, email, password: PASSWORD });
			const school_id = role === 'teacher' ? ours.school : null;
			const membership = { center_id: center, staff_id: staff, role, school_id };
			await store.write((trx) => trx.insertInto('membership').values(membership).execute());
			const signedIn = await desk.signIn(email, PASSWORD, new Headers(), Date.now());
			if (signedIn.kind !== 'signed-in') throw new Error(signedIn.kind);
			cookies.set(
				role,
				signedIn.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
			);
		}
	});
	afterAll(async () => {
		await store.close();
		await server.remove();
	});

	const headers = (role: Role) => ({ cookie: cookies.get(role) ?? '', accept: 'text/html' });
	const see = (path: string, role: Role = 'coordinator') =>
		fetch(`${server.origin}${path}`, { headers: headers(role), redirect: 'manual' });
	const send = (path: string, fields: Record<string, string>) =>
		fetch(`${server.origin}${path}`, {
			method: 'POST',
			redirect: 'manual',
			headers: { ...headers('coordinator'), origin: server.origin },
			body: new URLSearchParams(fields)
		});
	const text = async (response: Promise<Response>) => (await response).text();
	const trail = () => store.reader.selectFrom('trail').selectAll().orderBy('position').execute();

	test('whoever can put it right hears that the database was put back without a word', async () => {
		const told = '미리 알린 사람이 없어요';
		expect(await (await see('/today')).text()).not.toContain(told);
		const known = await currentEpoch(store.reader);
		await store.write((trx) => beginEpoch(trx, { known, cause: 'tablet' }, Date.now()));
		expect(await (await see('/today')).text()).toContain(told);
		expect(await (await see('/today', 'viewer')).text()).not.toContain(told);
	});

	test('show what is ours', async () => {
		for (const path of [
			`/programs/${ours.program}`,
			`/sites/${ours.bakery}`,
			`/sessions/${ours.morning}`,
			`/sessions/${ours.morning}/edit`,
			`/sessions/${ours.morning}/copy`,
			`/sessions/${ours.morning}/roster`
		]) {
			expect((await see(path)).status, path).toBe(200);
		}
	});

	test('answer ids of another center like ids that do not exist, and like what is no id', async () => {
		const session = [theirs.morning, uuid(), 'x'];
		const pages = [
			...[theirs.program, uuid(), 'x'].map((id) => `/programs/${id}`),
			...[theirs.bakery, uuid(), 'x'].map((id) => `/sites/${id}`),
			...session.flatMap((id) =>
				['', '/edit', '/copy', '/roster'].map((page) => `/sessions/${id}${page}`)
			)
		];
		for (const path of pages) expect((await see(path)).status, path).toBe(404);
		const before = (await trail()).length;
		const posts: [string, Record<string, string>][] = [
			...['edit', 'archive', 'restore', 'remove'].flatMap(
				(action): [string, Record<string, string>][] => [
					[
						`/programs/${theirs.program}?/${action}`,
						{ name: 'x', year: '2026', kind: 'CAMP', funding: '', basis: '' }
					],
					[`/sites/${theirs.bakery}?/${action}`, { name: 'x', kind: 'PUBLIC', address: '' }]
				]
			),
			...['cancel', 'resume', 'remove'].map((action): [string, Record<string, string>] => [
				`/sessions/${theirs.morning}?/${action}`,
				{ reason: 'x' }
			]),
			[`/sessions/${theirs.morning}/copy`, { day: '2026-12-01' }],
			[`/sessions/${theirs.morning}/roster?/class`, { school: ours.school, class: '1-3' }]
		];
		const rest = { audience: 'ANY', capacity: '', host: '', tags: '' };
		const site = { contact: '', phone: '', email: '' };
		for (const [path, fields] of posts) {
			const response = await send(path, { ...rest, ...site, ...fields });
			expect(response.status, path).toBe(404);
		}
		const details = {
			day: '2026-12-01',
			start: '09:00',
			end: '10:00',
			capacity: '',
			openBefore: '60',
			grace: '10',
			stay: '10',
			note: ''
		};
		const mixed = { ...details, program: ours.program, site: theirs.bakery };
		expect((await send('/sessions/new', mixed)).status).toBe(404);
		expect((await send(`/sessions/${ours.morning}/edit`, mixed)).status).toBe(404);
		expect(await trail()).toHaveLength(before);
		expect(
			await text(see(`/sessions?program=${theirs.program}&view=list&at=2026-11-24`))
		).toContain('여기에는 회차가 없어요.');
		const classes = await text(see(`/sessions/${ours.morning}/roster?school=${theirs.school}`));
		expect(classes).toContain('이 학교에는 반이 없어요.');
	});

	test('note who looked at how many people, and no name and no word that was searched', async () => {
		const before = (await trail()).length;
		await text(see(`/sessions/${ours.morning}`));
		await text(see(`/search?q=${encodeURIComponent('새봄')}`));
		await text(see('/search?q=nobody'));
		const news = (await trail()).slice(before);
		expect(news.map(({ kind, action, people }) => [kind, action, people])).toEqual([
			['access', 'session.see', NAMES.length],
			['access', 'people.search', 1]
		]);
		expect(JSON.stringify(news)).not.toMatch(/새봄/);
	});

	test('show a viewer numbers and no name, not even whom to call', async () => {
		await store.write((trx) =>
			trx
				.updateTable('site')
				.set({ contact: '한사람', phone: '02-000-0100' })
				.where('center_id', '=', center)
				.execute()
		);
		const before = (await trail()).length;
		const day = new Date(START).toISOString().slice(0, 10);
		for (const path of [
			`/sessions/${ours.morning}`,
			`/sites/${ours.bakery}`,
			`/sessions?view=week&at=${day}`,
			`/search?q=${encodeURIComponent('하늘')}`
		]) {
			const html = await text(see(path, 'viewer'));
			// The first one is also the example in the hint of the search.
			const names = [...NAMES.slice(1), '한사람', '02-000-0100'];
			expect(html, path).not.toMatch(new RegExp(names.join('|')));
		}
		expect(await text(see(`/sites/${ours.bakery}`))).toContain('한사람');
		expect(await trail()).toHaveLength(before);
	});

	test('let a teacher find the students of the own school', async () => {
		expect(await text(see('/search?q=1-3', 'teacher'))).toContain('김새봄');
		expect((await see('/sessions', 'teacher')).headers.get('location')).toBe('/closed');
	});
});
