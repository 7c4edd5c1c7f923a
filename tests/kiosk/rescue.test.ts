import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { Fountain, nameOf } from '#domain/light/fountain.ts';
import type { Cargo } from '#domain/light/frame.ts';
import { pack } from '#domain/rescue/parcel.ts';
import { Filming } from '#kiosk/rescue/filming.svelte.ts';
import { Rescue } from '#kiosk/rescue/rescue.svelte.ts';
import { RATES, Showing } from '#kiosk/rescue/showing.svelte.ts';
import { NoPicture, type Camera, type Sighting } from '#kiosk/scanner/camera.ts';
import { token } from '../domain/people.ts';
import { HEARD, IDENTITY, news, tablet } from './tablet.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const OTHER = '00000000-0000-4000-8000-00000000000b' as never;

/** A camera that sees some texts one after the other, and then, if it must, goes dark. */
function cameraOf(texts: readonly string[], trouble: NoPicture | null = null): Camera {
	return {
		warm: () => {},
		async *watch(_holder, { started }): AsyncGenerator<Sighting> {
			started();
			for (const text of texts) yield { text };
			if (trouble) throw trouble;
		},
		devices: async () => [],
		torch: async () => false,
		stop: async () => {}
	};
}

afterEach(() => vi.useRealTimers());

/** A public key as the center gives it to its tablets, of which nobody has the secret. */
async function someKey(): Promise<string> {
	const curve = { name: 'ECDH', namedCurve: 'P-256' };
	const { publicKey } = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
	const point = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
	return btoa(String.fromCharCode(...point));
}

/** A tablet with two records that it owes. */
async function owing() {
	const kiosk = await tablet();
	await kiosk.journal.adopt(IDENTITY);
	await kiosk.journal.apply({ ...news(2), rescueKey: await someKey() }, HEARD);
	for (const n of [1, 2]) await kiosk.scan(token(n));
	return kiosk;
}

/** Another tablet's parcel of so many bytes, which nobody here can open anyway. */
async function parcelOf(letters = 3_000) {
	const text = Array.from(crypto.getRandomValues(new Uint8Array(letters))).join('');
	const label = { center: IDENTITY.center.id, device: OTHER };
	return pack(text, label, await someKey());
}

/** So many pictures of it, from a certain one on. */
function picturesOf(whole: Uint8Array, { from = 0, some = 0, cargo = 'parcel' as Cargo } = {}) {
	const fountain = new Fountain(cargo, whole);
	const length = some || fountain.blocks * 2 + 20;
	return Array.from({ length }, (_, at) => fountain.frame(from + at));
}

function filmingOf(
	{ journal, environment }: Awaited<ReturnType<typeof tablet>>,
	scanner = cameraOf([]),
	wanted: Cargo = 'parcel'
) {
	const took = vi.fn();
	const filming = new Filming(wanted, { journal, environment, scanner, took });
	return { filming, took };
}

/** The screen on which records pass, and how often it closed itself. */
function screenOf({ journal, environment }: Awaited<ReturnType<typeof tablet>>) {
	const close = vi.fn();
	const parts = { journal, environment, scanner: cameraOf([]), took: () => {}, close };
	return { rescue: new Rescue(parts), close };
}

const watching = (filming: Filming, signal = new AbortController().signal) =>
	filming.watch(document.createElement('div'), signal);

test('what was filmed from the middle on, other codes among it, is whole and on the disk', async () => {
	const kiosk = await owing();
	const whole = await parcelOf();
	const foreign = ['12345678', 'https://haebom.example/'];
	const frames = picturesOf(whole, { from: 7 }).flatMap((frame) => [frame, ...foreign]);
	const { filming, took } = filmingOf(kiosk, cameraOf(frames));
	await watching(filming);
	expect(filming.state).toEqual({ kind: 'took', took: { kind: 'carried', device: OTHER } });
	expect(took).toHaveBeenCalledOnce();
	const [kept] = await kiosk.journal.parcels();
	expect(kept).toMatchObject({ of: nameOf(whole), device: OTHER, said: null });
	expect(kept?.bytes).toEqual(whole);
});

test('it tells how much there is, and what the camera sees instead', async () => {
	const kiosk = await owing();
	const whole = await parcelOf();
	const { filming } = filmingOf(kiosk);
	expect(filming.state).toEqual({ kind: 'filming', progress: null });
	const [first = '', second = ''] = picturesOf(whole, { some: 2 });
	for (const seen of [first, first, second]) await filming.take(seen);
	expect(filming.state).toMatchObject({ kind: 'filming', progress: { filled: 2 } });
	expect([filming.seeing, filming.mismatch]).toEqual([true, null]);
	await filming.take('12345678');
	expect(filming.mismatch).toBe('foreign');
	const [receipt = ''] = picturesOf(whole, { some: 1, cargo: 'receipt' });
	await filming.take(receipt);
	expect(filming.mismatch).toBe('receipt');
	await filming.take(first);
	expect(filming.mismatch).toBeNull();
});

