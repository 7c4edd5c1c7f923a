import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { BrowserContext, Page } from 'playwright';
import { findsNothing } from '../stage/axe.ts';
import { cutPower } from '../stage/browser.ts';
import type { Cable } from '../stage/network.ts';
import { leaveTablet, openNothing, RELEASED, type Released } from '../stage/released-tablet.ts';
import type { RunningServer } from '../stage/server.ts';
import { badgesOf, foundCenter, pairingCode } from '../stage/staff.ts';
import { everythingOn, idle, masked, pairTyping, scanWithWedge } from '../stage/tablet.ts';
import { expect, test } from './stage.ts';

const OWED = 300;
const AGO_MS = 30 * 60_000;
const SLOW_MS_MAX = 20_000;

/** The numbers of what one tablet handed in, in their order. */
function numbersAt(server: RunningServer): number[] {
	const database = new DatabaseSync(join(server.dataDir, 'haebom.db'), { readOnly: true });
	const rows = database
		.prepare(
			`select seq from ledger join device on device.id = device_id
			 where device.name = '입구 태블릿' order by seq`
		)
		.all();
	database.close();
	return rows.map(({ seq }) => Number(seq));
}

const through = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

/** A tablet as an earlier version left it half an hour ago, with `OWED` records to hand in. */
async function outdated(
	tablet: BrowserContext,
	version: Released,
	{ cable, server, staff }: { cable: Cable; server: RunningServer; staff: Page }
): Promise<Page> {
	const page = await pairTyping(tablet, cable.origin, await pairingCode(staff, server));
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	const at = Date.now() - AGO_MS;
	await leaveTablet(page, { origin: cable.origin, version, owed: OWED, at });
	return page;
}

const owes = (page: Page, count: number) => page.getByText(`보낼 것 ${count}건`);

for (const version of RELEASED) {
	test(`a tablet that hung in a cupboard since version ${version} hands in all it owes, and goes on`, async ({
		server,
		cable,
		open,
		staff
	}) => {
		await foundCenter(staff, server);
		const [student] = await badgesOf(staff, server);
		if (!student) throw new Error('No badges');
		const tablet = await open({});
		const page = await outdated(tablet, version, { cable, server, staff });
		cable.pull();
		await page.goto(`${cable.origin}/kiosk`);
		await expect(owes(page, OWED)).toBeVisible();
		await scanWithWedge(page, student.token);
		await expect(page.getByText('어서 오세요!').first()).toBeVisible();
		await expect(page.getByText(masked(student.name)).first()).toBeVisible();
		await expect(owes(page, OWED + 1)).toBeVisible();
		cable.plug();
		await expect(page.getByText('모두 보냈어요')).toBeVisible({ timeout: SLOW_MS_MAX });
		expect(numbersAt(server)).toEqual(through(OWED + 1));
	});
}

test('a tablet that is switched off while its records are brought up to date loses none', async ({
	folder,
	server,
	cable,
	open,
	staff
}) => {
	await foundCenter(staff, server);
	const profile = join(folder, 'tablet');
	const before = await open({ profile });
	await outdated(before, 1, { cable, server, staff });
	cable.pull();
	await before.close();

	for (const _ of ['once', 'and again']) {
		const tablet = await open({ profile });
		await tablet.addInitScript(linger);
		const dying = await tablet.newPage();
		const changing = dying.waitForEvent('console', (line) => line.text() === 'changing');
		void dying.goto(`${cable.origin}/kiosk`).catch(() => {});
		await changing;
		const ended = new Promise((resolve) => tablet.once('close', resolve));
		cutPower(profile);
		await ended;
	}

	const after = await (await open({ profile })).newPage();
	await after.goto(`${cable.origin}/kiosk`);
	await expect(owes(after, OWED)).toBeVisible();
	cable.plug();
	await expect(after.getByText('모두 보냈어요')).toBeVisible({ timeout: SLOW_MS_MAX });
	expect(numbersAt(server)).toEqual(through(OWED));
});

/** Runs in the page: keeps an upgrade of the database going, once all of it is asked for, and says so. */
function linger(): void {
	const open = IDBFactory.prototype.open;
	IDBFactory.prototype.open = function (...parts) {
		const request = open.apply(this, parts);
		request.addEventListener('upgradeneeded', () => {
			const { transaction } = request;
			if (!transaction || request.result.name !== 'haebom') return;
			let turns = 0;
			const again = () => {
				if (++turns === 50) console.error('changing');
				transaction.objectStore('events').count().onsuccess = again;
			};
			again();
		});
		return request;
	};
}

test('a tablet on which a later version ran works on with this one, and nothing is deleted', async ({
	server,
	cable,
	open,
	staff
}) => {
	await foundCenter(staff, server);
	const [student] = await badgesOf(staff, server);
	if (!student) throw new Error('No badges');
	const tablet = await open({});
	const page = await outdated(tablet, 3, { cable, server, staff });
	await page.evaluate(async () => {
		const request = indexedDB.open('haebom', 9_990);
		request.onupgradeneeded = () => {
			request.result.createObjectStore('later', { keyPath: 'id' }).add({ id: 'kept' });
			request.transaction?.objectStore('events').createIndex('later', 'later');
		};
		await new Promise((resolve) => (request.onsuccess = resolve));
		request.result.close();
	});
	cable.pull();
	await page.goto(`${cable.origin}/kiosk`);
	await expect(owes(page, OWED)).toBeVisible();
	await scanWithWedge(page, student.token);
	await expect(page.getByText('어서 오세요!').first()).toBeVisible();
	cable.plug();
	await expect(page.getByText('모두 보냈어요')).toBeVisible({ timeout: SLOW_MS_MAX });
	expect(numbersAt(server)).toEqual(through(OWED + 1));
	expect((await everythingOn(page))['later']).toEqual([{ id: 'kept' }]);
});

test('where an old window keeps the records from opening, the tablet says which to close, and goes on then', async ({
	server,
	cable,
	open,
	staff
}) => {
	await foundCenter(staff, server);
	const [student] = await badgesOf(staff, server);
	if (!student) throw new Error('No badges');
	const tablet = await open({});
	const page = await outdated(tablet, 1, { cable, server, staff });
	const old = await tablet.newPage();
	await openNothing(old, cable.origin);
	await old.evaluate(async () => {
		const request = indexedDB.open('haebom');
		await new Promise((resolve) => (request.onsuccess = resolve));
		// It hangs: it does not hear that another wants to alter the database.
		Object.assign(window, { held: request.result });
	});
	await page.goto(`${cable.origin}/kiosk`);
	await expect(page.getByRole('heading', { name: '저장 공간이 아직 안 열려요' })).toBeVisible();
	await expect(page.getByText('출석 화면이 열린 다른 창을 모두 닫아 주세요.')).toBeVisible();
	await findsNothing(page, 'a database that another window keeps');
	await scanWithWedge(page, student.token);
	await expect(page.getByText('어서 오세요!')).toHaveCount(0);
	await old.close();
	await expect(idle(page)).toBeVisible();
	await expect(page.getByText('모두 보냈어요')).toBeVisible({ timeout: SLOW_MS_MAX });
	expect(numbersAt(server)).toEqual(through(OWED));
});
