import { describe, expect, test } from 'vitest';
import { found } from '#server/centers.ts';
import {
	changeGrant,
	endMembership,
	inviteSomebody,
	resetMember,
	withdrawInvitation
} from '#server/staff/administration.ts';
import {
	accept,
	INVITATION_DAYS,
	invitationBehind,
	openInvitations
} from '#server/staff/invitations.ts';
import { join, memberOf, membersOf, MEMBERS_A_PAGE } from '#server/staff/members.ts';
import { offerReset, reset, RESET_MINUTES, resetBehind } from '#server/staff/resets.ts';
import { verify } from '#server/trail.ts';
import { HOUR, MINUTE, START } from '../domain/people.ts';
import { ENGINES, uuid } from './center.ts';
import { openOffice, signIn } from './colleagues.ts';

const tokenIn = (path: string | null) => path?.split('token=')[1] ?? '';

describe.each(ENGINES)('the people of a center, on %s', (engine) => {
	async function staffed() {
		const office = await openOffice(engine);
		const by = await office.hire('administrator', { role: 'administrator' });
		const neighbour = await office.store.write((trx) =>
			found(trx, { name: '달빛 센터', demo: false }, START)
		);
		const actions = async () => {
			const rows = await office.store.reader
				.selectFrom('trail')
				.select('action')
				.orderBy('position')
				.execute();
			return rows.map(({ action }) => action);
		};
		return { ...office, by, neighbour, actions };
	}

	test('an invitation makes somebody what it says, once, and both are on the trail', async () => {
		const { store, center, desk, by, bakery, actions } = await staffed();
		const grant = { role: 'site', sites: [bakery] } as const;
		const token = tokenIn(await inviteSomebody(store, center, grant, by, START));
		expect(await invitationBehind(store.reader, token, START)).toEqual({
			center: '해봄 센터',
			role: 'site'
		});
		const stored = await store.reader.selectFrom('invitation').selectAll().execute();
		expect(JSON.stringify(stored)).not.toContain(token);

		const baker = { name: '빵집', email: 'baker@haebom.example', password: 'warm bread today' };
		const id = await desk.add(baker);
		const as = { id, email: baker.email, address: '192.0.2.8' };
		expect(await accept(store, token, as, START)).toEqual({ kind: 'joined', center });
		expect(await memberOf(store.reader, center, id)).toMatchObject({
			role: 'site',
			sites: [{ id: bakery, name: '달보드레 빵집' }]
		});
		expect(await accept(store, token, { ...as, id: by.id }, START)).toEqual({ kind: 'gone' });
		expect(await actions()).toEqual(['staff.invite', 'staff.join']);
		expect((await verify(store.reader, center)).kind).toBe('whole');
	});

	test('two who follow one invitation at once are not both let in', async () => {
		const { store, center, desk, by } = await staffed();
		const token = tokenIn(await inviteSomebody(store, center, { role: 'viewer' }, by, START));
		const ids = await Promise.all(
			['one', 'two'].map((name) =>
				desk.add({ name, email: `${name}@haebom.example`, password: 'a night in summer' })
			)
		);
		const outcomes = await Promise.all(
			ids.map((id) => accept(store, token, { id, email: 'x', address: 'y' }, START))
		);
		expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['gone', 'joined']);
		expect((await membersOf(store.reader, center, 1)).count).toBe(2);
	});

	test('an invitation works for seven days, and not when it was withdrawn', async () => {
		const { store, center, by, neighbour } = await staffed();
		const invited = async () =>
			tokenIn(await inviteSomebody(store, center, { role: 'viewer' }, by, START));
		const token = await invited();
		const end = START + INVITATION_DAYS * 24 * HOUR;
		expect(await invitationBehind(store.reader, token, end - 1)).not.toBeNull();
		expect(await invitationBehind(store.reader, token, end)).toBeNull();
		expect(await openInvitations(store.reader, center, end)).toEqual([]);

		const [open] = await openInvitations(store.reader, center, START);
		if (!open) throw new Error('Nothing is open');
		expect(await withdrawInvitation(store, neighbour, open.id, by, START)).toBe(false);
		expect(await withdrawInvitation(store, center, open.id, by, START)).toBe(true);
		expect(await withdrawInvitation(store, center, open.id, by, START)).toBe(false);
		expect(await accept(store, token, by, START)).toEqual({ kind: 'gone' });
	});

	test('whoever belongs already does not use an invitation up', async () => {
		const { store, center, by } = await staffed();
		const token = tokenIn(await inviteSomebody(store, center, { role: 'viewer' }, by, START));
		expect(await accept(store, token, by, START)).toEqual({ kind: 'already' });
		expect(await memberOf(store.reader, center, by.id)).toMatchObject({ role: 'administrator' });
		expect(await invitationBehind(store.reader, token, START)).not.toBeNull();
	});

	test('nobody is given a site or a school of another center', async () => {
		const { store, neighbour, center, by, bakery, school, hire } = await staffed();
		const viewer = await hire('viewer', { role: 'viewer' });
		for (const grant of [
			{ role: 'site', sites: [bakery] },
			{ role: 'teacher', school }
		] as const) {
			expect(await inviteSomebody(store, neighbour, grant, by, START)).toBeNull();
		}
		const foreign = { role: 'site', sites: [bakery, uuid() as never] } as const;
		expect(await changeGrant(store, center, viewer.id, foreign, by, START)).toEqual({
			kind: 'unknown'
		});
	});

	test('a changed role holds from the next request on, and leaves nothing of the old one', async () => {
		const { store, center, desk, by, hire, bakery, school } = await staffed();
		const mentor = await hire('mentor', { role: 'site', sites: [bakery] });
		const headers = await signIn(desk, mentor);
		const grant = { role: 'teacher', school } as const;
		await changeGrant(store, center, mentor.id, grant, by, START);
		expect(await desk.whoIs(headers, Date.now())).toMatchObject({
			staff: { role: 'teacher', reach: { kind: 'school', school } }
		});
		expect(await store.reader.selectFrom('membership_site').selectAll().execute()).toEqual([]);
	});

	test('whoever is removed is signed out at once, and what they did stays', async () => {
		const { store, center, desk, by, hire, actions } = await staffed();
		const viewer = await hire('viewer', { role: 'viewer' });
		const headers = await signIn(desk, viewer);
		await endMembership(store, center, viewer.id, by, START);
		expect((await desk.whoIs(headers, Date.now())).kind).toBe('ended');
		expect(await memberOf(store.reader, center, viewer.id)).toBeNull();
		expect(await actions()).toEqual(['staff.part']);
	});

	test('the last administrator can be neither removed nor made something else', async () => {
		const { store, center, by, hire } = await staffed();
		const last = { kind: 'last-administrator' };
		const viewer = { role: 'viewer' } as const;
		expect(await endMembership(store, center, by.id, by, START)).toEqual(last);
		expect(await changeGrant(store, center, by.id, viewer, by, START)).toEqual(last);
		const second = await hire('second', { role: 'administrator' });
		// Of two who demote each other at once, one stays.
		const outcomes = await Promise.all(
			[by, second].map(({ id }) => changeGrant(store, center, id, viewer, by, START))
		);
		expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['changed', 'last-administrator']);
	});

	test('a reset link sets a password once within an hour, and ends every sign-in', async () => {
		const { store, center, desk, by, hire, actions } = await staffed();
		const viewer = await hire('viewer', { role: 'viewer' });
		const headers = await signIn(desk, viewer);
		const token = tokenIn(await resetMember(store, center, viewer.id, false, by, START));
		const end = START + RESET_MINUTES * MINUTE;
		expect(await resetBehind(store.reader, token, end)).toBeNull();
		expect(await resetBehind(store.reader, token, end - 1)).toEqual({
			email: viewer.email,
			twoStep: false
		});
		const hash = await desk.hash('a new beginning');
		expect(await reset(store, token, hash, '192.0.2.9', end - 1)).toBe(true);
		expect(await reset(store, token, hash, '192.0.2.9', end - 1)).toBe(false);
		expect((await desk.whoIs(headers, Date.now())).kind).toBe('ended');
		await signIn(desk, viewer, 'a new beginning');
		expect(await actions()).toEqual(['staff.offer-reset', 'account.reset']);
	});

	test('a newer reset link makes the older one worthless', async () => {
		const { store, by } = await staffed();
		const offer = () =>
			store.write((trx) => offerReset(trx, by.id, { by: 'shell', twoStep: true }, START));
		const [older, newer] = [await offer(), await offer()];
		expect(await resetBehind(store.reader, older, START)).toBeNull();
		expect(await resetBehind(store.reader, newer, START)).toMatchObject({ twoStep: true });
	});

	test('an administrator resets nobody who also opens a center that is not theirs', async () => {
		const { store, center, by, hire, neighbour } = await staffed();
		const viewer = await hire('viewer', { role: 'viewer' });
		const attempt = () => resetMember(store, center, viewer.id, false, by, START);
		expect(await attempt()).not.toBeNull();
		await store.write((trx) => join(trx, neighbour, viewer.id, { role: 'administrator' }));
		expect(await attempt()).toBeNull();
		await store.write((trx) => join(trx, neighbour, by.id, { role: 'administrator' }));
		expect(await attempt()).not.toBeNull();
	});

	test('a long list is shown page by page, by name, and shows nobody of another center', async () => {
		const { store, center, hire, neighbour } = await staffed();
		for (let n = 0; n < 3; n++) await hire(`viewer-${n}`, { role: 'viewer' });
		await hire('stranger', { role: 'viewer' }, neighbour);
		const { count, members } = await membersOf(store.reader, center, 1);
		expect(count).toBe(4);
		expect(members.map(({ name }) => name)).toEqual([
			'administrator',
			'viewer-0',
			'viewer-1',
			'viewer-2'
		]);
		expect((await membersOf(store.reader, center, 2)).members).toEqual([]);
		expect(MEMBERS_A_PAGE).toBe(50);
	});
});
