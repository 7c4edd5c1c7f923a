import { join } from 'node:path';
import { findsNothing } from '../stage/axe.ts';
import { handIn, saved } from '../stage/files.ts';
import { crowded, cutOff } from '../stage/legible.ts';
import { badgesOf, foundCenter, givePin, lineOf, pairingCode } from '../stage/staff.ts';
import { pairTyping, scanWithWedge } from '../stage/tablet.ts';
import { crowd, filmed, openRescue, owedOn } from '../stage/light.ts';
import { expect, test } from './stage.ts';

const EVENTS = 1_000;
const FPS = 6;
const LIMIT_S = 120;

test('a thousand records cross from a screen to a camera, and their receipt comes back', async ({
	folder,
	server,
	cable,
	open,
	staff
}) => {
	test.setTimeout(600_000);
	await foundCenter(staff, server);
	const pin = await givePin(staff, server.origin);

	const profile = join(folder, 'basement');
	const basement = await open({ profile });
	const first = await pairTyping(basement, cable.origin, await pairingCode(staff, server));
	await expect(first.getByText('모두 보냈어요')).toBeVisible();
	await first.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
	cable.pull();
	await crowd(first, EVENTS);
	await openRescue(first, pin);
	await findsNothing(first, 'the choice of what to pass on');
	await first.getByRole('button', { name: '건네주기', exact: true }).click();
	await findsNothing(first, 'a moving code');
	const parcel = join(folder, 'parcel.y4m');
	const pictures = await filmed(first, parcel, FPS);
	await basement.close();

	const courier = await open({ profile: join(folder, 'courier'), camera: parcel });
	const second = await pairTyping(courier, server.origin, await pairingCode(staff, server));
	await openRescue(second, pin);
	await second.getByRole('button', { name: '찍기', exact: true }).click();
	const began = Date.now();
	await second.getByRole('heading', { name: '다 받았어요' }).waitFor({ timeout: 300_000 });
	const seconds = (Date.now() - began) / 1_000;
	console.error(`${EVENTS} records, ${pictures} pictures at ${FPS}/s: ${seconds.toFixed(1)} s`);
	expect(seconds).toBeLessThan(LIMIT_S);
	await second.getByRole('button', { name: '돌아가기' }).click();
	await second.getByRole('button', { name: '영수증 보여 주기' }).click({ timeout: 30_000 });
	const receipt = join(folder, 'receipt.y4m');
	await filmed(second, receipt, FPS);
	await courier.close();

	const again = await open({ profile, camera: receipt });
	const third = await again.newPage();
	await third.goto(`${cable.origin}/kiosk`);
	expect(await owedOn(third)).toBe(EVENTS);
	await openRescue(third, pin);
	await third.getByRole('button', { name: '영수증 찍기' }).click();
	await third.getByRole('heading', { name: '센터가 받았어요' }).waitFor({ timeout: 60_000 });
	await expect(third.getByText('이제 모두 보냈어요')).toBeVisible();
	expect(await owedOn(third)).toBe(0);
});

test('by a file as well: to another tablet, to the center, and the receipt back', async ({
	folder,
	server,
	cable,
	open,
	staff
}) => {
	await foundCenter(staff, server);
	const pin = await givePin(staff, server.origin);
	const [student] = await badgesOf(staff, server);
	if (!student) throw new Error('No badges');
	const tablet = await open({});
	const page = await pairTyping(tablet, cable.origin, await pairingCode(staff, server));
	await expect(page.getByText('모두 보냈어요')).toBeVisible();
	cable.pull();
	await scanWithWedge(page, student.token);
	await expect(page.getByText('보낼 것 1건')).toBeVisible();
	await openRescue(page, pin);
	await page.getByRole('button', { name: '건네주기', exact: true }).click();
	const parcel = await saved(page, folder, () =>
		page.getByRole('button', { name: '파일로 저장하기' }).click()
	);

	const courier = await open({});
	const second = await pairTyping(courier, server.origin, await pairingCode(staff, server));
	await openRescue(second, pin);
	await second.getByRole('button', { name: '찍기', exact: true }).click();
	await second.getByLabel('파일로 가져왔어요').setInputFiles(parcel);
	await expect(second.getByRole('heading', { name: '다 받았어요' })).toBeVisible();
	await second.getByRole('button', { name: '돌아가기' }).click();
	await expect(second.getByRole('button', { name: '영수증 보여 주기' })).toBeVisible({
		timeout: 15_000
	});

	await handIn(staff, server.origin, parcel);
	await expect(staff.getByText(/새 기록 0건을 받았어요. 1건은 이미 있었어요./)).toBeVisible();
	await findsNothing(staff, 'a parcel that was handed in');
	const receipt = await saved(staff, folder, () =>
		staff.getByRole('link', { name: '영수증 파일' }).click()
	);
	await staff.goto(`${server.origin}/today`);
	await expect(lineOf(staff, student)).toContainText('와 있음');

	await page.getByRole('button', { name: '돌아가기' }).click();
	await page.getByRole('button', { name: '영수증 찍기' }).click();
	const file = page.getByLabel('파일로 가져왔어요');
	await file.setInputFiles(parcel);
	await expect(page.getByRole('heading', { name: '센터의 영수증이 아니에요' })).toBeVisible();
	expect(await owedOn(page)).toBe(1);
	await page.getByRole('button', { name: '돌아가기' }).click();
	await page.getByRole('button', { name: '영수증 찍기' }).click();
	await file.setInputFiles(receipt);
	await expect(page.getByRole('heading', { name: '센터가 받았어요' })).toBeVisible();
	expect(await owedOn(page)).toBe(0);
});

test('with letters twice as large the code still fills the screen, and nobody is told to hold it before no camera', async ({
	server,
	cable,
	open,
	staff
}) => {
	await foundCenter(staff, server);
	const pin = await givePin(staff, server.origin);
	const tablet = await open({});
	const page = await pairTyping(tablet, cable.origin, await pairingCode(staff, server));
	await expect(page.getByText('모두 보냈어요')).toBeVisible();
	cable.pull();
	await crowd(page, 3);
	await openRescue(page, pin);
	await page.getByRole('button', { name: '건네주기', exact: true }).click();
	const code = page.getByRole('img', { name: '움직이는 QR 코드' }).locator('canvas');
	await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
	for (const [width, height] of [
		[1280, 800],
		[800, 1280]
	] as const) {
		await page.setViewportSize({ width, height });
		const box = await code.boundingBox();
		expect(box?.width).toBeGreaterThan(550);
		expect((box?.y ?? height) + (box?.height ?? height)).toBeLessThanOrEqual(height);
		expect(await cutOff(page)).toEqual([]);
		expect(await crowded(page.getByRole('button'))).toEqual([]);
	}

	await page.getByRole('button', { name: '다 찍었어요. 영수증 찍기' }).click();
	await expect(page.getByText('이 태블릿에는 카메라가 없어요.')).toBeVisible();
	await expect(page.getByLabel('파일로 가져왔어요')).toBeAttached();
	await expect(page.getByText(/네모 안에 꽉 차게/)).toHaveCount(0);
	await expect(page.getByRole('button', { name: '앞쪽 카메라로' })).toHaveCount(0);
	expect(await cutOff(page)).toEqual([]);
});
