import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from 'playwright';
import { initials } from '#domain/folded.ts';
import { classCodeFrom, type ClassCode } from '#domain/class-code.ts';
import { CLASS_SHEET } from '#domain/class-sheet.ts';
import { A4, cellAt, cellsOf } from '#domain/label.ts';
import { read, type Token } from '#domain/token.ts';
import { findsNothing } from '../stage/axe.ts';
import { handIn, saved } from '../stage/files.ts';
import { codesIn, openPdf } from '../stage/pdf.ts';
import { badgesOf, givePin, lineOf, openSession, pairingCode } from '../stage/staff.ts';
import {
	everythingOn,
	idle,
	openRoom,
	pairTyping,
	room,
	row,
	scanWithWedge,
	type
} from '../stage/tablet.ts';
import { badge, badges, wall, writeY4m } from '../stage/y4m.ts';
import { expect, test } from './stage.ts';

test.use({ begins: 'founded' });

const WRONG = '000000';
const FPS = 5;

test('staff see names behind a PIN, correct, count and let in, all without a network', async ({
	server,
	cable,
	open,
	staff
}) => {
	test.slow();
	const [here, late, nameless, wrong] = (await badgesOf(staff, server)).filter(
		({ name }, index, all) => all.filter((other) => other.name === name).length === 1 && index >= 0
	);
	if (!here || !late || !nameless || !wrong) throw new Error('No badges');
	const pin = await givePin(staff, server.origin);
	const tablet = await open({});
	const page = await pairTyping(tablet, cable.origin, await pairingCode(staff, server));
	cable.pull();

	await test.step('names lie on the tablet in no readable form', async () => {
		expect(JSON.stringify(await everythingOn(page))).not.toContain(here.name);
	});

	await test.step('another PIN opens nothing', async () => {
		await page.getByRole('button', { name: '선생님', exact: true }).click();
		await type(page, pin === WRONG ? '000001' : WRONG);
		await page.getByRole('button', { name: '열기' }).click();
		await expect(page.getByText('PIN이 달라요. 다시 눌러 주세요.')).toBeVisible();
		await type(page, pin);
		await page.getByRole('button', { name: '열기' }).click();
		await expect(room(page)).toBeVisible();
	});

	await test.step('somebody is found by initials and marked as late, with a reason', async () => {
		await findsNothing(page, 'the staff’s room');
		await room(page).getByRole('searchbox').fill(initials(late.name));
		await row(page, late.name).getByRole('button').click();
		const sheet = page.getByRole('dialog', { name: late.name });
		await expect(sheet.getByRole('button', { name: '지각' })).toBeDisabled();
		await sheet.getByRole('button', { name: '병원' }).click();
		await sheet.getByRole('button', { name: '지각' }).click();
		await expect(row(page, late.name)).toContainText('지각');
	});

	await test.step('a walk-in without a name is given one', async () => {
		await room(page).getByRole('searchbox').fill('');
		await room(page).getByRole('button', { name: '명단에 없는 학생' }).click();
		await page.getByLabel('학년', { exact: true }).fill('9');
		await page.getByLabel('반', { exact: true }).fill('3');
		await page.getByLabel('번호', { exact: true }).fill('12');
		await page.getByRole('button', { name: '들여보내기' }).click();
		await row(page, '9-3 12번').getByRole('button').click();
		const sheet = page.getByRole('dialog', { name: '9-3 12번' });
		await sheet.getByRole('searchbox').fill(nameless.name);
		await sheet.getByRole('button', { name: nameless.name }).click();
		await expect(row(page, '9-3 12번')).toHaveCount(0);
		await expect(row(page, nameless.name)).toContainText('와 있음');
	});

	await test.step('a scan goes on behind it, and the log can take one back', async () => {
		await scanWithWedge(page, wrong.token);
		await expect(row(page, wrong.name)).toContainText('와 있음');
		await scanWithWedge(page, here.token);
		await expect(row(page, here.name)).toContainText('와 있음');
		await room(page).getByRole('button', { name: '기록', exact: true }).click();
		await row(page, wrong.name).getByRole('button', { name: '되돌리기' }).click();
		await expect(row(page, wrong.name)).toContainText('되돌림');
	});

	await test.step('everybody inside is counted', async () => {
		await room(page).getByRole('button', { name: '인원 점검' }).click();
		const inside = room(page).getByText(/지금 안에 \d+명/);
		await expect(inside).toBeVisible();
		await findsNothing(page, 'the roll call');
		await row(page, here.name).getByRole('button').click();
		await room(page).getByRole('button', { name: '대피' }).click();
		await room(page).getByRole('button', { name: '인원 기록하기' }).click();
		await expect(room(page).getByText('인원을 기록했어요.')).toBeVisible();
		await room(page).getByRole('button', { name: '기록', exact: true }).click();
		await expect(room(page).getByText(/인원 점검: \d+명 중 1명/)).toBeVisible();
	});

	await test.step('locked, no name is left on the page', async () => {
		await room(page).getByRole('button', { name: '잠그기' }).click();
		await expect(room(page)).toHaveCount(0);
		expect(await page.content()).not.toContain(nameless.name);
	});

	await test.step('and the center knows all of it when the network is back', async () => {
		cable.plug();
		await staff.goto(`${server.origin}/today`);
		await expect(lineOf(staff, here)).toContainText('와 있음', { timeout: 15_000 });
		await expect(lineOf(staff, late)).toContainText('지각');
		await expect(lineOf(staff, nameless)).toContainText('와 있음');
		await expect(lineOf(staff, wrong)).not.toContainText('와 있음');
		await expect(openSession(staff).getByText('이름을 아직 몰라요')).toHaveCount(0);
	});
});

