import { join } from 'node:path';
import { pairingLink } from '#domain/pairing.ts';
import { badgesOf, foundCenter, lineOf, pairingCode } from '../stage/staff.ts';
import { idle, masked } from '../stage/tablet.ts';
import { badge, poster, wall, writeY4m } from '../stage/y4m.ts';
import { expect, test } from './stage.ts';

test('alone with a laptop: set up, open a kiosk with one click, show a badge, see the name', async ({
	folder,
	server,
	open
}) => {
	const camera = join(folder, 'laptop.y4m');
	writeY4m(camera, [wall(), wall()], 10);
	const profile = join(folder, 'laptop');
	const laptop = await open({ profile, camera });
	const staff = await laptop.newPage();
	await foundCenter(staff, server);
	const [kiosk] = await Promise.all([
		laptop.waitForEvent('page'),
		staff.getByRole('button', { name: '키오스크 열기' }).click()
	]);
	await expect(idle(kiosk)).toBeVisible();
	await expect(kiosk.getByText('동네 빵집의 하루')).toBeVisible();
	// The code has done its work and is gone from the address.
	await expect(kiosk).toHaveURL(`${server.origin}/kiosk`);

	await staff.getByRole('link', { name: '명찰 보기' }).click();
	const [student] = await badgesOf(staff, server);
	if (!student) throw new Error('No badges');
	await laptop.close();

	// The same laptop, with a phone that shows the badge held before it.
	writeY4m(
		camera,
		[...new Array(20).fill(wall()), ...new Array(10).fill(badge(student.token, { module: 8 }))],
		10
	);
	const again = await open({ profile, camera });
	const board = await again.newPage();
	await board.goto(`${server.origin}/today`);
	const door = await again.newPage();
	await door.goto(`${server.origin}/kiosk`);
	await expect(door.getByText(masked(student.name)).first()).toBeVisible();
	await board.bringToFront();
	await expect(lineOf(board, student)).toContainText('와 있음');
	await expect(board.getByText('달보드레 빵집 태블릿')).toBeVisible();
});

test('a tablet is paired by showing it the QR code of the center’s screen', async ({
	folder,
	server,
	open,
	staff
}) => {
	await foundCenter(staff, server);
	const link = pairingLink(server.origin, (await pairingCode(staff, server)) as never);
	const camera = join(folder, 'screen.y4m');
	writeY4m(camera, [wall(), poster(link, { module: 9 }), poster(link, { module: 9 })], 10);
	const tablet = await open({ camera });
	const page = await tablet.newPage();
	await page.goto(`${server.origin}/kiosk`);
	await expect(page.getByText('동네 빵집의 하루')).toBeVisible();
	await expect(page.getByText('달보드레 빵집', { exact: true })).toBeVisible();
	// Still before the camera, it is no reason to say that it is not a badge.
	await page.waitForTimeout(1_000);
	await expect(page.locator('.verdict')).toHaveCount(0);
});

test('a whole year of a center: 30,623 participations are there within seconds', async ({
	server,
	staff
}) => {
	await foundCenter(staff, server, 'year');
	await staff.goto(`${server.origin}/today`);
	await expect(staff.getByText('동네 빵집의 하루').first()).toBeVisible();
	await expect(staff.getByText('체험용 센터')).toBeVisible();
	await expect(staff.getByText('실시간')).toBeVisible();
});

test('the sheet of badges prints without the page around it', async ({ server, staff }) => {
	await foundCenter(staff, server);
	await staff.goto(`${server.origin}/badges`);
	await staff.emulateMedia({ media: 'print' });
	await expect(staff.getByRole('navigation')).toBeHidden();
	await expect(staff.getByRole('button', { name: '숫자 복사' }).first()).toBeHidden();
	const code = await staff.locator('article svg').first().boundingBox();
	// 30 mm, at 96 CSS pixels to the inch.
	expect(code?.width).toBeGreaterThan((29 / 25.4) * 96);
});

test('in English, from set-up to the board', async ({ server, open }) => {
	const context = await open({ locale: 'en-US' });
	const page = await context.newPage();
	await page.goto(/Set up\s+(\S+)/.exec(server.output())?.[1] ?? '');
	await page.getByLabel('Name of the center').fill('Haebom Center');
	await page.getByLabel('Your name').fill('Staff');
	await page.getByLabel('E-mail').fill('staff@haebom.example');
	await page.getByLabel('Password').fill('a morning in spring');
	await page.getByRole('button', { name: 'Make it' }).click();
	await expect(page.getByRole('heading', { name: 'All set!' })).toBeVisible();
	await page.getByRole('link', { name: 'Today' }).first().click();
	await expect(page.getByText('Live', { exact: true })).toBeVisible();
	await page.getByRole('button', { name: '한국어' }).click();
	await expect(page.getByText('실시간')).toBeVisible();
	await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
});
