import type { Page } from 'playwright';
import { alter, type Altered } from '../stage/altered.ts';
import { badgesOf, pairingCode } from '../stage/staff.ts';
import { pairTyping, room, scanWithWedge } from '../stage/tablet.ts';
import { expect, test } from './stage.ts';

test.use({ begins: 'founded' });

/** How often a waiting version asks whether it may come. */
const TRIES_EVERY_MS = 10_000;

const versionWaits = (page: Page) =>
	page.evaluate(async () => {
		const registration = await navigator.serviceWorker.getRegistration('/kiosk');
		return Boolean(registration?.waiting);
	});

/** Another version is there, and a page looks for it. */
async function bringOut(center: Altered, page: Page): Promise<void> {
	center.alter('/service-worker.js', (body) => ({
		status: 200,
		type: 'text/javascript',
		body: `${body}\n// another version`
	}));
	await page.evaluate(() => dispatchEvent(new Event('online')));
}

/** Tells the page that is there now from one that is started anew. */
async function marked(page: Page): Promise<() => Promise<boolean>> {
	await page.evaluate(() => Object.assign(window, { oldPage: true }));
	return () => page.evaluate(() => 'oldPage' in window);
}

test('a new version waits until nothing is owed, then comes by itself', async ({
	server,
	open,
	staff
}) => {
	const [student] = await badgesOf(staff, server);
	if (!student) throw new Error('No badges');
	const center = await alter(server.origin);
	const tablet = await open({});
	const page = await pairTyping(tablet, center.origin, await pairingCode(staff, server));
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	const stillOld = await marked(page);

	center.alter('/api/v1/sync/push', () => ({ status: 502, type: 'text/html', body: '' }));
	await scanWithWedge(page, student.token);
	await expect(page.getByText('보낼 것 1건')).toBeVisible();
	await bringOut(center, page);
	await expect.poll(() => versionWaits(page)).toBe(true);
	await page.waitForTimeout(TRIES_EVERY_MS + 1_000);
	expect([await versionWaits(page), await stillOld()]).toEqual([true, true]);

	center.alter('/api/v1/sync/push', null);
	await expect(page.getByText('모두 보냈어요')).toBeVisible();
	await page.waitForEvent('domcontentloaded', { timeout: TRIES_EVERY_MS + 10_000 });
	expect(await stillOld()).toBe(false);
	await expect(page.getByText('와 있는 사람').locator('..')).toContainText('1');
	expect(await versionWaits(page)).toBe(false);
	await center.remove();
});

test('staff can start a new version at once, and what is owed is still there', async ({
	server,
	open,
	staff
}) => {
	const [student] = await badgesOf(staff, server);
	if (!student) throw new Error('No badges');
	const center = await alter(server.origin);
	const tablet = await open({});
	const page = await pairTyping(tablet, center.origin, await pairingCode(staff, server));
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	center.alter('/api/v1/sync/push', () => ({ status: 502, type: 'text/html', body: '' }));
	await scanWithWedge(page, student.token);
	await expect(page.getByText('보낼 것 1건')).toBeVisible();
	await bringOut(center, page);
	await page.getByRole('button', { name: '점검', exact: true }).click();
	const version = page.getByRole('listitem').filter({ hasText: '새 버전은' });
	await expect(version).toHaveAttribute('data-sign', 'look');
	const started = page.waitForEvent('domcontentloaded');
	await version.getByRole('button', { name: '지금 켜기' }).click();
	await started;
	await expect(page.getByText('보낼 것 1건')).toBeVisible();
	expect(await versionWaits(page)).toBe(false);
	center.alter('/api/v1/sync/push', null);
	await expect(page.getByText('모두 보냈어요')).toBeVisible();
	await center.remove();
});

test('a window that does not have the door neither starts a new version nor interrupts the one that does', async ({
	server,
	open,
	staff
}) => {
	const center = await alter(server.origin);
	const tablet = await open({});
	const page = await pairTyping(tablet, center.origin, await pairingCode(staff, server));
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	const stillOld = await marked(page);
	await page.getByRole('button', { name: '선생님', exact: true }).click();
	await expect(room(page)).toBeVisible();
	const second = await tablet.newPage();
	await second.goto(`${center.origin}/kiosk`);
	await expect(second.getByText('다른 창에서 쓰고 있어요')).toBeVisible();
	await bringOut(center, second);
	await expect.poll(() => versionWaits(page)).toBe(true);
	await second.waitForTimeout(TRIES_EVERY_MS + 1_000);
	expect([await versionWaits(page), await stillOld()]).toEqual([true, true]);

	// What a window of an earlier version does, when it finds itself at rest.
	await second.evaluate(async () => {
		const registration = await navigator.serviceWorker.getRegistration('/kiosk');
		registration?.waiting?.postMessage({ type: 'SKIP_WAITING' });
	});
	await expect.poll(() => versionWaits(page)).toBe(false);
	await page.waitForTimeout(TRIES_EVERY_MS + 1_000);
	expect(await stillOld()).toBe(true);
	const started = page.waitForEvent('domcontentloaded', { timeout: TRIES_EVERY_MS + 10_000 });
	await page.bringToFront();
	await room(page).getByRole('button', { name: '잠그기' }).click();
	await started;
	expect(await stillOld()).toBe(false);
	await center.remove();
});
