import type { Page } from 'playwright';
import * as v from 'valibot';
import { ProgramId, randomId, SessionId, SiteId } from '#domain/id.ts';
import { openStore } from '#server/database/store.ts';
import { randomBytes } from '#server/keys.ts';
import { silent } from '#server/log.ts';
import { addSessions } from '#server/sessions.ts';
import { findsNothingAnywhere } from '../stage/axe.ts';
import { cp949 } from '../stage/cp949.ts';
import type { RunningServer } from '../stage/server.ts';
import { foundCenter } from '../stage/staff.ts';
import { expect, test } from './stage.ts';

const HOUR = 60 * 60_000;
const SURNAMES = '김이박최정강조윤장임';
const GIVEN = ['새봄', '하늘', '우주'];

/** 30 pupils as a school's program exports them, with columns that no center may have. */
const CLASS = Array.from({ length: 30 }, (_, index) => ({
	number: index + 1,
	name: `${SURNAMES[index % 10]}${GIVEN[Math.floor(index / 10)]}`
}));
const csv = (pupils: readonly { readonly number: number; readonly name: string }[]) =>
	[
		'2026학년도 1학년 3반 명렬표,,,,,',
		'학년,반,번호,성 명,생년월일,보호자 연락처',
		...pupils.map(
			({ number, name }) => `1,3,${number},${name},2013-05-${10 + (number % 20)},010-1234-5678`
		)
	].join('\r\n');

/** A program and a session for 28 at a site, as the pages of plans would make them. */
async function prepareSession(server: RunningServer): Promise<void> {
	const store = await openStore(`sqlite:${server.dataDir}/haebom.db`, silent);
	const { id: center } = await store.reader
		.selectFrom('center')
		.select('id')
		.executeTakeFirstOrThrow();
	const site = v.parse(SiteId, randomId(randomBytes));
	const program = v.parse(ProgramId, randomId(randomBytes));
	await store.write(async (trx) => {
		await trx
			.insertInto('site')
			.values({ center_id: center, id: site, name: '달보드레 빵집', kind: 'PRIVATE', address: '' })
			.execute();
		await trx
			.insertInto('program')
			.values({
				center_id: center,
				id: program,
				name: '동네 빵집의 하루',
				year: 2026,
				kind: 'WORKPLACE'
			})
			.execute();
		await addSessions(trx, center, [
			{
				id: v.parse(SessionId, randomId(randomBytes)),
				program_id: program,
				site_id: site,
				starts_at: Date.now(),
				ends_at: Date.now() + 2 * HOUR,
				open_before_ms: HOUR,
				grace_ms: HOUR,
				stay_ms: 0,
				capacity: 28
			}
		]);
	});
	await store.close();
}

async function upload(page: Page, name: string, contents: Uint8Array): Promise<void> {
	await page
		.locator('input[type=file]')
		.setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(contents) });
}

test('a school’s file becomes a roster with thirty badges', async ({ server, staff }) => {
	await foundCenter(staff, server, 'empty');
	await prepareSession(server);
	await staff.goto(`${server.origin}/schools`);
	await staff.getByLabel('학교 이름').fill('별솔중학교');
	await staff.getByRole('button', { name: '학교 넣기' }).click();
	await expect(staff.getByRole('heading', { level: 1 })).toHaveText('별솔중학교');

	const sent: string[] = [];
	staff.on('request', (request) => sent.push(request.postData() ?? ''));
	await staff.goto(`${server.origin}/import`);
	await findsNothingAnywhere(staff, 'the page before a file');
	await staff.getByLabel('어느 학교인가요?').selectOption({ label: '별솔중학교' });
	await staff.getByText('동네 빵집의 하루').click();
	await upload(staff, '1-3.csv', cp949(csv(CLASS)));
	await expect(staff.getByRole('heading', { name: '30명을 읽었어요.' })).toBeVisible();
	await expect(staff.getByText('생년월일, 보호자 연락처 칸은 읽지 않고 버렸어요.')).toBeVisible();
	await expect(staff.getByText('정원보다 2명 많아요')).toBeVisible();
	await findsNothingAnywhere(staff, 'the preview');

	await staff.getByRole('button', { name: '명단에 넣기' }).click();
	await expect(staff.getByRole('heading', { name: '명단에 넣었어요' })).toBeVisible();
	await expect(staff.getByText('새 학생 30명, 명찰도 만들었어요.')).toBeVisible();
	await findsNothingAnywhere(staff, 'what was done');
	// What a center must not have never left the browser.
	expect(sent.join('\n')).toContain('김새봄');
	expect(sent.join('\n')).not.toMatch(/2013|010-1234/);

	await staff.getByRole('link', { name: '명찰 인쇄하러 가기' }).click();
	await expect(staff.locator('article')).toHaveCount(30);

	// The same file again is no news.
	await staff.goto(`${server.origin}/import`);
	await staff.getByLabel('어느 학교인가요?').selectOption({ label: '별솔중학교' });
	await staff.getByText('동네 빵집의 하루').click();
	await upload(staff, '1-3.csv', cp949(csv(CLASS)));
	await staff.getByRole('button', { name: '명단에 넣기' }).click();
	await expect(staff.getByText('바뀐 것이 없어요.')).toBeVisible();
});

