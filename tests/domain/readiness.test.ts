import { expect, test } from 'vitest';
import { QUESTIONS, readinessOf, type Preparation, type Question } from '#domain/readiness.ts';
import { HOUR, MINUTE } from './people.ts';

const READY: Preparation = {
	sessions: 1,
	students: 28,
	camera: 'watching',
	scanned: true,
	audible: true,
	silenceMs: MINUTE,
	unsent: 0,
	persisted: true,
	free: 5e9,
	skew: 400,
	clockDoubtful: false,
	battery: { percent: 80, charging: false },
	pin: true,
	installed: true,
	outdated: false
};

const answerTo = (question: Question, changes: Partial<Preparation>) =>
	readinessOf({ ...READY, ...changes }).find((each) => each.question === question);

test('a tablet that is ready is ready in everything', () => {
	const answers = readinessOf(READY);
	expect(answers.map(({ question }) => question)).toEqual([...QUESTIONS]);
	expect(answers.filter(({ sign }) => sign !== 'well')).toEqual([]);
});

test.each<[Question, Partial<Preparation>, string, number]>([
	['roster', { students: 0 }, 'act', 0],
	['roster', { students: 0, sessions: 0 }, 'look', 0],
	['camera', { camera: 'starting' }, 'look', 0],
	['camera', { camera: 'dark' }, 'look', 0],
	['camera', { camera: 'slow' }, 'look', 0],
	['camera', { camera: 'still' }, 'act', 0],
	['camera', { camera: 'denied' }, 'act', 0],
	['scan', { scanned: false }, 'look', 0],
	['sound', { audible: false }, 'look', 0],
	['contact', { silenceMs: null }, 'act', 0],
	['contact', { silenceMs: HOUR }, 'well', 60],
	['contact', { silenceMs: HOUR + 1 }, 'look', 60],
	['owed', { unsent: 1 }, 'look', 1],
	['storage', { free: 99 * 1024 ** 2 }, 'act', 99 * 1024 ** 2],
	['storage', { persisted: false }, 'look', 5e9],
	['storage', { persisted: null }, 'well', 5e9],
	['clock', { skew: -2 * MINUTE }, 'well', 2],
	['clock', { skew: -2 * MINUTE - 1 }, 'act', 2],
	['clock', { clockDoubtful: true }, 'look', 0],
	['clock', { clockDoubtful: true, skew: null }, 'look', 0],
	['battery', { battery: { percent: 20, charging: false } }, 'act', 20],
	['battery', { battery: { percent: 20, charging: true } }, 'well', 20],
	['pin', { pin: false }, 'look', 0],
	['installed', { installed: false }, 'look', 0],
	['version', { outdated: true }, 'look', 0]
])('%s with %o: %s', (question, changes, sign, amount) => {
	expect(answerTo(question, changes)).toEqual({ question, sign, amount });
});

test.each<[Question, Partial<Preparation>]>([
	['battery', { battery: null }],
	['contact', { silenceMs: -HOUR, clockDoubtful: true }],
	['clock', { skew: null }],
	['storage', { free: null }]
])('where the browser does not say, nothing is claimed of %s', (question, changes) => {
	expect(answerTo(question, changes)).toBeUndefined();
});
