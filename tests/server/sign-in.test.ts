import { describe, expect, test } from 'vitest';
import { SIGN_IN_MS_MAX } from '#domain/sign-in.ts';
import { found } from '#server/centers.ts';
import { enter } from '#server/entry.ts';
import { setIdle } from '#server/staff/administration.ts';
import { join } from '#server/staff/members.ts';
import { chooseCenter, endSessions, signInsOf } from '#server/staff/sessions.ts';
import { codeAt } from '../stage/authenticator.ts';
import { MINUTE, START } from '../domain/people.ts';
import { ENGINES, uuid } from './center.ts';
import { openOffice, PASSWORD, signIn, wearing } from './colleagues.ts';

describe.each(ENGINES)('signing in, on %s', (engine) => {
	async function signedIn() {
		const office = await openOffice(engine);
		const by = await office.hire('coordinator', { role: 'coordinator' });
		const headers = await signIn(office.desk, by);
		const began = Date.now();
		const known = async (at: number) => (await office.desk.whoIs(headers, at)).kind;
		return { ...office, by, headers, began, known };
	}

	/** Takes an account through the set-up of the second step; its secret, and what the browser then holds. */
	async function withTwoStep(
		{ desk }: Pick<Awaited<ReturnType<typeof openOffice>>, 'desk'>,
		by: { readonly id: string; readonly email: string; readonly address: string }
	) {
		const headers = await signIn(desk, by);
		const now = Date.now();
		expect(await desk.secondStep.begin(by.id, PASSWORD, headers, now)).toBe('begun');
		const offered = await desk.secondStep.offered(by.id, by.email);
		if (!offered) throw new Error('Nothing was offered');
		const code = codeAt(offered.secret, now);
		const confirmed = await desk.secondStep.confirm(by.id, code, headers, now);
		if (confirmed.kind !== 'changed') throw new Error(confirmed.kind);
		return { ...offered, headers: wearing(confirmed.cookies) };
	}

	test('a sign-in that nobody uses runs out after the ten minutes that hold where nobody says otherwise', async () => {
		const { began, known } = await signedIn();
		expect(await known(began + 9 * MINUTE)).toBe('known');
		// That was a use.
		expect(await known(began + 18 * MINUTE)).toBe('known');
		expect(await known(began + 29 * MINUTE)).toBe('ended');
		// It does not come back.
		expect(await known(began + 18 * MINUTE)).toBe('ended');
	});

	test('a center may allow less, or more', async () => {
		const { store, center, by, began, known } = await signedIn();
		await setIdle(store, center, 30, by, began);
		expect(await known(began + 29 * MINUTE)).toBe('known');
		await setIdle(store, center, 5, by, began);
		expect(await known(began + 35 * MINUTE)).toBe('ended');
	});

	test('to ask how long it lasts is no use', async () => {
		const { desk, headers, began, known } = await signedIn();
		await known(began);
		const left = await desk.left(headers, began + 9 * MINUTE);
		expect(left).toBe(MINUTE);
		expect(await known(began + 10 * MINUTE)).toBe('ended');
		expect(await desk.left(headers, began)).toBe(0);
	});

	test('twelve hours are the most, even for whoever never rests', async () => {
		const { store, headers, desk, by, known } = await signedIn();
		const [session] = await signInsOf(store.reader, by.id);
		const used = Date.now() + SIGN_IN_MS_MAX - MINUTE;
		await store.writer
			.updateTable('staff_session')
			.set({ used_at: used })
			.where('id', '=', session?.id ?? '')
			.execute();
		expect(await desk.left(headers, used)).toBeLessThanOrEqual(MINUTE);
		expect(await known(used)).toBe('known');
		expect(await known(used + MINUTE + 1_000)).toBe('ended');
	});

	test('whoever signs out everywhere stays signed in where they are', async () => {
		const { store, desk, by, headers, began } = await signedIn();
		const elsewhere = await signIn(desk, by);
		const here = await desk.whoIs(headers, began);
		if (here.kind !== 'known') throw new Error(here.kind);
		await endSessions(store.writer, by.id, here.account.session);
		expect((await desk.whoIs(headers, began)).kind).toBe('known');
		expect((await desk.whoIs(elsewhere, began)).kind).toBe('ended');
	});

	test('changing the password takes the old one, and ends every other sign-in', async () => {
		const { desk, by, headers, began } = await signedIn();
		const elsewhere = await signIn(desk, by);
		const here = await desk.whoIs(headers, began);
		if (here.kind !== 'known') throw new Error(here.kind);
		const change = (current: string) =>
			desk.changePassword(here.account, { current, next: 'an evening in autumn' }, headers, began);
		expect(await change('wrong')).toEqual({ kind: 'refused' });
		expect((await change(PASSWORD)).kind).toBe('changed');
		expect((await desk.whoIs(headers, began)).kind).toBe('known');
		expect((await desk.whoIs(elsewhere, began)).kind).toBe('ended');
		await signIn(desk, by, 'an evening in autumn');
	});

	test('with a second step the password alone opens nothing', async () => {
		const office = await openOffice(engine);
		const by = await office.hire('administrator', { role: 'administrator' });
		const { secret, headers } = await withTwoStep(office, by);
		const { desk } = office;
		const now = Date.now();
		expect(await desk.whoIs(headers, now)).toMatchObject({ account: { twoStep: true } });

		const half = await desk.signIn(by.email, PASSWORD, new Headers(), now);
		expect(half.kind).toBe('second-step');
		if (half.kind !== 'second-step') return;
		const halfWay = wearing(half.cookies);
		expect((await desk.whoIs(halfWay, now)).kind).not.toBe('known');
		expect(await desk.secondStep.isHalfWay(halfWay)).toBe(true);
		expect(await desk.secondStep.isHalfWay(new Headers())).toBe(false);
		expect((await desk.secondStep.complete('000000', halfWay, now)).kind).toBe('refused');
		const done = await desk.secondStep.complete(codeAt(secret, now), halfWay, now);
		if (done.kind !== 'signed-in') throw new Error(done.kind);
		// Whoever looked over their shoulder, and knows the password too, is late.
		const again = await desk.signIn(by.email, PASSWORD, new Headers(), now);
		if (again.kind !== 'second-step') throw new Error(again.kind);
		const repeated = desk.secondStep.complete(codeAt(secret, now), wearing(again.cookies), now);
		expect((await repeated).kind).toBe('refused');
		expect(await desk.whoIs(wearing(done.cookies), now)).toMatchObject({ account: { id: by.id } });
	});

	test('setting the second step up ends what was signed in without it', async () => {
		const office = await openOffice(engine);
		const by = await office.hire('coordinator', { role: 'coordinator' });
		const elsewhere = await signIn(office.desk, by);
		const { headers } = await withTwoStep(office, by);
		expect((await office.desk.whoIs(elsewhere, Date.now())).kind).toBe('ended');
		expect((await office.desk.whoIs(headers, Date.now())).kind).toBe('known');
	});

	test('a recovery code lets in once, and is shown only until the set-up is confirmed', async () => {
		const office = await openOffice(engine);
		const by = await office.hire('administrator', { role: 'administrator' });
		const { recoveryCodes } = await withTwoStep(office, by);
		const { secondStep } = office.desk;
		expect(recoveryCodes).toHaveLength(10);
		expect(await secondStep.offered(by.id, by.email)).toBeNull();
		const use = async () => {
			const now = Date.now();
			const half = await office.desk.signIn(by.email, PASSWORD, new Headers(), now);
			if (half.kind !== 'second-step') throw new Error(half.kind);
			return secondStep.complete(recoveryCodes[0] ?? '', wearing(half.cookies), now);
		};
		expect(await use()).toMatchObject({ kind: 'signed-in', recovered: true });
		expect((await use()).kind).toBe('refused');
	});

	test('guessing codes is slowed down, also with a password that is typed anew each time', async () => {
		const office = await openOffice(engine);
		const by = await office.hire('administrator', { role: 'administrator' });
		await withTwoStep(office, by);
		const { desk } = office;
		const now = Date.now();
		const guess = async () => {
			const half = await desk.signIn(by.email, PASSWORD, new Headers(), now);
			if (half.kind !== 'second-step') throw new Error(half.kind);
			return (await desk.secondStep.complete('000000', wearing(half.cookies), now)).kind;
		};
		for (let tries = 0; tries < 5; tries++) expect(await guess()).toBe('refused');
		expect(await guess()).toBe('wait');
	});

	test('setting the second step up takes the password, and a code of the app', async () => {
		const { desk, by, headers } = await signedIn();
		const now = Date.now();
		expect(await desk.secondStep.begin(by.id, 'wrong', headers, now)).toBe('refused');
		expect(await desk.secondStep.offered(by.id, by.email)).toBeNull();
		await desk.secondStep.begin(by.id, PASSWORD, headers, now);
		const wrong = await desk.secondStep.confirm(by.id, '000000', headers, now);
		expect(wrong).toEqual({ kind: 'refused' });
		// Nothing is asked for that was never confirmed.
		await signIn(desk, by);
	});

	describe('gets', () => {
		const caller = (headers: Headers, method = 'GET') => ({
			method,
			headers,
			cookie: () => undefined
		});
		const DOOR = '/(office)/today';

		test('an administrator nowhere before the second step is set up, and everywhere afterwards', async () => {
			const office = await openOffice(engine);
			const app = { store: office.store, staff: office.desk };
			const by = await office.hire('administrator', { role: 'administrator' });
			const before = await signIn(office.desk, by);
			for (const route of [DOOR, '/(office)/staff', '/(office)/account']) {
				expect(await enter(app, route, caller(before), Date.now())).toEqual({ kind: 'two-step' });
			}
			const setUp = await enter(app, '/(sheet)/two-step', caller(before), Date.now());
			expect(setUp.kind).toBe('open');
			const { headers } = await withTwoStep(office, by);
			expect((await enter(app, DOOR, caller(headers), Date.now())).kind).toBe('open');
		});

		test('whoever founds a center past that in this one sign-in, and in no other', async () => {
			const office = await openOffice(engine);
			const { desk, center } = office;
			const app = { store: office.store, staff: desk };
			const by = await office.hire('administrator', { role: 'administrator' });
			const first = await desk.signIn(by.email, PASSWORD, new Headers(), Date.now(), center);
			if (first.kind !== 'signed-in') throw new Error(first.kind);
			const founding = caller(wearing(first.cookies));
			expect((await enter(app, DOOR, founding, Date.now())).kind).toBe('open');
			const second = caller(await signIn(desk, by));
			expect((await enter(app, DOOR, second, Date.now())).kind).toBe('two-step');
		});

		test('whoever belongs to several centers to the one they choose, and to no other', async () => {
			const office = await openOffice(engine);
			const { store, desk, center } = office;
			const app = { store, staff: desk };
			const by = await office.hire('office', { role: 'office' });
			const other = await store.write((trx) =>
				found(trx, { name: '달빛', demo: false }, START + 1)
			);
			await store.write((trx) => join(trx, other, by.id, { role: 'viewer' }));
			const headers = await signIn(desk, by);
			const ask = async () => enter(app, DOOR, caller(headers), Date.now());
			expect(await ask()).toEqual({ kind: 'choose' });
			const presence = await desk.whoIs(headers, Date.now());
			if (presence.kind !== 'known') throw new Error(presence.kind);
			expect(presence.centers.map(({ id }) => id)).toEqual([center, other]);
			expect(await chooseCenter(store, presence.account, uuid() as never, Date.now())).toBe(false);
			expect(await ask()).toEqual({ kind: 'choose' });
			expect(await chooseCenter(store, presence.account, other, Date.now())).toBe(true);
			expect(await ask()).toMatchObject({ staff: { role: 'viewer', center: { id: other } } });
		});

		test('an account without a center nowhere, and is told so', async () => {
			const { store, desk, hire, center } = await openOffice(engine);
			const by = await hire('viewer', { role: 'viewer' });
			const headers = await signIn(desk, by);
			await store.writer.deleteFrom('membership').where('center_id', '=', center).execute();
			expect(await enter({ store, staff: desk }, DOOR, caller(headers), Date.now())).toEqual({
				kind: 'sign-in',
				because: 'no-center'
			});
		});
	});
});
