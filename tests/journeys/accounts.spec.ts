import { spawnSync } from 'node:child_process';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from 'playwright';
import { findsNothingAnywhere } from '../stage/axe.ts';
import { codeAt } from '../stage/authenticator.ts';
import type { RunningServer } from '../stage/server.ts';
import { openSession, PASSWORD } from '../stage/staff.ts';
import { expect, test } from './stage.ts';

/** Runs one of the operator's commands beside the running server, and gives what it printed. */
function operator(server: RunningServer, script: string, ...args: string[]) {
	const { stdout, stderr, status } = spawnSync(
		process.execPath,
		[`scripts/${script}.ts`, ...args],
		{
			env: { ...process.env, DATA_DIR: server.dataDir, ORIGIN: server.origin },
			encoding: 'utf8'
		}
	);
	return { status, printed: stdout + stderr, link: /(http\S+token=\S+)/.exec(stdout)?.[1] ?? '' };
}

/** Does to the database what only whoever has its file can do. */
function alter(server: RunningServer, ...statements: string[]) {
	const database = new DatabaseSync(`${server.dataDir}/haebom.db`, { timeout: 5_000 });
	for (const statement of statements) database.exec(statement);
	database.close();
}

/** Makes an invitation as the administrator does, and gives its link. */
async function invite(page: Page, server: RunningServer, role: string, site?: string) {
	await page.goto(`${server.origin}/staff`);
	await page.getByRole('link', { name: '초대하기' }).click();
	await page.getByRole('radio', { name: role }).check();
	if (site) await page.getByRole('checkbox', { name: site }).check();
	await page.getByRole('button', { name: '초대 주소 만들기' }).click();
	return page.getByRole('textbox', { name: '초대 주소' }).inputValue();
}

async function join(page: Page, link: string, name: string, email: string) {
	await page.goto(link);
	await page.getByLabel('이름').fill(name);
	await page.getByLabel('이메일').fill(email);
	await page.getByLabel('비밀번호').fill(PASSWORD);
	await page.getByRole('button', { name: '만들고 들어가기' }).click();
}

async function signIn(page: Page, email: string, password = PASSWORD) {
	await page.getByLabel('이메일').fill(email);
	await page.getByLabel('비밀번호').fill(password);
	await page.getByRole('button', { name: '들어가기' }).click();
}

