import type { Page } from 'playwright';
import { findsNothingAnywhere } from '../stage/axe.ts';
import { expect, test } from './stage.ts';

test.use({ begins: 'founded' });

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

test('from a new program to a class that is expected at a new site, again next week', async ({
	server,
	staff
}) => {
	const go = (path: string) => staff.goto(`${server.origin}${path}`);
	const press = (name: string) => staff.getByRole('button', { name, exact: true }).click();

	await go('/today');
	await staff.getByRole('link', { name: '프로그램', exact: true }).click();
	await findsNothingAnywhere(staff, 'programs');
	await staff.getByRole('link', { name: '프로그램 추가' }).click();
	await press('저장');
	await expect(staff.getByText('이름을 적어 주세요. 100자까지 돼요.')).toBeVisible();
	await findsNothingAnywhere(staff, 'a program without a name');
	await staff.getByLabel('프로그램 이름').fill('별을 보는 사람들');
	await staff.getByLabel('회차마다 정원').fill('20');
	await press('저장');
	await expect(heading(staff, '별을 보는 사람들')).toBeVisible();
	await findsNothingAnywhere(staff, 'a program');

	await staff.getByRole('link', { name: '체험처', exact: true }).click();
	await findsNothingAnywhere(staff, 'sites');
	await staff.getByRole('link', { name: '체험처 추가' }).click();
	await staff.getByLabel('체험처 이름').fill('해봄 천문대');
	await staff.getByLabel('전화').fill('02-000-0199');
	await press('저장');
	await expect(heading(staff, '해봄 천문대')).toBeVisible();
	await findsNothingAnywhere(staff, 'a site');

	await staff.getByRole('link', { name: '회차 잡기' }).click();
	await staff.getByLabel('프로그램', { exact: true }).selectOption({ label: '별을 보는 사람들' });
	await staff.getByLabel('날짜').fill('2027-01-11');
	await staff.getByLabel('시작', { exact: true }).fill('14:00');
	await staff.getByLabel('끝', { exact: true }).fill('13:00');
	await staff.getByLabel('정원').fill('20');
	await press('저장');
	await expect(staff.getByText('끝나는 시각은 시작보다 늦어야 해요.')).toBeVisible();
	await findsNothingAnywhere(staff, 'a session that ends before it begins');
	await staff.getByLabel('끝', { exact: true }).fill('16:00');
	await press('저장');
	await expect(heading(staff, '별을 보는 사람들')).toBeVisible();
	await expect(staff.getByText('2027년 1월 11일 월요일 14:00–16:00 · 해봄 천문대')).toBeVisible();
	const session = new URL(staff.url()).pathname;

	await staff.getByRole('link', { name: '명단 고치기' }).click();
	await staff.getByLabel('학교').selectOption({ label: '별솔초등학교' });
	await press('반 보기');
	await staff.getByRole('button', { name: /^4-1/ }).click();
	await expect(staff.getByText('28명을 넣었어요.')).toBeVisible();
	await expect(staff.getByText('명단이 정원보다 8명 많아요.')).toBeVisible();
	await staff.getByRole('checkbox').first().check();
	await press('고른 사람 빼기');
	await expect(staff.getByText('1명을 뺐어요.')).toBeVisible();
	await findsNothingAnywhere(staff, 'a roster');

	await go(`${session}/copy`);
	await staff.getByRole('checkbox', { name: /1월 18일/ }).check();
	await expect(staff.getByRole('button', { name: '회차 1개 만들기' })).toBeVisible();
	await staff.getByLabel('이날까지 매주').fill('2027-01-25');
	await press('매주 넣기');
	await expect(staff.getByRole('button', { name: '회차 2개 만들기' })).toBeVisible();
	await findsNothingAnywhere(staff, 'copies');
	await staff.getByLabel(/명단도 함께/).check();
	await staff.getByRole('button', { name: '회차 2개 만들기' }).click();
	const row = staff.getByRole('row', { name: /1월 25일.*별을 보는 사람들/ });
	await expect(row).toContainText('27명 / 정원 20명');

	await go(session);
	await press('회차 취소');
	const dialog = staff.getByRole('dialog');
	await dialog.getByRole('button', { name: '회차 취소' }).click();
	await expect(dialog.getByText('까닭을 적어 주세요. 200자까지 돼요.')).toBeVisible();
	await findsNothingAnywhere(staff, 'a cancellation without a reason');
	await dialog.getByLabel('왜 취소하나요?').fill('구름');
	await dialog.getByRole('button', { name: '회차 취소' }).click();
	await expect(staff.getByText('취소한 회차예요. 까닭: 구름')).toBeVisible();
	await findsNothingAnywhere(staff, 'a cancelled session');
	await press('취소를 되돌리기');
	await expect(staff.getByText('취소한 회차예요.')).toHaveCount(0);
	await press('삭제');
	await expect(staff.getByText(/지울 수 없어요/)).toBeVisible();
});

