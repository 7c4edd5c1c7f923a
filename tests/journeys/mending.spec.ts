import type { Page } from 'playwright';
import { findsNothing, findsNothingAnywhere } from '../stage/axe.ts';
import { badgesOf, givePin, lineOf, openSession, pairingCode, type Held } from '../stage/staff.ts';
import { openRoom, pairTyping, room, row, scanWithWedge } from '../stage/tablet.ts';
import { expect, test } from './stage.ts';

test.use({ begins: 'founded' });

const SOON_MS = 15_000;
const NAMELESS = '이름을 아직 몰라요';

/** Opens the page on which the attendance of the session whose door is open can be corrected. */
async function mend(staff: Page, origin: string): Promise<void> {
	await staff.goto(`${origin}/today`);
	await staff.getByRole('link', { name: '동네 빵집의 하루: 출결 고치기' }).click();
	await expect(staff.getByRole('heading', { name: '출결 고치기' })).toBeVisible();
}

/** Somebody's line on that page. */
function line(staff: Page, { name }: Pick<Held, 'name'>) {
	return staff.getByRole('listitem').filter({
		has: staff.getByRole('link', { name: new RegExp(`^${name}.* 출결 고치기$`) })
	});
}

/** The session’s log there, the latest first. */
function log(staff: Page) {
	return staff.locator('section', {
		has: staff.getByRole('heading', { name: '기록', exact: true })
	});
}

/** Badges whose names nobody else has, so that a line can be told by its name. */
async function unique(staff: Page, server: Parameters<typeof badgesOf>[1]): Promise<Held[]> {
	const badges = await badgesOf(staff, server);
	return badges.filter(({ name }) => badges.filter((each) => each.name === name).length === 1);
}

test('the center says who came without a badge, the board and the tablet know it, and it is taken back', async ({
	server,
	open,
	staff
}) => {
	test.slow();
	const [missing] = await unique(staff, server);
	if (!missing) throw new Error('No badges');
	const pin = await givePin(staff, server.origin);
	const tablet = await pairTyping(await open({}), server.origin, await pairingCode(staff, server));
	await mend(staff, server.origin);
	const about = await line(staff, missing).innerText();
	const [, grade, classNo, number] = /(\d+)-(\d+)\s+(\d+)번/.exec(about) ?? [];
	if (!grade || !classNo || !number) throw new Error(`No class and number: ${about}`);

	await test.step('somebody without a badge is let in at the tablet', async () => {
		await openRoom(tablet, pin);
		await room(tablet).getByRole('button', { name: '명단에 없는 학생' }).click();
		await tablet.getByLabel('학년', { exact: true }).fill(grade);
		await tablet.getByLabel('반', { exact: true }).fill(classNo);
		await tablet.getByLabel('번호', { exact: true }).fill(number);
		await tablet.getByRole('button', { name: '들여보내기' }).click();
		await expect(row(tablet, NAMELESS)).toBeVisible();
		await staff.goto(`${server.origin}/today`);
		await expect(openSession(staff).getByText(NAMELESS)).toBeVisible({ timeout: SOON_MS });
		await expect(lineOf(staff, missing)).not.toContainText('와 있음');
	});

	await test.step('at the center the student whom the claim fits is chosen already', async () => {
		await mend(staff, server.origin);
		await findsNothingAnywhere(staff, 'the page of attendance');
		await staff.getByRole('link', { name: new RegExp(NAMELESS) }).click();
		const dialog = staff.getByRole('dialog', { name: '누구인가요?' });
		await expect(dialog.getByText(`${grade}-${classNo} ${number}번`).first()).toBeVisible();
		await expect(dialog.getByRole('radio', { name: missing.name })).toBeChecked();
		await findsNothingAnywhere(staff, 'the question who it was');
		await dialog.getByRole('button', { name: '이 학생이에요' }).click();
		await expect(dialog.getByText('까닭을 고르거나 적어 주세요.')).toBeVisible();
		await dialog.getByRole('radio', { name: '학생에게 물어봄' }).check();
		await dialog.getByRole('button', { name: '이 학생이에요' }).click();
		await expect(staff.getByText('누구인지 적었어요.')).toBeVisible();
		await expect(staff.getByText(NAMELESS)).toHaveCount(0);
		await expect(line(staff, missing)).toContainText('와 있음');
	});

	await test.step('the tablet and the board show the student as here, and nobody nameless', async () => {
		await expect(row(tablet, missing.name)).toContainText('와 있음', { timeout: SOON_MS });
		await expect(row(tablet, NAMELESS)).toHaveCount(0);
		await staff.goto(`${server.origin}/today`);
		await expect(lineOf(staff, missing)).toContainText('와 있음');
		await expect(openSession(staff).getByText(NAMELESS)).toHaveCount(0);
	});

	await test.step('taken back, the visitor is nameless again, at the tablet too', async () => {
		await mend(staff, server.origin);
		const matched = log(staff).getByRole('listitem').filter({ hasText: '학생으로 맞춤' });
		await expect(matched).toContainText('센터에서');
		await matched.getByRole('link', { name: /되돌리기/ }).click();
		const dialog = staff.getByRole('dialog', { name: '이 기록을 되돌릴까요?' });
		await findsNothing(staff, 'the question whether to take it back');
		await dialog.getByLabel('직접 적기').fill('다른 반 학생');
		await dialog.getByRole('button', { name: '되돌리기' }).click();
		await expect(staff.getByText('되돌렸어요.')).toBeVisible();
		await expect(staff.getByRole('link', { name: new RegExp(NAMELESS) })).toBeVisible();
		await expect(line(staff, missing)).not.toContainText('와 있음');
		await expect(log(staff).getByRole('listitem').first()).toContainText('다른 반 학생');
		await expect(row(tablet, NAMELESS)).toBeVisible({ timeout: SOON_MS });
		await expect(row(tablet, missing.name)).not.toContainText('와 있음');
	});

	await test.step('and the access log says who looked, and what they changed', async () => {
		await staff.goto(`${server.origin}/trail`);
		const entries = staff.getByRole('row');
		await expect(entries.filter({ hasText: '회차 출결을 봄' }).first()).toBeVisible();
		await expect(entries.filter({ hasText: '이름 없던 학생을 찾아 줌' })).toContainText(
			'학생에게 물어봄'
		);
		await expect(entries.filter({ hasText: '출결 기록을 되돌림' })).toContainText('다른 반 학생');
		expect(await staff.getByRole('table').innerText()).not.toContain(missing.name);
	});
});

