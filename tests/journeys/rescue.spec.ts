import { join } from 'node:path';
import { findsNothing } from '../stage/axe.ts';
import { foundCenter, givePin, pairingCode } from '../stage/staff.ts';
import { pairTyping } from '../stage/tablet.ts';
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