test('a class that was picked comes in as a group, also when it is more than there is room for', async ({
	server,
	open,
	staff
}) => {
	const database = new DatabaseSync(join(server.dataDir, 'haebom.db'));
	database.exec('update session set capacity = 2');
	database.close();
	const badges = await badgesOf(staff, server);
	const pin = await givePin(staff, server.origin);
	const tablet = await open({});
	const page = await pairTyping(tablet, server.origin, await pairingCode(staff, server));
	await openRoom(page, pin);
	await room(page).getByRole('button', { name: '단체 입장' }).click();
	const first = room(page)
		.getByRole('button', { name: /아직 \d+명/ })
		.first();
	const waiting = Number(/아직 (\d+)명/.exec(await first.innerText())?.[1]);
	await first.click();
	await expect(page.getByText(`남은 사람 ${waiting}명`)).toBeVisible();
	await expect(room(page)).toHaveCount(0);

	for (const { token } of badges) await scanWithWedge(page, token);
	await expect(page.getByText('모두 왔어요!')).toBeVisible();
	await page.getByRole('button', { name: '마치기' }).click();
	await expect(idle(page)).toBeVisible({ timeout: 10_000 });
	await expect(page.getByText('자리 2개')).toBeVisible();
	await openRoom(page, pin);
	await expect(room(page).getByText(`지금 ${waiting}명 / 정원 2명`)).toBeVisible();
	await expect(room(page).getByText(`정원보다 ${waiting - 2}명 많아요.`)).toBeVisible();
});

