import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { hunt } from './hunt.ts';
import { MUTANTS } from './mutants.ts';

const SEEDS = 20;
const TIME_MAX_MS = 240_000;

/** Found within a history or two, each by another part of the simulation. */
const QUICK = [
	'settled before it is sent',
	'the number is not moved on',
	'a resend is taken for a contradiction'
];

test.each(MUTANTS)('$name: there is one place to weaken', ({ file, from, to }) => {
	expect(readFileSync(`src/${file}`, 'utf8').split(from)).toHaveLength(2);
	expect(to).not.toBe(from);
});

test('each has a name of its own, and there are enough of them', () => {
	expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
	expect(MUTANTS.length).toBeGreaterThanOrEqual(25);
});

test.each(MUTANTS.filter(({ name }) => QUICK.includes(name)))(
	'the simulation finds a build in which $name',
	async (mutant) => {
		expect((await hunt(mutant, SEEDS)).check).not.toBeNull();
	},
	TIME_MAX_MS
);
