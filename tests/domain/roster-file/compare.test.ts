import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ParticipantId } from '#domain/id.ts';
import { compare } from '#domain/roster-file/compare.ts';
import { leaveOut, type RosterLine } from '#domain/roster-file/line.ts';
import type { Known, Match, Present } from '#domain/roster-file/match.ts';
import { participantId } from '../people.ts';
import { known, lines, SCHOOL } from './lines.ts';

const EXPECTED = { school: SCHOOL, level: 'MIDDLE' } as const;

function present(people: readonly Known[], changes: Partial<Present> = {}): Present {
	return { known: people, roster: new Set(), expected: EXPECTED, answers: new Map(), ...changes };
}

function matches(
	file: readonly RosterLine[],
	people: readonly Known[],
	changes: Partial<Present> = {}
) {
	return compare(file, present(people, changes)).matches;
}

const kinds = (found: readonly Match[]) => found.map(({ kind }) => kind);
const [first, second, third] = [participantId(1), participantId(2), participantId(3)];

describe('a line and the center', () => {
	test('somebody nobody knows is added', () => {
		expect(matches(lines('1-3-1 김새봄'), [])).toEqual([{ kind: 'added' }]);
	});

	test('somebody known is the same, however the name is spaced or composed', () => {
		const file = lines('1-3-1 김 새봄'.normalize('NFD'), '1-3-2 ｎguyen');
		expect(
			matches(file, known('1-3-1 김새봄', '1-3-2 NGUYEN'), { roster: new Set([second]) })
		).toEqual([
			{ kind: 'same', participant: first, enrolled: false },
			{ kind: 'same', participant: second, enrolled: true }
		]);
	});

	test('what a line does not say changes nothing', () => {
		expect(
			kinds(matches(lines('1-3-? 김새봄', '?-?-? 이솔'), known('1-3-1 김새봄', '1-3-2 이솔')))
		).toEqual(['same', 'same']);
	});

	test('another number in the class is a move', () => {
		expect(matches(lines('1-3-7 김새봄'), known('1-3-1 김새봄'))).toEqual([
			{ kind: 'moved', participant: first, enrolled: false, changes: ['number'] }
		]);
	});

	test('another class is a move, if the list has the old class without them', () => {
		const file = lines('1-4-7 김새봄', '1-3-1 이솔');
		expect(matches(file, known('1-3-1 김새봄', '1-3-2 이솔'))).toEqual([
			{ kind: 'moved', participant: first, enrolled: false, changes: ['classNo', 'number'] },
			{ kind: 'moved', participant: second, enrolled: false, changes: ['number'] }
		]);
	});

	test('another class is a question, if the old class is not in the list', () => {
		expect(matches(lines('1-4-7 김새봄'), known('1-3-1 김새봄'))).toEqual([
			{ kind: 'question', about: 'place', candidates: [first] }
		]);
	});

	test('in March everybody goes up a grade, and is not asked about', () => {
		expect(kinds(matches(lines('2-4-7 김새봄'), known('1-3-1 김새봄')))).toEqual(['moved']);
		expect(kinds(matches(lines('1-4-7 김새봄'), known('3-3-1 김새봄')))).toEqual(['question']);
	});

	test('another school’s pupil of the same name and place is somebody else', () => {
		const elsewhere = known('1-3-1 김새봄').map((it) => ({ ...it, school: '한울샘중학교' }));
		expect(matches(lines('1-3-1 김새봄'), elsewhere)).toEqual([{ kind: 'added' }]);
	});

	test('the same line twice adds one person', () => {
		expect(matches(lines('1-3-1 김새봄', '1-3-1 김새봄'), [])).toEqual([
			{ kind: 'added' },
			{ kind: 'repeat', line: 0 }
		]);
	});

	test('a line that is left out matches nobody', () => {
		const [line] = lines('1-3-1 김새봄');
		expect(line && kinds(matches([leaveOut(line, true)], known('1-3-1 김새봄')))).toEqual([
			'left-out'
		]);
	});
});

