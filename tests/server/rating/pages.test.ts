import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CenterId } from '#domain/id.ts';
import type { Grant } from '#domain/grant.ts';
import type { Role } from '#domain/rights.ts';
import { epochOf, found } from '#server/centers.ts';
import { openStore, type Store } from '#server/database/store.ts';
import { openKeys, type Keys } from '#server/keys.ts';
import { silent } from '#server/log.ts';
import { answerToken } from '#server/rating/links.ts';
import { openStaffDesk } from '#server/staff.ts';
import { join } from '#server/staff/members.ts';
import { ENGINES, prepare, SOMEBODY } from '../center.ts';
import { serve, type Served } from '../served.ts';
import { PASSWORD, signIn } from '../colleagues.ts';
import { answered } from './answers.ts';

describe.each(ENGINES)('the pages about answers, on %s', (engine) => {
	let server: Served;
	let store: Store;
	let keys: Keys;
	let center: CenterId;
	let ours: Awaited<ReturnType<typeof prepare>>;
	const cookies = new Map<Role, string>();

	beforeAll(async () => {
		server = await serve(engine);
		store = await openStore(server.databaseUrl, silent);
		await epochOf(store);
		keys = openKeys(server.dataDir);
		const desk = openStaffDesk(store, keys, server.origin);
		center = await store.write((trx) => found(trx, { name: '센터', demo: true }, Date.now()));
		ours = await prepare(store, keys, center);
		const { program, morning, lecture, bakery, school } = ours;
		await answered(
			store,
			center,
			{ program, session: morning },
			[5, 5, 4, 4, 3],
			['빵이 좋았어요']
		);
		await answered(store, center, { program, session: lecture }, [1, 2, 3, 4, 5]);
		await store.write((trx) =>
			trx.updateTable('rating_comment').set({ state: 'released' }).execute()
		);
		const colleagues: readonly Grant[] = [
			{ role: 'coordinator' },
			{ role: 'office' },
			{ role: 'viewer' },
			{ role: 'site', sites: [bakery] },
			{ role: 'teacher', school }
		];
		for (const granted of colleagues) {
			const email = `${granted.role}@haebom.example`;
			const id = await desk.add({ name: granted.role, email, password: PASSWORD });
			await store.write((trx) => join(trx, center, id, granted));
			cookies.set(granted.role, (await signIn(desk, { ...SOMEBODY, email })).get('cookie') ?? '');
		}
	});
	afterAll(async () => {
		await store.close();
		await server.remove();
	});

	const see = (path: string, role?: Role) =>
		fetch(`${server.origin}${path}`, {
			headers: { cookie: role ? (cookies.get(role) ?? '') : '', 'accept-language': 'ko' },
			redirect: 'manual'
		});
	const send = (path: string, fields: Record<string, string>, role?: Role) =>
		fetch(`${server.origin}${path}`, {
			method: 'POST',
			redirect: 'manual',
			headers: {
				cookie: role ? (cookies.get(role) ?? '') : '',
				accept: 'text/html',
				'accept-language': 'ko',
				origin: server.origin
			},
			body: new URLSearchParams(fields)
		});

	test('show a site its own sessions and a teacher those of the school, and no others', async () => {
		for (const role of ['site', 'teacher'] as const) {
			const own = await see(`/results/sessions/${ours.morning}`, role);
			expect(own.status, role).toBe(200);
			expect(await own.text()).toContain('80.0 % (4/5), 95 % 신뢰구간 37.6–96.4 %');
			expect((await see(`/results/sessions/${ours.morning}/card`, role)).status).toBe(200);
			expect((await see(`/results/sessions/${ours.lecture}`, role)).status).toBe(404);
			expect((await see(`/results/sessions/${ours.lecture}/card`, role)).status).toBe(404);
			expect((await see(`/results/sites/${ours.college}`, role)).status).toBe(404);
			const program = await (await see(`/results/programs/${ours.program}`, role)).text();
			expect(program).toContain('(4/5)');
			expect(program).not.toContain('(6/10)');
		}
		expect(await (await see('/results?year=2026', 'viewer')).text()).toContain('(6/10)');
	});

	test('show the office of education no comments', async () => {
		const page = `/results/sessions/${ours.morning}`;
		expect(await (await see(page, 'office')).text()).not.toContain('빵이 좋았어요');
		expect(await (await see(`${page}/card`, 'office')).text()).not.toContain('빵이 좋았어요');
		expect(await (await see(page, 'viewer')).text()).toContain('빵이 좋았어요');
	});

	test('a parent answers without signing in, and what is kept is closed', async () => {
		const link = `/s/${answerToken(keys, { center, session: ours.morning, who: 'parent' })}`;
		const page = await see(link);
		expect(page.status).toBe(200);
		expect(page.headers.get('referrer-policy')).toBe('same-origin');
		const urn = () => store.reader.selectFrom('urn').selectAll().execute();
		expect((await send(link, { answer: '6' })).status).toBe(400);
		expect(await urn()).toEqual([]);
		const sent = await send(link, { answer: '5', comment: '고맙습니다' });
		expect(await sent.text()).toContain('잘 받았어요');
		const papers = await urn();
		expect(papers).toHaveLength(3);
		expect(JSON.stringify(papers)).not.toContain('고맙습니다');
	});

	test('whoever answers again and again is slowed down, and a link of nowhere says so', async () => {
		const link = `/s/${answerToken(keys, { center, session: ours.morning, who: 'teacher' })}`;
		const statuses: number[] = [];
		for (let n = 0; n < 6; n++) statuses.push((await send(link, { answer: '5' })).status);
		expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
		expect(await (await see('/s/nowhere')).text()).toContain('맞지 않는 주소');
		expect((await send('/s/nowhere', { answer: '5' })).status).toBe(410);
	});

	test('the questions of a center are changed on a page, and what cannot be is said', async () => {
		const change = (fields: Record<string, string>) => send('/surveys', fields, 'coordinator');
		const refused = await change({ band: 'upper', mode: 'usual', 'question.en': 'Only English' });
		expect(refused.status).toBe(400);
		expect(await refused.text()).toContain('질문은 한국어로');
		const saved = await change({ band: 'upper', mode: 'usual', 'question.ko': '빵은 어땠어요?' });
		expect(saved.status).toBe(200);
		expect(await (await see('/surveys?of=upper', 'coordinator')).text()).toContain(
			'빵은 어땠어요?'
		);
		expect((await change({ band: 'nobody' })).status).toBe(400);
	});
});
