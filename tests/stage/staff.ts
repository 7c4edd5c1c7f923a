import type { Locator, Page } from 'playwright';
import type { Token } from '#domain/token.ts';
import type { RunningServer } from './server.ts';

export const PASSWORD = 'a morning in spring';

/** Does what the person does who has just typed `npm start`: follows the link and founds a center. */
export async function foundCenter(
	page: Page,
	server: RunningServer,
	contents: 'demo' | 'year' | 'empty' = 'demo'
): Promise<void> {
	const link = /Set up\s+(\S+)/.exec(server.output())?.[1];
	if (!link) throw new Error(`No set-up link was printed: ${server.output()}`);
	await page.goto(link);
	await page.getByLabel('센터 이름').fill('해봄구 진로직업체험지원센터');
	await page.getByLabel('내 이름').fill('담당자');
	await page.getByLabel('이메일').fill('staff@haebom.example');
	await page.getByLabel('비밀번호').fill(PASSWORD);
	await page.locator(`input[value=${contents}]`).check();
	await page.getByRole('button', { name: '만들기' }).click();
	await page.waitForURL('**/welcome');
}

/** A badge of the session whose door is open now, as the sheet of badges shows it. */
export interface Held {
	readonly name: string;
	readonly token: Token;
}

export async function badgesOf(page: Page, server: RunningServer): Promise<Held[]> {
	const sheet = await read(page, `${server.origin}/badges`);
	const cards = sheet.matchAll(/<h2[^>]*>([^<]+)<\/h2>\s*<p class="digits[^>]*>([\d\s]+)</g);
	const badges = [...cards].map(([, name = '', digits = '']) => ({
		name,
		token: digits.replace(/\s/g, '') as Token
	}));
	if (badges.length === 0) throw new Error('No badges');
	return badges;
}

/** What a page says to whoever is signed in there, without the work of showing it. */
async function read(page: Page, url: string): Promise<string> {
	return (await page.request.get(url)).text();
}

/** The session of a demo center whose door is open now, as the board shows it. */
export function openSession(board: Page): Locator {
	return board.locator('details', { hasText: '동네 빵집의 하루' });
}

/** Somebody's line in that session: there may be namesakes in others. */
export function lineOf(board: Page, { name }: Pick<Held, 'name'>): Locator {
	return openSession(board).getByRole('listitem').filter({ hasText: name });
}

const BAKERY = '달보드레 빵집';
const TABLET = '입구 태블릿';
const ASKED = '나가는 사람에게';

/** A one-time code for the site of the session whose door is open now; `asks` says whom it will ask how it was. */
export async function pairingCode(
	page: Page,
	{ origin }: RunningServer,
	asks = ASKED
): Promise<string> {
	const url = `${origin}/tablets`;
	const offered = await read(page, url);
	const valueOf = (choice: string) =>
		new RegExp(`<option value="([^"]*)"[^>]*>${choice}<`).exec(offered)?.[1] ?? '';
	const form = {
		site: valueOf(BAKERY),
		device: TABLET,
		passage: 'both',
		keypad: 'yes',
		asks: valueOf(asks)
	};
	// As a browser without scripts does; whoever would take anything is answered with data.
	const headers = { origin, accept: 'text/html' };
	const made = await page.request.post(`${url}?/make`, { form, headers });
	const code = /data-testid="code"[^>]*>([\d\s]+)</.exec(await made.text())?.[1];
	if (!code) throw new Error('No code was made');
	return code.replace(/\s/g, '');
}

/** The same by hand, on the page that then shows it. */
export async function showPairingCode(page: Page, server: RunningServer): Promise<string> {
	await page.goto(`${server.origin}/tablets`);
	await page.getByLabel('어디에 두나요?').selectOption({ label: BAKERY });
	await page.getByLabel('태블릿 이름').fill(TABLET);
	await page.getByLabel('어땠는지 묻기').selectOption({ label: ASKED });
	await page.getByRole('button', { name: '연결 번호 만들기' }).click();
	return (await page.getByTestId('code').innerText()).replace(/\s/g, '');
}

/** Makes a PIN for the bakery, and returns it as it is shown, this once. */
export async function givePin(staff: Page, origin: string): Promise<string> {
	await staff.goto(`${origin}/sites`);
	await staff.getByRole('link', { name: BAKERY }).click();
	await staff.getByRole('button', { name: 'PIN 만들기' }).click();
	return (await staff.locator('output').innerText()).replace(/\s/g, '');
}