test('a class’s sheet calls it in, badges held up together are all taken, and whoever does not come is absent', async ({
	folder,
	server,
	open,
	staff
}) => {
	const [called] = await classesOnPaper(staff, server.origin);
	const [missing, ...coming] = called?.pupils ?? [];
	if (!called || !missing) throw new Error('No class on paper');
	const { code } = called;
	const together = coming.slice(0, 4);
	const pictures = [
		...new Array(3 * FPS).fill(wall()),
		...new Array(2 * FPS).fill(badge(code, { module: 7 })),
		...new Array(2 * FPS).fill(badges(together, 5)),
		...coming.slice(4).flatMap((token) => new Array(FPS).fill(badge(token, { module: 7 }))),
		...new Array(60 * FPS).fill(wall())
	];
	const camera = join(folder, 'class.y4m');
	writeY4m(camera, pictures, FPS);
	const profile = join(folder, 'tablet');
	const pairing = await open({ profile });
	await pairTyping(pairing, server.origin, await pairingCode(staff, server));
	await pairing.close();

	const tablet = await open({ profile, camera });
	const page = await tablet.newPage();
	await page.goto(`${server.origin}/kiosk`);
	await expect(page.getByRole('heading', { name: /단체 입장/ })).toBeVisible();
	await expect(page.getByText('남은 사람 1명')).toBeVisible({ timeout: 30_000 });
	await expect(page.getByText(`${coming.length}명 왔어요`)).toBeVisible();
	await page.getByRole('button', { name: '마치기' }).click();
	await page.getByRole('button', { name: '학교 결석' }).click();
	await expect(idle(page)).toBeVisible({ timeout: 10_000 });

	await staff.goto(`${server.origin}/today`);
	await expect(openSession(staff).getByText('결석', { exact: true })).toBeVisible();
	await tablet.close();

	await test.step('a class that is not expected here is told so', async () => {
		const elsewhere = await open({});
		const other = await pairTyping(elsewhere, server.origin, await pairingCode(staff, server));
		await scanWithWedge(other, classCodeFrom(new Uint8Array(32)));
		await expect(other.getByText('이 반은 오늘 여기 명단에 없어요').first()).toBeVisible();
	});
});

/** Prints the class sheets of the session whose door is open, and reads them as a scanner would. */
async function classesOnPaper(
	staff: Page,
	origin: string
): Promise<{ readonly code: ClassCode; readonly pupils: readonly Token[] }[]> {
	await staff.goto(`${origin}/badges`);
	const of = await staff.locator('form#print input[name=of]').inputValue();
	const form = { of, medium: 'class-sheet', names: 'masked', who: 'all', reason: '명찰 나눠 주기' };
	const printed = await staff.request.post(`${origin}/badges/print`, { form, headers: { origin } });
	const pdf = await openPdf(new Uint8Array(await printed.body()));
	const classes: { code: ClassCode; pupils: Token[] }[] = [];
	let pupils: Token[] = [];
	for (let page = 0; page < pdf.pages; page++) {
		const raster = await pdf.raster(page, 200);
		for (let cell = 1; cell <= cellsOf(CLASS_SHEET); cell++) {
			const [text = ''] = await codesIn(raster, cellAt(CLASS_SHEET, cell));
			const reading = read(text);
			if (reading.kind === 'ours') pupils.push(reading.token);
		}
		const [text = ''] = await codesIn(raster, { x: 0, y: 0, ...A4 });
		const reading = read(text);
		if (reading.kind !== 'class') continue;
		classes.push({ code: reading.code, pupils });
		pupils = [];
	}
	pdf.close();
	return classes;
}

test('what cannot be sent is carried to the center as a file, and twice does no harm', async ({
	folder,
	server,
	cable,
	open,
	staff
}) => {
	const [student] = await badgesOf(staff, server);
	if (!student) throw new Error('No badges');
	const pin = await givePin(staff, server.origin);
	const tablet = await open({});
	const page = await pairTyping(tablet, cable.origin, await pairingCode(staff, server));
	cable.pull();
	await scanWithWedge(page, student.token);
	await expect(page.getByText('보낼 것 1건')).toBeVisible();
	await openRoom(page, pin);
	await room(page).getByRole('button', { name: '태블릿', exact: true }).click();
	const path = await saved(page, folder, () =>
		room(page).getByRole('button', { name: '1건 파일로 꺼내기' }).click()
	);
	expect(readFileSync(path, 'utf8')).not.toContain(student.name);

	await handIn(staff, server.origin, path);
	await expect(staff.getByText('입구 태블릿: 새 기록 1건을 받았어요.')).toBeVisible();
	await handIn(staff, server.origin, path);
	await expect(staff.getByText('1건은 이미 있었어요.')).toBeVisible();
	await staff.goto(`${server.origin}/today`);
	await expect(lineOf(staff, student)).toContainText('와 있음');

	cable.plug();
	await expect(page.getByText('모두 보냈어요')).toBeVisible({ timeout: 15_000 });
	await expect(lineOf(staff, student)).toContainText('와 있음');
});