test('a live board shows a correction at once, and without a script the same forms do', async ({
	server,
	open,
	staff
}) => {
	const [late, wrong] = await unique(staff, server);
	if (!late || !wrong) throw new Error('No badges');
	const tablet = await pairTyping(await open({}), server.origin, await pairingCode(staff, server));
	await scanWithWedge(tablet, wrong.token);
	await staff.goto(`${server.origin}/today`);
	await expect(lineOf(staff, wrong)).toContainText('와 있음', { timeout: SOON_MS });

	const browser = staff.context().browser();
	const context = await browser?.newContext({
		javaScriptEnabled: false,
		locale: 'ko-KR',
		storageState: await staff.context().storageState()
	});
	if (!context) throw new Error('No second window');
	const plain = await context.newPage();
	await mend(plain, server.origin);
	await line(plain, late).getByRole('link').click();
	const dialog = plain.getByRole('dialog');
	await dialog.getByRole('radio', { name: /지각/ }).check();
	await dialog.getByRole('button', { name: '저장' }).click();
	await expect(dialog.getByText('까닭을 고르거나 적어 주세요.')).toBeVisible();
	await dialog.getByRole('radio', { name: /지각/ }).check();
	await dialog.getByRole('radio', { name: '병원' }).check();
	await dialog.getByRole('button', { name: '저장' }).click();
	await expect(plain.getByText('출결을 고쳤어요.')).toBeVisible();
	await expect(line(plain, late)).toContainText('지각');
	await expect(lineOf(staff, late)).toContainText('지각', { timeout: SOON_MS });

	await log(plain).getByRole('listitem').filter({ hasText: wrong.name }).getByRole('link').click();
	await plain.getByRole('dialog').getByRole('radio', { name: '다른 학생이었음' }).check();
	await plain.getByRole('dialog').getByRole('button', { name: '되돌리기' }).click();
	await expect(plain.getByText('되돌렸어요.')).toBeVisible();
	await expect(lineOf(staff, wrong)).not.toContainText('와 있음', { timeout: SOON_MS });
	await context.close();
});
