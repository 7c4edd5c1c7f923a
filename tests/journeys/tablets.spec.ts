import type { Page } from 'playwright';
import { findsNothing } from '../stage/axe.ts';
import { badgesOf, lineOf, pairingCode, showPairingCode } from '../stage/staff.ts';
import { everythingOn, idle, pairTyping, scanWithWedge, type } from '../stage/tablet.ts';
import { expect, test } from './stage.ts';

test.use({ begins: 'founded' });

/** What is changed at the center is on the tablet within this time. */
const SOON_MS = 5_000;

const WELCOME = '어서 오세요!';

/** The page of a tablet, by the name it has in the list. */
async function lookAt(staff: Page, origin: string, name: string): Promise<void> {
	await staff.goto(`${origin}/tablets`);
	await staff.getByRole('link', { name, exact: true }).click();
	await staff.getByRole('heading', { level: 1, name }).waitFor();
}

test('a tablet is paired for one door, seen in the list, and given another duty', async ({
	server,
	open,
	staff
}) => {
	await staff.goto(`${server.origin}/tablets`);
	await staff.getByLabel('어디에 두나요?').selectOption({ label: '달보드레 빵집' });
	await staff.getByLabel('태블릿 이름').fill('출구 태블릿');
	await staff.getByLabel('이 태블릿은').selectOption({ label: '나갈 때만' });
	await staff.getByLabel('화면에서 숫자로 하기').selectOption({ label: '숨겨요' });
	await staff.getByRole('button', { name: '연결 번호 만들기' }).click();
	const code = (await staff.getByTestId('code').innerText()).replace(/\s/g, '');
	await expect(staff.getByRole('timer')).toHaveText(/^(10:00|9:\d\d) 남았어요$/);

	const tablet = await open({});
	const page = await tablet.newPage();
	await page.goto(`${server.origin}/kiosk`);
	await type(page, code);
	await page.getByRole('button', { name: '연결하기' }).click();
	await expect(page.getByRole('heading', { name: '나갈 때 명찰을 보여 주세요' })).toBeVisible();
	await expect(page.getByRole('button', { name: '숫자로 하기' })).toHaveCount(0);
	await expect(staff.getByText('연결됐어요. 목록에서 볼 수 있어요.')).toBeVisible();

	await lookAt(staff, server.origin, '출구 태블릿');
	await expect(staff.getByText('방금', { exact: false }).first()).toBeVisible();
	await staff.getByLabel('이름', { exact: true }).fill('정문 태블릿');
	await staff.getByLabel('어디에 두나요?').selectOption({ label: '가온누리대학교' });
	await staff.getByLabel('들어오고 나갈 때').check();
	await staff.getByLabel('화면에서 숫자로 하기').selectOption({ label: '쓸 수 있어요' });
	await staff.getByRole('button', { name: '저장' }).click();
	await expect(staff.getByRole('heading', { level: 1, name: '정문 태블릿' })).toBeVisible();
	await expect(staff.getByText('저장했어요.')).toBeVisible();
	await expect(page.getByText('가온누리대학교')).toBeVisible({ timeout: SOON_MS });
	await expect(idle(page)).toBeVisible();
	await expect(page.getByRole('button', { name: '숫자로 하기' })).toBeVisible();
});

test('a code that is not wanted any more is withdrawn, and pairs nothing', async ({
	server,
	open,
	staff
}) => {
	const code = await showPairingCode(staff, server);
	await staff.getByRole('link', { name: '하나 더 연결하기' }).click();
	await staff.getByRole('button', { name: '거두기' }).click();
	await expect(staff.getByText('아직 쓰지 않은 번호')).toHaveCount(0);
	const page = await (await open({})).newPage();
	await page.goto(`${server.origin}/kiosk`);
	await type(page, code);
	await page.getByRole('button', { name: '연결하기' }).click();
	await expect(page.getByRole('alert')).toContainText('번호가 틀렸거나, 이미 썼거나');
});

