// What parents are asked by a link: the center puts the question, they answer on phones, the center reads it.
import { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import type { Page } from 'playwright';
import { CenterId } from '#domain/id.ts';
import { openStore } from '#server/database/store.ts';
import { openKeys } from '#server/keys.ts';
import { silent } from '#server/log.ts';
import { openUrn } from '#server/rating/opening.ts';
import { surveyTexts } from '#ui/messages/surveys.ts';
import { findsNothing, findsNothingAnywhere } from '../stage/axe.ts';
import type { RunningServer } from '../stage/server.ts';
import { foundCenter } from '../stage/staff.ts';
import { expect, test } from './stage.ts';

const PHONE = { width: 375, height: 812 };
const HOUR = 60 * 60_000;
const { page: words } = surveyTexts.ko;

/** Moves the session whose door was open to yesterday, and opens what lies in the urn. */
async function closedAndOpened(server: RunningServer): Promise<{ open: () => Promise<number> }> {
	const url = `${server.dataDir}/haebom.db`;
	const database = new DatabaseSync(url);
	database.exec('pragma busy_timeout = 5000');
	const endsAt = Date.now() - 26 * HOUR;
	database
		.prepare('update session set starts_at = ?, ends_at = ? where starts_at <= ? and ends_at > ?')
		.run(endsAt - HOUR, endsAt, Date.now(), Date.now());
	const center = v.parse(CenterId, database.prepare('select id from center').get()?.['id']);
	database.close();
	return {
		async open() {
			const store = await openStore(`sqlite:${url}`, silent);
			const keys = openKeys(server.dataDir);
			const answers = await openUrn({ store, keys }, center, Date.now());
			await store.close();
			return answers;
		}
	};
}

async function answer(phone: Page, address: string, label: string, comment = ''): Promise<void> {
	await phone.goto(address);
	await phone.getByRole('radio', { name: label, exact: true }).check();
	await phone.getByRole('checkbox', { name: '앞치마' }).check();
	if (comment) await phone.getByLabel(words.comment).fill(comment);
	await phone.getByRole('button', { name: words.send }).click();
	await expect(phone.getByText(words.thanks)).toBeVisible();
}

async function ask(staff: Page, question: string, reason: string): Promise<void> {
	await staff.getByLabel('질문 (한국어)').fill(question);
	await staff.getByLabel('직접 고르기').check();
	await staff.getByLabel('우리 센터의 이유 1 (한국어)').fill(reason);
	await staff.getByRole('button', { name: '저장' }).click();
	await expect(staff.getByText('저장했어요.')).toBeVisible();
}

test('parents are asked by a link: five answers are read together, and what was asked stays what it was', async ({
	server,
	staff,
	open
}) => {
	test.slow();
	await foundCenter(staff, server);

	await test.step('what students see is shown beside the question', async () => {
		await staff.goto(`${server.origin}/surveys?of=upper`);
		await expect(staff.getByText('1번째 판')).toBeVisible();
		await expect(staff.getByRole('img', { name: /오늘 체험은 얼마나 좋았나요\?/ })).toBeVisible();
		await findsNothingAnywhere(staff, 'what grades 4 to 6 are asked');
	});

	await test.step('the center puts a question of its own, as a new version', async () => {
		await staff.goto(`${server.origin}/surveys?of=adult`);
		await ask(staff, '빵 굽는 하루는 어떠셨나요?', '앞치마');
		await expect(staff.getByText('2번째 판')).toBeVisible();
		await staff.getByRole('button', { name: '저장' }).click();
		await expect(staff.getByText('바뀐 것이 없어요.')).toBeVisible();
		await findsNothingAnywhere(staff, 'what adults are asked');
	});

	const address = await test.step('and finds the address for parents at the session', async () => {
		await staff.goto(`${server.origin}/sessions`);
		await staff
			.getByRole('link', { name: /동네 빵집의 하루/ })
			.first()
			.click();
		await staff.getByRole('link', { name: '어른에게 묻기' }).click();
		await expect(staff.getByRole('img', { name: '학부모용 QR' })).toBeVisible();
		await findsNothingAnywhere(staff, 'the links');
		const card = staff.locator('section', {
			has: staff.getByRole('img', { name: '학부모용 QR' })
		});
		return card.getByRole('link').last().innerText();
	});

	await test.step('somebody answers on a phone, once', async () => {
		const phone = await (await open({ viewport: PHONE })).newPage();
		await phone.goto(address);
		await expect(phone.getByRole('group', { name: '빵 굽는 하루는 어떠셨나요?' })).toBeVisible();
		await findsNothing(phone, 'the question on a phone');
		const wider = await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect(wider).toBeLessThanOrEqual(0);
		await answer(phone, address, '만족', '궁금한 것은 010-0000-1234로 물어봐 주세요');
		await findsNothing(phone, 'the thanks');
		await phone.goto(address);
		await expect(phone.getByText(words.already)).toBeVisible();
	});

	const plain = await (await open({ viewport: PHONE, scripts: false })).newPage();
	const urn = await closedAndOpened(server);
	const session = await test.step('three answer without scripts: four are not shown', async () => {
		for (const label of ['매우 만족', '보통', '매우 만족']) await answer(plain, address, label);
		expect(await urn.open()).toBe(0);
		await staff.goBack();
		const id = new URL(staff.url()).pathname.split('/').at(-1) ?? '';
		await staff.goto(`${server.origin}/results/sessions/${id}`);
		await expect(staff.getByRole('heading', { name: '학부모' })).toHaveCount(0);
		return `${server.origin}/results/sessions/${id}`;
	});

	await test.step('the fifth lets all be read', async () => {
		await answer(plain, address, '불만족', '주차할 곳이 없었어요');
		expect(await urn.open()).toBe(5);
		await staff.goto(session);
		await expect(staff.getByRole('heading', { name: '학부모' })).toBeVisible();
		await expect(staff.getByText('60.0 % (3/5), 95 % 신뢰구간 23.1–88.2 %')).toBeVisible();
		await expect(staff.getByText('공개한 말이 없어요.')).toBeVisible();
	});

	await test.step('asked otherwise from now on, what was answered keeps its words', async () => {
		await staff.goto(`${server.origin}/surveys?of=adult`);
		await ask(staff, '오븐 앞의 하루는 어떠셨나요?', '오븐');
		await expect(staff.getByText('3번째 판')).toBeVisible();
		await staff.goto(session);
		await expect(staff.getByRole('row', { name: /앞치마 5 100.0 %/ })).toBeVisible();
		await expect(staff.getByText('오븐')).toHaveCount(0);
	});

	await test.step('comments are read with numbers covered, released or withheld', async () => {
		await staff.goto(`${server.origin}/results/comments`);
		const told = (text: RegExp) => staff.getByRole('listitem').filter({ hasText: text });
		await expect(told(/궁금한 것은 [●-]+로 물어봐 주세요/)).toBeVisible();
		await expect(staff.getByText('010-0000-1234')).toHaveCount(0);
		await findsNothingAnywhere(staff, 'the comments that wait');
		await told(/주차할 곳이 없었어요/)
			.getByRole('button', { name: '공개하기' })
			.click();
		await expect(staff.getByText('공개했어요.')).toBeVisible();
		await told(/궁금한 것은/)
			.getByRole('button', { name: '공개하지 않기' })
			.click();
		await expect(staff.getByText('공개하지 않기로 했어요.')).toBeVisible();
		await staff.goto(session);
		await expect(staff.getByText('주차할 곳이 없었어요')).toBeVisible();
		await expect(staff.getByText(/궁금한 것은/)).toHaveCount(0);
		await findsNothingAnywhere(staff, 'what parents answered');
	});
});
