import { describe, expect, test } from 'vitest';
import { readRosterFile } from '#office/roster-file/read.ts';
import { NASTY_FILES, SECRETS } from './nasty.ts';
import { refusedColumns, told, YEAR } from './told.ts';

describe('whatever shape a school’s list has, it is understood or refused with a reason', () => {
	test.each(NASTY_FILES)('$name', (file) => {
		const reading = readRosterFile(file.bytes, YEAR, () => {});
		expect(told(reading)).toEqual(file.told);
		expect(refusedColumns(reading)).toEqual(file.refused ?? []);
		for (const secret of Object.values(SECRETS)) {
			expect(JSON.stringify(reading)).not.toContain(secret);
		}
	});
});

test('there are files of every kind that schools send', () => {
	expect(NASTY_FILES.length).toBeGreaterThan(60);
	expect(new Set(NASTY_FILES.map(({ name }) => name)).size).toBe(NASTY_FILES.length);
});
