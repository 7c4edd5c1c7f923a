import { describe, expect, test } from 'vitest';
import { backupState, isRecent } from '#domain/backup.ts';
import { HOUR, START } from './people.ts';

describe('of backups staff are told', () => {
	const well = { off: false, verifiedAt: START, failedAt: null };

	test('when the last one was, as long as it is of last night', () => {
		const kindAfter = (hours: number, more = 0) =>
			backupState(well, START + hours * HOUR + more).kind;
		expect(kindAfter(0)).toBe('well');
		expect(kindAfter(36)).toBe('well');
		expect(kindAfter(36, 1)).toBe('old');
	});

	test('that there is none, or that none are made', () => {
		expect(backupState({ ...well, verifiedAt: null }, START)).toEqual({ kind: 'none' });
		expect(backupState({ off: true, verifiedAt: null, failedAt: null }, START)).toEqual({
			kind: 'off'
		});
	});

	test('that one failed, even while the one before is young', () => {
		const failedAt = START + HOUR;
		expect(backupState({ ...well, failedAt }, failedAt)).toEqual({
			kind: 'failed',
			failedAt,
			verifiedAt: START
		});
	});

	test('for two weeks that the database was put back', () => {
		const twoWeeks = START + 14 * 24 * HOUR;
		expect(isRecent(START, twoWeeks)).toBe(true);
		expect(isRecent(START, twoWeeks + 1)).toBe(false);
	});
});
