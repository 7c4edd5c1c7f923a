import * as v from 'valibot';
import { expect, test } from 'vitest';
import { SchoolId } from '#domain/id.ts';
import { whoseText, WhoseText, type Whose } from '#domain/whose.ts';
import { sessionId } from './people.ts';

const school = v.parse(SchoolId, '77777777-0000-4000-8000-000000000001');

test.each([
	{ kind: 'session', session: sessionId(1) },
	{ kind: 'class', school, grade: 1, classNo: 12 }
] satisfies Whose[])('whose badges are meant survives a form: $kind', (whose) => {
	expect(v.parse(WhoseText, whoseText(whose))).toEqual(whose);
});

test.each(['', 'session', 'session.5', `class.${school}`, `class.${school}.x.1`, `room.${school}`])(
	'%j means nobody',
	(text) => expect(v.safeParse(WhoseText, text).success).toBe(false)
);
