import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { REREAD_MS } from '#domain/judge.ts';
import { grouped } from '#domain/token.ts';
import { badgesOf, lineOf, pairingCode } from '../stage/staff.ts';
import { idle, masked, openSetup, pairTyping, scanWithWedge, type } from '../stage/tablet.ts';
import { badge, inverted, poster, wall, writeY4m } from '../stage/y4m.ts';
import { expect, test } from './stage.ts';

test.use({ begins: 'founded' });

test('a poster is not a badge, and the badge right after it is taken at once', async ({
	folder,
	server,
	open,
	staff
}) => {
	const [first, second] = await badgesOf(staff, server);
	if (!first || !second) throw new Error('No badges');
	const camera = join(folder, 'queue.y4m');
	writeY4m(
		camera,
		[
			...new Array(40).fill(wall()),
			...new Array(10).fill(poster('https://ggoom.example/club?id=1', { module: 8 })),
			...new Array(10).fill(badge(first.token, { module: 9, turn: -0.2, x: 60 })),
			...new Array(10).fill(inverted(badge(second.token, { module: 7, turn: 0.5, y: -40 }))),
			...new Array(60).fill(wall())
		],
		10
	);
	const tablet = await open({ camera });
	const page = await pairTyping(tablet, server.origin, await pairingCode(staff, server));
	const said: string[] = [];
	await page.exposeFunction('heard', (text: string) => said.push(text));
	await page.evaluate(() => {
		new MutationObserver(() => {
			const verdict = document.querySelector('.verdict')?.textContent;
			if (verdict) (window as unknown as { heard: (text: string) => void }).heard(verdict);
		}).observe(document.body, { childList: true, subtree: true, characterData: true });
	});
	await expect
		.poll(() => said.some((text) => text.includes(masked(second.name))), { timeout: 20_000 })
		.toBe(true);
	const order = [
		said.findIndex((text) => text.includes('해봄 명찰이 아니에요')),
		said.findIndex((text) => text.includes(masked(first.name))),
		said.findIndex((text) => text.includes(masked(second.name)))
	];
	expect(order).toEqual([...order].sort((a, b) => a - b));
	expect(order[0]).toBeGreaterThanOrEqual(0);
	await expect(page.getByText('와 있는 사람').locator('..')).toContainText('2');
});

test('without a camera the keypad, a pasted number and a keyboard scanner do it', async ({
	server,
	open,
	staff
}) => {
	const [first, second, third] = await badgesOf(staff, server);
	if (!first || !second || !third) throw new Error('No badges');
	const tablet = await open({});
	const page = await pairTyping(tablet, server.origin, await pairingCode(staff, server));
	await expect(page.getByText('카메라가 없어요. 스캐너나 숫자판을 써 주세요.')).toBeVisible();

	await test.step('digits by hand', async () => {
		await page.getByRole('button', { name: '숫자로 하기' }).click();
		await type(page, first.token);
		await page.getByRole('button', { name: '확인' }).click();
		await expect(page.getByText(masked(first.name)).first()).toBeVisible();
		await expect(page.getByText('어서 오세요!').first()).toBeVisible();
	});

	await test.step('digits pasted as they are printed', async () => {
		await page.getByRole('button', { name: '숫자로 하기' }).click();
		await page.evaluate((text) => {
			const clipboardData = new DataTransfer();
			clipboardData.setData('text', text);
			window.dispatchEvent(new ClipboardEvent('paste', { clipboardData }));
		}, grouped(second.token));
		await page.keyboard.press('Enter');
		await expect(page.getByText(masked(second.name)).first()).toBeVisible();
	});

	await test.step('a keyboard scanner, under a Korean input method', async () => {
		await scanWithWedge(page, third.token);
		await expect(page.getByText(masked(third.name)).first()).toBeVisible();
	});

	await test.step('shown again it is a repeat, and the screen says since when', async () => {
		await page.waitForTimeout(REREAD_MS + 100);
		await scanWithWedge(page, third.token);
		await expect(page.getByText('이미 들어왔어요').first()).toBeVisible();
		await expect(page.getByText(/\d\d:\d\d에 확인했어요/).first()).toBeVisible();
	});

	await test.step('one wrong digit asks to try again, and lets in whoever has no badge', async () => {
		const wrong = `${third.token.slice(0, -1)}${third.token.endsWith('1') ? 2 : 1}`;
		await scanWithWedge(page, wrong);
		await expect(page.getByText('다시 한 번 보여 주세요').first()).toBeVisible();
		await page.getByRole('button', { name: '명찰 없이 들어가기' }).click();
		await expect(page.getByText('기록했어요. 이름은 선생님께 말해 주세요.').first()).toBeVisible();
	});

	await test.step('a badge of ours that no roster knows is let in and recorded', async () => {
		await scanWithWedge(page, '00000000000000000000000000000000000000098');
		await expect(page.getByText(/아직 명단에 이름이 없어요/).first()).toBeVisible();
		await expect(idle(page)).toBeVisible({ timeout: 10_000 });
		await expect(page.getByText('와 있는 사람').locator('..')).toContainText('5');
	});

	await test.step('and the board knows all five', async () => {
		await staff.goto(`${server.origin}/today`);
		for (const student of [first, second, third]) {
			await expect(lineOf(staff, student)).toContainText('와 있음');
		}
		await expect(staff.getByText('이름을 아직 몰라요')).toHaveCount(2);
	});
});

test('arriving and leaving are told apart, and the counts go along', async ({
	server,
	open,
	staff
}) => {
	const [student] = await badgesOf(staff, server);
	if (!student) throw new Error('No badges');
	const tablet = await open({});
	// The demo session asks for a stay of one minute, which is too long for a test.
	const database = new DatabaseSync(join(server.dataDir, 'haebom.db'));
	database.exec('update session set stay_ms = 0');
	database.close();
	const page = await pairTyping(tablet, server.origin, await pairingCode(staff, server));
	await scanWithWedge(page, student.token);
	await expect(page.getByText('어서 오세요!').first()).toBeVisible();
	await page.waitForTimeout(REREAD_MS + 100);
	await scanWithWedge(page, student.token);
	await expect(page.getByText('잘 가요!').first()).toBeVisible();
	await page.getByRole('button', { name: '대답 안 할래요' }).click();
	await expect(page.getByText('와 있는 사람').locator('..')).toContainText('0');
	await expect(page.getByText('간 사람').locator('..')).toContainText('1');
});

test('the same screen in English', async ({ server, open, staff }) => {
	const [student] = await badgesOf(staff, server);
	if (!student) throw new Error('No badges');
	const tablet = await open({});
	const page = await pairTyping(tablet, server.origin, await pairingCode(staff, server));
	await openSetup(page);
	await page.getByRole('radio', { name: 'English' }).check();
	await page.getByRole('button', { name: '저장' }).click();
	await page.getByRole('button', { name: 'Lock' }).click();
	await expect(page.locator('html')).toHaveAttribute('lang', 'en');
	await expect(page.getByRole('heading', { name: 'Show your badge to the camera' })).toBeVisible();
	await scanWithWedge(page, student.token);
	await expect(page.getByText('Welcome!').first()).toBeVisible();
	await page.reload();
	await expect(page.getByText('Everything sent')).toBeVisible();
});
