import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { canonical } from '#domain/canonical.ts';
import { fingerprint } from '#domain/event.ts';
import { blockOf, digestOfRecords, firstOf, printOf, type Entry } from '#domain/records.ts';
import { event } from './people.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const one: Entry = [1, 'a'.repeat(64)];
const two: Entry = [2, 'b'.repeat(64)];
const other: Entry = [2, 'c'.repeat(64)];

describe('the digest of records', () => {
	test.each([
		['nothing', [], '49286425dd0d8b5ed2b340befc174fb73844bc8b8878ce269ba57ba6adadcfe7'],
		['one', [one], '1226d982b21dcb6ce42fca8275ee1177a43da8a7f87d997a3006a650ef810e63'],
		['two', [one, two], 'e64d7ffa78ddf4ef6fadd24c65dcb2f2a36d4d40e543b9fe21020464be961129']
	] as const)('of %s is the same for ever', (_, entries, vector) => {
		expect(digestOfRecords(entries)).toBe(vector);
	});

	test('does not depend on the order in which they came', () => {
		expect(digestOfRecords([two, one])).toBe(digestOfRecords([one, two]));
		expect(digestOfRecords([other, two, one])).toBe(digestOfRecords([two, one, other]));
	});

	test('differs where one is lacking, another one, doubled or has another number', () => {
		const some: readonly (readonly Entry[])[] = [
			[],
			[one],
			[two],
			[one, two],
			[one, other],
			[one, two, other],
			[[3, one[1]], two]
		];
		expect(new Set(some.map((each) => digestOfRecords(each))).size).toBe(some.length);
	});
});

describe('the print of a record', () => {
	test('is an event’s fingerprint', () => {
		const arrival = event(1, 'arrival');
		expect(printOf(arrival)).toBe(fingerprint(canonical(arrival)));
	});

	test('does not need the event to be understood, nor to have one way of being written', () => {
		const strange = { version: 9, kind: 'weather', degrees: 12 };
		expect(printOf(strange)).toBe(fingerprint(canonical(strange)));
		const broken = { at: 1.5 };
		expect(printOf(broken)).toBe(sha256(JSON.stringify(broken)));
		expect(printOf(undefined)).toBe(sha256(''));
	});

	test('is the same after a journey over the wire', () => {
		const strange = { b: 1, a: '가'.normalize('NFD'), c: [null, true] };
		expect(printOf(JSON.parse(JSON.stringify(strange)))).toBe(printOf(strange));
	});
});

test.each([
	[1, 0, 1],
	[256, 0, 1],
	[257, 1, 257],
	[512, 1, 257],
	[513, 2, 513]
])('number %i lies in block %i, which begins with %i', (seq, block, first) => {
	expect(blockOf(seq)).toBe(block);
	expect(firstOf(block)).toBe(first);
});