test('what is doubtful is asked, put right in place, and only then taken in', async ({
	server,
	staff
}) => {
	await foundCenter(staff, server, 'empty');
	await staff.goto(`${server.origin}/import`);
	await upload(staff, '1-3.csv', new TextEncoder().encode(`학교,${csv(CLASS).split('\r\n')[1]}`));
	await expect(staff.getByText('그 아래에 사람이 없어요')).toBeVisible();

	await staff.getByText('붙여 넣기').click();
	const line = (name: string, number: number) => `새빛나래중학교\t1\t3\t${number}\t${name}`;
	const head = '학교\t학년\t반\t번호\t성명';
	await staff
		.getByLabel('복사한 표')
		.fill(
			[head, line('김새봄', 1), line('이하늘', 2), line('???', 3), line('박우주', 2)].join('\n')
		);
	await staff.getByRole('button', { name: '읽기' }).click();
	await expect(staff.getByRole('heading', { name: '4명을 읽었어요.' })).toBeVisible();
	await expect(staff.getByText('고치거나 빼야 하는 줄이 1개 있어요.')).toBeVisible();
	await expect(staff.getByText('번호가 같아요')).toHaveCount(2);
	await staff.getByRole('button', { name: '확인할 것만 (3개)' }).click();
	await staff.getByLabel('4번째 줄 이름').fill('최마루');
	await staff.getByLabel('4번째 줄 이름').press('Enter');
	await staff.getByLabel('5번째 줄 번호').fill('4');
	await staff.getByLabel('5번째 줄 번호').press('Tab');
	await expect(staff.getByText('번호가 같아요')).toHaveCount(0);
	await staff.getByRole('button', { name: '명단에 넣기' }).click();
	await expect(staff.getByText('새 학교 1개를 넣었어요.')).toBeVisible();

	// A name that was corrected at school: is it the same pupil?
	await staff.getByRole('button', { name: '다른 파일 올리기' }).click();
	await staff.getByText('붙여 넣기').click();
	const next = ['김새벽', '이하늘', '최마루', '박우주'];
	await staff
		.getByLabel('복사한 표')
		.fill([head, ...next.map((name, index) => line(name, index + 1))].join('\n'));
	await staff.getByRole('button', { name: '읽기' }).click();
	await expect(staff.getByText('아직 대답하지 않은 물음이 1개 있어요.')).toBeVisible();
	await findsNothingAnywhere(staff, 'a question');
	await staff.getByLabel('김새봄 1학년 3반 1번').check();
	await staff.getByRole('button', { name: '명단에 넣기' }).click();
	await expect(staff.getByText('고친 학생 1명.')).toBeVisible();
	await staff.goto(`${server.origin}/people`);
	await expect(staff.getByRole('link', { name: '김새벽' })).toBeVisible();
	await expect(staff.getByRole('link', { name: '김새봄' })).toHaveCount(0);
});

