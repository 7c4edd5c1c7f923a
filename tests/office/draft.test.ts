import { describe, expect, test } from 'vitest';
import { markOf, weigh, type SceneAnswer } from '#domain/intake.ts';
import { readPasted } from '#domain/roster-file/reading.ts';
import type { School } from '#domain/school.ts';
import {
	askedFor,
	comparisonOf,
	corrected,
	doubtfulOf,
	emptyDraft,
	fullnessOf,
	hindranceOf,
	intakeOf,
	placedOf,
	rowsOf,
	schoolCalls,
	withAnswer,
	withChoice,
	withLeftOut,
	withLines,
	withScene,
	type Draft
} from '#office/intake/draft.ts';
import { participantId, schoolId, sessionId } from '../domain/people.ts';

const school = (n: number, name: string, changes: Partial<School> = {}): School => ({
	id: schoolId(n),
	...{ name, level: 'MIDDLE', officeCode: null, code: null, closedOn: null, formerNames: [] },
	...changes
});
const SCHOOLS = [
	school(1, '별솔중학교'),
	school(2, '해마루중학교', { formerNames: [{ name: '새빛나래중학교', until: 0 }] })
];

/** A list as somebody pastes it, with its heading. */
function pasted(...rows: readonly string[]): Draft {
	const reading = readPasted(rows.map((row) => row.replaceAll(' ', '\t')).join('\n'), 2026);
	if (reading.kind !== 'read' || reading.understanding.kind !== 'understood') {
		throw new Error('Not understood');
	}
	return withLines(emptyDraft(SCHOOLS), reading.understanding.lines);
}

const CLASS = ['학교 학년 반 번호 성명', '별솔중학교 1 3 1 김새봄', '별솔중학교 1 3 2 이하늘'];

/** What the server would say about the pupils of that class, the first under another name. */
const scene = (first = '김새봄'): SceneAnswer => ({
	schools: SCHOOLS,
	known: [first, '이하늘'].map((name, index) => ({
		id: participantId(index + 1),
		school: '별솔중학교',
		...{ grade: 1, classNo: 3, number: index + 1, name }
	})),
	roster: [participantId(1), participantId(2)],
	rosters: [
		{ session: sessionId(1), capacity: 2, participants: [participantId(1), participantId(2)] }
	]
});

const judge = (draft: Draft) => {
	const placed = placedOf(draft);
	const comparison = comparisonOf(draft, placed);
	const rows = rowsOf(draft, placed, comparison);
	return { placed, comparison, rows, hindrance: hindranceOf(draft, rows) };
};

describe('the schools of a list', () => {
	test('are known by the name they have, a short form, or one they had', () => {
		const draft = pasted(
			CLASS[0] ?? '',
			'별솔중 1 1 1 김새봄',
			'새빛나래중학교 1 1 1 이하늘',
			'이든솔고등학교 1 1 1 박우주'
		);
		expect(schoolCalls(draft).map(({ choice }) => choice)).toEqual([
			{ kind: 'known', id: schoolId(1) },
			{ kind: 'known', id: schoolId(2) },
			{ kind: 'new', level: 'HIGH' }
		]);
		expect(placedOf(draft).map(({ listed }) => listed.school)).toEqual([
			...['별솔중학교', '해마루중학교', '이든솔고등학교']
		]);
		expect(askedFor(draft).schools).toEqual([schoolId(1), schoolId(2)]);
	});

	test('an open school comes before a closed one of the same name', () => {
		const closed = school(3, '별솔중학교', { closedOn: '2026-03-01' as School['closedOn'] });
		const draft = { ...pasted(...CLASS), schools: [closed, ...SCHOOLS] };
		expect(schoolCalls(draft)[0]?.choice).toEqual({ kind: 'known', id: schoolId(1) });
	});

	test('a new school that is called by two names is one', () => {
		const draft = withScene(
			pasted(CLASS[0] ?? '', '이든솔고 1 1 1 김새봄', '이든솔고등학교 1 1 2 이하늘'),
			{ ...scene(), known: [] }
		);
		expect(intakeOf(draft, placedOf(draft))?.schools).toEqual([
			{ kind: 'new', name: '이든솔고등학교', level: 'HIGH' }
		]);
	});

	test('that are not meant leave their lines out', () => {
		const draft = withChoice(pasted(...CLASS), '별솔중학교', { kind: 'out' });
		expect(judge(draft).hindrance).toEqual({ kind: 'nothing' });
	});

	test('have to be chosen where the list names none', () => {
		const draft = pasted('학년 반 번호 성명', '1 3 1 김새봄');
		expect(judge(draft).hindrance).toEqual({ kind: 'schools' });
		const chosen = { ...draft, home: schoolId(1) };
		expect(judge(chosen).hindrance).toBeNull();
		expect(askedFor(chosen).schools).toEqual([schoolId(1)]);
		const youth = withScene({ ...draft, home: 'none' }, { ...scene(), known: [] });
		expect(askedFor(youth)).toMatchObject({ schools: [], outOfSchool: true });
		expect(intakeOf(youth, placedOf(youth))).toMatchObject({
			band: 'MIDDLE',
			lines: [[null, null, null, null, '김새봄', 0]]
		});
		expect(doubtfulOf(judge(youth).rows)).toEqual([]);
	});
});

