import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from 'playwright';
import { CLASS_SHEET } from '#domain/class-sheet.ts';
import { cellAt, cellsOf, PRESETS, type Layout } from '#domain/label.ts';
import { codesIn, openPdf } from '../stage/pdf.ts';
import { badgesOf } from '../stage/staff.ts';
import { expect, test } from './stage.ts';

test.use({ begins: 'founded' });

test.beforeEach(async ({ server, staff }) => {
	await staff.goto(`${server.origin}/badges`);
});

/** What the form would open in a new tab, fetched so that it can be looked into. */
async function document(page: Page) {
	const { bytes, status } = await page.evaluate(async () => {
		const form = window.document.querySelector<HTMLFormElement>('form#print');
		if (!form) throw new Error('No form');
		const answer = await fetch(form.action, { method: 'POST', body: new FormData(form) });
		return { status: answer.status, bytes: [...new Uint8Array(await answer.arrayBuffer())] };
	});
	expect(status).toBe(200);
	return openPdf(Uint8Array.from(bytes));
}

async function readBack(page: Page, layout: Layout): Promise<string[]> {
	const pdf = await document(page);
	const read: string[] = [];
	for (let sheet = 0; sheet < pdf.pages; sheet++) {
		const raster = await pdf.raster(sheet, 200);
		for (let cell = 1; cell <= cellsOf(layout); cell++)
			read.push(...(await codesIn(raster, cellAt(layout, cell))));
	}
	pdf.close();
	return read;
}

test('with the keyboard alone, two badges are picked and put on a used sheet', async ({
	server,
	staff
}) => {
	const [first, , third] = await badgesOf(staff, server);
	if (!first || !third) throw new Error('No badges');
	for (const { name } of [first, third]) {
		await staff.getByRole('checkbox', { name: `${name} 고르기` }).focus();
		await staff.keyboard.press('Space');
	}
	await expect(staff.getByRole('radio', { name: '고른 2명' })).toBeChecked();
	await staff.getByText('쓰다 남은 라벨지인가요?').focus();
	await staff.keyboard.press('Enter');
	await staff.getByRole('radio', { name: '1번 칸부터', exact: true }).focus();
	for (let presses = 0; presses < 4; presses++) await staff.keyboard.press('ArrowDown');
	await expect(staff.getByRole('radio', { name: '5번 칸부터', exact: true })).toBeChecked();
	await staff.getByLabel('왜 찍나요?').focus();
	await staff.keyboard.type('새로 온 학생');
	const read = await readBack(staff, PRESETS['LS-3108']);
	expect(read.toSorted()).toEqual([first.token, third.token].toSorted());

	const opened = staff.context().waitForEvent('page');
	const answered = staff
		.context()
		.waitForEvent('response', (response) => response.url().endsWith('/badges/print'));
	await staff.getByLabel('왜 찍나요?').press('Enter');
	const paper = await opened;
	const { type, cache } = await answered.then((response) => ({
		type: response.headers()['content-type'],
		cache: response.headers()['cache-control']
	}));
	expect(paper.url()).toBe(`${server.origin}/badges/print`);
	expect([type, cache]).toEqual(['application/pdf', 'private, no-store']);
	await paper.close();

	await staff.reload();
	await expect(staff.getByText('찍었음')).toHaveCount(2);
	expect(server.output()).toContain('badges printed');
	expect(server.output()).not.toContain(first.name);
});

test('nothing is printed without a reason', async ({ staff }) => {
	await staff.getByRole('button', { name: 'PDF 만들기' }).click();
	await expect(staff.getByLabel('왜 찍나요?')).toBeFocused();
	expect(staff.context().pages()).toHaveLength(1);
	const status = await staff.evaluate(async () => {
		const form = window.document.querySelector<HTMLFormElement>('form#print');
		if (!form) throw new Error('No form');
		return (await fetch(form.action, { method: 'POST', body: new FormData(form) })).status;
	});
	expect(status).toBe(400);
});

