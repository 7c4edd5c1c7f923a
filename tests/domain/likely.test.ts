import { describe, expect, test } from 'vitest';
import type { Attendance } from '#domain/board.ts';
import { likely } from '#domain/likely.ts';
import type { Standing } from '#domain/standing.ts';
import { participantId } from './people.ts';

let count = 0;
function one(
	group: string,
	number: number | null,
	standing: Standing = 'missing',
	onRoster = true
): Attendance {
	const id = participantId((count += 1));
	const person = { id, name: `${group} ${number}`, school: '', schoolId: null, group, number };
	const unseen = { arrivedAt: null, leftAt: null, leftBy: null, mark: null };
	return { key: id, person, claim: '', onRoster, standing, ...unseen };
}
const names = (people: readonly { readonly name: string }[]) => people.map(({ name }) => name);

describe('who may have come without a name', () => {
	test('whoever has not come, whom the claim fits best first', () => {
		const people = [one('1-3', 11), one('2-3', 12), one('1-3', 12), one('1-1', 4)];
		const { toCome, best } = likely(people, '1-3 12번');
		expect(names(toCome)).toEqual(['1-3 12', '1-3 11', '2-3 12', '1-1 4']);
		expect(best).toBe(people[2]?.person?.id);
	});

	test('in English words as well, and with half a claim nobody is chosen', () => {
		const people = [one('1-3', 11), one('1-3', 12)];
		expect(likely(people, '1-3 no. 12').best).toBe(people[1]?.person?.id);
		expect(likely(people, '1-3')).toMatchObject({ best: null });
		expect(names(likely(people, '12번').toCome)).toEqual(['1-3 12', '1-3 11']);
		expect(likely(people, '').best).toBeNull();
	});

	test('neither is one chosen of two whom it fits, in two schools', () => {
		expect(likely([one('1-3', 12), one('1-3', 12)], '1-3 12번').best).toBeNull();
	});

	test('who has come, or was never expected, stands apart from those who have not', () => {
		const people = [
			one('1-3', 12, 'here'),
			one('1-3', 2, 'expected'),
			one('1-3', 3, 'absent'),
			one('1-3', 4, 'gone'),
			one('1-3', 5, 'absent', false)
		];
		const { toCome, others, best } = likely(people, '1-3 12번');
		expect(names(toCome)).toEqual(['1-3 2', '1-3 3']);
		expect(names(others)).toEqual(['1-3 12', '1-3 4', '1-3 5']);
		expect(best).toBeNull();
	});

	test('classes and numbers come in their own order, and the nameless are nobody’s name', () => {
		const nameless = { ...one('', null, 'here', false), person: null };
		const people = [one('1-10', 1), one('1-2', 10), nameless, one('1-2', null), one('1-2', 9)];
		const { toCome, others } = likely(people, '');
		expect(names(toCome)).toEqual(['1-2 9', '1-2 10', '1-2 null', '1-10 1']);
		expect(others).toEqual([]);
	});
});