test('goes on where it stopped after the page was closed', async () => {
	const kiosk = await owing();
	const whole = await parcelOf();
	const frames = picturesOf(whole);
	const half = frames.slice(0, 4);
	const before = filmingOf(kiosk).filming;
	const end = before.start();
	for (const frame of half) await before.take(frame);
	end();
	await expect.poll(() => kiosk.journal.glimpses()).toHaveLength(half.length);

	const { filming } = filmingOf(kiosk);
	onTestFinished(filming.start());
	await expect.poll(() => filming.state).toMatchObject({ progress: { filled: half.length } });
	for (const frame of frames.slice(4)) await filming.take(frame);
	expect(filming.state).toMatchObject({ kind: 'took', took: { kind: 'carried' } });
	expect(await kiosk.journal.glimpses()).toEqual([]);
});

test('what was begun and never finished goes after a week, whatever its clock was set to', async () => {
	const kiosk = await owing();
	const pictures = picturesOf(await parcelOf(), { some: 3 });
	const film = async () => {
		const { filming } = filmingOf(kiosk);
		const end = filming.start();
		for (const picture of pictures) await filming.take(picture);
		end();
		await expect.poll(() => kiosk.journal.glimpses()).toHaveLength(3);
	};
	const seenAt = kiosk.environment.now() + HEARD.skew;
	await film();
	await kiosk.journal.erase(seenAt + 7 * DAY);
	expect(await kiosk.journal.glimpses()).toHaveLength(3);
	await kiosk.journal.erase(seenAt + 7 * DAY + 1);
	expect(await kiosk.journal.glimpses()).toEqual([]);

	await film();
	await kiosk.journal.erase(seenAt - 8 * DAY);
	expect(await kiosk.journal.glimpses()).toEqual([]);
	// As earlier versions kept it, which did not say when.
	await kiosk.journal.keepGlimpses([{ of: 'a', seed: 1, text: pictures[0] ?? '' }]);
	await kiosk.journal.erase(seenAt);
	expect(await kiosk.journal.glimpses()).toEqual([]);
});

test('what was filmed goes when the whole comes by a file, and nothing of another transfer with it', async () => {
	const kiosk = await owing();
	const [receipt, other] = ['one', 'two'].map((text) => new TextEncoder().encode(text.repeat(999)));
	if (!receipt || !other) throw new Error('No receipts');
	const cargo: Cargo = 'receipt';
	const [first = '', second = ''] = picturesOf(receipt, { some: 2, cargo });
	const [others = ''] = picturesOf(other, { some: 1, cargo });
	const film = async (pictures: readonly string[], file: Uint8Array<ArrayBuffer> | null) => {
		const { filming } = filmingOf(kiosk, cameraOf([]), cargo);
		const end = filming.start();
		for (const picture of pictures) await filming.take(picture);
		if (file) await filming.finish(file);
		end();
	};
	await film([first], null);
	await expect.poll(() => kiosk.journal.glimpses()).toHaveLength(1);
	await film([second, others], receipt);
	await expect.poll(() => kiosk.journal.glimpses()).toMatchObject([{ of: nameOf(other) }]);
});

test('a camera that is denied, or lost halfway, says so, and what came is kept', async () => {
	const kiosk = await owing();
	const denied = filmingOf(kiosk, cameraOf([], new NoPicture('denied'))).filming;
	await watching(denied);
	expect(denied.camera).toBe('denied');
	const some = picturesOf(await parcelOf(), { some: 3 });
	const lost = filmingOf(kiosk, cameraOf(some, new NoPicture('busy'))).filming;
	await watching(lost);
	expect(lost.camera).toBe('busy');
	expect(lost.state).toMatchObject({ kind: 'filming', progress: { filled: 3 } });
});

test('a file is taken as what was filmed, and one of something else changes nothing', async () => {
	const kiosk = await owing();
	const other = filmingOf(kiosk).filming;
	await other.finish(new TextEncoder().encode('a letter to somebody, of more than some bytes'));
	expect(other.state).toEqual({ kind: 'took', took: { kind: 'foreign' } });
	expect(await kiosk.journal.parcels()).toEqual([]);
	const { filming } = filmingOf(kiosk);
	await filming.finish(await parcelOf());
	expect(filming.state).toMatchObject({ took: { kind: 'carried', device: OTHER } });
	expect(await kiosk.journal.parcels()).toHaveLength(1);
});