describe('two people it could be', () => {
	test('namesakes whose places are known are told apart', () => {
		const file = lines('1-3-1 김민준', '1-3-9 김민준');
		expect(kinds(matches(file, known('1-3-9 김민준', '1-3-1 김민준')))).toEqual(['same', 'same']);
	});

	test('one of two namesakes, without a number, is a question', () => {
		expect(matches(lines('1-3-? 김민준'), known('1-3-1 김민준', '1-3-9 김민준'))).toEqual([
			{ kind: 'question', about: 'place', candidates: [first, second] }
		]);
	});

	test('one of two namesakes whom nothing tells apart is a question', () => {
		expect(kinds(matches(lines('1-3-? 김민준'), known('1-3-? 김민준', '1-3-? 김민준')))).toEqual([
			'question'
		]);
	});

	test('a namesake who stays where they were is no reason to move the other', () => {
		const file = lines('1-3-1 김민준', '1-4-2 김민준');
		expect(kinds(matches(file, known('1-3-1 김민준', '1-3-9 김민준')))).toEqual([
			'same',
			'question'
		]);
	});

	test('a place under another name is a question where the class is otherwise known', () => {
		const file = lines('1-3-1 김새봄', '1-3-2 이하늘');
		expect(matches(file, known('1-3-1 김새봄', '1-3-2 박솔'))[1]).toEqual({
			kind: 'question',
			about: 'name',
			candidates: [second]
		});
	});

	test('a new year’s class is not asked about one by one, only about slips of a letter', () => {
		const file = lines('1-3-1 김새봄', '1-3-2 이하늘', '1-3-3 최다솜');
		const lastYear = known('1-3-1 박솔', '1-3-2 정우주', '1-3-3 최다솔');
		expect(kinds(matches(file, lastYear))).toEqual(['added', 'added', 'question']);
	});

	test('a letter that tells namesakes apart is asked about, wherever it appears', () => {
		expect(kinds(matches(lines('1-3-1 김민준A', '1-3-2 김민준B'), known('1-3-? 김민준')))).toEqual([
			'question',
			'question'
		]);
	});

	test('an answer settles it', () => {
		const people = known('1-3-1 김새봄', '1-3-2 박솔', '1-3-9 김민준', '1-3-8 김민준');
		const file = lines('1-3-1 김새봄', '1-3-2 이하늘', '1-3-? 김민준');
		const ask = (answers: Present['answers']) => matches(file, people, { answers }).slice(1);
		expect(
			ask(
				new Map([
					[1, second],
					[2, third]
				])
			)
		).toEqual([
			{ kind: 'renamed', participant: second, enrolled: false },
			{ kind: 'same', participant: third, enrolled: false }
		]);
		expect(
			kinds(
				ask(
					new Map([
						[1, null],
						[2, null]
					])
				)
			)
		).toEqual(['added', 'added']);
	});

	test('an answer about somebody whom another line took changes nothing', () => {
		const file = lines('1-3-1 김새봄', '1-3-2 이솔');
		const answers = new Map([
			[0, first],
			[1, first]
		]);
		expect(kinds(matches(file, known('1-3-1 김새봄'), { answers }))).toEqual(['same', 'added']);
	});
});

describe('who is gone', () => {
	const people = known('1-3-1 김새봄', '1-3-2 이솔', '1-4-1 박봄');
	const roster = new Set(people.map(({ id }) => id));

	test('whoever is on the roster and not in the list of their class', () => {
		expect(compare(lines('1-3-1 김새봄'), present(people, { roster })).gone).toEqual([second]);
	});

	test('nobody of a class that the list does not speak of', () => {
		expect(compare(lines('1-3-1 김새봄', '1-3-2 이솔'), present(people, { roster })).gone).toEqual(
			[]
		);
	});

	test('nobody who is not on this session’s roster', () => {
		expect(compare(lines('1-3-1 김새봄'), present(people)).gone).toEqual([]);
	});

	test('a pupil whose line says that they have left', () => {
		const [stays, leaves] = lines('1-3-1 김새봄', '1-3-2 이솔');
		const file =
			stays && leaves
				? [stays, { ...leaves, leftOut: { kind: 'away', word: '전출' } as const }]
				: [];
		expect(compare(file, present(people, { roster })).gone).toEqual([second]);
	});

	test('not somebody about whom there is a question', () => {
		const file = lines('1-3-1 김새봄', '1-3-2 최하늘');
		expect(compare(file, present(people, { roster })).gone).toEqual([]);
	});
});

const person = fc
	.tuple(
		fc.integer({ min: 1, max: 2 }),
		fc.integer({ min: 1, max: 2 }),
		fc.option(fc.integer({ min: 1, max: 4 })),
		fc.constantFrom('김새봄', '김새별', '이솔', '김민준A', '김민준')
	)
	.map(([grade, classNo, number, name]) => `${grade}-${classNo}-${number ?? '?'} ${name}`);

test('importing the same list again changes nothing', () => {
	fc.assert(
		fc.property(
			fc.array(person, { maxLength: 12 }),
			fc.array(person, { maxLength: 8 }),
			(file, before) => {
				const list = lines(...file);
				const people = known(...before);
				// Whatever is asked about is somebody new.
				const open = matches(list, people).flatMap(({ kind }, at) =>
					kind === 'question' ? [at] : []
				);
				const answers = new Map<number, ParticipantId | null>(open.map((at) => [at, null]));
				const found = matches(list, people, { answers });
				const after = afterwards(list, people, found);
				for (const [at, match] of matches(list, after).entries()) {
					const asked = match.kind === 'question' && match.candidates.length > 1;
					if (!asked)
						expect([file[at], match.kind]).toEqual([
							file[at],
							found[at]?.kind === 'repeat' ? 'repeat' : 'same'
						]);
				}
			}
		),
		{ numRuns: 300 }
	);
});

/** What the center has once a list was taken in. */
function afterwards(
	list: readonly RosterLine[],
	people: readonly Known[],
	found: readonly Match[]
) {
	const after = new Map(people.map((it) => [it.id, it]));
	for (const [at, match] of found.entries()) {
		const line = list[at]?.listed;
		if (!line) continue;
		if (match.kind === 'added') {
			const id = participantId(1_000 + at);
			after.set(id, { ...line, school: SCHOOL, id });
		} else if ('participant' in match) {
			const before = after.get(match.participant);
			if (before)
				after.set(before.id, {
					...before,
					...line,
					number: line.number ?? before.number,
					school: SCHOOL
				});
		}
	}
	return [...after.values()];
}
