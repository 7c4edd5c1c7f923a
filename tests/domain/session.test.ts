import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { byClock, crowding, isOpen, Session, todays } from '#domain/session.ts';
import { SEOUL } from '#domain/zone.ts';
import { HOUR, MINUTE, session, sessionId, START } from './people.ts';

describe('the door of a session', () => {
	test('opens before the start and closes an hour after the end', () => {
		const { startsAt, endsAt, openBeforeMs } = session();
		expect(isOpen(session(), startsAt - openBeforeMs - 1)).toBe(false);
		expect(isOpen(session(), startsAt - openBeforeMs)).toBe(true);
		expect(isOpen(session(), endsAt + HOUR - 1)).toBe(true);
		expect(isOpen(session(), endsAt + HOUR)).toBe(false);
		expect(isOpen(session({ cancelled: true }), startsAt)).toBe(false);
	});

	test('the clock prefers what is going on to what is over, and that to what is far', () => {
		const over = session({ id: sessionId(1) });
		const now = over.endsAt + 30 * MINUTE;
		const on = session({ id: sessionId(2), startsAt: now - HOUR, endsAt: now + HOUR });
		const far = session({ id: sessionId(3), startsAt: now + 5 * HOUR, endsAt: now + 7 * HOUR });
		expect(byClock([far, over, on], now).map(({ id }) => id)).toEqual([on.id, over.id, far.id]);
	});

	test('up to its capacity there is room; beyond it is said by how many', () => {
		const small = session({ capacity: 2 });
		expect([1, 2, 3, 5].map((here) => crowding(small, here))).toEqual([0, 0, 1, 3]);
		expect(crowding(session({ capacity: 0 }), 1)).toBe(1);
		expect(crowding(session({ capacity: null }), 999)).toBe(0);
	});

	test('a server that does not tell the capacity is understood, and sets no limit', () => {
		const told = v.parse(Session, session());
		expect(told).not.toHaveProperty('capacity');
		expect(crowding(told, 999)).toBe(0);
	});

	test('a session across midnight belongs to both days', () => {
		const night = session({ startsAt: START + 14 * HOUR, endsAt: START + 16 * HOUR });
		expect(todays([night], START, SEOUL)).toEqual([night]);
		expect(todays([night], START + 15 * HOUR, SEOUL)).toEqual([night]);
		expect(todays([night], START + 40 * HOUR, SEOUL)).toEqual([]);
	});
});