test('a disk that does not take it says so, rather than that all is well', async () => {
	const kiosk = await owing();
	const { filming, took } = filmingOf(kiosk);
	kiosk.journal.close();
	await filming.finish(await parcelOf());
	expect(filming.state).toEqual({ kind: 'failed' });
	expect(took).not.toHaveBeenCalled();
});

test('shows one picture after the other, never the same, as fast as it is told', async () => {
	vi.useFakeTimers();
	const showing = new Showing('parcel', await parcelOf());
	const end = showing.start();
	const before = showing.matrix;
	vi.advanceTimersByTime(1_000);
	expect(showing.shown).toBe(1 + 6);
	expect(showing.matrix).not.toEqual(before);
	for (let n = 0; n < RATES.length; n++) showing.hasten(false);
	vi.advanceTimersByTime(1_000);
	expect([showing.rate, showing.secondsAtBest]).toEqual([2, Math.ceil(showing.blocks / 2)]);
	for (let n = 0; n < RATES.length; n++) showing.hasten(true);
	expect(showing.rate).toBe(RATES.at(-1));
	const { shown } = showing;
	end();
	vi.advanceTimersByTime(10_000);
	expect(showing.shown).toBe(shown);
});

test('what is given is what is owed; where nothing is, it says so', async () => {
	const kiosk = await owing();
	const { rescue } = screenOf(kiosk);
	await rescue.give();
	expect(rescue.occupation).toMatchObject({ kind: 'showing', cargo: 'parcel', events: 2, left: 0 });
	const fresh = await tablet();
	await fresh.journal.adopt(IDENTITY);
	const empty = screenOf(fresh).rescue;
	await empty.give();
	expect(empty.occupation).toEqual({ kind: 'nothing' });
	await fresh.journal.apply(news(1), HEARD);
	await fresh.scan(token(1));
	await empty.give();
	expect(empty.occupation).toEqual({ kind: 'keyless' });
});

test('a parcel that is delivered takes no room, and goes a day after its receipt was shown', async () => {
	const kiosk = await owing();
	const bytes = await parcelOf();
	const parcel = { of: nameOf(bytes), device: OTHER, bytes, takenAt: 0, said: null, goesAt: null };
	await kiosk.journal.keepParcel(parcel);
	const taken = { kind: 'taken' as const, receipt: 'a.b.c' as never };
	await kiosk.journal.noteParcel(parcel.of, taken, kiosk.environment.now() + 14 * DAY);
	const [delivered] = await kiosk.journal.parcels();
	if (!delivered) throw new Error('Gone');
	expect(delivered.bytes).toHaveLength(0);
	const { rescue } = screenOf(kiosk);
	await rescue.giveReceipt(delivered);
	expect(rescue.occupation).toMatchObject({ kind: 'showing', cargo: 'receipt' });
	const goesAt = kiosk.environment.now() + DAY;
	expect(await kiosk.journal.parcels()).toMatchObject([{ goesAt }]);
	kiosk.pass(DAY - 1);
	screenOf(kiosk).rescue.start()();
	expect(await kiosk.journal.parcels()).toHaveLength(1);
	kiosk.pass(1);
	screenOf(kiosk).rescue.start()();
	await expect.poll(() => kiosk.journal.parcels()).toEqual([]);
});

test('a parcel on its way stays however long that takes', async () => {
	const kiosk = await owing();
	const bytes = await parcelOf();
	const parcel = { of: nameOf(bytes), device: OTHER, bytes, takenAt: 0, said: null, goesAt: null };
	await kiosk.journal.keepParcel(parcel);
	kiosk.pass(400 * DAY);
	const { rescue } = screenOf(kiosk);
	onTestFinished(rescue.start());
	await expect.poll(() => rescue.parcels).toHaveLength(1);
});

test('forgotten, the screen gives the door back; not while pictures go from one to the other', async () => {
	const kiosk = await owing();
	const { rescue, close } = screenOf(kiosk);
	vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
	onTestFinished(rescue.start());
	const looks = (ms: number) => {
		kiosk.pass(ms);
		vi.advanceTimersByTime(5_000);
	};
	looks(2 * MINUTE - 1);
	expect(close).not.toHaveBeenCalled();
	looks(1);
	expect(close).toHaveBeenCalledOnce();

	rescue.touch();
	await rescue.give();
	looks(10 * MINUTE);
	expect(close).toHaveBeenCalledOnce();

	rescue.film('parcel');
	const { occupation } = rescue;
	if (occupation.kind !== 'filming') throw new Error('Nobody films');
	occupation.filming.seeing = true;
	looks(10 * MINUTE);
	expect(close).toHaveBeenCalledOnce();
	occupation.filming.seeing = false;
	looks(2 * MINUTE);
	expect(close).toHaveBeenCalledTimes(2);
});