test('a class sheet with masked names holds every badge of a class of another day, and no name', async ({
	staff
}) => {
	const group = staff.locator('optgroup').last();
	const value = await group.locator('option').first().getAttribute('value');
	await staff.getByLabel('누구의 명찰인가요?').selectOption(value);
	await staff.getByRole('button', { name: '보기' }).click();
	await staff.waitForURL(/of=class/);
	const names = await staff.locator('article h2').allInnerTexts();
	expect(decodeURIComponent(staff.url())).not.toContain(names[0]);
	await staff.getByText('반 명단').click();
	await staff.getByText('가려 적기').click();
	await staff.getByRole('button', { name: '학교에 보내기' }).click();
	expect(await readBack(staff, CLASS_SHEET)).toHaveLength(names.length);
	const pdf = await document(staff);
	for (const name of names) expect(pdf.text(0)).not.toContain(name);
	expect(pdf.text(0)).toContain('파쇄기로 없애 주세요');
	pdf.close();
});

test('a browser remembers how far its printer is off, for each sheet, and makes a page to measure it', async ({
	staff
}) => {
	await staff.getByText('쓰다 남은 라벨지인가요?').click();
	const right = staff.getByLabel('오른쪽으로 (mm)');
	await right.clear();
	await right.pressSequentially('-1.5');
	await right.press('Tab');
	await staff.getByLabel('라벨지 종류').selectOption('LS-3106');
	await expect(right).toHaveValue('0');
	await staff.reload();
	await expect(right).toHaveValue('-1.5');
	const opened = staff.context().waitForEvent('page');
	const answered = staff
		.context()
		.waitForEvent('response', (response) => response.url().endsWith('/badges/calibration'));
	// Without a reason: it names nobody.
	await staff.getByRole('button', { name: '맞춤 종이 만들기' }).click();
	expect((await answered).headers()['content-type']).toBe('application/pdf');
	await (await opened).close();
});

test('a lost badge is replaced after a question, and the keyboard stays where it was', async ({
	server,
	staff
}) => {
	const [lost, other] = await badgesOf(staff, server);
	if (!lost || !other) throw new Error('No badges');
	const reissue = staff.getByRole('button', { name: `${lost.name} 명찰 다시 발급` });
	await reissue.focus();
	await staff.keyboard.press('Enter');
	await expect(staff.getByRole('dialog')).toBeVisible();
	await staff.keyboard.press('Escape');
	await expect(staff.getByRole('dialog')).toHaveCount(0);
	expect((await badgesOf(staff, server))[0]?.token).toBe(lost.token);

	await reissue.focus();
	await staff.keyboard.press('Enter');
	await staff.getByRole('button', { name: '새 명찰 만들기' }).press('Enter');
	await expect(staff.getByText('새 명찰을 만들었어요.')).toBeVisible();
	await expect(staff.getByRole('dialog')).toHaveCount(0);
	await expect(reissue).toBeFocused();
	const now = await badgesOf(staff, server);
	expect(now.find(({ name }) => name === lost.name)?.token).not.toBe(lost.token);
	expect(now.find(({ name }) => name === other.name)?.token).toBe(other.token);
});

test('in a new school year everybody gets a new badge with one press', async ({
	server,
	staff
}) => {
	const before = await badgesOf(staff, server);
	const database = new DatabaseSync(join(server.dataDir, 'haebom.db'));
	database.exec('update badge set year = year - 1');
	database.close();
	await staff.reload();
	const notice = staff.getByText(`지난 학년도 명찰을 가진 학생이 ${before.length}명 있어요.`);
	await expect(notice).toBeVisible();
	await staff
		.getByRole('button', { name: `${before.length}명에게 올해 명찰 만들기` })
		.press('Enter');
	await expect(
		staff.getByText(`올해 명찰을 ${before.length}장 만들었어요.`, { exact: false })
	).toBeVisible();
	await expect(notice).toHaveCount(0);
	const old = new Set(before.map(({ token }) => token));
	const after = await badgesOf(staff, server);
	expect(after).toHaveLength(before.length);
	expect(after.filter(({ token }) => old.has(token))).toEqual([]);
});
