import { describe, expect, test } from 'vitest';
import { may, reachesSchool, reachesSite, RIGHTS, Role } from '#domain/rights.ts';
import { schoolId, siteId } from './people.ts';

describe('rights', () => {
	test('an administrator may do everything, and nobody else may alter accounts or read the trail', () => {
		for (const right of RIGHTS) expect(may('administrator', right)).toBe(true);
		for (const role of Role.options.filter((each) => each !== 'administrator')) {
			for (const right of ['staff.edit', 'trail.see', 'center.edit'] as const) {
				expect(may(role, right), `${role} ${right}`).toBe(false);
			}
		}
	});

	test.each(['office', 'viewer'] as const)('%s sees plans and numbers, and no names', (role) => {
		const rights = RIGHTS.filter((right) => may(role, right) && right !== 'comments.see');
		expect(rights).toEqual(['today.see', 'programs.see', 'results.see']);
	});

	test('everybody sees results as far as they reach; what was written only who is near enough', () => {
		expect(Role.options.filter((role) => !may(role, 'results.see'))).toEqual([]);
		expect(Role.options.filter((role) => !may(role, 'comments.see'))).toEqual(['office']);
		const decide = Role.options.filter((role) => may(role, 'comments.release'));
		expect(decide).toEqual(['administrator', 'coordinator']);
	});

	const alters = (role: Role) =>
		RIGHTS.filter((right) => /\.(edit|print)$/.test(right) && may(role, right));

	test('a teacher alters nothing and prints nothing; a site’s people correct attendance, and no more', () => {
		expect(alters('teacher')).toEqual([]);
		expect(alters('site')).toEqual(['attendance.edit']);
	});

	test('attendance is corrected by whoever watches over it, and by nobody else', () => {
		expect(Role.options.filter((role) => may(role, 'attendance.edit'))).toEqual([
			'administrator',
			'coordinator',
			'site'
		]);
	});

	test('a site’s people reach their sites, a teacher one school, everybody else the whole center', () => {
		const site = { kind: 'sites', sites: [siteId(1), siteId(2)] } as const;
		expect([siteId(1), siteId(2), siteId(3)].map((each) => reachesSite(site, each))).toEqual([
			true,
			true,
			false
		]);
		const school = { kind: 'school', school: schoolId(1) } as const;
		expect(reachesSchool(school, schoolId(1))).toBe(true);
		expect(reachesSchool(school, schoolId(2))).toBe(false);
		expect(reachesSchool(school, null)).toBe(false);
		expect(reachesSite({ kind: 'center' }, siteId(3))).toBe(true);
		expect(reachesSchool({ kind: 'center' }, null)).toBe(true);
	});
});
