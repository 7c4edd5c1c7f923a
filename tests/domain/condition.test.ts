import { describe, expect, test } from 'vitest';
import {
	concernsOf,
	MATTERS,
	restOf,
	signOf,
	type Matter,
	type TabletReport
} from '#domain/condition.ts';
import type { DeviceHealth } from '#domain/protocol.ts';
import { HOUR, MINUTE, START } from './people.ts';

const MB = 1024 ** 2;
const HEALTH: DeviceHealth = {
	build: 'now',
	persisted: true,
	free: 5_000 * MB,
	installed: true,
	battery: { percent: 80, charging: false },
	skew: 0
};
const WELL: TabletReport = {
	seenAt: START,
	unsent: 0,
	health: HEALTH,
	missing: 0,
	aside: 0,
	late: 0,
	retired: false,
	erasedAt: null,
	busy: false,
	current: true
};

const report = (changes: Partial<TabletReport>, health: Partial<DeviceHealth> = {}) => ({
	...WELL,
	health: { ...HEALTH, ...health },
	...changes
});

const matters = (it: TabletReport, now = START) => concernsOf(it, now).map(({ matter }) => matter);

describe('a tablet in service', () => {
	test('that is on, installed, charged and has sent everything gives no concern', () => {
		expect(matters(WELL)).toEqual([]);
		expect(signOf([])).toBe('well');
		expect(restOf(WELL, START + 5 * MINUTE)).toBe('on');
	});

	test('that is silent with nothing to send and no session on is only resting', () => {
		const night = START + 12 * HOUR;
		expect(matters(WELL, night)).toEqual([]);
		expect(restOf(WELL, night)).toBe('resting');
	});

	const cases: [string, TabletReport, number, Matter[]][] = [
		['silent for five minutes', report({ unsent: 3 }), START + 5 * MINUTE, ['owing']],
		['and a moment longer', report({ unsent: 3 }), START + 5 * MINUTE + 1, ['stranded']],
		['silent though a session is on', report({ busy: true }), START + 6 * MINUTE, ['absent']],
		['a week', WELL, START + 7 * 24 * HOUR, []],
		['and longer', WELL, START + 7 * 24 * HOUR + 1, ['forgotten']],
		['100 MB free', report({}, { free: 100 * MB }), START, ['storage']],
		['less', report({}, { free: 100 * MB - 1 }), START, ['full']],
		['200 MB free', report({}, { free: 200 * MB }), START, []],
		['unknown storage', report({}, { free: null, persisted: null }), START, []],
		[
			'20 % of battery',
			report({}, { battery: { percent: 20, charging: false } }),
			START,
			['battery']
		],
		['21 %', report({}, { battery: { percent: 21, charging: false } }), START, []],
		['5 %, charging', report({}, { battery: { percent: 5, charging: true } }), START, []],
		['a browser that tells no battery', report({}, { battery: null }), START, []],
		['a clock two minutes off', report({}, { skew: -2 * MINUTE }), START, []],
		['and more', report({}, { skew: -2 * MINUTE - 1 }), START, ['clock']],
		['storage that may be evicted', report({}, { persisted: false }), START, ['evictable']],
		['a browser tab', report({}, { installed: false }), START, ['tab']],
		['an old version', report({ current: false }), START, ['outdated']],
		['a hole in its numbers', report({ missing: 2 }), START, ['missing']],
		['records set aside', report({ aside: 1 }), START, ['aside']],
		['one that never reported', report({ health: null }), START, []]
	];
	test.each(cases)('%s', (_, it, now, expected) => expect(matters(it, now)).toEqual(expected));

	test('says the worst first, and how many', () => {
		const bad = report({ unsent: 4, missing: 2, aside: 1 }, { installed: false });
		expect(concernsOf(bad, START + HOUR)).toEqual([
			{ matter: 'missing', amount: 2 },
			{ matter: 'stranded', amount: 4 },
			{ matter: 'aside', amount: 1 },
			{ matter: 'tab', amount: 0 }
		]);
	});
});

describe('a tablet out of service', () => {
	const retired = (changes: Partial<TabletReport>) =>
		report({ retired: true, erasedAt: START, busy: true, current: false, ...changes });

	test('is done with when it has erased its roster and sent everything', () => {
		expect(matters(retired({}), START + 99 * HOUR)).toEqual([]);
		expect(restOf(retired({}), START)).toBe('retired');
	});

	test('is not before that', () => {
		expect(matters(retired({ erasedAt: null, unsent: 2 }))).toEqual(['unerased', 'owing']);
		expect(signOf(concernsOf(retired({ late: 1 }), START))).toBe('act');
	});
});

test('only what loses records or stops the door asks staff to act now', () => {
	const urgent = MATTERS.filter((matter) => signOf([{ matter, amount: 1 }]) === 'act');
	expect(urgent).toEqual(['late', 'missing', 'stranded', 'absent', 'full']);
});
