import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { Stop } from '#domain/door.ts';
import { Courier } from '#kiosk/courier.ts';
import { Unreachable, type Reply, type Uplink } from '#kiosk/uplink.ts';
import { retireTablet } from '#server/tablet-changes.ts';
import { SOMEBODY } from '../server/center.ts';
import { openStage } from './stage.ts';
import type { Tablet } from './tablet.ts';

/** So finely time passes; between two steps the disk and the center answer. */
const STEP_MS = 50;
const TURNS = 40;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A page that can be hidden, and whose network can be said to be back. */
function openPage() {
	const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
	return {
		window: new EventTarget() as Window,
		document: document as unknown as Document,
		show(visibilityState: DocumentVisibilityState) {
			document.visibilityState = visibilityState;
			document.dispatchEvent(new Event('visibilitychange'));
		}
	};
}

/** A paired tablet with a courier, on a line that counts what is asked and can be cut, and a bell in our hand. */
async function carried() {
	const { network, tablets, clock, center, tokens, pair } = await openStage(1, 2);
	const [other, kiosk] = tablets;
	if (!kiosk || !other) throw new Error('No tablets');
	const listeners = new Set<() => void>();
	let listens = 0;
	const asked = { push: 0, pull: 0 };
	const line = {
		cut: false,
		declines: null as 'not-paired' | 'busy' | null,
		held: Promise.resolve(),
		/** As many events as it carries at once, and whether it carries a parcel. */
		carries: Infinity,
		carriesParcels: true
	};
	const sent: number[] = [];
	const stops: (Stop | null)[] = [];
	const over =
		<Asked extends unknown[], Answer>(
			what: keyof typeof asked,
			ask: (...request: Asked) => Promise<Reply<Answer>>
		) =>
		async (...request: Asked): Promise<Reply<Answer>> => {
			asked[what]++;
			await line.held;
			if (line.cut) throw new Unreachable('cut');
			if (line.declines) return { kind: 'declined', code: line.declines, retryAfterMs: 10_000 };
			return ask(...request);
		};
	const uplink: Uplink = {
		...kiosk.uplink,
		push: over('push', (request) => {
			const { length } = request.events;
			if (length > 0) sent.push(length);
			if (length > line.carries) throw new Unreachable('too slow for so many');
			return kiosk.uplink.push(request);
		}),
		pull: over('pull', kiosk.uplink.pull),
		async rescue(request) {
			if (!line.carriesParcels) throw new Unreachable('too slow for a parcel');
			return kiosk.uplink.rescue(request);
		}
	};
	const page = openPage();
	const courier = new Courier({
		journal: kiosk.journal,
		uplink,
		doorbell: {
			listen(rung) {
				listens++;
				listeners.add(rung);
				return () => listeners.delete(rung);
			}
		},
		environment: kiosk.environment,
		health: async () => ({ build: 'test', persisted: true, free: 1e9, installed: true }),
		stopped: (stop) => stops.push(stop),
		carried: async () => {},
		unreachable: () => {}
	});
	const stop = courier.start(page);
	onTestFinished(stop);
	const pass = async (ms: number) => {
		for (let gone = 0; gone < ms; gone += STEP_MS) {
			clock.pass(STEP_MS);
			vi.advanceTimersByTime(STEP_MS);
			for (let n = 0; n < TURNS; n++) await turn();
		}
	};
	const ring = () => listeners.forEach((rung) => rung());
	await pass(2_000);
	return {
		...{
			network,
			center,
			tokens,
			pair,
			clock,
			kiosk,
			other,
			line,
			asked,
			sent,
			stops,
			page,
			courier
		},
		...{ pass, ring, listening: () => listeners.size, listens: () => listens, stop },
		forget: () => Object.assign(asked, { push: 0, pull: 0 })
	};
}

test('a ring brings what another tablet has seen, and says nothing itself', async () => {
	const { kiosk, other, tokens, asked, forget, pass, ring } = await carried();
	const [student] = tokens.values();
	await other.scan(student ?? '');
	await other.drain();
	forget();
	await pass(1_000);
	ring();
	await pass(1_000);
	expect(asked).toEqual({ push: 0, pull: 1 });
	const [session] = await kiosk.journal.today(kiosk.environment.now());
	if (!session) throw new Error('No session');
	expect(await kiosk.journal.counts(session.id, kiosk.environment.now())).toMatchObject({
		here: 1
	});
});

