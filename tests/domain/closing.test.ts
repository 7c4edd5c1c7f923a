import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { Closing, closingIn, packed, remaining } from '#domain/closing.ts';
import { canonical } from '#domain/canonical.ts';
import { uuid } from '../server/center.ts';
import { START } from './people.ts';

const closing = v.parse(Closing, {
	center: uuid(),
	session: uuid(),
	site: uuid(),
	tablet: uuid(),
	incarnation: uuid(),
	taken: 61,
	received: 61,
	aside: 1,
	first: 301,
	last: 364,
	digest: '0f'.repeat(32),
	at: START
});

describe('a closing receipt', () => {
	test('is packed small enough for a code that a cheap camera reads, and says the same', () => {
		const text = canonical(packed(closing));
		expect(text.length).toBeLessThan(300);
		expect(closingIn(JSON.parse(text))).toEqual(closing);
		expect(remaining(closing)).toBe(0);
	});

	test.each([
		['nothing', null],
		['another statement', { ...packed(closing), kind: 'rescue' }],
		['a number too few', { ...packed(closing), numbers: [1, 2, 3] }],
		['an id that is none', { ...packed(closing), ids: ['x', 'x', 'x', 'x', 'x'] }],
		['a digest that is none', { ...packed(closing), digest: '*' }]
	])('is not read from %s', (_, statement) => {
		expect(closingIn(statement)).toBeNull();
	});
});