test('before the first student the tablet says what is ready, and a trial scan records nothing', async ({
	server,
	open,
	staff
}) => {
	const [student] = await badgesOf(staff, server);
	if (!student) throw new Error('No badges');
	const tablet = await open({});
	const page = await pairTyping(tablet, server.origin, await pairingCode(staff, server));
	await page.getByRole('button', { name: '점검', exact: true }).click();
	const check = page.getByRole('dialog', { name: '오늘 준비가 됐나요?' });
	const line = (question: string) => check.getByRole('listitem').filter({ hasText: question });
	await expect(line('명단')).toContainText(/오늘 올 학생 \d+명이 들어 있어요/);
	await expect(line('카메라')).toHaveAttribute('data-sign', 'act');
	await expect(line('선생님 PIN')).toHaveAttribute('data-sign', 'look');
	await expect(line('시험 삼아 찍기')).toHaveAttribute('data-sign', 'look');
	await scanWithWedge(page, student.token);
	await expect(line('시험 삼아 찍기')).toHaveAttribute('data-sign', 'well');
	await check.getByRole('button', { name: '소리 내기' }).click();
	await expect(line('소리')).toHaveAttribute('data-sign', 'well');
	await findsNothing(page, 'the check');
	await check.getByRole('button', { name: '닫기' }).click();
	expect((await everythingOn(page))['events']).toEqual([]);
	await scanWithWedge(page, student.token);
	await expect(page.getByText('어서 오세요!').first()).toBeVisible();
});

test('with a PIN the check is for staff, and one that was forgotten swallows no student', async ({
	server,
	open,
	staff
}) => {
	const [first, second] = await badgesOf(staff, server);
	if (!first || !second) throw new Error('No badges');
	const pin = await givePin(staff, server.origin);
	const tablet = await open({});
	const page = await pairTyping(tablet, server.origin, await pairingCode(staff, server));
	await page.clock.install();
	await page.reload();
	await idle(page).waitFor();
	const check = page.getByRole('dialog', { name: '오늘 준비가 됐나요?' });

	await test.step('a child who presses it is asked for the PIN, and the door goes on', async () => {
		await page.getByRole('button', { name: '점검', exact: true }).click();
		await type(page, pin === WRONG ? '000001' : WRONG);
		await page.getByRole('button', { name: '열기' }).click();
		await expect(page.getByText('PIN이 달라요. 다시 눌러 주세요.')).toBeVisible();
		await expect(check).toHaveCount(0);
		await page.getByRole('button', { name: '닫기' }).click();
		await scanWithWedge(page, first.token);
		await expect(page.getByText('어서 오세요!').first()).toBeVisible();
	});

	await test.step('staff get to it, and no name is opened for it', async () => {
		await page.getByRole('button', { name: '점검', exact: true }).click();
		await type(page, pin);
		await page.getByRole('button', { name: '열기' }).click();
		await expect(check).toBeVisible();
		await expect(room(page)).toHaveCount(0);
	});

	await test.step('forgotten, it closes itself, and the next student is recorded', async () => {
		await page.clock.fastForward(119_000);
		await expect(check).toBeVisible();
		await page.clock.fastForward(2_000);
		await expect(check).toHaveCount(0);
		await scanWithWedge(page, second.token);
		await expect(page.getByText('어서 오세요!').first()).toBeVisible();
		expect((await everythingOn(page))['events']).toHaveLength(2);
	});

	await test.step('the student’s own panel leads to nothing of the tablet', async () => {
		await page.getByRole('button', { name: '보기 · Language' }).click();
		const panel = page.getByRole('dialog');
		await expect(panel).toBeVisible();
		await expect(panel.getByText('맞추기')).toHaveCount(0);
	});
});

