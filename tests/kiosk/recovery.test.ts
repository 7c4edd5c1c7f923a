import { afterEach, expect, test, vi } from 'vitest';
import { readHandOver } from '#domain/hand-over.ts';
import { Recovery } from '#kiosk/recovery.svelte.ts';
import { incarnation, START, token } from '../domain/people.ts';
import { HEARD, IDENTITY, news, tablet } from './tablet.ts';

afterEach(() => vi.restoreAllMocks());

async function withScans(count: number) {
	const kiosk = await tablet();
	await kiosk.journal.adopt(IDENTITY);
	await kiosk.journal.apply(news(count), HEARD);
	for (let n = 1; n <= count; n++) await kiosk.scan(token(n));
	return { ...kiosk, recovery: new Recovery(kiosk.journal, kiosk.environment) };
}

/** What is put where downloads go from now on. */
function downloads() {
	const files: Blob[] = [];
	vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
		files.push(file as Blob);
		return 'about:blank#';
	});
	vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
	return files;
}

test('tells what lies on the tablet alone, and puts all of it into a file, deleting nothing', async () => {
	const { journal, recovery } = await withScans(2);
	await journal.adopt({ ...IDENTITY, incarnation: incarnation(2) });
	await recovery.open();
	expect(recovery.state).toMatchObject({
		kind: 'kept',
		kept: { unsent: 2, since: START, identity: { device: IDENTITY.device } },
		saved: null
	});
	const files = downloads();
	await recovery.save();
	const file = readHandOver((await files[0]?.text()) ?? '');
	expect(file).toMatchObject({ center: IDENTITY.center.id, device: IDENTITY.device.id });
	expect(file?.events).toEqual(await journal.allOwed());
	expect(file?.events).toMatchObject([
		{ incarnation: incarnation(1), seq: 1 },
		{ incarnation: incarnation(1), seq: 2 }
	]);
	expect(recovery.state).toMatchObject({ saved: expect.stringMatching(/^haebom-.*\.json$/) });
	expect(await journal.unsent()).toBe(2);
});

test('a database that was closed under us is opened again for it', async () => {
	const { journal, recovery } = await withScans(1);
	journal.close();
	await recovery.open();
	expect(recovery.state).toMatchObject({ kind: 'kept', kept: { unsent: 1 } });
});

test('one that cannot be read says so, and can be tried again', async () => {
	const { journal, recovery } = await withScans(1);
	journal.close();
	const broken = vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
		throw new DOMException('Internal error opening backing store', 'UnknownError');
	});
	await recovery.open();
	expect(recovery.state).toEqual({ kind: 'unreadable' });
	broken.mockRestore();
	await recovery.open();
	expect(recovery.state).toMatchObject({ kind: 'kept' });
});

test('a tablet that was never paired has nothing', async () => {
	const { journal, environment } = await tablet();
	const recovery = new Recovery(journal, environment);
	await recovery.open();
	expect(recovery.state).toEqual({ kind: 'unpaired' });
	recovery.close();
	expect(recovery.state).toEqual({ kind: 'closed' });
});
