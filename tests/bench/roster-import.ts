import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { sheet } from '../domain/roster-file/workbook.ts';
import { openBrowser } from '../stage/browser.ts';
import { startServer } from '../stage/server.ts';
import { foundCenter } from '../stage/staff.ts';
import { figure, progress, type Figure } from './figure.ts';
import { temporaryFolder } from './folder.ts';

const ROWS = 20_000;
const CLASS_SIZE = 28;
const CLASSES_A_GRADE = 60;
const WAIT_MS_MAX = 120_000;
const FAMILY = [...'김이박최정강조윤장임한오서신권황안송류홍'];
const GIVEN = ['가온', '나래', '다솜', '라온', '마루', '바다', '새봄', '아라', '우주', '이든'];

/**
 * How long it takes from dropping a workbook of 20,000 pupils until all of them are written, with badges:
 * in a real browser, through the page that staff use.
 */
export async function* rosterImport(): AsyncGenerator<Figure> {
	await using stage = new AsyncDisposableStack();
	const folder = temporaryFolder(stage);
	const file = join(folder, 'roster.xlsx');
	writeFileSync(file, sheet([['학교', '학년', '반', '번호', '성명', '생년월일'], ...pupils()]));
	const server = await startServer({ DATABASE_URL: '', LOG_LEVEL: 'warn' });
	stage.defer(() => server.remove());
	const context = await openBrowser({ profile: join(folder, 'profile') });
	stage.defer(() => context.close());
	const page = context.pages()[0] ?? (await context.newPage());
	page.setDefaultTimeout(WAIT_MS_MAX);
	await foundCenter(page, server, 'empty');
	await page.goto(`${server.origin}/import`);
	const confirm = page.getByRole('button', { name: '명단에 넣기' });

	progress(`Taking in a workbook of ${ROWS} pupils …`);
	const dropped = performance.now();
	await page.locator('input[type=file]').setInputFiles(file);
	await confirm.waitFor();
	const shown = performance.now();
	await confirm.click();
	await page.getByText('명찰도 만들었어요').waitFor();
	const written = performance.now();

	const notes = `xlsx of ${ROWS} rows, SQLite, Chromium`;
	yield figure('import.shown', 'ms', shown - dropped, null, `${notes}; from drop to preview`);
	yield figure(
		'import.written',
		'ms',
		written - shown,
		null,
		`${notes}; from confirming to written`
	);
	yield figure('import.total', 'ms', written - dropped, null, `${notes}; to stay below 10,000`);
}

function pupils(): (string | number)[][] {
	return Array.from({ length: ROWS }, (_, index) => {
		const room = Math.floor(index / CLASS_SIZE);
		const grade = Math.floor(room / CLASSES_A_GRADE) % 3;
		const school = Math.floor(room / CLASSES_A_GRADE / 3) + 1;
		const name = `${FAMILY[index % 20]}${GIVEN[Math.floor(index / 20) % 10]}`;
		return [
			`${'가나다라마바사'[school]}람중학교`,
			grade + 1,
			(room % CLASSES_A_GRADE) + 1,
			(index % CLASS_SIZE) + 1,
			name,
			'2013-05-05'
		];
	});
}