test('the calendar shows the same part of the year to whoever has its address', async ({
	server,
	staff
}) => {
	await staff.goto(`${server.origin}/sessions?view=month&at=2026-11`);
	await expect(staff.getByRole('heading', { name: '2026년 11월' })).toBeVisible();
	await findsNothingAnywhere(staff, 'a month');
	await staff.getByRole('link', { name: '다음 달' }).click();
	await expect(staff.getByRole('heading', { name: '2026년 12월' })).toBeVisible();
	expect(new URL(staff.url()).search).toContain('at=2026-12');
	await staff.getByRole('link', { name: '주', exact: true }).click();
	await findsNothingAnywhere(staff, 'a week');
	await staff.getByRole('link', { name: '목록', exact: true }).click();
	await expect(staff.getByRole('heading', { name: '2026학년도' })).toBeVisible();
	await findsNothingAnywhere(staff, 'a list');
	await staff.getByLabel('프로그램', { exact: true }).selectOption({ label: '동네 빵집의 하루' });
	await staff.getByRole('button', { name: '보기', exact: true }).click();
	await expect(staff.getByRole('row')).toHaveCount(2);
	await staff.goto(`${server.origin}/sessions?view=moon&at=yesterday&page=-1&program=x`);
	await expect(staff.getByRole('heading', { level: 1, name: '회차' })).toBeVisible();
});

test('one field finds people, plans and days', async ({ server, staff }) => {
	await staff.goto(`${server.origin}/today`);
	const search = staff.getByRole('banner').getByRole('searchbox');
	await search.fill('빵집');
	await search.press('Enter');
	await expect(staff.getByRole('link', { name: '달보드레 빵집' })).toBeVisible();
	await expect(staff.getByRole('link', { name: '동네 빵집의 하루' }).first()).toBeVisible();
	await findsNothingAnywhere(staff, 'what was found');
	await staff.getByRole('banner').getByRole('searchbox').fill('ㅎㄴ');
	await staff.getByRole('banner').getByRole('searchbox').press('Enter');
	await expect(staff.getByRole('heading', { name: '학생' })).toBeVisible();
	await expect(staff.getByText(/하늘/).first()).toBeVisible();
	await staff.goto(`${server.origin}/search?q=${encodeURIComponent('아무도 아님')}`);
	await expect(staff.getByText('‘아무도 아님’에 맞는 것이 없어요.')).toBeVisible();
	await findsNothingAnywhere(staff, 'nothing found');
});

test('a center that moves to Hanoi has its clocks there', async ({ server, staff }) => {
	await staff.goto(`${server.origin}/center`);
	await findsNothingAnywhere(staff, 'settings');
	await staff.getByLabel('센터 이름').fill('하노이 해봄센터');
	await staff.getByLabel('시간대').selectOption('Asia/Saigon');
	await staff.getByLabel(/지각 전까지/).fill('700');
	await staff.getByRole('button', { name: '저장' }).click();
	await expect(staff.getByText('0에서 600 사이의 분이에요.')).toBeVisible();
	await staff.getByLabel(/지각 전까지/).fill('5');
	await staff.getByRole('button', { name: '저장' }).click();
	await expect(staff.getByText('저장했어요.')).toBeVisible();
	await expect(staff.getByText('하노이 해봄센터').first()).toBeVisible();
	await staff.goto(`${server.origin}/today`);
	const hour = new Intl.DateTimeFormat('en-GB', {
		timeZone: 'Asia/Ho_Chi_Minh',
		hour: '2-digit',
		hourCycle: 'h23'
	});
	// The session that has just begun.
	const started = hour.format(Date.now() - 6 * 60_000);
	const now = hour.format(Date.now());
	const times = await staff.locator('.time').allInnerTexts();
	expect(times.some((time) => time.startsWith(started) || time.startsWith(now))).toBe(true);
	await staff.goto(`${server.origin}/sessions/new`);
	await expect(staff.getByLabel(/지각 전까지/)).toHaveValue('5');
});
