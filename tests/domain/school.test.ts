import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { fits, PersonName, type Placement } from '#domain/participant.ts';
import {
	hasGrade,
	OfficeCode,
	SchoolCode,
	schoolKey,
	SchoolName,
	type SchoolLevel
} from '#domain/school.ts';
import { schoolId } from './people.ts';

test.each<[SchoolLevel, number, boolean]>([
	['ELEMENTARY', 1, true],
	['ELEMENTARY', 6, true],
	['ELEMENTARY', 7, false],
	['MIDDLE', 3, true],
	['MIDDLE', 4, false],
	['HIGH', 3, true],
	['HIGH', 4, false],
	['HIGH', 0, false],
	['SPECIAL', 6, true],
	['SPECIAL', 7, false],
	['OTHER', 6, true],
	['MIDDLE', 1.5, false]
])('a school of level %s has grade %f: %s', (level, grade, expected) => {
	expect(hasGrade(level, grade)).toBe(expected);
});

test.each([
	['새빛나래중학교', '새빛나래 중학교'],
	['새빛나래중학교', '새빛나래중'],
	['별솔초등학교', '별솔초'],
	['이든솔고등학교', '이든솔고'],
	['한울샘중학교', '한울샘중학교'.normalize('NFD')],
	['Haebom International', 'HAEBOM international']
])('%s and %s are the same school', (one, other) => {
	expect(schoolKey(one)).toBe(schoolKey(other));
});

test.each([
	['별솔초등학교', '별솔중학교'],
	['별솔중학교', '별솔고등학교'],
	['새빛나래중학교', '새빛중학교']
])('%s and %s are two schools', (one, other) => {
	expect(schoolKey(one)).not.toBe(schoolKey(other));
});

test('codes are a letter and two digits, and seven digits', () => {
	expect(v.is(OfficeCode, 'B10')).toBe(true);
	expect(v.is(OfficeCode, 'b10')).toBe(false);
	expect(v.is(OfficeCode, 'B1')).toBe(false);
	expect(v.is(SchoolCode, '7240393')).toBe(true);
	expect(v.is(SchoolCode, '724039')).toBe(false);
	expect(v.is(SchoolCode, '72403930')).toBe(false);
});

test('names are kept composed, with single spaces', () => {
	expect(v.parse(PersonName, '  김  새봄 '.normalize('NFD'))).toBe('김 새봄');
	expect(v.parse(SchoolName, ' 별솔  중학교 ')).toBe('별솔 중학교');
	for (const name of ['', '   ', '김\u0000봄', '김\n봄', '\ud800', '가'.repeat(61)]) {
		expect(v.is(PersonName, name), JSON.stringify(name)).toBe(false);
	}
	expect(v.is(PersonName, '가'.repeat(60))).toBe(true);
});

describe('a place fits a school', () => {
	const at = (grade: number | null): Placement => ({
		kind: 'school',
		school: schoolId(1),
		...{ grade, classNo: null, number: null }
	});

	test('of which it has the grade, or whose grade nobody said', () => {
		expect(fits(at(3), 'MIDDLE')).toBe(true);
		expect(fits(at(4), 'MIDDLE')).toBe(false);
		expect(fits(at(null), 'MIDDLE')).toBe(true);
	});

	test('and youth out of school need none', () => {
		expect(fits({ kind: 'out-of-school', band: 'HIGH' }, 'ELEMENTARY')).toBe(true);
	});
});