test('where the site has no PIN, staff set the tablet up and see nobody’s name', async ({
	server,
	open,
	staff
}) => {
	const tablet = await open({});
	const page = await pairTyping(tablet, server.origin, await pairingCode(staff, server));
	await page.getByRole('button', { name: '선생님', exact: true }).click();
	await expect(room(page).getByText('이 체험처에는 아직 PIN이 없어서')).toBeVisible();
	await expect(room(page).getByText('입구 태블릿')).toBeVisible();
	await expect(room(page).getByRole('button', { name: '명단' })).toHaveCount(0);
	await expect(room(page).getByRole('button', { name: '옮기기' })).toHaveCount(0);
	await findsNothing(page, 'the tablet itself');
	await room(page).getByRole('button', { name: '점검하기' }).click();
	await expect(page.getByRole('dialog', { name: '오늘 준비가 됐나요?' })).toBeVisible();
});

test('staff take the tablet to another site, and nothing is lost on the way', async ({
	server,
	cable,
	open,
	staff
}) => {
	const [student] = await badgesOf(staff, server);
	if (!student) throw new Error('No badges');
	const pin = await givePin(staff, server.origin);
	const tablet = await open({});
	const page = await pairTyping(tablet, cable.origin, await pairingCode(staff, server));
	const places = page.getByRole('dialog', { name: '어디로 옮기나요?' });
	const elsewhere = '온새미로 동물병원';
	const atPlaces = async () => {
		await openRoom(page, pin);
		await room(page).getByRole('button', { name: '태블릿', exact: true }).click();
		await room(page).getByRole('button', { name: '옮기기' }).click();
	};

	await test.step('without a network it says so, and the scan stays', async () => {
		cable.pull();
		await scanWithWedge(page, student.token);
		await atPlaces();
		await expect(page.getByText('센터와 연락이 되지 않아요.')).toBeVisible();
		cable.plug();
		await page.getByRole('button', { name: '다시 하기' }).click();
	});

	await test.step('it asks before it moves', async () => {
		await findsNothing(page, 'the sites');
		await expect(places.getByRole('button', { name: '달보드레 빵집' })).toBeDisabled();
		await places.getByRole('button', { name: elsewhere }).click();
		const asked = page.getByRole('dialog', {
			name: `지금부터 이 태블릿을 ‘${elsewhere}’에서 쓸까요?`
		});
		await asked.getByRole('button', { name: '돌아가기' }).click();
		await expect(places).toBeVisible();
		await places.getByRole('button', { name: elsewhere }).click();
		await asked.getByRole('button', { name: '옮기기' }).click();
	});

	await test.step('the room closes, and the door is the other site’s', async () => {
		await expect(room(page)).toHaveCount(0);
		await expect(page.getByText(elsewhere)).toBeVisible();
		await expect(page.getByText('모두 보냈어요')).toBeVisible({ timeout: 15_000 });
		expect(JSON.stringify(await everythingOn(page))).not.toContain('동네 빵집의 하루');
	});

	await test.step('the center knows of the scan, and of who moved the tablet', async () => {
		await staff.goto(`${server.origin}/today`);
		await expect(lineOf(staff, student)).toContainText('와 있음');
		await staff.goto(`${server.origin}/trail?action=tablets.change`);
		await expect(staff.getByRole('row', { name: '태블릿 설정을 바꿈' })).toContainText(
			/태블릿 [0-9a-f]{8}/
		);
	});
});