test('if somebody else was faster, the preview is shown anew', async ({ server, staff, open }) => {
	await foundCenter(staff, server, 'empty');
	const cookies = await staff.context().cookies();
	const other = await open({});
	await other.addCookies(cookies);
	const colleague = await other.newPage();
	const table = '학교\t학년\t반\t번호\t성명\n새빛나래중학교\t1\t3\t1\t김새봄';
	for (const page of [staff, colleague]) {
		await page.goto(`${server.origin}/import`);
		await page.getByText('붙여 넣기').click();
		await page.getByLabel('복사한 표').fill(table);
		await page.getByRole('button', { name: '읽기' }).click();
		await page.getByRole('button', { name: '명단에 넣기' }).waitFor();
	}
	await staff.getByRole('button', { name: '명단에 넣기' }).click();
	await expect(staff.getByText('새 학생 1명')).toBeVisible();
	await colleague.getByRole('button', { name: '명단에 넣기' }).click();
	await expect(colleague.getByText('센터의 명단이 바뀌었어요')).toBeVisible();
	await colleague.getByRole('button', { name: '명단에 넣기' }).click();
	await expect(colleague.getByText('바뀐 것이 없어요.')).toBeVisible();
});

test('a file that cannot be read says what to do', async ({ server, staff }) => {
	await foundCenter(staff, server, 'empty');
	await staff.goto(`${server.origin}/import`);
	const files: readonly [string, string, RegExp][] = [
		['명단.pdf', '%PDF-1.7', /PDF는 읽을 수 없어요. 학교에 엑셀 파일을 부탁하거나/],
		['명단.hwp', 'HWP Document File V3.00', /한글 문서\(.hwp\)는 읽을 수 없어요/],
		['명단.xls', '<html><table></table></html>', /이름만 엑셀인 웹 문서/],
		['명단.xlsx', 'PK\u0003\u0004 cut off', /파일이 깨졌어요/],
		['명단.csv', '', /빈 파일이에요/],
		['급식.csv', '월,화,수\n밥,국,김치', /이름이 든 칸을 찾지 못했어요/]
	];
	for (const [name, contents, sentence] of files) {
		await upload(staff, name, new TextEncoder().encode(contents));
		await expect(staff.getByRole('alert')).toContainText(sentence);
	}
	await findsNothingAnywhere(staff, 'a refused file');
});

test.describe(() => {
	test.use({ begins: 'founded' });

	test('axe finds nothing on the pages of schools and participants', async ({ server, staff }) => {
		await staff.goto(`${server.origin}/schools`);
		await findsNothingAnywhere(staff, '/schools');
		await staff.locator('tbody a').first().click();
		await staff.getByRole('heading', { name: '학년과 반' }).waitFor();
		await findsNothingAnywhere(staff, 'a school');
		await staff.goto(`${server.origin}/people`);
		await findsNothingAnywhere(staff, '/people');
		await staff.locator('tbody a').first().click();
		await staff.getByRole('heading', { name: '이름과 반' }).waitFor();
		await findsNothingAnywhere(staff, 'a participant');
		for (const path of ['/people/new', '/people/roll-over']) {
			await staff.goto(`${server.origin}${path}`);
			await findsNothingAnywhere(staff, path);
		}
	});

	test('somebody is added, told apart from a namesake, leaves and comes back', async ({
		server,
		staff
	}) => {
		await staff.goto(`${server.origin}/people/new`);
		const save = staff.getByRole('button', { name: '저장' });
		for (const again of [false, true]) {
			await staff.goto(`${server.origin}/people/new`);
			await staff.getByLabel('이름').fill('남궁새벽');
			await staff.getByLabel('학교').selectOption({ label: '한울샘중학교' });
			await staff.getByLabel('학년').selectOption('2');
			await staff.getByLabel('반').fill('7');
			await save.click();
			if (!again) continue;
			await expect(staff.getByText('같은 반에 같은 이름이 있어요')).toBeVisible();
			await staff.getByLabel('이름이 같은 다른 사람이에요').check();
			await save.click();
		}
		await expect(staff.getByText('참가자를 넣고 명찰을 만들었어요.')).toBeVisible();
		await staff.getByRole('button', { name: '떠난 것으로 하기' }).click();
		await expect(staff.getByText(/에 떠났어요 \(전학\)/)).toBeVisible();
		await staff.getByRole('button', { name: '다시 다님' }).click();
		await expect(staff.getByText(/에 떠났어요/)).toHaveCount(0);
		await staff.goto(`${server.origin}/people?name=남궁새벽`);
		await expect(staff.locator('tbody tr')).toHaveCount(2);
	});
});
