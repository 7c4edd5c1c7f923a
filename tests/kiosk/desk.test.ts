import { describe, expect, test } from 'vitest';
import type { Who } from '#domain/event.ts';
import { visits } from '#domain/visits.ts';
import { SEOUL } from '#domain/zone.ts';
import { Desk } from '#kiosk/desk.ts';
import { MINUTE, participant, participantId, session, START, token } from '../domain/people.ts';
import { HEARD, IDENTITY, news, tablet } from './tablet.ts';

async function staffed() {
	const kiosk = await tablet();
	await kiosk.journal.adopt(IDENTITY);
	await kiosk.journal.apply(news(3), HEARD);
	const { id } = session();
	return {
		...kiosk,
		desk: new Desk(kiosk.journal, kiosk.environment),
		visit: async (who: Who) => {
			const all = visits(await kiosk.journal.eventsOf(id), SEOUL);
			return [...all.values()].find((each) => JSON.stringify(each.who) === JSON.stringify(who));
		},
		kinds: async () =>
			(await kiosk.journal.owed(200, 1e6))?.events.map(({ kind, seq }) => `${seq} ${kind}`)
	};
}

describe('what staff record at a tablet', () => {
	const here = session();

	test('a mark stands, taking it back too, and the numbers go on without a gap', async () => {
		const { desk, scan, pass, visit, kinds } = await staffed();
		await scan(token(1));
		pass(MINUTE);
		const id = await desk.mark(here, participant(1), 'left-early', '치과');
		expect(await visit(participant(1))).toMatchObject({ state: 'gone', leftBy: 'staff' });
		const back = await desk.undo(id, '다른 학생');
		expect(await visit(participant(1))).toMatchObject({ state: 'here', mark: null });
		await desk.undo(back, '맞음');
		expect(await visit(participant(1))).toMatchObject({ mark: 'left-early' });
		expect(await kinds()).toEqual(['1 arrival', '2 mark', '3 void', '4 void']);
	});

	test('whoever came without a name is somebody on the roster once staff say so', async () => {
		const { desk, journal, visit } = await staffed();
		await desk.walkIn(here, '1-3 12번');
		const [arrival] = await journal.eventsOf(here.id);
		if (!arrival) throw new Error('Nobody came');
		expect(arrival.who).toMatchObject({ kind: 'provisional', claim: '1-3 12번' });
		await desk.match(here, arrival.who, participantId(2), '명찰을 두고 옴');
		const who = { kind: 'participant', participant: participantId(2), badge: null } as const;
		expect(await visit(who)).toMatchObject({ state: 'here', arrivedAt: START });
		expect(await journal.counts(here.id, START)).toMatchObject({ expected: 3, here: 1 });
	});

	test('heads that were counted are part of what happened', async () => {
		const { desk, journal } = await staffed();
		const count = { inside: 3, counted: 2, missing: ['participant:x'], reason: '점심' };
		await desk.headcount(here, count);
		expect(await journal.eventsOf(here.id)).toMatchObject([{ kind: 'headcount', ...count }]);
	});

	test('what is not there cannot be taken back', async () => {
		const { desk, kinds } = await staffed();
		await expect(desk.undo('00000000-0000-4000-8000-00000000000e' as never, '')).rejects.toThrow();
		expect(await kinds()).toEqual([]);
	});
});