test('a storm of rings is at most one question a second, and the last ring is never forgotten', async () => {
	const { courier, asked, forget, pass, ring } = await carried();
	forget();
	for (let n = 0; n < 100; n++) {
		ring();
		// Scans go on meanwhile; they must not make it ask more often.
		if (n % 5 === 0) courier.nudge();
		await pass(100);
	}
	expect(asked.pull).toBeGreaterThanOrEqual(9);
	expect(asked.pull).toBeLessThanOrEqual(11);
	forget();
	await pass(2_000);
	expect(asked.pull).toBe(1);
});

test('a ring while records are on their way is answered, too', async () => {
	const { courier, asked, forget, pass, ring, line } = await carried();
	await pass(1_000);
	ring();
	await pass(100);
	let release = () => {};
	line.held = new Promise((resolve) => (release = resolve));
	forget();
	courier.nudge();
	await pass(400);
	expect(asked).toEqual({ push: 1, pull: 0 });
	ring();
	release();
	for (let n = 0; n < TURNS; n++) await turn();
	await pass(2_000);
	expect(asked.pull).toBe(1);
});

test('a ring while the answer is on its way may not be in it, and is answered by another', async () => {
	const { asked, forget, pass, ring, line } = await carried();
	await pass(1_000);
	let release = () => {};
	line.held = new Promise((resolve) => (release = resolve));
	forget();
	ring();
	await pass(1_000);
	ring();
	release();
	await pass(2_000);
	expect(asked).toEqual({ push: 0, pull: 2 });
	await pass(5_000);
	expect(asked.pull).toBe(2);
});

test('told to wait, it asks nothing before, whatever happens meanwhile', async () => {
	const { courier, kiosk, asked, forget, pass, ring, line } = await carried();
	await kiosk.admit();
	let release = () => {};
	line.held = new Promise((resolve) => (release = resolve));
	line.declines = 'busy';
	courier.nudge();
	await pass(400);
	courier.nudge();
	release();
	forget();
	for (let n = 0; n < 4; n++) {
		await pass(1_000);
		ring();
		courier.nudge();
	}
	expect(asked).toEqual({ push: 0, pull: 0 });
	line.declines = null;
	await pass(11_000);
	expect(asked).toEqual({ push: 1, pull: 1 });
});

test('a ring that could not be followed is not forgotten', async () => {
	const { asked, forget, pass, ring, line } = await carried();
	await pass(1_000);
	line.cut = true;
	ring();
	await pass(1_000);
	line.cut = false;
	forget();
	await pass(5_000);
	expect(asked.pull).toBe(1);
});

test('without a bell the timer asks once a minute', async () => {
	const { asked, forget, pass } = await carried();
	forget();
	await pass(59_000);
	expect(asked).toEqual({ push: 1, pull: 1 });
});

test('it listens while somebody can see the page, and asks when they see it again', async () => {
	const { asked, forget, pass, ring, page, listening } = await carried();
	await pass(1_000);
	expect(listening()).toBe(1);
	ring();
	page.show('hidden');
	expect(listening()).toBe(0);
	forget();
	await pass(5_000);
	expect(asked.pull).toBe(0);
	page.window.dispatchEvent(new Event('online'));
	await pass(5_000);
	expect([listening(), asked.pull]).toEqual([0, 1]);
	forget();
	page.show('visible');
	await pass(1_000);
	expect(listening()).toBe(1);
	expect(asked).toEqual({ push: 1, pull: 1 });
});

test('it listens anew when the network is back, and never twice', async () => {
	const { pass, page, listening, listens } = await carried();
	const before = listens();
	for (let n = 0; n < 5; n++) page.window.dispatchEvent(new Event('online'));
	await pass(1_000);
	expect([listening(), listens()]).toEqual([1, before + 1]);
});

test('stopped while it asks, it does not begin to listen', async () => {
	const { pass, page, line, listening, stop } = await carried();
	let release = () => {};
	line.held = new Promise((resolve) => (release = resolve));
	page.window.dispatchEvent(new Event('online'));
	await pass(500);
	stop();
	release();
	await pass(1_000);
	expect(listening()).toBe(0);
});

test('it listens anew as soon as anybody answers again what it owes, for the bell may be slower', async () => {
	const { kiosk, courier, pass, line, listening, listens } = await carried();
	const before = listens();
	await kiosk.admit();
	line.cut = true;
	courier.nudge();
	await pass(10_000);
	expect([listening(), listens()]).toEqual([1, before]);
	line.cut = false;
	await pass(3_500);
	expect([listening(), listens()]).toEqual([1, before + 1]);
	await pass(120_000);
	expect([listening(), listens()]).toEqual([1, before + 1]);
});