test('a new center’s administrator comes by a link, sets up the second step, and gets back in without the phone', async ({
	server,
	open
}) => {
	const made = operator(server, 'center', '달빛구 진로직업체험지원센터');
	const browser = await open({});
	const page = await browser.newPage();
	await page.goto(made.link);
	await findsNothingAnywhere(page, 'invitation');
	await join(page, made.link, '관리자', 'first@haebom.example');

	// Nowhere else until it is done.
	await page.waitForURL('**/two-step?**');
	await page.goto(`${server.origin}/staff`);
	await page.waitForURL('**/two-step?**');
	await findsNothingAnywhere(page, 'two-step, before');
	await page.getByLabel('비밀번호를 한 번 더').fill(PASSWORD);
	await page.getByRole('button', { name: '시작하기' }).click();
	const secret = await page.getByTestId('secret').innerText();
	const [recovery = ''] = await page.getByTestId('recovery-codes').locator('code').allInnerTexts();
	await findsNothingAnywhere(page, 'two-step, offered');
	await page.getByLabel('숫자 6자리').fill('000000');
	await page.getByRole('button', { name: '켜기' }).click();
	await expect(page.getByText('맞지 않아요')).toBeVisible();
	await page.getByLabel('숫자 6자리').fill(codeAt(secret, Date.now()));
	await page.getByRole('button', { name: '켜기' }).click();
	// On to where they wanted to go.
	await page.waitForURL('**/staff');

	await page.getByRole('button', { name: '나가기' }).click();
	await page.waitForURL('**/sign-in');
	await page.goto(`${server.origin}/trail`);
	await signIn(page, 'first@haebom.example');
	await findsNothingAnywhere(page, 'code');
	await page.getByLabel('숫자 6자리').fill(codeAt(secret, Date.now()));
	await page.getByRole('button', { name: '확인' }).click();
	await page.waitForURL('**/trail');
	await expect(page.getByText('2단계 확인을 켬').last()).toBeVisible();

	await page.getByRole('button', { name: '나가기' }).click();
	await signIn(page, 'first@haebom.example');
	await page.getByLabel('숫자 6자리').fill(recovery);
	await page.getByRole('button', { name: '확인' }).click();
	await page.waitForURL('**/today');

	// The phone is gone and so are the codes: whoever runs the server helps.
	const reset = operator(server, 'reset', 'first@haebom.example', '--two-step');
	await page.goto(reset.link);
	await findsNothingAnywhere(page, 'reset');
	await page.getByLabel('새 비밀번호').fill('an evening in autumn');
	await page.getByRole('button', { name: '바꾸기' }).click();
	await expect(page.getByText('비밀번호를 바꿨어요')).toBeVisible();
	await signIn(page, 'first@haebom.example', 'an evening in autumn');
	await page.waitForURL('**/two-step?**');
	await page.goto(reset.link);
	await expect(page.getByText('이미 썼거나')).toBeVisible();

	const verified = operator(server, 'verify-trail');
	expect(verified).toMatchObject({ status: 0 });
	expect(verified.printed).toContain('whole   달빛구 진로직업체험지원센터');
	alter(server, 'drop trigger trail_no_update', 'update trail set people = 9 where position = 2');
	const broken = operator(server, 'verify-trail');
	expect(broken).toMatchObject({ status: 1 });
	expect(broken.printed).toContain('BROKEN  달빛구 진로직업체험지원센터  entry 2');
});

