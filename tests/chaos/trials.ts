import { setTimeout as sleep } from 'node:timers/promises';
import { recoveryTexts } from '#ui/messages/recovery.ts';
import type { Tablet } from './tablet.ts';

/** Longer than the tablet waits for an answer. */
const STOPPED_MS = 16_000;
const FROZEN_MS = 2_000;
const WINDOW_MS_MAX = 8_000;
const UPDATE_MS = 1_500;

/** Something that happens to a running tablet and does not end it. */
export interface Trial {
	readonly name: string;
	/** Takes so long that a short run leaves it out. */
	readonly long?: true;
	undergo(tablet: Tablet, scan: () => Promise<unknown>): Promise<void>;
}

export const TRIALS: readonly Trial[] = [
	{
		name: 'two windows',
		async undergo(tablet, scan) {
			const page = await tablet.anotherWindow();
			const take = page.getByRole('button', { name: recoveryTexts.ko.elsewhere.take });
			await take.click({ timeout: WINDOW_MS_MAX });
			tablet.page = page;
			await page.locator('footer').waitFor({ timeout: WINDOW_MS_MAX });
			await scan();
		}
	},
	{
		name: 'frozen and woken',
		async undergo(tablet, scan) {
			const { page } = tablet;
			if (!page) return;
			await scan();
			const session = await page.context().newCDPSession(page);
			await session.send('Page.setWebLifecycleState', { state: 'frozen' });
			await sleep(FROZEN_MS);
			await session.send('Page.setWebLifecycleState', { state: 'active' });
			await scan();
		}
	},
	{
		name: 'stopped for longer than an answer may take',
		long: true,
		async undergo(tablet, scan) {
			void scan().catch(() => {});
			await sleep(300);
			tablet.signal('SIGSTOP');
			await sleep(STOPPED_MS);
			tablet.signal('SIGCONT');
			await scan();
		}
	},
	{
		name: 'a full disk',
		async undergo(tablet, scan) {
			const { page } = tablet;
			if (!page) return;
			const session = await page.context().newCDPSession(page);
			const { origin } = tablet.wire;
			await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
			await scan();
			await session.send('Storage.overrideQuotaForOrigin', { origin });
			await scan();
		}
	},
	{
		name: 'another build',
		async undergo(tablet, scan) {
			tablet.wire.build = tablet.wire.build === 0 ? 1 : 0;
			await tablet.page?.evaluate(async () => {
				dispatchEvent(new Event('online'));
				const registration = await navigator.serviceWorker.getRegistration('/kiosk');
				await registration?.update();
			});
			await scan();
			await sleep(UPDATE_MS);
			// As staff would who press the button: the page starts anew with it, whatever is owed.
			await tablet.page?.evaluate(async () => {
				const registration = await navigator.serviceWorker.getRegistration('/kiosk');
				registration?.waiting?.postMessage({ type: 'SKIP_WAITING' });
			});
			await scan();
		}
	},
	{
		name: 'the cable pulled',
		async undergo(tablet, scan) {
			tablet.wire.pull();
			await scan();
			await scan();
			tablet.wire.plug();
		}
	},
	{
		name: 'an old push sent again',
		async undergo(tablet, scan) {
			await Promise.all([tablet.wire.replay(), scan()]);
		}
	}
];
