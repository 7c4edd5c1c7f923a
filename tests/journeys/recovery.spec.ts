import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Page } from 'playwright';
import { findsNothing } from '../stage/axe.ts';
import { handIn, saved } from '../stage/files.ts';
import { badgesOf, lineOf, openSession, pairingCode } from '../stage/staff.ts';
import { everythingOn, losePairing, pairTyping, scanWithWedge } from '../stage/tablet.ts';
import { expect, test } from './stage.ts';

test.use({ begins: 'founded' });

const TAKE_OUT = '보내지 못한 기록 꺼내기';

const recovery = (page: Page) => page.getByRole('dialog', { name: TAKE_OUT });

/** Saves the file and gives where it lies. */
async function takeOut(page: Page, folder: string): Promise<string> {
	const path = await saved(page, folder, () =>
		recovery(page).getByRole('button', { name: '파일로 저장하기' }).click()
	);
	await expect(recovery(page).getByText(basename(path))).toBeVisible();
	return path;
}

test('what a tablet without a network recorded is carried to the center, and twice is once', async ({
	folder,
	server,
	cable,
	open,
	staff
}) => {
	const [first, second] = await badgesOf(staff, server);
	if (!first || !second) throw new Error('No badges');
	const tablet = await open({});
	const page = await pairTyping(tablet, cable.origin, await pairingCode(staff, server));
	cable.pull();
	for (const { token } of [first, second]) await scanWithWedge(page, token);
	await expect(page.getByText('보낼 것 2건')).toBeVisible();

	await page.getByRole('button', { name: '점검', exact: true }).click();
	const owed = page.getByRole('listitem').filter({ hasText: '2건이 남아 있어요' });
	await expect(owed).toHaveAttribute('data-sign', 'look');
	await owed.getByRole('button', { name: '파일로 꺼내기' }).click();
	await expect(recovery(page).getByText('보내지 못한 기록이 2건 있어요.')).toBeVisible();
	await expect(recovery(page).getByText('입구 태블릿')).toBeVisible();
	await findsNothing(page, 'the recovery');
	const path = await takeOut(page, folder);
	const file = readFileSync(path, 'utf8');
	for (const { name, token } of [first, second]) {
		expect(file).not.toContain(name);
		expect(file).not.toContain(token);
	}
	const { events } = await everythingOn(page);
	expect(events).toHaveLength(2);

	const board = async () => {
		await staff.goto(`${server.origin}/today`);
		for (const student of [first, second])
			await expect(lineOf(staff, student)).toContainText('와 있음');
		return openSession(staff).innerText();
	};
	await handIn(staff, server.origin, path);
	await expect(staff.getByText('입구 태블릿: 새 기록 2건을 받았어요.')).toBeVisible();
	await findsNothing(staff, 'a file that was handed in');
	const before = await board();
	await handIn(staff, server.origin, path);
	await expect(staff.getByText(/새 기록 0건을 받았어요. 2건은 이미 있었어요./)).toBeVisible();
	expect(await board()).toBe(before);

	await recovery(page).getByRole('button', { name: '닫기' }).click();
	cable.plug();
	await expect(page.getByText('모두 보냈어요')).toBeVisible({ timeout: 15_000 });
	await board();
});

test('a file that is cut off, or of somebody else’s tablet, says so and changes nothing', async ({
	folder,
	server,
	cable,
	open,
	staff
}) => {
	const [student] = await badgesOf(staff, server);
	if (!student) throw new Error('No badges');
	const tablet = await open({});
	const page = await pairTyping(tablet, cable.origin, await pairingCode(staff, server));
	cable.pull();
	await scanWithWedge(page, student.token);
	await page.getByRole('button', { name: '점검', exact: true }).click();
	await page.getByRole('button', { name: '파일로 꺼내기' }).click();
	const path = await takeOut(page, folder);
	const whole = readFileSync(path, 'utf8');
	for (const text of [whole.slice(0, -40), whole.replace('arrival', 'departure'), '{"a":1}']) {
		await handIn(staff, server.origin, Buffer.from(text));
		await expect(staff.getByRole('alert')).toContainText('파일이 깨졌어요. 다시 꺼내 주세요.');
	}
	await staff.goto(`${server.origin}/today`);
	await expect(lineOf(staff, student)).not.toContainText('와 있음');
});

test('records can be taken out where the pairing is lost, and where the tablet is out of service', async ({
	folder,
	server,
	cable,
	open,
	staff
}) => {
	const [student] = await badgesOf(staff, server);
	if (!student) throw new Error('No badges');
	const tablet = await open({});
	const page = await pairTyping(tablet, cable.origin, await pairingCode(staff, server));
	await expect(page.getByText('모두 보냈어요')).toBeVisible();
	await losePairing(tablet, cable);
	await scanWithWedge(page, student.token);
	await page.getByRole('button', { name: '다시 연결하기' }).click();
	await page.getByRole('button', { name: TAKE_OUT }).click();
	const path = await takeOut(page, folder);

	// Whoever found the tablet may have brought the file: staff decide.
	await staff.goto(`${server.origin}/tablets`);
	await staff.getByRole('link', { name: '입구 태블릿' }).click();
	await staff.getByRole('button', { name: '이 태블릿 사용 끝내기' }).click();
	await expect(staff.getByText('다음에 연결되면 명단을 곧바로 모두 지워요.')).toBeVisible();
	await handIn(staff, server.origin, path);
	await expect(staff.getByText(/1건은 사용을 끝낸 태블릿의 기록이라/)).toBeVisible();
	await expect(staff.getByText('사용을 끝낸 ‘입구 태블릿’에서 기록 1건이 왔어요.')).toBeVisible();
	await staff.goto(`${server.origin}/today`);
	await expect(lineOf(staff, student)).not.toContainText('와 있음');
});

test('where the storage does not open, the tablet says what to do and never to delete', async ({
	folder,
	server,
	cable,
	open,
	staff
}) => {
	const [student] = await badgesOf(staff, server);
	if (!student) throw new Error('No badges');
	const tablet = await open({});
	const page = await pairTyping(tablet, cable.origin, await pairingCode(staff, server));
	// From now on it starts without a network, too.
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	cable.pull();
	await scanWithWedge(page, student.token);
	await expect(page.getByText('보낼 것 1건')).toBeVisible();
	await page.addInitScript(() => {
		const open = IDBFactory.prototype.open;
		let broken = true;
		IDBFactory.prototype.open = function (...args) {
			if (broken) throw new DOMException('Internal error opening backing store', 'UnknownError');
			return open.apply(this, args);
		};
		Object.assign(window, { mend: () => (broken = false) });
	});
	await page.reload();
	await page.getByRole('button', { name: TAKE_OUT }).click();
	const unreadable = page.getByRole('dialog', { name: '기록을 읽을 수 없어요' });
	await expect(unreadable).toContainText('태블릿을 그대로 센터에 가져가 주세요.');
	await expect(unreadable).toContainText('지우지 마세요.');
	await findsNothing(page, 'records that cannot be read');
	await page.evaluate(() => (window as unknown as { mend: () => void }).mend());
	await unreadable.getByRole('button', { name: '다시 읽기' }).click();
	const path = await takeOut(page, folder);
	expect(readFileSync(path, 'utf8')).toContain('haebom-hand-over');
});
