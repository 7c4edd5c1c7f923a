// How it was, asked at the door: a class of thirty, each age's own screen, and tablets that only ask.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from 'playwright';
import { REREAD_MS } from '#domain/judge.ts';
import { mint, type Token } from '#domain/token.ts';
import { randomBytes } from '#server/keys.ts';
import { kioskTexts } from '#ui/messages/kiosk.ts';
import { prepareCenter } from '../bench/center.ts';
import { findsNothing } from '../stage/axe.ts';
import { cutPower } from '../stage/browser.ts';
import type { RunningServer } from '../stage/server.ts';
import { badgesOf, pairingCode } from '../stage/staff.ts';
import { everythingOn, idle, pairTyping, scanWithWedge } from '../stage/tablet.ts';
import { expect, test } from './stage.ts';

const CLASS = 30;
const ANSWERING = 26;
const DECLINING = 2;
/** Whose tablet goes dark between the press and its commit. */
const UNLUCKY = 10;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The center looks into its urns once a minute. */
const OPENED_WITHIN_MS = 100_000;
const DOUBLE_TAP_MS = 400;

const { rating: texts } = kioskTexts.ko;
const choices = (page: Page) => page.locator('.choices').getByRole('button');
const thanks = (page: Page) => page.getByRole('heading', { name: texts.thanks });
const decline = (page: Page) => page.getByRole('button', { name: texts.decline });
const unhurried = (page: Page) => page.waitForTimeout(DOUBLE_TAP_MS + 50);

function databaseOf(server: RunningServer): DatabaseSync {
	const database = new DatabaseSync(join(server.dataDir, 'haebom.db'));
	database.exec('pragma busy_timeout = 5000');
	return database;
}

/** A class in a session that is nearly over, and may be left at once. */
async function classAt(server: RunningServer, students: number) {
	const tokens = Array.from({ length: students }, () => mint(randomBytes));
	const center = await prepareCenter(server, tokens, { oneClass: true });
	const database = databaseOf(server);
	const endsAt = Date.now() + 10 * MINUTE;
	database.prepare('update session set stay_ms = 0, ends_at = ?').run(endsAt);
	return { tokens, center, database };
}

/** How many events of a kind this tablet has made itself. */
async function recorded(page: Page, kind: string): Promise<number> {
	const { events = [] } = await everythingOn(page);
	const rows = events as { readonly own: 0 | 1; readonly event: { readonly kind: string } }[];
	return rows.filter(({ own, event }) => own === 1 && event.kind === kind).length;
}

function at<Item>(items: readonly Item[], index: number): Item {
	const item = items[index];
	if (item === undefined) throw new Error(`There is no number ${index}`);
	return item;
}

async function arrive(page: Page, tokens: readonly Token[]): Promise<void> {
	for (const token of tokens) await scanWithWedge(page, token);
	await expect.poll(() => recorded(page, 'arrival')).toBe(tokens.length);
	await page.waitForTimeout(REREAD_MS);
}

async function leave(page: Page, token: Token, already: number): Promise<void> {
	await scanWithWedge(page, token);
	await expect.poll(() => recorded(page, 'departure')).toBe(already + 1);
	await expect(page.locator('.signal[data-tone=departure]')).toBeVisible();
	await expect(choices(page)).toHaveCount(5);
}

