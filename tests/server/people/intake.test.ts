import { describe, expect, test } from 'vitest';
import { dayOf } from '#domain/day.ts';
import type { ParticipantId, SchoolId } from '#domain/id.ts';
import { markOf, weigh, type Intake, type IntakeLine, type IntakeSchool } from '#domain/intake.ts';
import { open } from '#domain/seal.ts';
import { SEOUL } from '#domain/zone.ts';
import { sheet } from '#server/badges.ts';
import { found } from '#server/centers.ts';
import { leave } from '#server/people/changes.ts';
import { takeIn } from '#server/people/intake.ts';
import { sceneOf } from '#server/people/scene.ts';
import { peopleList } from '#server/people/list.ts';
import { schoolsOf } from '#server/schools.ts';
import { pull } from '#server/sync/pull.ts';
import { HOUR, schoolId, sessionId, START } from '../../domain/people.ts';
import { SOMEBODY, ENGINES, NAMES, openCenter, pairDevice } from '../center.ts';

const CENTER = { kind: 'center' } as const;
const EVERYBODY = { school: null, grade: null, classNo: null, name: '', left: false };

/** A line of class 1-3 in the first of the schools. */
const line = (number: number | null, name: string, answer: IntakeLine[5] = 0): IntakeLine => [
	0,
	1,
	3,
	number,
	name,
	answer
];
const CLASS = NAMES.map((name, index) => line(index + 1, name));

