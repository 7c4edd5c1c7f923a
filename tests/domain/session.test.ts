import { describe, expect, test } from 'vitest';
import { byClock, isOpen, todays } from '#domain/session.ts';
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

	test('a session across midnight belongs to both days', () => {
		const night = session({ startsAt: START + 14 * HOUR, endsAt: START + 16 * HOUR });
		expect(todays([night], START, SEOUL)).toEqual([night]);
		expect(todays([night], START + 15 * HOUR, SEOUL)).toEqual([night]);
		expect(todays([night], START + 40 * HOUR, SEOUL)).toEqual([]);
	});
});