test('out of service it listens no more', async () => {
	const { network, center, kiosk, clock, pass, ring, listening } = await carried();
	const id = (await kiosk.journal.identity())?.device.id;
	if (!id) throw new Error('Not paired');
	await pass(1_000);
	await retireTablet(network.store, center, id, SOMEBODY, clock.now());
	ring();
	await pass(1_000);
	expect((await kiosk.journal.identity())?.retired).toBe(true);
	expect(listening()).toBe(0);
});

test('taken out of service while it had records to hand in, it listens no more, and is at rest', async () => {
	const { network, center, kiosk, clock, asked, forget, pass, ring, listening } = await carried();
	const id = (await kiosk.journal.identity())?.device.id;
	if (!id) throw new Error('Not paired');
	await retireTablet(network.store, center, id, SOMEBODY, clock.now());
	await kiosk.admit();
	ring();
	await pass(2_000);
	expect((await kiosk.journal.identity())?.retired).toBe(true);
	expect(listening()).toBe(0);
	forget();
	await pass(59_000);
	expect(asked).toEqual({ push: 1, pull: 0 });
});

test('no longer paired it listens no more, and asks for nothing', async () => {
	const { kiosk, asked, forget, pass, ring, listening, stops, line } = await carried();
	await pass(1_000);
	line.declines = 'not-paired';
	await kiosk.admit();
	ring();
	await pass(1_000);
	expect(stops.at(-1)).toBe('not-paired');
	expect(listening()).toBe(0);
	forget();
	await pass(120_000);
	expect(asked).toEqual({ push: 0, pull: 0 });
});

async function takeParcel({ journal }: Tablet): Promise<void> {
	const id = (await journal.identity())?.device.id;
	if (!id) throw new Error('Not paired');
	const parcel = { of: 'parcel', device: id, bytes: new Uint8Array([1, 2, 3]), takenAt: 0 };
	await journal.keepParcel({ ...parcel, said: null, goesAt: null });
}

test('what is carried for another tablet goes at once, also when somebody rings meanwhile', async () => {
	const { kiosk, courier, pass, ring } = await carried();
	await pass(1_000);
	await takeParcel(kiosk);
	ring();
	courier.nudge();
	await pass(5_000);
	expect(await kiosk.journal.parcels()).toMatchObject([{ said: { kind: 'unreadable' } }]);
});

test('a parcel that does not get through keeps neither news nor the bell from whoever carries it', async () => {
	const { kiosk, other, tokens, pass, ring, line, asked, forget, listens } = await carried();
	const [student] = tokens.values();
	const before = listens();
	line.carriesParcels = false;
	await takeParcel(kiosk);
	await other.scan(student ?? '');
	await other.drain();
	forget();
	ring();
	await pass(30_000);
	const [session] = await kiosk.journal.today(kiosk.environment.now());
	if (!session) throw new Error('No session');
	expect(await kiosk.journal.counts(session.id, kiosk.environment.now())).toMatchObject({
		here: 1
	});
	expect([listens(), asked.pull]).toEqual([before, 1]);
	expect(await kiosk.journal.parcels()).toMatchObject([{ said: null }]);
	line.carriesParcels = true;
	await pass(5_000);
	expect(await kiosk.journal.parcels()).toMatchObject([{ said: { kind: 'unreadable' } }]);
});

test('what is too much for the line goes in smaller parts, and in larger ones again as they get through', async () => {
	const { kiosk, courier, pass, line, sent } = await carried();
	line.carries = 2;
	for (let n = 0; n < 9; n++) await kiosk.admit();
	courier.nudge();
	await pass(30_000);
	expect(await kiosk.journal.unsent()).toBe(0);
	expect(sent.slice(0, 4)).toEqual([9, 5, 3, 2]);
	line.carries = Infinity;
	for (let n = 0; n < 9; n++) await kiosk.admit();
	sent.length = 0;
	courier.nudge();
	await pass(5_000);
	expect(await kiosk.journal.unsent()).toBe(0);
	expect(Math.max(...sent)).toBeGreaterThan(2);
});

test('a line that was dead for long carries all of it within seconds', async () => {
	const { kiosk, courier, pass, line, sent } = await carried();
	line.cut = true;
	for (let n = 0; n < 40; n++) await kiosk.admit();
	courier.nudge();
	await pass(60_000);
	line.cut = false;
	await pass(4_000);
	expect(await kiosk.journal.unsent()).toBe(0);
	expect(sent).toEqual([1, 2, 4, 8, 16, 9]);
});