test('thirty leave, twenty-six answer, no network, a tablet goes dark: every answer counts, and is nobody’s', async ({
	folder,
	server,
	cable,
	open
}) => {
	test.setTimeout(300_000);
	const { tokens, center, database } = await classAt(server, CLASS);
	const profile = join(folder, 'tablet');
	const pairing = await open({ profile });
	const paired = await pairTyping(pairing, cable.origin, await center.offer());
	await paired.evaluate(() => navigator.serviceWorker.ready);
	await pairing.close();
	const answerOf = (index: number) => 1 + (index % 5);
	const answer = async (page: Page, index: number) => {
		await choices(page)
			.nth(answerOf(index) - 1)
			.click();
		await expect(thanks(page)).toBeVisible();
	};
	/** Those from one to the other leave; the last four press that they would rather not, or nothing. */
	const allLeave = async (page: Page, from: number, to: number) => {
		for (const [index, token] of [...tokens.entries()].slice(from, to)) {
			await leave(page, token, index);
			if (index < ANSWERING) await answer(page, index);
			else if (index < ANSWERING + DECLINING) await decline(page).click();
		}
	};

	const switchOn = async () => {
		const page = await (await open({ profile })).newPage();
		await page.goto(`${cable.origin}/kiosk`);
		await idle(page).waitFor();
		// The first touch opens the sound, which takes longer than a scanner between two keys.
		await page.locator('header').click();
		return page;
	};

	await test.step('without a network the class comes, and begins to leave', async () => {
		cable.pull();
		const page = await switchOn();
		await arrive(page, tokens);
		await allLeave(page, 0, UNLUCKY + 1);
		cutPower(profile);
	});

	const page = await switchOn();
	await test.step('the tablet is switched on again, and whoever answered last does it anew', async () => {
		expect(await recorded(page, 'rated')).toBe(UNLUCKY);
		await scanWithWedge(page, at(tokens, UNLUCKY));
		await expect(page.getByText('이미 나갔어요').first()).toBeVisible();
		await answer(page, UNLUCKY);
	});

	await test.step('and the others leave', async () => {
		await allLeave(page, UNLUCKY + 1, CLASS);
		await expect.poll(() => recorded(page, 'rated')).toBe(ANSWERING + DECLINING);
	});

	await test.step('with the network back, and the session closed, the answers are opened', async () => {
		const endsAt = Date.now() - HOUR - 1;
		database.prepare('update session set starts_at = ?, ends_at = ?').run(endsAt - HOUR, endsAt);
		cable.plug();
		await expect(page.getByText('모두 보냈어요')).toBeVisible({ timeout: 20_000 });
		// The center waits until the tablet has said that it owes nothing more.
		await page.evaluate(() => dispatchEvent(new Event('online')));
		const counted = () =>
			Number(database.prepare('select count(*) as count from rating').get()?.['count']);
		await expect
			.poll(counted, { timeout: OPENED_WITHIN_MS, intervals: [1_000] })
			.toBe(ANSWERING + DECLINING);
	});

	await test.step('thirty visits, twenty-six answers', () => {
		const events = database
			.prepare('select body from ledger')
			.all()
			.map(
				({ body }) => JSON.parse(String(body)) as { kind: string; who: { participant: string } }
			);
		const visitors = (kind: string) =>
			new Set(events.filter((each) => each.kind === kind).map(({ who }) => who.participant)).size;
		expect(visitors('arrival')).toBe(CLASS);
		expect(visitors('departure')).toBe(CLASS);
		expect(visitors('rated')).toBe(ANSWERING + DECLINING);
		const answers = database
			.prepare('select answer from rating where answer is not null order by answer')
			.all()
			.map(({ answer }) => Number(answer));
		const given = Array.from({ length: ANSWERING }, (_, index) => answerOf(index));
		expect(answers).toEqual(given.toSorted());
		expect(answers.length / visitors('departure')).toBe(ANSWERING / CLASS);
		expect(database.prepare('select * from urn').all()).toEqual([]);
	});

	await test.step('and nothing leads from one to the other', () => {
		const ratings = database.prepare('select * from rating').all();
		const ids = ratings.map(({ id }) => String(id));
		const tables = database
			.prepare("select name from sqlite_master where type = 'table' and name <> 'rating'")
			.all()
			.map(({ name }) => String(name));
		expect(tables).toContain('ledger');
		for (const table of tables) {
			const rows = JSON.stringify(database.prepare(`select * from "${table}"`).all());
			expect(
				ids.filter((id) => rows.includes(id)),
				table
			).toEqual([]);
		}
		const people = database.prepare('select id from participant').all();
		const said = JSON.stringify(ratings);
		expect(people.filter(({ id }) => said.includes(String(id)))).toEqual([]);
	});
	database.close();
	await center.close();
});

const SCREENS = [
	{ age: 'grade 1', level: 'ELEMENTARY', grade: 1, scale: texts.again },
	{ age: 'grade 5', level: 'ELEMENTARY', grade: 5, scale: texts.faces },
	{ age: 'middle school', level: 'MIDDLE', grade: 1, scale: texts.labels }
] as const;

