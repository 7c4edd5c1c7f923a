import { expect, test, vi } from 'vitest';
import { PROTOCOL } from '#domain/protocol.ts';
import { Unreachable, type Uplink } from '#kiosk/uplink.ts';
import { Whereabouts } from '#kiosk/whereabouts.svelte.ts';
import { siteId, START } from '../domain/people.ts';
import { IDENTITY } from './tablet.ts';

type Line = Pick<Uplink, 'sites' | 'stand'>;

const SAID = { protocol: PROTOCOL, epoch: IDENTITY.epoch, serverTime: START } as const;
const BAKERY = { id: siteId(1), name: '달보드레 빵집', today: true };
const COLLEGE = { id: siteId(2), name: '가온누리대학교', today: false };
const NO = { kind: 'declined', code: 'not-found', retryAfterMs: null } as const;

function tablet(changes: Partial<Line> = {}) {
	const moved = vi.fn();
	const line: Line = {
		sites: () =>
			Promise.resolve({
				kind: 'answer',
				answer: { ...SAID, site: BAKERY.id, sites: [BAKERY, COLLEGE] }
			}),
		stand: vi.fn<Line['stand']>(() => Promise.resolve({ kind: 'answer', answer: SAID })),
		...changes
	};
	return { whereabouts: new Whereabouts(line, moved), moved, line };
}

const cutOff = () => Promise.reject(new Unreachable('no network'));

test('a tablet is taken where somebody chose, once they have said that they mean it', async () => {
	const { whereabouts, moved, line } = tablet();
	await whereabouts.move();
	await whereabouts.ask();
	expect(whereabouts.state).toMatchObject({ here: BAKERY.id, places: [BAKERY, COLLEGE] });
	await whereabouts.move();
	expect(line.stand).not.toHaveBeenCalled();
	whereabouts.choose(COLLEGE);
	await whereabouts.move();
	expect(line.stand).toHaveBeenCalledExactlyOnceWith({ protocol: PROTOCOL, site: COLLEGE.id });
	expect([whereabouts.state.kind, moved.mock.calls.length]).toEqual(['closed', 1]);
});

test('whoever thinks better of it sees the sites again, and nothing has moved', async () => {
	const { whereabouts, moved } = tablet();
	await whereabouts.ask();
	whereabouts.choose(COLLEGE);
	whereabouts.choose(null);
	await whereabouts.move();
	expect(whereabouts.state).toMatchObject({ kind: 'listed', chosen: null });
	expect(moved).not.toHaveBeenCalled();
});

test('without a network there are no sites, and a move whose answer is lost may have happened', async () => {
	const offline = tablet({ sites: cutOff });
	await offline.whereabouts.ask();
	expect(offline.whereabouts.state).toEqual({ kind: 'unheard' });
	const lost = tablet({ stand: cutOff });
	await lost.whereabouts.ask();
	lost.whereabouts.choose(COLLEGE);
	await lost.whereabouts.move();
	expect(lost.whereabouts.state).toEqual({ kind: 'unsure' });
	expect(lost.moved).not.toHaveBeenCalled();
});

test('a center that says no leaves the tablet where it is', async () => {
	const { whereabouts, moved } = tablet({ stand: () => Promise.resolve(NO) });
	await whereabouts.ask();
	whereabouts.choose(COLLEGE);
	await whereabouts.move();
	expect(whereabouts.state).toEqual({ kind: 'declined' });
	expect(moved).not.toHaveBeenCalled();
});

test('an answer that comes after it was closed opens nothing', async () => {
	const { whereabouts } = tablet();
	const asking = whereabouts.ask();
	whereabouts.close();
	await asking;
	expect(whereabouts.state).toEqual({ kind: 'closed' });
});