describe.each(ENGINES)('taking a list in, on %s', (engine) => {
	async function opened() {
		const it = await openCenter(engine);
		const { store, keys, center, school, lecture, morning } = it;
		const known: IntakeSchool = { kind: 'known', id: school };

		/** What the office's browser does: asks, compares, and sends what it has shown. */
		async function shown(
			lines: readonly IntakeLine[],
			changes: Partial<Omit<Intake, 'lines' | 'mark'>> = {}
		): Promise<Intake> {
			const intake = {
				...{ sessions: [lecture], schools: [known], band: null, dropGone: false },
				...changes
			};
			const ids = intake.schools.flatMap((each) => (each.kind === 'known' ? [each.id] : []));
			const outOfSchool = lines.some(([at]) => at === null);
			const asked = { schools: ids, outOfSchool, sessions: intake.sessions };
			const scene = await sceneOf(store.reader, center, asked);
			if (!scene) throw new Error('No such school or session');
			const schools = await schoolsOf(store.reader, center, CENTER);
			const names = intake.schools.map((each) =>
				each.kind === 'new' ? each.name : (schools.find(({ id }) => id === each.id)?.name ?? '')
			);
			const comparison = weigh(lines, names, { ...scene, roster: new Set(scene.roster) });
			return { ...intake, lines: [...lines], mark: markOf(comparison) };
		}
		const send = (intake: Intake, now = START) =>
			takeIn({ store, keys }, center, SOMEBODY, intake, now);
		const take = async (...given: Parameters<typeof shown>) => send(await shown(...given));
		const people = async (filter: Partial<typeof EVERYBODY> = {}) =>
			(await peopleList(store.reader, center, CENTER, { ...EVERYBODY, ...filter }, 1)).people;
		const onRoster = async (session = lecture) =>
			(await sheet(store.reader, keys, center, session)).map(({ person }) => person.name);
		/** Everything that a list could alter. */
		const everything = async () => [
			await store.reader.selectFrom('participant').selectAll().orderBy('id').execute(),
			await store.reader.selectFrom('badge').selectAll().orderBy('hash').execute(),
			await store.reader.selectFrom('school').selectAll().orderBy('id').execute(),
			await store.reader
				.selectFrom('enrolment')
				.selectAll()
				.orderBy('session_id')
				.orderBy('participant_id')
				.execute()
		];
		return { ...it, shown, send, take, people, onRoster, everything, known, morning };
	}

	test('new people get badges and places, and those who are known only places', async () => {
		const { take, people, onRoster } = await opened();
		const done = await take([...CLASS, line(6, '한가온'), line(7, '오라온')]);
		expect(done).toEqual({
			kind: 'done',
			...{ added: 2, changed: 0, same: 5, enrolled: 7, gone: 0, schools: 0 }
		});
		expect(await people()).toHaveLength(7);
		expect(await people({ name: '한가온' })).toMatchObject([
			{ grade: 1, classNo: 3, number: 6, year: 2026, badge: true }
		]);
		expect(await onRoster()).toEqual([...NAMES, '한가온', '오라온'].toSorted());
	});

	test('the same list a second time changes nothing at all', async () => {
		const { take, everything } = await opened();
		const list = [...CLASS, line(6, '한가온'), line(6, '한가온'), line(null, '이름만')];
		await take(list);
		const before = await everything();
		expect(await take(list)).toMatchObject({ kind: 'done', added: 0, changed: 0, enrolled: 0 });
		expect(await everything()).toEqual(before);
	});

	test('the tablets of the site hear of it, with the right greeting', async () => {
		const { store, keys, epoch, center, college, lecture, take } = await opened();
		const { device } = await pairDevice(store, center, college);
		const { cursor } = await pull({ store, keys }, epoch, device, null, START);
		await take([...CLASS.slice(1), line(1, '김새봄'), line(9, '한가온')]);
		const { roster } = await pull({ store, keys }, epoch, device, cursor, START);
		expect(roster).toHaveLength(6);
		for (const { person, token } of await sheet(store.reader, keys, center, lecture)) {
			const entry = roster.find(({ participant }) => participant === person.id);
			if (!entry?.sealed) throw new Error('Nobody there');
			expect(await open(entry.sealed, person.id, token)).toEqual({
				name: person.name,
				group: '1-3'
			});
		}
	});

	test('who changed class or number keeps their badge, and is greeted anew', async () => {
		const { store, keys, center, morning, take, people, tokens, students } = await opened();
		const moved: IntakeLine[] = [
			...CLASS.slice(1),
			[0, 1, 4, 8, '김새봄', students[0]?.id ?? null]
		];
		expect(await take(moved)).toMatchObject({ added: 0, changed: 1, same: 4 });
		expect(await people({ name: '김새봄' })).toMatchObject([{ classNo: 4, number: 8 }]);
		const printed = (await sheet(store.reader, keys, center, morning)).find(
			({ person }) => person.name === '김새봄'
		);
		if (!printed) throw new Error('Nobody there');
		expect(printed.token).toBe(tokens.get(printed.person.id));
		const row = await store.reader
			.selectFrom('badge')
			.select('sealed')
			.where('participant_id', '=', printed.person.id)
			.executeTakeFirstOrThrow();
		expect(await open(row.sealed, printed.person.id, printed.token)).toEqual({
			name: '김새봄',
			group: '1-4'
		});
	});

	test('an open question is never guessed, an answer is followed', async () => {
		const { take, people, students, everything } = await opened();
		const before = await everything();
		const odd = [...CLASS.slice(1), line(1, '김새벽')];
		expect(await take(odd)).toEqual({ kind: 'undecided' });
		expect(await everything()).toEqual(before);
		const first = students[0]?.id ?? null;
		const renamed = await take([...CLASS.slice(1), line(1, '김새벽', first)]);
		expect(renamed).toMatchObject({ added: 0, changed: 1 });
		expect((await people()).map(({ name }) => name)).toContain('김새벽');
		const another = await take([...CLASS.slice(1), line(1, '김새별', null)]);
		expect(another).toMatchObject({ added: 1 });
		expect(await people()).toHaveLength(6);
	});

	test('if the center changed after it was shown, nothing is written', async () => {
		const { shown, send, take, everything } = await opened();
		const intake = await shown([...CLASS, line(6, '한가온')]);
		await take([line(6, '한가온')]);
		const before = await everything();
		expect(await send(intake)).toEqual({ kind: 'changed' });
		expect(await everything()).toEqual(before);
	});

	test('two who confirm the same list at the same moment add nobody twice', async () => {
		const { shown, send, people } = await opened();
		const intake = await shown([...CLASS, line(6, '한가온')]);
		const kinds = (await Promise.all([send(intake), send(intake)])).map(({ kind }) => kind);
		expect(kinds.toSorted()).toEqual(['changed', 'done']);
		expect(await people({ name: '한가온' })).toHaveLength(1);
	});

	test('who is not on the list any more comes off the roster only if that was said', async () => {
		const { take, onRoster, people, lecture } = await opened();
		await take(CLASS);
		const shorter = CLASS.slice(0, 4);
		expect(await take(shorter)).toMatchObject({ gone: 0 });
		expect(await onRoster()).toHaveLength(5);
		expect(await take(shorter, { dropGone: true })).toMatchObject({ gone: 1 });
		expect(await onRoster(lecture)).toEqual(NAMES.slice(0, 4).toSorted());
		expect(await people()).toHaveLength(5);
		// And on the next list again.
		expect(await take(CLASS)).toMatchObject({ enrolled: 1 });
		expect(await onRoster()).toHaveLength(5);
	});

	test('on a list of the school, who is missing moved away, and is back with the next list', async () => {
		const { store, center, take, people, onRoster, morning, students, shown, send } =
			await opened();
		const early = START - 48 * HOUR;
		const gone = await send(await shown(CLASS.slice(1), { sessions: [], dropGone: true }), early);
		expect(gone).toMatchObject({ gone: 1, added: 0, enrolled: 0 });
		expect(await people({ left: true })).toMatchObject([
			{ name: '김새봄', left: { on: dayOf(early, SEOUL), why: 'moved' } }
		]);
		expect(await onRoster(morning)).not.toContain('김새봄');
		expect(await take(CLASS, { sessions: [] })).toMatchObject({ changed: 1, added: 0 });
		expect(await people({ left: true })).toEqual([]);

		const graduated = { on: dayOf(START, SEOUL), why: 'graduated' } as const;
		const first = students[0]?.id;
		if (!first) throw new Error('Nobody there');
		await store.write((trx) => leave(trx, center, SOMEBODY, first, graduated, START));
		expect(await take(CLASS, { sessions: [] })).toMatchObject({ added: 1 });
	});

	test('a new school comes with its students', async () => {
		const { store, center, take, people } = await opened();
		const fresh: IntakeSchool = { kind: 'new', name: '이든솔고등학교', level: 'HIGH' };
		const list = [line(1, '윤바다')];
		expect(await take(list, { schools: [fresh] })).toMatchObject({ added: 1, schools: 1 });
		expect(await people({ name: '윤바다' })).toMatchObject([
			{ school: { name: '이든솔고등학교' } }
		]);
		expect(await schoolsOf(store.reader, center, CENTER)).toHaveLength(2);
		// Somebody else was faster.
		expect(await take(list, { schools: [fresh] })).toEqual({ kind: 'changed' });
	});

	test('youth out of school have an age and no class', async () => {
		const { take, people, shown, send } = await opened();
		const list: IntakeLine[] = [[null, null, null, null, '길보람', 0]];
		expect(await take(list, { schools: [] })).toEqual({ kind: 'undecided' });
		expect(await take(list, { schools: [], band: 'HIGH' })).toMatchObject({ added: 1 });
		expect(await people({ name: '길보람' })).toMatchObject([{ school: null, band: 'HIGH' }]);
		const again = await shown(list, { schools: [], band: 'HIGH' });
		expect(await send(again)).toMatchObject({ added: 0, same: 1 });
	});

	test('a grade that the school does not have is refused', async () => {
		const { take, everything } = await opened();
		const before = await everything();
		expect(await take([[0, 4, 1, 1, '윤바다', 0]])).toEqual({ kind: 'undecided' });
		expect(await take([[1, 1, 1, 1, '윤바다', 0]])).toEqual({ kind: 'undecided' });
		expect(await everything()).toEqual(before);
	});

	test('schools and sessions of another center are as if they were not there', async () => {
		const { store, keys, known, lecture, morning, school, shown } = await opened();
		const other = await store.write((trx) => found(trx, { name: '옆 센터', demo: false }, START));
		const intake = await shown(CLASS);
		const outcome = (changes: Partial<Intake>) =>
			takeIn({ store, keys }, other, SOMEBODY, { ...intake, ...changes }, START);
		expect(await outcome({})).toEqual({ kind: 'unknown' });
		expect(await outcome({ schools: [], sessions: [lecture] })).toEqual({ kind: 'unknown' });
		expect(await outcome({ schools: [known], sessions: [] })).toEqual({ kind: 'unknown' });
		const asked = (schools: SchoolId[], sessions = [morning]) =>
			sceneOf(store.reader, other, { schools, outOfSchool: true, sessions });
		expect(await asked([school], [])).toBeNull();
		expect(await asked([])).toBeNull();
		expect(await asked([schoolId(9)], [])).toBeNull();
		expect(await asked([], [sessionId(9)])).toBeNull();
		expect(await asked([], [])).toEqual({ schools: [], known: [], roster: [], rosters: [] });
	});

	test('is on the trail, in numbers', async () => {
		const { store, take, lecture } = await opened();
		await take([...CLASS, line(6, '한가온')]);
		const trail = await store.reader.selectFrom('trail').selectAll().execute();
		expect(trail).toMatchObject([{ action: 'people.import', people: 6, kind: 'change' }]);
		expect(JSON.parse(trail[0]?.detail ?? '')).toMatchObject({ added: 1, sessions: [lecture] });
		expect(JSON.stringify(trail)).not.toContain('가온');
	});

	test('a badge is drawn for each new one, none twice', async () => {
		const { store, take } = await opened();
		await take(
			Array.from({ length: 120 }, (_, index) => line(null, `가온${'가나다라'[index % 4]}`))
		);
		const owners = await store.reader.selectFrom('badge').select('participant_id').execute();
		const participants = new Set<ParticipantId>(owners.map((row) => row.participant_id));
		expect(participants.size).toBe(owners.length);
		expect(owners).toHaveLength(5 + 4);
	});
});