test('a line that cannot be taken in as it is holds the list up until it is put right or left out', () => {
	const draft = pasted(...CLASS, '별솔중학교 1 3 3 ???', '별솔중학교 5 3 4 박우주');
	expect(judge(draft).hindrance).toEqual({ kind: 'blocked', count: 2 });
	expect(doubtfulOf(judge(draft).rows)).toEqual([2, 3]);
	const once = corrected(draft, 2, { name: '최마루' });
	expect(judge(once).hindrance).toEqual({ kind: 'blocked', count: 1 });
	expect(judge(corrected(once, 3, { grade: 1 })).hindrance).toBeNull();
	expect(judge(withLeftOut(once, [3], true)).hindrance).toBeNull();
});

test('a question is asked again when the line it was about is changed', () => {
	const draft = withScene(pasted(...CLASS), scene('김새벽'));
	const [row] = judge(draft).rows;
	if (!row) throw new Error('No line');
	expect(row.match).toMatchObject({ kind: 'question', candidates: [participantId(1)] });
	expect(judge(draft).hindrance).toEqual({ kind: 'questions', count: 1 });
	const answered = withAnswer(draft, row, participantId(1));
	expect(judge(answered)).toMatchObject({ hindrance: null });
	expect(judge(answered).rows[0]?.match).toMatchObject({ kind: 'renamed' });
	expect(answered.answered.get(0)).toMatchObject({ kind: 'question' });
	const changed = corrected(answered, 0, { name: '김새별' });
	expect(judge(changed).hindrance).toEqual({ kind: 'questions', count: 1 });
});

test('what is sent is what is shown, without what was left out', () => {
	const whole = withScene(pasted(...CLASS, '별솔중학교 1 3 3 박우주'), scene());
	const draft = withLeftOut({ ...whole, sessions: [sessionId(1)] }, [1], true);
	const { placed, comparison } = judge(draft);
	expect(comparison?.matches.map(({ kind }) => kind)).toEqual(['same', 'left-out', 'added']);
	const intake = intakeOf(draft, placed);
	if (!intake) throw new Error('Nothing to send');
	expect(intake.lines).toEqual([
		[0, 1, 3, 1, '김새봄', 0],
		[0, 1, 3, 3, '박우주', 0]
	]);
	const { known, roster } = scene();
	const weighed = weigh(intake.lines, ['별솔중학교'], { known, roster: new Set(roster) });
	expect(intake.mark).toBe(markOf(weighed));
	expect(fullnessOf(draft, comparison)).toEqual([{ session: sessionId(1), capacity: 2, after: 3 }]);
	expect(fullnessOf({ ...draft, dropGone: true }, comparison)).toMatchObject([{ after: 2 }]);
});

test('another file keeps where it goes, and nothing that was said about the last one', () => {
	const draft = withScene({ ...pasted(...CLASS), home: schoolId(1) }, scene('김새벽'));
	const [row] = judge(draft).rows;
	if (!row) throw new Error('No line');
	const next = withLines(withAnswer(draft, row, null), []);
	expect(next).toMatchObject({ home: schoolId(1), lines: [], scene: null });
	expect([next.answers.size, next.answered.size, next.choices.size]).toEqual([0, 0, 0]);
});
