import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright';
import { cutPower } from '../stage/browser.ts';
import { badgesOf, foundCenter, pairingCode } from '../stage/staff.ts';
import { idle, masked, pairTyping, scanWithWedge } from '../stage/tablet.ts';
import { tearLog } from '../stage/torn.ts';
import { expect, test } from './stage.ts';

const SLOW_MS_MAX = 20_000;

test('a tablet whose power failed in the middle of a write still has all it owes after the next failure', async ({
	folder,
	server,
	cable,
	open,
	staff
}) => {
	await foundCenter(staff, server);
	const [first, second] = await badgesOf(staff, server);
	if (!first || !second) throw new Error('No badges');
	const profile = join(folder, 'tablet');
	const die = async (tablet: BrowserContext) => {
		const ended = new Promise((resolve) => tablet.once('close', resolve));
		cutPower(profile);
		await ended;
	};
	/** Starts it, and somebody comes. */
	const receive = async ({ token, name }: typeof first) => {
		const tablet = await open({ profile });
		const page = await tablet.newPage();
		await page.goto(`${cable.origin}/kiosk`);
		await idle(page).waitFor();
		await scanWithWedge(page, token);
		await expect(page.getByText(masked(name)).first()).toBeVisible();
		return tablet;
	};
	const setting = await open({ profile });
	const paired = await pairTyping(setting, cable.origin, await pairingCode(staff, server));
	await paired.evaluate(async () => void (await navigator.serviceWorker.ready));
	// A browser takes half a minute to keep what it is known by, unless it is closed.
	await setting.close();
	cable.pull();
	await die(await receive(first));
	const log = tearLog(profile);
	const tablet = await receive(second);
	await expect(() => expect(existsSync(log)).toBe(false)).toPass({ timeout: SLOW_MS_MAX });
	await die(tablet);

	const after = await (await open({ profile })).newPage();
	await after.goto(`${cable.origin}/kiosk`);
	await expect(after.getByText('보낼 것 2건')).toBeVisible();
	cable.plug();
	await expect(after.getByText('모두 보냈어요')).toBeVisible({ timeout: SLOW_MS_MAX });
});
