import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical } from '#domain/canonical.ts';
import { fingerprint, keyOf, understand } from '#domain/event.ts';
import { randomId, timeOrderedId } from '#domain/id.ts';
import { sha256 } from '#server/keys.ts';
import { randomFrom } from '../random.ts';
import { event, participantId, START } from './people.ts';

const who = {
	kind: 'participant',
	participant: participantId(1),
	badge: createHash('sha256').update('x').digest('hex') as never
} as const;

describe('golden vectors: old tablets go on hashing like this, so these never change', () => {
	// Made with another language's JSON and SHA-256.
	const cases: [string, unknown, string][] = [
		[
			'an arrival',
			event(1, 'arrival', { who }),
			'ace669e4661b8f5cfaeb982d849c4b00aa25b9c12cdad3972afaa64eb8b9f6fd'
		],
		[
			'a departure without a session',
			event(2, 'departure', { who, session: null, at: START + 1 }),
			'deb99c36e37f6db959dbbeb3204402a00be3e1d93cdba40bab77e753a5f4fa5b'
		],
		[
			'a mark with a Korean reason',
			event(3, 'mark', { who, mark: 'absent', reason: '병결 — 담임 확인' }),
			'ccb8b3b84811e1e4d2763f738002aa92e69ff72a0b9c811ff1871959f55624a5'
		]
	];
	test.each(cases)('%s', (_, made, hash) => {
		const understood = understand(made);
		if (understood.kind !== 'known') throw new Error(understood.kind);
		expect(fingerprint(understood.body)).toBe(hash);
		expect(fingerprint(understood.body, sha256)).toBe(hash);
	});
});

describe('the canonical form', () => {
	test('does not depend on the order of the fields', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.integer()), (fields) => {
				const backwards = Object.fromEntries(Object.entries(fields).reverse());
				expect(canonical(backwards)).toBe(canonical(fields));
			})
		);
	});

	test('is JSON that means the same', () => {
		const ascii = fc.string({ unit: 'grapheme-ascii' });
		fc.assert(
			fc.property(
				fc.dictionary(ascii, fc.oneof(ascii, fc.integer(), fc.boolean(), fc.constant(null))),
				(value) => {
					expect(JSON.parse(canonical(value))).toEqual({ ...value });
				}
			)
		);
	});

	test('writes every text as JSON does, in NFC', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				expect(canonical(text)).toBe(JSON.stringify(text.normalize('NFC')));
			})
		);
		expect(canonical('"\\\u0007')).toBe(JSON.stringify('"\\\u0007'));
	});

	test('takes 봄 in one piece and 봄 in three for the same text', () => {
		expect(canonical('봄'.normalize('NFD'))).toBe(canonical('봄'.normalize('NFC')));
	});

	test.each([[1.5], [NaN], [2 ** 53], ['\ud800'], [undefined], [10n], [() => 1]])(
		'cannot hold %s',
		(value) => expect(() => canonical({ value })).toThrow(TypeError)
	);

	test('minus zero is zero', () => expect(canonical(-0)).toBe('0'));
});

describe('understanding what arrived', () => {
	const arrival = event(1, 'arrival');

	test('an event of this build is known, and fields it does not know are kept', () => {
		const understood = understand({ ...arrival, weather: '맑음' });
		expect(understood).toMatchObject({ kind: 'known' });
		expect(understood.kind === 'known' && understood.body).toContain('"weather":"맑음"');
	});

	test('an event of a later build is kept whole and passed over when counting', () => {
		expect(understand({ ...arrival, kind: 'weather', degrees: 12 }).kind).toBe('later');
		expect(understand({ ...arrival, version: 2 }).kind).toBe('later');
	});

	test.each([
		['nothing', null, 'event: '],
		['a text', 'arrival', 'event: '],
		['no id', { ...arrival, id: undefined }, 'id: '],
		['an id in capitals', { ...arrival, id: arrival.id.toUpperCase() }, 'id: '],
		['number zero', { ...arrival, seq: 0 }, 'seq: '],
		['half a number', { ...arrival, seq: 1.5 }, 'seq: '],
		['a clock beyond all numbers', { ...arrival, at: 1e300 }, 'at: '],
		['nobody', { ...arrival, who: { kind: 'ghost' } }, 'who.kind: '],
		['a mark that does not exist', { ...event(1, 'mark'), mark: 'asleep', reason: '' }, 'mark: '],
		['half a character', { ...arrival, note: '\ud800' }, 'event: cannot be written'],
		['a fraction in an unknown field', { ...arrival, note: 0.5 }, 'event: cannot be written'],
		['a reason with a NUL', { ...event(1, 'mark'), mark: 'late', reason: 'a\u0000b' }, 'reason: ']
	])('%s cannot be read, and the reason names the field', (_, value, reason) => {
		const understood = understand(value);
		expect(understood.kind).toBe('unreadable');
		expect(understood.kind === 'unreadable' && understood.reason).toContain(reason);
	});

	test('whatever arrives, nothing is thrown', () => {
		fc.assert(
			fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (value) => {
				understand(value);
			})
		);
	});
});

test('a time-ordered id sorts by time and is a version 7 UUID', () => {
	const random = randomFrom(1);
	const ids = [0, 1, START, START + 1, 2 ** 48 - 1].map((at) => timeOrderedId(at, random));
	expect([...ids].sort()).toEqual(ids);
	for (const id of ids)
		expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
	expect(Number.parseInt(ids[2]?.replaceAll('-', '').slice(0, 12) ?? '', 16)).toBe(START);
});

test('a random id says nothing about time', () => {
	expect(randomId(randomFrom(1))).toMatch(
		/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
	);
});

test('two readings of one badge are one person, two people are two', () => {
	expect(keyOf(who)).toBe(keyOf({ ...who, badge: null }));
	expect(keyOf(who)).not.toBe(keyOf({ ...who, participant: participantId(2) }));
});