for (const { age, level, grade, scale } of SCREENS)
	test(`${age}: one press answers; large, alike, with words, by keys as well, and taken back`, async ({
		server,
		open
	}) => {
		test.slow();
		const { tokens, center, database } = await classAt(server, 2);
		database.prepare('update school set level = ?').run(level);
		database.prepare('update participant set grade = ?').run(grade);
		database.close();
		const page = await pairTyping(await open({}), server.origin, await center.offer());
		await arrive(page, tokens);
		const [first, second] = tokens;
		if (!first || !second) throw new Error('Nobody there');

		await test.step('the question', async () => {
			await scanWithWedge(page, first);
			await expect(page.getByRole('heading', { name: scale.question })).toBeVisible();
			await expect(page.getByText(texts.secret)).toBeVisible();
			await expect(choices(page)).toHaveText([...scale.words]);
			await expect(page.locator('.choices [aria-pressed]')).toHaveCount(0);
			const boxes = await Promise.all(
				(await choices(page).all()).map((each) => each.boundingBox())
			);
			for (const box of boxes) {
				expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(80);
				expect(box?.width).toBeCloseTo(boxes[0]?.width ?? 0, 0);
				expect(box?.height).toBe(boxes[0]?.height);
			}
			const marks = await Promise.all(
				(await choices(page).locator('svg').all()).map((mark) => mark.innerHTML())
			);
			expect(new Set(marks).size).toBe(scale.words.length);
			await findsNothing(page, `the question of ${age}`);
		});

		await test.step('answered with a digit, taken back with Escape, and chosen with the arrows', async () => {
			await page.keyboard.press('1');
			await expect(thanks(page)).toBeVisible();
			await unhurried(page);
			await findsNothing(page, `the thanks of ${age}`);
			await page.keyboard.press('Escape');
			await expect(choices(page).first()).toBeVisible();
			await unhurried(page);
			await page.keyboard.press('ArrowRight');
			await expect(choices(page).first()).toBeFocused();
			await page.keyboard.press('ArrowRight');
			await page.keyboard.press('Enter');
			await expect(thanks(page)).toBeVisible();
			// What was chosen is on the screen for nobody.
			await expect(page.locator('.choices')).toHaveCount(0);
			await expect(page.locator('.signal .name')).toHaveCount(0);
		});

		await test.step('the badge of the next one presses nothing, and asks them', async () => {
			await scanWithWedge(page, second);
			await expect(choices(page).first()).toBeVisible();
			await page.waitForTimeout(300);
			await expect(thanks(page)).toHaveCount(0);
			await expect.poll(() => recorded(page, 'rated')).toBe(1);
		});

		await test.step('whoever takes the departure back is not asked', async () => {
			await page.getByRole('button', { name: kioskTexts.ko.undo }).click();
			await expect(page.getByText(kioskTexts.ko.undone.title).first()).toBeVisible();
			await expect(page.locator('.choices')).toHaveCount(0);
			await scanWithWedge(page, second);
			await expect(choices(page).first()).toBeVisible();
		});

		await test.step('reasons can be given, and a few words from middle school on', async () => {
			await choices(page).last().click();
			await unhurried(page);
			const reason = page.getByRole('button', { name: texts.topics.mentor });
			await reason.click();
			await expect(reason).toHaveAttribute('aria-pressed', 'true');
			const write = page.getByRole('button', { name: texts.comment.open });
			if (level !== 'MIDDLE') return expect(write).toHaveCount(0);
			await write.click();
			const words = page.getByRole('textbox', { name: texts.comment.title });
			await expect(words).toBeFocused();
			for (const key of ['ㅈ', 'ㅗ', 'ㅎ', 'ㅇ', 'ㅏ', 'ㅇ', 'ㅛ']) {
				await page.getByRole('button', { name: key, exact: true }).click();
			}
			await expect(words).toHaveValue('좋아요');
			await page.getByRole('button', { name: 'ABC' }).click();
			await page.getByRole('button', { name: 'k', exact: true }).click();
			await page.getByRole('button', { name: texts.comment.erase }).click();
			await page.keyboard.type('!');
			await expect(words).toHaveValue('좋아요!');
			await findsNothing(page, 'the keys');
			await page.getByRole('button', { name: texts.comment.done }).click();
			await expect(write).toBeVisible();
		});

		await test.step('then the door is free by itself, and whoever comes next finds it kept', async () => {
			await expect(idle(page)).toBeVisible();
			expect(await recorded(page, 'rated')).toBe(1);
			await scanWithWedge(page, '1234567890');
			await expect.poll(() => recorded(page, 'rated')).toBe(2);
		});
		await center.close();
	});

test.describe(() => {
	test.use({ begins: 'founded' });

	test('a tablet beside the door only asks whoever shows a badge; one on a table asks anybody', async ({
		server,
		open,
		staff
	}) => {
		test.slow();
		const [student] = await badgesOf(staff, server);
		if (!student) throw new Error('No badges');
		const asksAs = async (label: string) => {
			const page = await (await open({})).newPage();
			await page.goto(`${server.origin}/kiosk`);
			const code = await pairingCode(staff, server, label);
			for (const digit of code)
				await page.getByRole('button', { name: digit, exact: true }).click();
			await page.getByRole('button', { name: '연결하기' }).click();
			return page;
		};

		await test.step('by a badge', async () => {
			const page = await asksAs('명찰을 보여 준 사람에게');
			await page.getByRole('heading', { name: kioskTexts.ko.idle.hold.badge }).waitFor();
			await scanWithWedge(page, student.token);
			await choices(page).last().click();
			await expect(thanks(page)).toBeVisible();
			await page.waitForTimeout(REREAD_MS);
			await scanWithWedge(page, student.token);
			await expect(page.getByText(kioskTexts.ko.unasked.answered.title).first()).toBeVisible();
			expect(await recorded(page, 'rated')).toBe(1);
			expect((await recorded(page, 'arrival')) + (await recorded(page, 'departure'))).toBe(0);
			await findsNothing(page, 'a tablet that has nothing to ask');
		});

		await test.step('without one', async () => {
			const page = await asksAs('누구에게나');
			await expect(choices(page).first()).toBeVisible();
			await expect(page.locator('.video')).toHaveCount(0);
			await findsNothing(page, 'a question for anybody');
			for (const answered of [1, 2]) {
				await choices(page).first().click();
				await expect(thanks(page)).toBeVisible();
				await expect(choices(page).first()).toBeVisible();
				await expect.poll(() => recorded(page, 'rated')).toBe(answered);
			}
			await scanWithWedge(page, student.token);
			await page.waitForTimeout(500);
			await expect(choices(page).first()).toBeVisible();
			expect(await recorded(page, 'arrival')).toBe(0);
		});
	});
});