test.describe(() => {
	test.use({ begins: 'founded' });

	test('site staff see their site’s sessions and no others, until they are removed', async ({
		server,
		staff,
		open
	}) => {
		const link = await invite(staff, server, '체험처 담당자', '달보드레 빵집');
		await findsNothingAnywhere(staff, 'invitation made');
		const browser = await open({});
		const baker = await browser.newPage();
		await join(baker, link, '빵집 사장님', 'baker@haebom.example');
		await baker.waitForURL('**/today');
		await expect(baker.getByText('동네 빵집의 하루')).toBeVisible();
		await expect(baker.locator('details')).toHaveCount(1);
		await expect(baker.getByText('실시간')).toBeVisible();
		await expect(baker.getByRole('link', { name: '명찰' })).toHaveCount(0);

		await staff.goto(`${server.origin}/staff`);
		await findsNothingAnywhere(staff, 'accounts');
		await staff.getByRole('link', { name: '빵집 사장님' }).click();
		await findsNothingAnywhere(staff, 'a member');
		await staff.getByRole('button', { name: '내보내기' }).click();
		await staff.getByRole('dialog').getByRole('button', { name: '내보내기' }).click();
		await staff.waitForURL('**/staff');
		await expect(staff.getByText('빵집 사장님')).toHaveCount(0);

		// Even what is open and watching is over.
		await staff.getByLabel('나가는 시간').selectOption('5');
		await staff.getByRole('button', { name: '저장' }).click();
		await expect(baker.getByText('여기서도 나왔어요')).toBeVisible({ timeout: 40_000 });
		await signIn(baker, 'baker@haebom.example');
		await expect(baker.getByText('어느 센터에도 속해 있지 않아요')).toBeVisible();
	});

	test('a page that was left alone gives way when its sign-in has run out, and comes back after the next', async ({
		server,
		staff
	}) => {
		await staff.clock.install();
		await staff.goto(`${server.origin}/trail?action=today.see`);
		await staff.clock.runFor(61_000);
		await expect(staff).toHaveURL(/trail/);
		alter(server, 'update staff_session set used_at = used_at - 600000');
		await staff.clock.runFor(61_000);
		await expect(staff.getByText('여기서도 나왔어요')).toBeVisible();
		await signIn(staff, 'staff@haebom.example');
		await staff.waitForURL('**/trail?action=today.see');
	});

	test('a viewer finds no name anywhere in what is sent', async ({ server, staff, open }) => {
		await staff.goto(`${server.origin}/today`);
		const names = await staff.locator('details .name').allTextContents();
		expect(names.length).toBeGreaterThan(50);

		const browser = await open({});
		const viewer = await browser.newPage();
		await join(viewer, await invite(staff, server, '보기 전용'), '손님', 'guest@haebom.example');
		await viewer.waitForURL('**/today');
		await expect(openSession(viewer)).toContainText('이 계정에는 이름이 보이지 않아요.');
		const all = await viewer.evaluate(async () => {
			const [page, data] = await Promise.all(
				['/today', '/today/__data.json'].map(async (path) => (await fetch(path)).text())
			);
			const { body } = await fetch('/today/live');
			const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
			let stream = '';
			while (reader && !stream.includes('data:')) stream += (await reader.read()).value ?? '';
			return [page, data, stream];
		});
		all.push(await viewer.content());
		for (const text of all) {
			expect(text).toContain('동네 빵집의 하루');
			expect(names.filter((name) => text?.includes(name))).toEqual([]);
		}
		for (const path of ['/staff', '/trail', '/badges']) {
			await viewer.goto(`${server.origin}${path}`);
			await expect(viewer.getByText('이 화면은 볼 수 없어요')).toBeVisible();
		}
	});

	test('whoever belongs to two centers chooses, changes, and takes a month of the log away', async ({
		server,
		staff
	}) => {
		const second = operator(server, 'center', '달빛구 진로직업체험지원센터');
		await staff.goto(second.link);
		await staff.getByRole('button', { name: '이 계정으로 함께하기' }).click();
		// There they are an administrator without a second step; the demo center asks for none.
		await staff.waitForURL('**/two-step?**');
		await staff.goto(`${server.origin}/centers`);
		await findsNothingAnywhere(staff, 'centers');
		await staff.getByRole('button', { name: /해봄구/ }).click();
		await staff.waitForURL('**/today');
		await expect(staff.getByRole('link', { name: '센터 바꾸기' })).toBeVisible();

		await staff.goto(`${server.origin}/account`);
		await findsNothingAnywhere(staff, 'account');
		await staff.goto(`${server.origin}/trail?action=today.see`);
		await expect(staff.getByRole('row').nth(1)).toContainText('오늘 화면을 봄');
		await findsNothingAnywhere(staff, 'log');
		await staff.getByRole('button', { name: '파일로 받기' }).click();
		await findsNothingAnywhere(staff, 'log, to take away');
		await staff.getByLabel('왜 필요한가요?').fill('x');
		await staff.getByRole('button', { name: '받기', exact: true }).click();
		await expect(staff.getByText('두 글자 이상')).toBeVisible();
		await staff.getByLabel('왜 필요한가요?').fill('월별 점검');
		const [file] = await Promise.all([
			staff.waitForEvent('download'),
			staff.getByRole('button', { name: '받기', exact: true }).click()
		]);
		expect(file.suggestedFilename()).toMatch(/^접속 기록 .*\.csv$/);

		await staff.goto(`${server.origin}/trail/review`);
		await expect(staff.getByText('인쇄·파일').first()).toBeVisible();
		await findsNothingAnywhere(staff, 'review');
		await staff.getByLabel('남길 말').fill('이상 없음');
		await staff.getByRole('button', { name: '점검했어요' }).click();
		await expect(staff.getByText('점검을 마쳤어요.')).toBeVisible();
		await expect(staff.getByRole('button', { name: '점검했어요' })).toHaveCount(0);
	});
});
