import type { Page } from 'playwright';
import { cellAt, cellsOf, PRESETS } from '#domain/label.ts';
import { codeAt } from '../stage/authenticator.ts';
import { findsNothingAnywhere } from '../stage/axe.ts';
import { cp949 } from '../stage/cp949.ts';
import { codesIn, openPdf } from '../stage/pdf.ts';
import { foundCenter, PASSWORD } from '../stage/staff.ts';
import { expect, test } from './stage.ts';

const LABELS = PRESETS['LS-3108'];
const SURNAMES = '김이박최정강조윤장임';
const GIVEN = ['새봄', '하늘', '우주'];

/** A class as a school's office saves it: what it is about in a line above, and no column for the school. */
const CLASS = [
	'2026학년도 별솔중학교 1학년 3반 명단,,,',
	'학년,반,번호,이름',
	...Array.from({ length: 30 }, (_, index) =>
		[1, 3, index + 1, `${SURNAMES[index % 10]}${GIVEN[Math.floor(index / 10)]}`].join()
	)
].join('\r\n');

/** What the page would open in a new tab: how many sheets, and every code that can be read on them. */
async function sheets(page: Page) {
	const bytes = await page.evaluate(async () => {
		const form = document.querySelector<HTMLFormElement>('form#print');
		if (!form) throw new Error('No form');
		const answer = await fetch(form.action, { method: 'POST', body: new FormData(form) });
		return [...new Uint8Array(await answer.arrayBuffer())];
	});
	const pdf = await openPdf(Uint8Array.from(bytes));
	const codes: string[] = [];
	for (let sheet = 0; sheet < pdf.pages; sheet++) {
		const raster = await pdf.raster(sheet, 200);
		for (let cell = 1; cell <= cellsOf(LABELS); cell++)
			codes.push(...(await codesIn(raster, cellAt(LABELS, cell))));
	}
	const first = pdf.text(0);
	const { pages } = pdf;
	pdf.close();
	return { pages, codes, first };
}

test('from nothing to thirty badges on paper, by what the screens offer', async ({
	server,
	staff
}) => {
	await foundCenter(staff, server, 'empty');
	const title = staff.getByRole('heading', { level: 1 });
	const main = staff.getByRole('main');
	const follow = (name: string) => main.getByRole('link', { name, exact: true }).click();
	const press = (name: string) => main.getByRole('button', { name, exact: true }).click();

	await test.step('the second step is offered before it is asked for', async () => {
		await expect(title).toHaveText('센터를 만들었어요!');
		await findsNothingAnywhere(staff, 'the first steps');
		await follow('지금 켜 두기');
		await staff.getByLabel('비밀번호를 한 번 더').fill(PASSWORD);
		await staff.getByRole('button', { name: '시작하기' }).click();
		const secret = await staff.getByTestId('secret').innerText();
		await staff.getByLabel('숫자 6자리').fill(codeAt(secret, Date.now()));
		await staff.getByRole('button', { name: '켜기' }).click();
		await staff.waitForURL('**/welcome');
		await expect(main.getByRole('link', { name: '지금 켜 두기' })).toHaveCount(0);
	});

	await test.step('a program asks for a session, and the session for a site', async () => {
		await follow('프로그램 추가');
		await staff.getByLabel('프로그램 이름').fill('동네 빵집의 하루');
		await press('저장');
		await expect(title).toHaveText('동네 빵집의 하루');
		await expect(main.getByText('아직 회차가 없어요.', { exact: false })).toBeVisible();
		await follow('회차 잡기');
		await follow('체험처 추가');
		await staff.getByLabel('체험처 이름').fill('달보드레 빵집');
		await press('저장');
		await expect(title).toHaveText('달보드레 빵집');
		await follow('회차 잡기');
	});

	await test.step('where there is one program and one site, only the day is left to say', async () => {
		await expect(staff.getByLabel('프로그램', { exact: true })).toContainText('동네 빵집의 하루');
		const tomorrow = new Date(Date.now() + 24 * 60 * 60_000);
		const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Seoul' }).format(tomorrow);
		await staff.getByLabel('날짜').fill(day);
		await press('저장');
		await expect(title).toHaveText('동네 빵집의 하루');
		await expect(main.getByText('명단이 비어 있어요.')).toBeVisible();
	});

	await test.step('the school’s file goes on this session’s roster', async () => {
		await follow('명단 파일 올리기');
		await expect(main.getByRole('checkbox', { name: '동네 빵집의 하루' })).toBeChecked();
		await staff
			.locator('input[type=file]')
			.setInputFiles({ name: '1-3.csv', mimeType: 'text/csv', buffer: Buffer.from(cp949(CLASS)) });
		await expect(main.getByRole('heading', { name: '30명을 읽었어요.' })).toBeVisible();
		await expect(main.getByText('‘별솔중학교’ (30명)')).toBeVisible();
		await press('명단에 넣기');
		await expect(main.getByText('회차 명단에 30명을 넣었어요.')).toBeVisible();
		await follow('명찰 인쇄하러 가기');
	});

	await test.step('three sheets of labels hold thirty badges, in the order of the class', async () => {
		await expect(main.locator('article')).toHaveCount(30);
		const tokens = await main.locator('article .digits').allInnerTexts();
		await press('체험 당일 나눠 주기');
		const { pages, codes, first } = await sheets(staff);
		expect(pages).toBe(Math.ceil(30 / cellsOf(LABELS)));
		expect(codes.toSorted()).toEqual(tokens.map((text) => text.replace(/\s/g, '')).toSorted());
		expect(first.indexOf('김새봄')).toBeLessThan(first.indexOf('이새봄'));
		const paper = staff.context().waitForEvent('page');
		await press('PDF 만들기');
		expect((await paper).url()).toBe(`${server.origin}/badges/print`);
	});
});

test('every page of an empty center says what to do first', async ({ server, staff }) => {
	await foundCenter(staff, server, 'empty');
	const main = staff.getByRole('main');
	const doors = [
		['/today', '회차 추가', '/sessions/new'],
		['/sessions/new', '프로그램 추가', '/programs/new'],
		['/programs', '프로그램 추가', '/programs/new'],
		['/sites', '체험처 추가', '/sites/new'],
		['/people', '명단 파일 올리기', '/import'],
		['/schools', '명단 파일 올리기', '/import'],
		['/import', '회차 먼저 잡기', '/sessions/new'],
		['/badges', '명단 파일 올리기', '/import'],
		['/tablets', '체험처 추가', '/sites/new']
	] as const;
	for (const [page, name, leads] of doors) {
		await staff.goto(`${server.origin}${page}`);
		const next = main.getByRole('link', { name, exact: true });
		await expect(next, page).toHaveAttribute('href', leads);
		await findsNothingAnywhere(staff, `${page} with nothing on it`);
	}
});
