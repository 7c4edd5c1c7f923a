import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { EventId } from '#domain/id.ts';
import { visitKey } from '#domain/visits.ts';
import { Desk } from '#kiosk/desk.ts';
import { board } from '#server/board.ts';
import { CenterDesk } from '#server/desk.ts';
import { HOUR, MINUTE } from '../domain/people.ts';
import { SOMEBODY, uuid } from '../server/center.ts';
import { openStage } from './stage.ts';

/** Two tablets at one door, of which the first has let in somebody without a badge; both have heard of it. */
async function opened(seed: number) {
	const stage = await openStage(seed, 2);
	const { clock, center, network, morning } = stage;
	const [one, two] = stage.tablets;
	const [student] = stage.tokens;
	if (!one || !two || !student) throw new Error('Nobody there');
	const [participant, token] = student;
	for (const kiosk of [one, two]) await kiosk.refresh();
	clock.pass(30 * MINUTE);
	await one.admit();
	const [arrival] = await one.journal.eventsOf(morning);
	if (!arrival) throw new Error('Nobody came');
	const meet = async () => {
		for (const kiosk of [one, two, one]) {
			await kiosk.drain();
			await kiosk.refresh();
		}
	};
	await meet();
	const here = async () => {
		const seen = await board(network.store, center, clock.now());
		const course = seen.sessions.find(({ session }) => session.id === morning);
		return course?.tally.here;
	};
	clock.pass(10 * MINUTE);
	return { ...stage, one, two, participant, token, who: arrival.who, meet, here };
}

describe('whoever came without a badge and was given a name', () => {
	test('at another tablet leaves with a badge, here and at the center', async () => {
		const { one, two, clock, morning, participant, token, who, meet, here } = await opened(1);
		await new Desk(two.journal, two.environment).match({ id: morning }, who, participant, '');
		await meet();
		expect(await here()).toBe(1);
		clock.pass(HOUR);
		expect(await one.scan(token)).toMatchObject({ verdict: { kind: 'departure' } });
		await meet();
		expect(await here()).toBe(0);
	});

	test('at the center leaves with a badge, past any tablet that has heard of it', async () => {
		const { two, clock, center, network, morning, participant, token, who, meet, here } =
			await opened(2);
		const key = visitKey(morning, who);
		const by = { center, reach: { kind: 'center' }, by: SOMEBODY } as const;
		const id = v.parse(EventId, uuid());
		const match = { kind: 'match', key, participant, reason: '확인' } as const;
		const said = await new CenterDesk(network.store).correct(by, morning, id, match, clock.now());
		expect(said).toEqual({ kind: 'recorded' });
		await meet();
		clock.pass(HOUR);
		expect(await two.scan(token)).toMatchObject({ verdict: { kind: 'departure' } });
		await meet();
		expect(await here()).toBe(0);
	});
});
