import { findsNothing } from '../stage/axe.ts';
import { tooSmall } from '../stage/legible.ts';
import { badgesOf, foundCenter, pairingCode, showPairingCode } from '../stage/staff.ts';
import { idle, pairTyping, scanWithWedge } from '../stage/tablet.ts';
import { expect, test } from './stage.ts';

const KIOSK_TOUCH_PX_MIN = 80;

test('axe finds nothing on any page of the center, on a desk and on a phone', async ({
	server,
	staff
}) => {
	const link = /Set up\s+(\S+)/.exec(server.output())?.[1] ?? '';
	for (const path of ['/', '/sign-in', '/nowhere', '/setup?token=old', link]) {
		await staff.goto(new URL(path, server.origin).href);
		await findsNothing(staff, path);
	}
	await foundCenter(staff, server);
	await findsNothing(staff, 'welcome');
	await showPairingCode(staff, server);
	await findsNothing(staff, 'pairing code');
	for (const width of [1280, 375]) {
		await staff.setViewportSize({ width, height: 800 });
		for (const path of ['/today', '/badges', '/tablets', '/welcome']) {
			await staff.goto(`${server.origin}${path}`);
			await staff.getByRole('heading', { level: 1 }).waitFor();
			await findsNothing(staff, `${path} at ${width}`);
			const wider = await staff.evaluate(() => document.documentElement.scrollWidth - innerWidth);
			expect(wider, `${path} at ${width} scrolls sideways`).toBeLessThanOrEqual(0);
		}
	}
});

test.describe(() => {
	test.use({ begins: 'founded' });

	test('axe finds nothing on the tablet, and nothing there is smaller than 24 px', async ({
		server,
		open,
		staff
	}) => {
		const [student, other] = await badgesOf(staff, server);
		if (!student || !other) throw new Error('No badges');
		const code = await pairingCode(staff, server);
		const tablet = await open({});
		const unpaired = await tablet.newPage();
		await unpaired.goto(`${server.origin}/kiosk`);
		await unpaired.getByRole('heading', { name: '이 태블릿을 센터와 연결해요' }).waitFor();
		await findsNothing(unpaired, 'pairing');
		expect(await tooSmall(unpaired)).toEqual([]);
		await unpaired.close();

		const page = await pairTyping(tablet, server.origin, code);
		for (const viewport of [
			{ width: 1280, height: 800 },
			{ width: 800, height: 1280 }
		]) {
			await page.setViewportSize(viewport);
			const states: [string, () => Promise<void>][] = [
				['idle', () => idle(page).waitFor({ timeout: 10_000 })],
				['arrival', () => scanWithWedge(page, viewport.width > 800 ? student.token : other.token)],
				['foreign', () => scanWithWedge(page, '1234567890')],
				['damaged', () => scanWithWedge(page, `${student.token.slice(0, -1)}x`)],
				['stranger', () => scanWithWedge(page, '00000000000000000000000000000000000000098')]
			];
			for (const [state, reach] of states) {
				await reach();
				if (state !== 'idle') await page.locator('.verdict').waitFor();
				// While it fades in, colours are not yet what they will be.
				await page.waitForTimeout(300);
				await findsNothing(page, `${state} ${viewport.width}`);
				expect(await tooSmall(page), state).toEqual([]);
				const overflow = await page.evaluate(
					() => document.documentElement.scrollHeight - innerHeight
				);
				expect(overflow, `${state} does not fit ${viewport.width}`).toBeLessThanOrEqual(0);
			}
			await idle(page).waitFor({ timeout: 10_000 });
			await page.getByRole('button', { name: '숫자로 하기' }).click();
			await findsNothing(page, 'keypad');
			expect(await tooSmall(page)).toEqual([]);
			await page.keyboard.press('Escape');
			await page.waitForTimeout(3_100);
		}
	});

	test('every button on the tablet is large enough for a finger, and can be reached by keyboard', async ({
		server,
		open,
		staff
	}) => {
		const [student] = await badgesOf(staff, server);
		if (!student) throw new Error('No badges');
		const tablet = await open({});
		const page = await pairTyping(tablet, server.origin, await pairingCode(staff, server));
		const sizes = async () => {
			const boxes = await Promise.all(
				(await page.getByRole('button').all()).map(async (button) => ({
					name: await button.innerText(),
					box: await button.boundingBox()
				}))
			);
			return boxes.filter(({ box }) => (box?.height ?? 0) < KIOSK_TOUCH_PX_MIN);
		};
		expect(await sizes()).toEqual([]);

		await page.locator('body').press('Tab');
		const reached: string[] = [];
		for (let presses = 0; presses < 6; presses++) {
			reached.push(await page.evaluate(() => document.activeElement?.textContent?.trim() ?? ''));
			await page.keyboard.press('Tab');
		}
		expect(reached).toEqual(
			expect.arrayContaining([
				'카메라 다시 켜기',
				'숫자로 하기',
				'보기 · Language',
				'도움이 필요해요'
			])
		);

		await page.getByRole('button', { name: '숫자로 하기' }).focus();
		await page.keyboard.press('Enter');
		expect(await sizes()).toEqual([]);
		await page.keyboard.type(student.token, { delay: 60 });
		await page.keyboard.press('Enter');
		await expect(page.getByText('어서 오세요!').first()).toBeVisible();
		await page.getByRole('button', { name: '숫자로 하기' }).focus();
		await page.keyboard.press('Enter');
		await expect(page.getByRole('dialog')).toBeVisible();
		await page.keyboard.press('Escape');
		await expect(page.getByRole('dialog')).toHaveCount(0);
	});

	test('the center’s pages work with the keyboard alone', async ({ server, staff }) => {
		await staff.goto(`${server.origin}/today`);
		// Only what scripts have taken over keeps what is opened.
		await expect(staff.getByText('실시간')).toBeVisible();
		await staff.keyboard.press('Tab');
		await expect(staff.getByRole('link', { name: '본문으로 건너뛰기' })).toBeFocused();
		await staff.keyboard.press('Enter');
		const summary = staff.locator('summary').first();
		await summary.focus();
		const details = staff.locator('details').first();
		const before = await details.getAttribute('open');
		await staff.keyboard.press('Enter');
		expect(await details.getAttribute('open')).not.toBe(before);
		await staff.goto(`${server.origin}/tablets`);
		await staff.getByLabel('태블릿 이름').focus();
		await staff.keyboard.type('창가');
		await staff.keyboard.press('Enter');
		await expect(staff.getByTestId('code')).toBeVisible();
	});
});

test('nothing moves for whoever asked for calm', async ({ server, open }) => {
	const tablet = await open({});
	const page = await tablet.newPage();
	await page.emulateMedia({ reducedMotion: 'reduce' });
	await page.goto(`${server.origin}/kiosk`);
	const duration = await page.evaluate(() =>
		getComputedStyle(document.documentElement).getPropertyValue('--motion-calm')
	);
	expect(Number.parseFloat(duration)).toBe(0);
});
