import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { USUAL_SURVEYS } from '#domain/rating/usual.ts';
import { Guest } from '#kiosk/guest.svelte.ts';
import { Kiosk } from '#kiosk/kiosk.svelte.ts';
import { Unreachable, type Uplink } from '#kiosk/uplink.ts';
import { MINUTE, token } from '../domain/people.ts';
import { newKeys } from '../domain/rating/ballots.ts';
import { HEARD, IDENTITY, news, tablet } from './tablet.ts';

/** Longer than any result stays on the screen. */
const LONG_MS = 30_000;

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
	const guest = new Guest(() => 'ko');
	const doorbell = { listen: () => () => {} };
	const parts = { journal, uplink, doorbell, environment, scanner: noCamera, guest };
	const kiosk = new Kiosk({ ...parts, build: 'test' });
	onTestFinished(kiosk.start());
	await vi.waitFor(() => expect(kiosk.standing).toBeDefined());
	const show = async (verdict: string) => {
		kiosk.take(token(1));
		await vi.waitFor(() => expect(kiosk.outcome).toMatchObject({ verdict: { kind: verdict } }));
	};
	await show('arrival');
	await vi.advanceTimersByTimeAsync(LONG_MS);
	pass(20 * MINUTE);
	return { kiosk, guest, show, find: () => find() };
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
