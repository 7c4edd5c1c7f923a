import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { BrowserContext, Page } from 'playwright';
import { badgesOf, givePin, lineOf, pairingCode, type Held } from '../stage/staff.ts';
import { everythingOn, openRoom, pairTyping, room, row, scanWithWedge } from '../stage/tablet.ts';
import { badge, wall, writeY4m } from '../stage/y4m.ts';
import { expect, test } from './stage.ts';

test.use({ begins: 'founded' });

const MINUTE = 60_000;
const FPS = 5;
/** Frames for which each student holds the badge up. */
const SHOWN = 4;

const here = (page: Page) => page.getByText('와 있는 사람').locator('..');

async function departures(page: Page): Promise<number> {
	const { events = [] } = await everythingOn(page);
	const made = events as { readonly event: { readonly kind: string } }[];
	return made.filter(({ event }) => event.kind === 'departure').length;
}

/** Students who come past the camera, one after the other, and then nobody for a while. */
function queue(path: string, students: readonly Held[]): string {
	const pictures = students.map(({ token }, index) =>
		badge(token, { module: 7, turn: index / 4, x: (index % 3) * 60 - 60 })
	);
	const nobody = new Array(4 * FPS).fill(wall());
	const shown = pictures.flatMap((picture) => new Array(SHOWN).fill(picture));
	writeY4m(path, [...nobody, ...shown, ...nobody], FPS);
	return path;
}

/** Opens the kiosk at another time of the same day. */
async function openAt(tablet: BrowserContext, origin: string, laterMs: number): Promise<Page> {
	const page = await tablet.newPage();
	await page.addInitScript((later) => {
		const now = Date.now.bind(Date);
		Date.now = () => now() + later;
	}, laterMs);
	await page.goto(`${origin}/kiosk`);
	await here(page).waitFor();
	return page;
}

test('a baker’s day: a class, a lost badge, one late, no network, a roll call, and everybody leaves', async ({
	folder,
	server,
	cable,
	open,
	staff
}) => {
	test.slow();
	const all = await badgesOf(staff, server);
	const [lost, late, ...punctual] = all;
	if (!lost || !late) throw new Error('No badges');
	const pin = await givePin(staff, server.origin);
	const code = await pairingCode(staff, server);
	const database = new DatabaseSync(join(server.dataDir, 'haebom.db'));
	const profile = join(folder, 'tablet');
	const pairing = await open({ profile });
	const first = await pairTyping(pairing, cable.origin, code);
	await first.evaluate(() => navigator.serviceWorker.ready);
	const { sessions } = await everythingOn(first);
	const [session] = sessions as { readonly endsAt: number }[];
	await pairing.close();
	if (!session) throw new Error('No session on the tablet');
	const untilEnd = session.endsAt - Date.now();

	await test.step('the network dies, and the class comes in all the same', async () => {
		cable.pull();
		const tablet = await open({ profile, camera: queue(join(folder, 'morning.y4m'), punctual) });
		const page = await openAt(tablet, cable.origin, 0);
		await expect(here(page)).toContainText(String(punctual.length), { timeout: 60_000 });
		await tablet.close();
	});

	await test.step('one has lost her badge, one comes late, one shows hers twice', async () => {
		const tablet = await open({ profile });
		const page = await openAt(tablet, cable.origin, Math.round(untilEnd / 2));
		await openRoom(page, pin);
		await room(page).getByRole('searchbox').fill(lost.name);
		await row(page, lost.name).getByRole('button').click();
		await page.getByRole('button', { name: '명찰이 없음' }).click();
		await page
			.getByRole('dialog', { name: lost.name })
			.getByRole('button', { name: '와 있음' })
			.click();
		await expect(row(page, lost.name)).toContainText('와 있음');
		await room(page).getByRole('button', { name: '잠그기' }).click();
		await scanWithWedge(page, late.token);
		await expect(page.getByText('조금 늦었어요. 괜찮아요, 들어오세요.').first()).toBeVisible();
		await page.waitForTimeout(3_100);
		await scanWithWedge(page, late.token);
		await expect(page.getByText('이미 들어왔어요').first()).toBeVisible();
		await expect(here(page)).toContainText(String(all.length), { timeout: 10_000 });

		await openRoom(page, pin);
		await room(page).getByRole('button', { name: '인원 점검' }).click();
		await expect(room(page).getByText(`지금 안에 ${all.length}명`)).toBeVisible();
		await room(page).getByRole('button', { name: '모두 확인' }).click();
		await room(page).getByRole('button', { name: '점심' }).click();
		await room(page).getByRole('button', { name: '인원 기록하기' }).click();
		await expect(room(page).getByText('인원을 기록했어요.')).toBeVisible();
		await tablet.close();
	});

	await test.step('at the end everybody leaves at once', async () => {
		const leaving = [...punctual, late];
		const tablet = await open({ profile, camera: queue(join(folder, 'evening.y4m'), leaving) });
		const page = await openAt(tablet, cable.origin, untilEnd - 5 * MINUTE);
		// The camera shows the queue again and again, so that somebody is always asked how it was.
		await expect.poll(() => departures(page), { timeout: 60_000 }).toBe(leaving.length);
		await openRoom(page, pin);
		await row(page, lost.name).getByRole('button').click();
		await page.getByRole('button', { name: '나감', exact: true }).click();
		await expect(row(page, lost.name)).toContainText('나감');
		await tablet.close();
	});

	await test.step('the network is back, and the board says what a list by hand says', async () => {
		cable.plug();
		const tablet = await open({ profile });
		const page = await openAt(tablet, cable.origin, 0);
		await expect(page.getByText('모두 보냈어요')).toBeVisible({ timeout: 20_000 });
		const { identity } = await everythingOn(page);
		const { incarnation } = identity?.[0] as { readonly incarnation: string };
		await staff.goto(`${server.origin}/today`);
		for (const student of all) await expect(lineOf(staff, student)).toContainText('나감');

		const rows = database
			.prepare('select body, seq from ledger where incarnation = ? order by seq')
			.all(incarnation);
		const events = rows.map(({ body }) => JSON.parse(String(body)) as { readonly kind: string });
		const count = (kind: string) => events.filter((event) => event.kind === kind).length;
		expect({
			arrivals: count('arrival'),
			departures: count('departure'),
			marks: count('mark'),
			headcounts: count('headcount')
		}).toEqual({ arrivals: all.length - 1, departures: all.length, marks: 1, headcounts: 1 });
		expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
		database.close();
	});
});
