import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { classOf } from '#domain/class-code.ts';
import { mask } from '#domain/name.ts';
import { PULL_ROWS_MAX, PullAnswer } from '#domain/protocol.ts';
import { open } from '#domain/seal.ts';
import { badgeOf } from '#domain/token.ts';
import { SEOUL, Zone } from '#domain/zone.ts';
import { addParticipants, enrolAll, retell, unenrol } from '#server/roster.ts';
import { classCodesOf } from '#server/class-codes.ts';
import { addSessions } from '#server/sessions.ts';
import { pull } from '#server/sync/pull.ts';
import { push } from '#server/sync/push.ts';
import { event, HOUR, MINUTE, START } from '../domain/people.ts';
import { ENGINES, NAMES, newIncarnation, openCenter, pairDevice, pushOf, uuid } from './center.ts';

describe.each(ENGINES)('what a tablet is told, on %s', (engine) => {
	async function paired() {
		const center = await openCenter(engine);
		const { device } = await pairDevice(center.store, center.center, center.bakery);
		const ask = (cursor: string | null, now = START) =>
			pull(center, center.epoch, device, cursor, now);
		return { ...center, device, ask };
	}

	test('at first everything of its own site, and nothing of another', async () => {
		const { ask, morning, bakery, center, students, tokens } = await paired();
		const news = await ask(null);
		expect(news).toMatchObject({
			fresh: true,
			more: false,
			center: { id: center, name: '해봄 센터' },
			site: { id: bakery, name: '달보드레 빵집' },
			events: []
		});
		expect(news.sessions.map(({ id, program }) => [id, program])).toEqual([[morning, '청진기']]);
		expect(news.roster.map(({ participant }) => participant).sort()).toEqual(
			students.map(({ id }) => id).sort()
		);
		for (const entry of news.roster) {
			const token = tokens.get(entry.participant);
			if (!token || !entry.sealed) throw new Error('A student without a badge');
			expect(entry.badge).toBe(badgeOf(token));
			const bearer = await open(entry.sealed, entry.participant, token);
			expect(bearer).toEqual({
				name: students.find(({ id }) => id === entry.participant)?.name,
				group: '1-3'
			});
		}
		expect(JSON.stringify(news)).not.toMatch(new RegExp(NAMES.join('|')));
	});

	test('whom a class’s code calls in: by masked names, that only the code opens', async () => {
		const { store, keys, center, students, ask } = await paired();
		const [first] = students;
		if (!first) throw new Error('No students');
		const before = await ask(null);
		const codes = await classCodesOf(
			store.reader,
			keys,
			center,
			students.map(({ id }) => id)
		);
		const code = codes.get(first.id);
		if (!code) throw new Error('A student without a class');
		expect(new Set(codes.values()).size).toBe(1);
		for (const { participant, inClass } of before.roster) {
			expect(inClass?.hash).toBe(classOf(code));
			const { name } = students.find(({ id }) => id === participant) ?? { name: '' };
			const opened = await open(inClass?.sealed ?? '', participant, code);
			expect(opened).toEqual({ name: mask(name), group: '1-3' });
		}
		expect(JSON.stringify(before)).not.toContain(code);

		// A year later the same class is another one; tablets hear of it as they do of every change.
		await store.write(async (trx) => {
			await trx
				.updateTable('participant')
				.set({ year: 2027 })
				.where('center_id', '=', center)
				.where('id', '=', first.id)
				.execute();
			await retell(trx, center, [first.id], START);
		});
		const after = await ask(before.cursor);
		expect(after.roster).toHaveLength(1);
		expect(after.roster[0]?.inClass?.hash).not.toBe(classOf(code));
		const other = await openCenter(engine);
		const elsewhere = await classCodesOf(store.reader, keys, other.center, [first.id]);
		expect(elsewhere.size).toBe(0);
	});

	test('youth out of school are in no class', async () => {
		const { store, center, students, ask } = await paired();
		const [first] = students;
		if (!first) throw new Error('No students');
		await store.write(async (trx) => {
			await trx
				.updateTable('participant')
				.set({ school_id: null, grade: null, class_no: null })
				.where('center_id', '=', center)
				.where('id', '=', first.id)
				.execute();
			await retell(trx, center, [first.id], START);
		});
		const { roster } = await ask(null);
		expect(roster.find(({ participant }) => participant === first.id)?.inClass).toBeUndefined();
	});

	test('in which zone the center lies; a server that says nothing means Seoul', async () => {
		const { ask, store, center } = await paired();
		const first = await ask(null);
		expect(first.zone).toBe(SEOUL);
		const { zone: _, ...older } = first;
		expect(v.parse(PullAnswer, older).zone).toBe(SEOUL);
		expect(v.parse(PullAnswer, { ...older, zone: 'Nowhere/City' }).zone).toBe(SEOUL);
		const hanoi = v.parse(Zone, 'Asia/Ho_Chi_Minh');
		await store.write((trx) =>
			trx.updateTable('center').set({ zone: hanoi }).where('id', '=', center).execute()
		);
		const news = await ask(first.cursor);
		expect(v.parse(PullAnswer, news).zone).toBe(hanoi);
	});

	test('events of which a tablet cannot read whom they are about do not keep it from the rest', async () => {
		const { ask } = await paired();
		const answer = await ask(null);
		const known = event(1, 'arrival');
		const later = { ...event(2, 'arrival'), who: { kind: 'group', of: 12 } };
		const { roster, events } = v.parse(PullAnswer, { ...answer, events: [later, known] });
		expect(events).toEqual([known]);
		expect(roster).toEqual(answer.roster);
	});

	test('then only what has changed since', async () => {
		const { ask, store, center, morning, students } = await paired();
		const first = await ask(null);
		expect(await ask(first.cursor)).toMatchObject({
			fresh: false,
			sessions: [],
			roster: [],
			rosterGone: [],
			events: []
		});
		const [leaver] = students;
		if (!leaver) throw new Error('Nobody there');
		await store.write((trx) => unenrol(trx, center, morning, leaver.id));
		const second = await ask(first.cursor);
		expect(second.rosterGone).toEqual([{ session: morning, participant: leaver.id }]);
		expect((await ask(second.cursor)).rosterGone).toEqual([]);
	});

	test('other tablets’ events at its site, by position, each once', async () => {
		const { ask, store, center, epoch, bakery, morning, lecture } = await paired();
		const { device: other } = await pairDevice(store, center, bakery, '태블릿 2');
		const life = newIncarnation();
		const seen = (seq: number, session: typeof morning | null) =>
			event(seq, 'arrival', { id: uuid() as never, incarnation: life, session });
		const batch = [seen(1, morning), seen(2, lecture), seen(3, morning), seen(4, null)];
		const { cursor } = await ask(null);
		await push(store, epoch, other, pushOf(life, batch), START);
		const news = await ask(cursor);
		expect(news.events.map(({ id }) => id)).toEqual([batch[0]?.id, batch[2]?.id]);
		expect((await ask(news.cursor)).events).toEqual([]);
	});

	test('long lists in pages that join without a gap or an overlap', async () => {
		const { ask, store, center, morning, school } = await paired();
		const crowd = Array.from({ length: PULL_ROWS_MAX + 200 }, (_, index) => ({
			id: uuid() as never,
			school_id: school,
			grade: 2,
			class_no: 1,
			number: index,
			name: '가나다'
		}));
		await store.write(async (trx) => {
			await addParticipants(trx, center, crowd);
			await enrolAll(
				trx,
				center,
				crowd.map(({ id }) => ({ session: morning, participant: id }))
			);
		});
		const first = await ask(null);
		expect(first).toMatchObject({ more: true });
		expect(first.roster).toHaveLength(PULL_ROWS_MAX);
		const second = await ask(first.cursor);
		expect(second).toMatchObject({ more: false, fresh: false });
		const all = [...first.roster, ...second.roster].map(({ participant }) => participant);
		expect(new Set(all).size).toBe(crowd.length + NAMES.length);
		expect(all).toHaveLength(crowd.length + NAMES.length);
	});

	test('nothing of a session that ended more than a day ago', async () => {
		const { ask } = await paired();
		const end = START + 2 * HOUR;
		expect((await ask(null, end + 24 * HOUR - 1)).roster).toHaveLength(NAMES.length);
		const later = await ask(null, end + 24 * HOUR);
		expect([later.sessions, later.roster]).toEqual([[], []]);
	});

	test('to start afresh when it moved, when the server was restored, or when its cursor is garbage', async () => {
		const { ask, store, keys, device, college, center, epoch } = await paired();
		const { cursor } = await ask(null);
		expect((await ask('garbage')).fresh).toBe(true);
		const restored = await pull({ store, keys }, uuid() as never, device, cursor, START);
		expect(restored.fresh).toBe(true);
		await store.write((trx) =>
			trx.updateTable('device').set({ site_id: college }).where('center_id', '=', center).execute()
		);
		const moved = await pull(
			{ store, keys },
			epoch,
			{ ...device, site_id: college },
			cursor,
			START
		);
		expect(moved).toMatchObject({ fresh: true, site: { name: '가온누리대학교' }, roster: [] });
	});

	test('a session that was prepared later comes with the next pull', async () => {
		const { ask, store, center, bakery, program } = await paired();
		const { cursor } = await ask(null);
		const id = uuid() as never;
		await store.write((trx) =>
			addSessions(trx, center, [
				{
					id,
					program_id: program,
					site_id: bakery,
					starts_at: START + 4 * HOUR,
					ends_at: START + 5 * HOUR,
					open_before_ms: HOUR,
					grace_ms: MINUTE,
					stay_ms: MINUTE,
					capacity: null
				}
			])
		);
		expect((await ask(cursor)).sessions.map((session) => session.id)).toEqual([id]);
	});
});
