import type { BrowserContext, Page } from 'playwright';
import type { Cable } from './network.ts';

/** Opens the kiosk and pairs it with a typed code, as somebody at the site does. */
export async function pairTyping(
	tablet: BrowserContext,
	origin: string,
	code: string
): Promise<Page> {
	const page = await tablet.newPage();
	await page.goto(`${origin}/kiosk`);
	await type(page, code);
	await page.getByRole('button', { name: '연결하기' }).click();
	await idle(page).waitFor();
	return page;
}

/** Loses what a tablet is known by. Cut off meanwhile, for whatever is under way would bring it again. */
export async function losePairing(tablet: BrowserContext, cable: Cable): Promise<void> {
	cable.pull();
	await tablet.clearCookies({ name: 'haebom_device' });
	cable.plug();
}

/** What the screen says while nobody is at the door. */
export function idle(page: Page) {
	return page.getByRole('heading', { name: '명찰을 카메라에 보여 주세요' });
}

/** Presses the keys of the keypad on the screen. */
export async function type(page: Page, digits: string): Promise<void> {
	for (const digit of digits) await page.getByRole('button', { name: digit, exact: true }).click();
}

/** Opens what is behind the PIN. */
export async function openRoom(page: Page, pin: string): Promise<void> {
	await page.getByRole('button', { name: '선생님', exact: true }).click();
	await type(page, pin);
	await page.getByRole('button', { name: '열기' }).click();
	await room(page).waitFor();
}

/** Opens what is set on the tablet itself, where the site's staff have no PIN. */
export async function openSetup(page: Page): Promise<void> {
	await page.getByRole('button', { name: '선생님', exact: true }).click();
	await room(page).getByRole('button', { name: '맞추기', exact: true }).click();
}

/** What staff see behind their PIN. */
export function room(page: Page) {
	return page.getByRole('dialog', { name: '선생님 화면' });
}

/** Somebody's line there. */
export function row(page: Page, name: string) {
	return room(page).getByRole('listitem').filter({ hasText: name });
}

/** Sends keys as fast as a keyboard-wedge scanner does. */
export async function scanWithWedge(page: Page, text: string): Promise<void> {
	await page.evaluate((text) => {
		// All made before any is heard: keys bear the moment they were pressed, however slow the page is.
		const keys = [...text]
			.map((digit) => `Digit${digit}`)
			.concat('Enter')
			.map(
				(code) =>
					new KeyboardEvent('keydown', { code, key: 'Process', bubbles: true, cancelable: true })
			);
		for (const key of keys) document.dispatchEvent(key);
	}, text);
}

/** The name as the public screen shows it. */
export function masked(name: string): string {
	const [first = '', ...rest] = name;
	const last = rest.length > 1 ? rest[rest.length - 1] : '';
	return `${first}${'*'.repeat(Math.max(1, rest.length - (last ? 1 : 0)))}${last}`;
}

/** Everything that lies in the tablet's database, as whoever finds it could read it. */
export function everythingOn(page: Page): Promise<Record<string, unknown[]>> {
	return page.evaluate(async () => {
		const answered = <Result>(request: IDBRequest<Result>) =>
			new Promise<Result>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error);
			});
		const database = await answered(indexedDB.open('haebom'));
		const tables = [...database.objectStoreNames];
		const rows = tables.map((table) =>
			answered(database.transaction(table).objectStore(table).getAll())
		);
		const contents = Object.fromEntries(
			(await Promise.all(rows)).map((all, index) => [tables[index], all])
		);
		database.close();
		return contents;
	});
}
