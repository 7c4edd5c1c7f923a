import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { PROTOCOL, type PushAnswer } from '#domain/protocol.ts';
import { PAPERS_EACH } from '#domain/rating/ballot.ts';
import { USUAL_SURVEYS } from '#domain/rating/usual.ts';
import { Guest } from '#kiosk/guest.svelte.ts';
import { Kiosk } from '#kiosk/kiosk.svelte.ts';
import { Unreachable, type Uplink } from '#kiosk/uplink.ts';
import { HOUR, MINUTE, START, token } from '../domain/people.ts';
import { newKeys } from '../domain/rating/ballots.ts';
import { HEARD, IDENTITY, news, tablet } from './tablet.ts';

/** Longer than any result stays on the screen. */
const LONG_MS = 30_000;

type Tablet = Awaited<ReturnType<typeof tablet>>;

const nobody = () => Promise.reject(new Unreachable('Nobody there'));
const uplink: Uplink = {
	enrol: nobody,
	sites: nobody,
	stand: nobody,
	push: nobody,
	pull: nobody,
	ratings: nobody,
	reconcile: nobody,
	rescue: nobody
};
const noCamera = {
	warm: () => {},
	watch: () => (async function* () {})(),
	devices: async () => [],
	torch: async () => false,
	stop: async () => {}
};

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** The kiosk in a window of its own, when it has read the disk. */
async function inWindow({ journal, environment }: Pick<Tablet, 'journal' | 'environment'>) {
	const guest = new Guest(() => 'ko');
	const doorbell = { listen: () => () => {} };
	const parts = { journal, uplink, doorbell, environment, scanner: noCamera, guest };
	const kiosk = new Kiosk({ ...parts, build: 'test' });
	const leave = kiosk.start();
	onTestFinished(leave);
	await vi.waitFor(() => expect(kiosk.standing).toBeDefined());
	return { kiosk, guest, leave };
}

/** A door with a student who may leave, and a disk that finds no question before it is let. */
async function door() {
	const { journal, environment, pass } = await tablet();
	const { key } = await newKeys();
	await journal.adopt(IDENTITY);
	await journal.apply({ ...news(1), surveys: [...USUAL_SURVEYS], ballotKey: key }, HEARD);
	let find = () => {};
	const found = new Promise<null>((resolve) => (find = () => resolve(null)));
	const asking = journal.asking.bind(journal);
	journal.asking = () => found.then(asking);
	const { kiosk, guest } = await inWindow({ journal, environment });
	const show = async (verdict: string) => {
		kiosk.take(token(1));
		await vi.waitFor(() => expect(kiosk.outcome).toMatchObject({ verdict: { kind: verdict } }));
	};
	await show('arrival');
	await vi.advanceTimersByTimeAsync(LONG_MS);
	pass(20 * MINUTE);
	return { kiosk, journal, environment, pass, guest, show, find: () => find() };
}

test('an arrival makes room for the next one, who finds the usual screen', async () => {
	const { kiosk } = await door();
	expect(kiosk.outcome).toBeNull();
});

test('what somebody set stays until they were asked, however long the disk takes to find the question', async () => {
	const { kiosk, guest, show, find } = await door();
	guest.wish({ low: true });
	await show('departure');
	await vi.advanceTimersByTimeAsync(LONG_MS);
	expect(kiosk.outcome).not.toBeNull();
	expect(guest.comfort.low).toBe(true);
	find();
	await vi.waitFor(() => expect(kiosk.asking.asked).not.toBeNull());
	expect(guest.comfort.low).toBe(true);
});

/** Whatever needs no answer from outside the page is done. */
async function thisMoment(): Promise<void> {
	for (let n = 0; n < 100; n++) await null;
}

/** Somebody who has left, and is asked. */
async function asked() {
	onTestFinished(() => void vi.restoreAllMocks());
	const it = await door();
	it.find();
	await it.show('departure');
	await vi.waitFor(() => expect(it.kiosk.asking.asked).not.toBeNull());
	return it;
}