test('a tablet taken out of service erases its roster, hands in what it owes, and staff decide', async ({
	server,
	cable,
	open,
	staff
}) => {
	const [first, second] = await badgesOf(staff, server);
	if (!first || !second) throw new Error('No badges');
	const tablet = await open({});
	const page = await pairTyping(tablet, cable.origin, await pairingCode(staff, server));
	await scanWithWedge(page, first.token);
	await expect(page.getByText(WELCOME).first()).toBeVisible();
	// Counts and what is owed are shown together: once it is counted, «all sent» speaks of it, too.
	await expect(page.getByText('와 있는 사람').locator('..')).toContainText('1');
	await expect(page.getByText('모두 보냈어요')).toBeVisible();
	cable.pull();
	await scanWithWedge(page, second.token);
	await expect(page.getByText('보낼 것 1건')).toBeVisible();

	await lookAt(staff, server.origin, '입구 태블릿');
	await expect(staff.getByText(/읽을 수 있는 이름은 없어요.*많아야 28건/)).toBeVisible();
	await staff.getByRole('button', { name: '이 태블릿 사용 끝내기' }).click();
	await expect(staff.getByText('다음에 연결되면 명단을 곧바로 모두 지워요.')).toBeVisible();
	cable.plug();
	await expect(page.getByRole('heading', { name: '이 태블릿은 이제 쓰지 않아요' })).toBeVisible();
	await expect(page.getByText('기록은 모두 센터에 보냈어요.')).toBeVisible();
	await findsNothing(page, 'out of service');
	const { roster, sessions } = await everythingOn(page);
	expect([roster, sessions]).toEqual([[], []]);

	await staff.reload();
	await expect(staff.getByText(/태블릿이 명단을 모두 지웠다고 알려 왔어요/)).toBeVisible();
	const late = staff.locator('#late');
	await expect(late).toContainText('1건');
	await findsNothing(staff, 'late records');
	await staff.goto(`${server.origin}/today`);
	await expect(lineOf(staff, first)).toContainText('와 있음');
	await expect(lineOf(staff, second)).not.toContainText('와 있음');

	await staff.goto(`${server.origin}/tablets`);
	await expect(staff.getByText('사용을 끝낸 ‘입구 태블릿’에서 기록 1건이 왔어요.')).toBeVisible();
	await staff
		.getByRole('status')
		.filter({ hasText: '입구 태블릿' })
		.getByRole('link', { name: '살펴보고 정하기' })
		.click();
	const form = late.locator('form');
	await form.evaluate((element) => element.setAttribute('novalidate', ''));
	await form.getByRole('button', { name: '출석에 모두 넣기' }).click();
	await expect(form.getByText('이유를 적어 주세요.')).toBeVisible();
	await form.getByLabel('이유').fill('우리 센터에서 쓰던 태블릿');
	await form.getByRole('button', { name: '출석에 모두 넣기' }).click();
	await expect(staff.getByText('출석에 1건을 넣었어요.')).toBeVisible();
	await staff.goto(`${server.origin}/today`);
	await expect(lineOf(staff, second)).toContainText('와 있음');

	await page.getByRole('button', { name: '다시 연결하기' }).click();
	await type(page, await pairingCode(staff, server));
	await page.getByRole('button', { name: '연결하기' }).click();
	await expect(idle(page)).toBeVisible();
	await expect(page.getByText('와 있는 사람').locator('..')).toContainText('2');
});

test('axe finds nothing on the pages about tablets, and nothing scrolls sideways', async ({
	server,
	staff
}) => {
	await pairingCode(staff, server);
	await staff.goto(`${server.origin}/tablets?shown=retired`);
	const lost = staff.getByRole('link', { name: '잃어버렸던 태블릿' });
	const withLate = await lost.getAttribute('href');
	await staff.goto(`${server.origin}/tablets`);
	const resting = await staff.getByRole('link', { name: '로비 태블릿' }).getAttribute('href');
	for (const width of [1280, 375]) {
		await staff.setViewportSize({ width, height: 800 });
		for (const path of ['/tablets', '/tablets?shown=retired', withLate, resting]) {
			await staff.goto(`${server.origin}${path}`);
			await staff.getByRole('heading', { level: 1 }).waitFor();
			await findsNothing(staff, `${path} at ${width}`);
			const wider = await staff.evaluate(() => document.documentElement.scrollWidth - innerWidth);
			expect(wider, `${path} at ${width} scrolls sideways`).toBeLessThanOrEqual(0);
		}
	}
});

test('a tablet that is not this center’s is as if there were none', async ({ server, staff }) => {
	for (const id of ['00000000-0000-4000-8000-000000000009', 'nonsense']) {
		const answer = await staff.goto(`${server.origin}/tablets/${id}`);
		expect(answer?.status()).toBe(404);
	}
});
