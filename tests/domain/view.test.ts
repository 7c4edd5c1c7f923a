import { describe, expect, test } from 'vitest';
import { sessionBoard, type Board, type Person } from '#domain/board.ts';
import { DeviceId } from '#domain/id.ts';
import { seen, viewOf } from '#domain/view.ts';
import * as v from 'valibot';
import { participantId, schoolId, session, sessionId, siteId, START } from './people.ts';

const person = (n: number, school: number): Person => ({
	id: participantId(n),
	name: `김새봄${n}`,
	school: `학교 ${school}`,
	schoolId: schoolId(school),
	group: '1-3',
	number: n
});

/** Two sites; at the first two students of one school and one of another, at the second one more. */
function whole(): Board {
	const draw = (n: number, roster: Person[]) =>
		sessionBoard(
			session({ id: sessionId(n), site: siteId(n) }),
			`곳 ${n}`,
			roster,
			[],
			new Map(),
			START
		);
	const device = {
		id: v.parse(DeviceId, 'dddddddd-0000-4000-8000-000000000001'),
		name: '입구',
		seenAt: START,
		unsent: 0,
		revoked: false
	};
	const stranger = {
		key: 'x',
		person: null,
		claim: '',
		standing: 'here',
		onRoster: false
	} as const;
	return {
		at: START,
		sessions: [draw(1, [person(1, 1), person(2, 1), person(3, 2)]), draw(2, [person(4, 2)])],
		unplaced: [{ ...stranger, arrivedAt: START, leftAt: null, leftBy: null, mark: null }],
		devices: [
			{ ...device, site: '곳 1', siteId: siteId(1) },
			{ ...device, site: '곳 2', siteId: siteId(2) }
		],
		asides: [
			{
				...{ device: '입구', deviceId: device.id },
				...{ status: 'conflict', count: 1, receivedAt: START }
			}
		]
	};
}

const names = (board: Board) =>
	board.sessions.map(({ people }) => people.map((each) => each.person?.name));

describe('what somebody sees of the day', () => {
	test('an administrator sees all of it', () => {
		expect(seen(whole(), viewOf('administrator', { kind: 'center' }))).toEqual(whole());
	});

	test('a viewer sees how many, and nobody by name', () => {
		const board = seen(whole(), viewOf('viewer', { kind: 'center' }));
		expect(names(board)).toEqual([[], []]);
		expect(board.sessions.map(({ expected }) => expected)).toEqual([3, 1]);
		expect(board.sessions[0]?.tally).toEqual(whole().sessions[0]?.tally);
		expect([board.unplaced, board.devices, board.asides]).toEqual([[], [], []]);
	});

	test('a site’s people see what is at their site, its tablet included, and nothing else', () => {
		const board = seen(whole(), viewOf('site', { kind: 'sites', sites: [siteId(2)] }));
		expect(names(board)).toEqual([['김새봄4']]);
		expect(board.devices.map(({ site }) => site)).toEqual(['곳 2']);
		expect([board.unplaced, board.asides]).toEqual([[], []]);
	});

	test('whoever was given no site sees nothing', () => {
		const board = seen(whole(), viewOf('site', { kind: 'sites', sites: [] }));
		expect([board.sessions, board.devices, board.unplaced]).toEqual([[], [], []]);
	});

	test('a teacher sees the students of one school, wherever they are, and counts only those', () => {
		const board = seen(whole(), viewOf('teacher', { kind: 'school', school: schoolId(1) }));
		expect(names(board)).toEqual([['김새봄1', '김새봄2']]);
		expect(board.sessions[0]).toMatchObject({ expected: 2, tally: { expected: 2 } });
		expect([board.unplaced, board.devices, board.asides]).toEqual([[], [], []]);
	});
});
