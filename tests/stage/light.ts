import type { Page } from 'playwright';
import { openRoom } from './tablet.ts';
import { paint, wall, writeY4m } from './y4m.ts';

/** So many pixels of the camera's picture a module takes: the code fills most of its height. */
const MODULE_PX = 8;
/** More pictures than blocks, for the ones that a camera misses. */
const SPARE = 1.15;

/** Opens the screen on which records pass from tablet to tablet, behind the PIN. */
export async function openRescue(page: Page, pin: string): Promise<void> {
	await openRoom(page, pin);
	await page.getByRole('button', { name: '태블릿', exact: true }).click();
	await page.getByRole('button', { name: '주고받기', exact: true }).click();
	await page.getByRole('heading', { name: '인터넷 없이 기록 주고받기' }).waitFor();
}

/** Writes so many arrivals into a tablet's journal as if as many people had come in. */
export async function crowd(page: Page, people: number): Promise<void> {
	await page.evaluate(async (people) => {
		const answered = <Result>(request: IDBRequest<Result>) =>
			new Promise<Result>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error);
			});
		const database = await answered(indexedDB.open('haebom'));
		const transaction = database.transaction(['identity', 'counter', 'events'], 'readwrite');
		const store = (name: string) => transaction.objectStore(name);
		const { incarnation } = await answered(store('identity').get('this'));
		const before = (await answered(store('counter').get('this')))?.seq ?? 0;
		const boot = crypto.randomUUID();
		for (let n = 1; n <= people; n++) {
			const at = Date.now() - (people - n) * 7_000;
			const time = at.toString(16).padStart(12, '0');
			const id = `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
			const who = { kind: 'provisional', provisional: crypto.randomUUID() };
			const known = { version: 1, id, incarnation, seq: before + n, kind: 'arrival', at, skew: 0 };
			const event = { ...known, session: null, who, boot, mono: n * 7_000 };
			const place = { id, incarnation, seq: before + n, own: 1, owed: 1, session: '' };
			store('events').add({ ...place, about: `provisional:${who.provisional}`, event });
		}
		await answered(store('counter').put({ key: 'this', seq: before + people }));
		database.close();
	}, people);
}

/** How many events a tablet owes, as they lie on its disk. */
export function owedOn(page: Page): Promise<number> {
	return page.evaluate(
		() =>
			new Promise<number>((resolve, reject) => {
				const opening = indexedDB.open('haebom');
				opening.onerror = () => reject(opening.error);
				opening.onsuccess = () => {
					const database = opening.result;
					const asked = database.transaction('events').objectStore('events').getAll();
					asked.onerror = () => reject(asked.error);
					asked.onsuccess = () => {
						database.close();
						resolve(asked.result.filter(({ owed }) => owed === 1).length);
					};
				};
			})
	);
}

/**
 * Looks at a moving code as long as a camera would have to, and makes a camera's stream of what it showed, at so
 * many pictures a second. Returns how many there are.
 */
export async function filmed(page: Page, path: string, fps: number): Promise<number> {
	const words = await page.getByText(/장이 지나갔어요/).innerText();
	const seconds = Number(/(\d+)초쯤/.exec(words)?.[1]);
	const wanted = Math.ceil(seconds * fps * SPARE) + 6;
	const codes = await page.evaluate(async (wanted) => {
		const canvas = document.querySelector('canvas');
		if (!canvas) throw new Error('No moving code');
		const seen: string[] = [];
		while (seen.length < wanted) {
			await new Promise((resolve) => setTimeout(resolve, 15));
			const { width, height } = canvas;
			const data = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
			const bits = Array.from({ length: width * height }, (_, at) => (data[at * 4] ? '0' : '1'));
			const code = bits.join('');
			if (code !== seen.at(-1)) seen.push(code);
		}
		return seen;
	}, wanted);
	writeY4m(path, pictures(codes), fps);
	return codes.length;
}

/** One after the other: all of them at once are more than there is memory for. */
function* pictures(codes: readonly string[]) {
	for (const code of codes) yield pictureOf(code);
}

function pictureOf(code: string) {
	const size = Math.sqrt(code.length);
	const matrix = Array.from({ length: size }, (_, y) =>
		Array.from(code.slice(y * size, (y + 1) * size), (bit) => bit === '1')
	);
	return paint(wall(), matrix, { module: MODULE_PX });
}
