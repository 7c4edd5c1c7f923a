import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Locator } from 'playwright';
import { findsNothing } from '../stage/axe.ts';
import { codesIn } from '../stage/pdf.ts';
import { badgesOf, givePin, lineOf, pairingCode } from '../stage/staff.ts';
import { openRoom, pairTyping, room, scanWithWedge } from '../stage/tablet.ts';
import type { RunningServer } from '../stage/server.ts';
import { expect, test } from './stage.ts';

test.use({ begins: 'founded' });

const CAME = 3;
const TABLET = '입구 태블릿';

/** Ends every session now, and has tablets hear of it. */
function endSessions(dataDir: string): void {
	const database = new DatabaseSync(join(dataDir, 'haebom.db'), { timeout: 5_000 });
	database.exec(`begin immediate;
		update session set ends_at = ${Date.now() - 1_000},
			revision = (select revision from center_head) + rowid where starts_at < ${Date.now()};
		update center_head set revision = (select max(revision) from session);
		commit`);
	database.close();
}

/** Two records of a tablet that nobody can read, and two numbers that it gave to records which never came. */
function spoil({ dataDir }: RunningServer): void {
	const database = new DatabaseSync(join(dataDir, 'haebom.db'), { timeout: 5_000 });
	const about = 'from incarnation join device on device.id = device_id where name = ?';
	for (const raw of ['{"a":1}', '{"a":2}']) {
		database
			.prepare(
				`insert into quarantine (center_id, digest, device_id, status, reason, raw, incarnation, received_at)
				select incarnation.center_id, ?, device_id, 'quarantined', 'version: not a number', ?, incarnation, ? ${about}`
			)
			.run(raw, raw, Date.now(), TABLET);
	}
	database
		.prepare(
			`update incarnation set claimed_through = claimed_through + 2
			where incarnation in (select incarnation ${about})`
		)
		.run(TABLET);
	database.close();
}

/** What the QR code says that somebody films from the screen. */
async function filmed(code: Locator): Promise<string> {
	const png = [...(await code.screenshot())];
	const { grey, width, height } = await code.page().evaluate(async (png) => {
		const picture = await createImageBitmap(new Blob([new Uint8Array(png)]));
		const { width, height } = picture;
		const canvas = new OffscreenCanvas(width, height).getContext('2d');
		canvas?.drawImage(picture, 0, 0);
		const dots = canvas?.getImageData(0, 0, width, height).data ?? [];
		return { width, height, grey: [...dots].filter((_, index) => index % 4 === 1) };
	}, png);
	const raster = { grey: new Uint8Array(grey), width, height, density: { x: 1, y: 1 } };
	const [text] = await codesIn(raster, { x: 0, y: 0, width, height });
	if (text === undefined) throw new Error('No QR code is legible on the screen');
	return text;
}

test('everything is delivered, compared one by one, and a receipt says so to whoever asks', async ({
	server,
	open,
	staff
}) => {
	test.slow();
	const badges = (await badgesOf(staff, server)).slice(0, CAME);
	const pin = await givePin(staff, server.origin);
	const tablet = await open({});
	const page = await pairTyping(tablet, server.origin, await pairingCode(staff, server));
	for (const { token } of badges) await scanWithWedge(page, token);
	await openRoom(page, pin);
	await room(page).getByRole('button', { name: '태블릿', exact: true }).click();
	const compare = () => room(page).getByRole('button', { name: '지금 대조하기' }).click();

	await test.step('the tablet says so of all that it recorded, when it has compared', async () => {
		await compare();
		await expect(room(page).getByText(`모두 전달됨 ✔ ${CAME}/${CAME}`)).toBeVisible();
		await findsNothing(page, 'what was delivered');
	});

	await test.step('and the center says the same of the tablet', async () => {
		await staff.goto(`${server.origin}/tablets`);
		await staff.getByRole('link', { name: TABLET, exact: true }).click();
		await expect(staff.getByText(`모두 전달됨 ✔ ${CAME}/${CAME}`)).toBeVisible();
	});

	const link = await test.step('when the session is over, the center signs for it', async () => {
		endSessions(server.dataDir);
		const receipt = room(page).getByRole('button', { name: '보기', exact: true });
		await expect(async () => {
			await compare();
			await expect(receipt.first()).toBeVisible({ timeout: 2_000 });
		}).toPass({ timeout: 90_000 });
		await receipt.first().click();
		await expect(page.getByText('센터의 서명을 확인했어요 ✔')).toBeVisible();
		await findsNothing(page, 'a receipt');
		return filmed(page.getByRole('img', { name: '영수증 QR' }));
	});

	const anybody = await (await open({})).newPage();
	await test.step('anybody who films it reads that it is genuine and still holds', async () => {
		await anybody.goto(link);
		await expect(anybody.getByText('기록 3건이 지금도 그대로 있어요.')).toBeVisible();
		await findsNothing(anybody, 'a genuine receipt');
	});

	await test.step('one that was altered is not', async () => {
		const at = link.indexOf('of=') + 10;
		const other = link[at] === 'A' ? 'B' : 'A';
		await anybody.goto(link.slice(0, at) + other + link.slice(at + 1));
		await expect(anybody.getByText('이 센터가 발행한 영수증이 아니에요.')).toBeVisible();
		await findsNothing(anybody, 'a forged receipt');
	});
});

test('what did not arrive, and what nobody can read, is told in words and decided each by itself', async ({
	server,
	open,
	staff
}) => {
	const [student] = await badgesOf(staff, server);
	if (!student) throw new Error('No badges');
	const page = await pairTyping(await open({}), server.origin, await pairingCode(staff, server));
	await scanWithWedge(page, student.token);
	await staff.goto(`${server.origin}/today`);
	await expect(lineOf(staff, student)).toContainText('와 있음');
	// Whoever is heard of again could still bring what is lacking.
	await page.close();
	spoil(server);

	await staff.goto(`${server.origin}/today`);
	const aside = staff.getByRole('listitem').filter({ hasText: '읽을 수 없는 기록 2건' });
	await expect(aside).toContainText(TABLET);
	await expect(staff.getByText('version')).toHaveCount(0);
	await aside.getByRole('link', { name: '살펴보고 정하기' }).click();

	await expect(staff.getByText(/2번부터 3번까지 기록 2건이 오지 않았어요/)).toBeVisible();
	const unread = staff.locator('#aside');
	await unread.getByLabel('이유').fill(' ');
	await unread.getByRole('button', { name: '넣지 않고 두기' }).click();
	await expect(unread.getByText('이유를 적어 주세요.')).toBeVisible();
	await expect(staff.locator('#losses').getByText('적어 주세요')).toHaveCount(0);
	await unread.getByLabel('이유').fill('시험 삼아 보낸 것');
	await unread.getByRole('button', { name: '넣지 않고 두기' }).click();
	await expect(unread.getByText('넣지 않고 둔 기록 2건')).toBeVisible();

	const lost = staff.locator('#losses');
	await lost.getByLabel('어떻게 된 일인가요?').fill('물에 빠뜨렸어요');
	await lost.getByRole('button', { name: '확인했어요' }).click();
	await expect(lost).toHaveCount(0);
	await findsNothing(staff, 'what became of a tablet’s records');
});
