import { expect, test } from 'vitest';
import type { Person } from '#domain/board.ts';
import { isMeant } from '#domain/find-person.ts';
import { participantId } from './people.ts';

const spring: Person = {
	id: participantId(1),
	name: '김봄',
	school: '별솔중학교',
	schoolId: null,
	group: '1-3',
	number: 12
};

test.each([
	['', true],
	['김봄', true],
	['봄', true],
	['ㄱㅂ', true],
	['ㅂ', true],
	['ㅂㄱ', false],
	['1-3', true],
	['1-30', false],
	['12', true],
	['12번', true],
	['2', false],
	['1-3 12', true],
	['1-3 김', true],
	['1-2 김', false],
	['  ㄱㅂ  1-3 ', true],
	// As a Mac sends it, taken apart.
	['김봄'.normalize('NFD'), true],
	['박', false]
])('%s finds 김봄 of 1-3, number 12: %s', (typed, found) => {
	expect(isMeant(spring, typed)).toBe(found);
});

test('somebody without a number is not everybody’s number', () => {
	expect(isMeant({ ...spring, number: null }, '0')).toBe(false);
});