/** Somebody who has answered a moment ago, and what the browser was asked to write since. */
async function answered() {
	// Dexie takes hold of it when it opens the database.
	const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction');
	const { kiosk, journal, pass } = await asked();
	const closing = vi.spyOn(crypto.subtle, 'encrypt');
	transactions.mockClear();
	pass(1_000);
	kiosk.asking.answer(4);
	const written = () =>
		transactions.mock.calls.filter(
			([names, mode]) => mode === 'readwrite' && [...names].includes('papers')
		).length;
	const closed = async () => {
		await vi.waitFor(() => expect(closing).toHaveBeenCalledTimes(PAPERS_EACH));
		await Promise.all(closing.mock.results.map(({ value }) => value));
		await thisMoment();
	};
	return { kiosk, journal, written, closed };
}

const hide = () => {
	vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
	document.dispatchEvent(new Event('visibilitychange'));
};

test.each([
	{ what: 'goes away', go: () => dispatchEvent(new Event('pagehide')) },
	{ what: 'is hidden', go: hide }
])('when the page $what, what was answered is written without waiting', async ({ go }) => {
	const { kiosk, journal, written, closed } = await answered();
	await closed();
	expect(written()).toBe(0);
	go();
	await thisMoment();
	expect(written()).toBe(1);
	await vi.waitFor(async () => expect(await journal.papers()).toHaveLength(PAPERS_EACH));
	expect(kiosk.outcome).toBeNull();
	expect(kiosk.asking.asked).toBeNull();
});

test('when the page goes away, what is held is written without waiting', async () => {
	const { kiosk, journal, written, closed } = await answered();
	await kiosk.asking.leave();
	await closed();
	expect(written()).toBe(0);
	dispatchEvent(new Event('pagehide'));
	hide();
	await thisMoment();
	expect(written()).toBe(1);
	await vi.waitFor(async () => expect(await journal.papers()).toHaveLength(PAPERS_EACH));
});

test('a question that nobody has answered yet stays where it is when the page is hidden', async () => {
	const { kiosk } = await asked();
	hide();
	await thisMoment();
	expect(kiosk.asking.asked).not.toBeNull();
});

test('of two windows at rest only the one with the door begins with a new version, and both may follow', async () => {
	const there = await tablet();
	await there.journal.adopt(IDENTITY);
	const first = await inWindow(there);
	const second = await inWindow(there);
	await vi.advanceTimersByTimeAsync(LONG_MS);
	await vi.waitFor(() => expect(second.kiosk.oneWindow.elsewhere).toBe(true));
	expect(await first.kiosk.mayUpdate.begin()).toBe(true);
	expect(await second.kiosk.mayUpdate.begin()).toBe(false);
	for (const { kiosk } of [first, second]) expect(await kiosk.mayUpdate.reload()).toBe(true);
	first.leave();
	await vi.waitFor(() => expect(second.kiosk.oneWindow.elsewhere).toBe(false));
	expect(await second.kiosk.mayUpdate.begin()).toBe(true);
});

test('a window in which staff are at work neither begins with a new version nor follows', async () => {
	const there = await tablet();
	await there.journal.adopt(IDENTITY);
	const { kiosk } = await inWindow(there);
	kiosk.openRescue('own');
	expect(await kiosk.mayUpdate.begin()).toBe(false);
	expect(await kiosk.mayUpdate.reload()).toBe(false);
	kiosk.rescuing = null;
	expect(await kiosk.mayUpdate.begin()).toBe(true);
});

test('a clock that was set is doubted until the center says what it is off by, not merely answers', async () => {
	const { kiosk, journal, environment } = await door();
	const { now } = environment;
	environment.now = () => now() + 5 * HOUR;
	await vi.waitFor(() => expect(kiosk.clockDoubtful).toBe(true), LONG_MS);
	const hear = async (told: { skew?: number; skewAt?: number }) => {
		const batch = await journal.owed(200, 1e6);
		if (!batch) throw new Error('Not paired');
		const numbers = {
			ackedThrough: 0,
			backedUpThrough: 0,
			results: [],
			missing: [],
			directives: []
		};
		const said: PushAnswer = {
			protocol: PROTOCOL,
			epoch: IDENTITY.epoch,
			serverTime: START,
			...numbers
		};
		const heardAt = environment.now();
		await journal.settle(batch, said, { heardAt, ...told });
		await vi.waitFor(() => expect(kiosk.standing?.contact).toMatchObject({ heardAt, ...told }));
	};
	await hear({});
	expect(kiosk.clockDoubtful).toBe(true);
	await hear({ skew: -5 * HOUR, skewAt: environment.now() });
	expect(kiosk.clockDoubtful).toBe(false);
});
