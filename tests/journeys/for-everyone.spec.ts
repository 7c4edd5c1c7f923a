// The checklist for kiosks, item by item, as far as software can show it; docs/accessibility.md has the rest.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import AxeBuilder from '@axe-core/playwright';
import type { BrowserContext, Locator, Page } from 'playwright';
import { STUDENT_LANGUAGES } from '#domain/comfort.ts';
import { REREAD_MS } from '#domain/judge.ts';
import { studentTexts } from '#ui/messages/kiosk.ts';
import { findsNothing } from '../stage/axe.ts';
import { openBrowser } from '../stage/browser.ts';
import { crowded, cutOff, tooSmall } from '../stage/legible.ts';
import { startServer, type RunningServer } from '../stage/server.ts';
import { badgesOf, foundCenter, pairingCode, type Held } from '../stage/staff.ts';
import { idle, masked, openSetup, pairTyping, scanWithWedge } from '../stage/tablet.ts';
import { expect, test } from './stage.ts';

const FOREIGN = '1234567890';
const LYING = { width: 1280, height: 800 };
const UPRIGHT = { width: 800, height: 1280 };
const NARROW = { width: 320, height: 640 };
const { ko } = studentTexts;

/** One paired tablet for all of it: every test begins by opening its page anew, as the next student. */
let folder: string;
let server: RunningServer;
let tablet: BrowserContext;
let page: Page;
let waiting: Held[];
/** Who comes and leaves again and again; what they answer is never kept, for the page is opened anew before. */
let leaver: Held;

test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'haebom-everyone-'));
	server = await startServer();
	const office = await openBrowser({ profile: join(folder, 'office') });
	const staff = office.pages()[0] ?? (await office.newPage());
	await foundCenter(staff, server);
	waiting = await badgesOf(staff, server);
	const code = await pairingCode(staff, server);
	await office.close();
	// The demo session asks for a stay of one minute, which is too long for a test.
	const database = new DatabaseSync(join(server.dataDir, 'haebom.db'));
	database.exec('update session set stay_ms = 0');
	database.close();
	leaver = student();
	tablet = await openBrowser({ profile: join(folder, 'tablet') });
	await tablet.addInitScript(listenIn);
	page = await pairTyping(tablet, server.origin, code);
});

test.afterAll(async () => {
	await tablet.close();
	await server.remove();
	rmSync(folder, { recursive: true, force: true });
});

test.beforeEach(async () => {
	await page.evaluate(() => localStorage.clear());
	await page.setViewportSize(LYING);
	await anew();
});

/** What the page plays and says, for tests to hear. */
interface Heard {
	readonly heard: number[];
	readonly said: string[];
}

/** Runs in the page, before it: keeps every tone, and stands in for voices that no test machine has. */
function listenIn() {
	const heard: number[] = [];
	const said: string[] = [];
	Object.assign(window, { heard, said });
	const Real = window.OscillatorNode;
	window.OscillatorNode = class extends Real {
		constructor(context: BaseAudioContext, options?: OscillatorOptions) {
			super(context, options);
			heard.push(options?.frequency ?? 0);
		}
	};
	if (!location.search.includes('voice')) return;
	const synthesis = Object.assign(new EventTarget(), {
		getVoices: () => [{ lang: 'ko-KR', localService: true }],
		cancel: () => {},
		speak: (utterance: { text: string; rate: number; onstart(): void }) => {
			said.push(`${utterance.text} ×${utterance.rate}`);
			utterance.onstart();
		}
	});
	Object.defineProperty(window, 'speechSynthesis', { value: synthesis });
	Object.assign(window, {
		SpeechSynthesisUtterance: class {
			readonly text: string;
			constructor(text: string) {
				this.text = text;
			}
		}
	});
}

const heard = () => page.evaluate(() => (window as unknown as Heard).heard.splice(0));
const said = () => page.evaluate(() => (window as unknown as Heard).said);

async function anew(search = ''): Promise<void> {
	await page.goto(`${server.origin}/kiosk${search}`);
	await idle(page).waitFor();
}

function student(): Held {
	const next = waiting.shift();
	if (!next) throw new Error('Nobody is left in the queue');
	return next;
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const bell = () => page.locator('.bell');
const verdict = () => page.locator('.verdict');

async function open(): Promise<void> {
	await button(ko.comfort.open).click();
	await expect(page.getByRole('dialog')).toBeVisible();
}

/** Chooses something in the panel, which a reader of Korean opens, and closes it. */
async function set(...choices: Locator[]): Promise<void> {
	await open();
	for (const choice of choices) await choice.click();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('dialog')).toHaveCount(0);
}

const pick = (name: string) => page.getByRole('radio', { name, exact: true });
const turn = (name: string) => page.getByRole('switch', { name, exact: true });
const tongue = (language: (typeof STUDENT_LANGUAGES)[number]) =>
	page.getByRole('dialog').getByRole('radio', { name: studentTexts[language].language });
const texts = ko.comfort;

/** Each screen that a student can come to, one after the other. */
async function everyScreen(look: (name: string) => Promise<void>): Promise<void> {
	await look('idle');
	await page
		.locator('.bar button', { has: page.locator('svg') })
		.nth(-2)
		.click();
	await look('settings');
	await page.keyboard.press('Escape');
	await page.locator('.bar button').nth(-3).click();
	await look('keypad');
	await page.keyboard.press('Escape');
	// A bell that was called, and two badges that were none of ours.
	await bell().click();
	await scanWithWedge(page, FOREIGN);
	await verdict().waitFor();
	await settled();
	await look('not a badge, and help called');
	await page.waitForTimeout(400);
	await bell().click();
	await scanWithWedge(page, `${FOREIGN}1`);
	await settled();
	await look('help offered');
	await scanWithWedge(page, student().token);
	await expect(page.locator('.verdict[data-tone=arrival]')).toBeVisible();
	await settled();
	await look('arrival');
}

/** While something fades in, colours are not yet what they will be. */
const settled = () => page.waitForTimeout(300);

test.describe('perceive', () => {
	test('1: text has a contrast of 4.5, and of 7 for whoever asks', async () => {
		test.slow();
		await everyScreen((name) => findsNothing(page, name));
		await anew();
		await set(turn(texts.switch.contrast));
		await everyScreen(async (name) => {
			const { violations } = await new AxeBuilder({ page })
				.withRules(['color-contrast-enhanced'])
				.analyze();
			expect(
				violations.flatMap(({ nodes }) => nodes.map(({ html }) => html)),
				name
			).toEqual([]);
		});
	});

	test('3: no meaning by colour alone: a result is a shape and a word', async () => {
		const shapeAndWord = async () => ({
			outline: await verdict().locator('path').first().getAttribute('d'),
			word: await verdict().getByRole('heading').innerText()
		});
		await scanWithWedge(page, FOREIGN);
		await verdict().waitFor();
		const foreign = await shapeAndWord();
		await scanWithWedge(page, student().token);
		await expect(page.locator('.verdict[data-tone=arrival]')).toBeVisible();
		const arrival = await shapeAndWord();
		expect(arrival.outline).not.toBe(foreign.outline);
		expect(arrival.word).not.toBe(foreign.word);
		await set(turn(texts.switch.contrast));
		await open();
		// What is on has a mark and not only another colour.
		await expect(turn(texts.switch.contrast)).toHaveAttribute('aria-checked', 'true');
		const knob = (name: string) =>
			turn(name)
				.locator('.knob')
				.evaluate((element) => getComputedStyle(element).translate);
		expect(await knob(texts.switch.contrast)).not.toBe(await knob(texts.switch.low));
	});

	test('5: key text is at least 7.25 mm by calibration, and nothing is smaller than 24 px', async () => {
		await everyScreen(async (name) => expect(await tooSmall(page), name).toEqual([]));
		const { pxPerMm } = await measure(760);
		await expect(idle(page)).toBeVisible();
		const size = await idle(page).evaluate((h1) =>
			Number.parseFloat(getComputedStyle(h1).fontSize)
		);
		expect(size).toBeGreaterThanOrEqual(7.25 * pxPerMm - 0.01);
	});

	for (const language of STUDENT_LANGUAGES)
		test(`6: at 200 % nothing is cut off and nothing scrolls sideways, in ${language}`, async () => {
			test.slow();
			for (const viewport of [LYING, UPRIGHT]) {
				await page.setViewportSize(viewport);
				await anew();
				const sizeOf = (selector: string) =>
					page
						.locator(selector)
						.first()
						.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
				const before = [await sizeOf('.idle h1'), await sizeOf('.bell')];
				await set(pick(texts.textSizes[200]), tongue(language));
				expect([await sizeOf('.idle h1'), await sizeOf('.bell')]).toEqual(
					before.map((size) => 2 * size)
				);
				await expect(page.locator('.idle h1')).toHaveText(studentTexts[language].idle.hold.both);
				await everyScreen(async (name) =>
					expect(await cutOff(page), `${name} at ${viewport.width}`).toEqual([])
				);
			}
		});

	for (const language of STUDENT_LANGUAGES)
		test(`6: at 200 % the help keeps its words inside and leaves the door its place, in ${language}`, async () => {
			for (const viewport of [LYING, UPRIGHT]) {
				await page.setViewportSize(viewport);
				await anew();
				await set(pick(texts.textSizes[200]), tongue(language));
				expect(await crowded(page.locator('.bar button')), `${viewport.width}`).toEqual([]);
				const bar = await page.locator('.bar').boundingBox();
				expect(bar?.height, `${viewport.width}`).toBeLessThanOrEqual(viewport.height / 5);
			}
		});

	test('6: at 320 px nothing scrolls sideways', async () => {
		await page.setViewportSize(NARROW);
		for (const language of STUDENT_LANGUAGES) {
			await anew();
			await set(tongue(language));
			await everyScreen(async (name) =>
				expect(await cutOff(page), `${name} in ${language}`).toEqual([])
			);
		}
	});

	test('7: wider spacing of letters, words and lines survives', async () => {
		await page.evaluate(() => {
			const sheet = new CSSStyleSheet();
			sheet.replaceSync(
				'* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }'
			);
			document.adoptedStyleSheets.push(sheet);
		});
		await everyScreen(async (name) => expect(await cutOff(page), name).toEqual([]));
	});

	test('8: every result that is seen is heard, and sounds like no other', async () => {
		await page.locator('header').click();
		await heard();
		await scanWithWedge(page, student().token);
		await expect(page.locator('.verdict[data-tone=arrival]')).toBeVisible();
		const arrival = await heard();
		await scanWithWedge(page, FOREIGN);
		await expect(page.locator('.verdict[data-tone=attention]')).toBeVisible();
		const attention = await heard();
		await bell().click();
		await expect(page.getByText(ko.bell.called)).toBeVisible();
		const ring = await heard();
		const sounds = [arrival, attention, ring].map(String);
		expect(sounds).not.toContain('');
		expect(new Set(sounds).size).toBe(3);
	});

	test('9, 12: the screen is read aloud, again and slowly if wanted, and never a name', async () => {
		await anew('?voice');
		await set(pick(texts.voicings.slow));
		await expect.poll(said).toEqual([`${ko.idle.hold.both}. ${ko.idle.how} ×0.8`]);
		await button(texts.hush).click();
		await button(texts.repeat).click();
		await expect.poll(said).toHaveLength(2);
		const { name, token } = student();
		await scanWithWedge(page, token);
		await expect(verdict().locator('.name')).toContainText(name[0] ?? '');
		await expect.poll(async () => (await said()).at(-1)).toContain(ko.arrival.title);
		const all = (await said()).join(' ');
		expect(all).not.toContain(name);
		expect(all).not.toContain(await verdict().locator('.name').innerText());
	});

	test('10: without a voice it says so, and nothing fails', async () => {
		const failures: Error[] = [];
		page.on('pageerror', (failure) => failures.push(failure));
		await open();
		await pick(texts.voicings.quick).click();
		await expect(page.getByText(texts.noVoice)).toBeVisible();
		await page.keyboard.press('Escape');
		await scanWithWedge(page, student().token);
		await expect(verdict()).toBeVisible();
		await expect(button(texts.repeat)).toHaveCount(0);
		expect(failures).toEqual([]);
	});

	test('11: a live region tells a result once, and no name', async () => {
		const live = page.locator('p[aria-live=assertive]');
		await expect(live).toHaveText('');
		const told = await page.evaluateHandle(() => {
			const told: string[] = [];
			const region = document.querySelector('p[aria-live=assertive]');
			if (!region) throw new Error('No live region');
			new MutationObserver(() => {
				const text = region.textContent?.trim();
				if (text) told.push(text);
			}).observe(region, { childList: true, subtree: true, characterData: true });
			return told;
		});
		const { name, token } = student();
		await scanWithWedge(page, token);
		await expect(live).toContainText(ko.arrival.title);
		await expect(live).toHaveText('', { timeout: 15_000 });
		const all = await told.jsonValue();
		expect(all).toHaveLength(1);
		expect(all[0]).not.toContain(name);
		await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
	});
});

/** Holds a card against the screen: `widthPx` is how wide it is there. */
async function measure(widthPx: number): Promise<{ pxPerMm: number }> {
	await openSetup(page);
	const slider = page.getByRole('slider');
	await slider.fill(String(widthPx));
	await button('조금 줄이기').click();
	await button('조금 늘이기').click();
	await button('저장').click();
	await button('잠그기').click();
	await expect(page.getByRole('dialog')).toHaveCount(0);
	return { pxPerMm: widthPx / 85.6 };
}

/** What can be pressed now. */
function targets(): Locator {
	const within = page.locator('dialog[open]').or(page.locator('main')).last();
	return within.locator('button, input[type=radio], input[type=range]');
}

/** Of a camera that does not work the button is for staff; it comes and goes with each new attempt. */
const FOR_STAFF = '.picture *';

/** Whether what can be pressed now is large enough, and far enough apart. */
async function fingersFit(name: string, pxPerMm: number): Promise<void> {
	const boxes = (
		await Promise.all((await targets().all()).map((target) => target.boundingBox()))
	).filter((box) => box !== null);
	expect(boxes.length, name).toBeGreaterThan(2);
	for (const [index, one] of boxes.entries()) {
		expect(Math.min(one.width, one.height), name).toBeGreaterThanOrEqual(12 * pxPerMm - 0.1);
		for (const other of boxes.slice(index + 1)) {
			const apart = Math.max(
				other.x - one.x - one.width,
				one.x - other.x - other.width,
				other.y - one.y - one.height,
				one.y - other.y - other.height
			);
			expect(apart, name).toBeGreaterThanOrEqual(2.5 * pxPerMm - 0.1);
		}
	}
}

/** Whether what can be pressed now lies where somebody in a wheelchair reaches it. */
async function liesLow(name: string): Promise<void> {
	const half = (page.viewportSize()?.height ?? 0) / 2;
	const students = targets().and(page.locator(`:not(${FOR_STAFF})`));
	const boxes = await Promise.all((await students.all()).map((target) => target.boundingBox()));
	const shown = boxes.filter((box) => box !== null);
	expect(shown.length, name).toBeGreaterThan(2);
	for (const { y } of shown) expect(y, name).toBeGreaterThanOrEqual(half);
}

test.describe('operate', () => {
	test('13: what is pressed is 12 mm, with 2.5 mm between, on a screen that was measured', async () => {
		// Eight pixels in a millimetre: 12 mm are 96 px, more than it would be unmeasured.
		const { pxPerMm } = await measure(685);
		const look = (name: string) => fingersFit(name, pxPerMm);
		await look('idle');
		await open();
		await look('settings');
		await page.keyboard.press('Escape');
		await button(ko.keypad.open).click();
		await look('keypad');
		await page.keyboard.press('Escape');
		await page.reload();
		await idle(page).waitFor();
		await look('after a restart');
	});

	test('14: everything by keyboard alone, with a ring of 3 px, and no trap', async () => {
		for (let presses = 0; presses < 10; presses++) {
			await page.keyboard.press('Tab');
			if (await button(texts.open).evaluate((it) => it === document.activeElement)) break;
		}
		await expect(button(texts.open)).toBeFocused();
		const ring = await button(texts.open).evaluate((it) => getComputedStyle(it).outlineWidth);
		expect(Number.parseFloat(ring)).toBeGreaterThanOrEqual(3);
		await page.keyboard.press('Enter');
		await pick(ko.language).focus();
		await page.keyboard.press('ArrowRight');
		await expect(page.locator('html')).toHaveAttribute('lang', 'en');
		await page.keyboard.press('ArrowLeft');
		await turn(texts.switch.low).focus();
		await page.keyboard.press('Space');
		await expect(page.locator('html')).toHaveAttribute('data-place', 'low');
		await page.keyboard.press('Escape');
		await expect(page.getByRole('dialog')).toHaveCount(0);
		await expect(button(texts.open)).toBeFocused();
		const order: string[] = [];
		for (let presses = 0; presses < 12; presses++) {
			await page.keyboard.press('Tab');
			order.push(await page.evaluate(() => document.activeElement?.textContent?.trim() ?? ''));
		}
		expect(order).toEqual(expect.arrayContaining([ko.bell.call, ko.keypad.open, texts.open]));
	});

	test('15: a scanner works while somebody types', async () => {
		await button(ko.keypad.open).click();
		await button('1').click();
		await scanWithWedge(page, student().token);
		await expect(page.getByRole('dialog')).toHaveCount(0);
		await expect(page.locator('.verdict[data-tone=arrival]')).toBeVisible();
	});

	test('16: no drag, pinch, double tap or long press does anything, nor is any needed', async () => {
		const root = await page.evaluate(() => {
			const { touchAction, userSelect, overscrollBehaviorY } = getComputedStyle(
				document.documentElement
			);
			const menu = new MouseEvent('contextmenu', { cancelable: true, bubbles: true });
			document.body.dispatchEvent(menu);
			return { touchAction, userSelect, overscrollBehaviorY, menu: menu.defaultPrevented };
		});
		expect(root).toEqual({
			touchAction: 'pan-y',
			userSelect: 'none',
			overscrollBehaviorY: 'none',
			menu: true
		});
		await bell().click();
		await page.goBack().catch(() => null);
		await expect(page.getByText(ko.bell.called)).toBeVisible();
		expect(new URL(page.url()).pathname).toBe('/kiosk');
	});

	test('17: a press counts on release, and not if the finger slides off', async () => {
		const box = await bell().boundingBox();
		if (!box) throw new Error('No bell');
		await page.mouse.move(box.x + 20, box.y + 20);
		await page.mouse.down();
		await expect(page.getByText(ko.bell.called)).toHaveCount(0);
		await page.mouse.move(box.x + 20, box.y - 200);
		await page.mouse.up();
		await expect(page.getByText(ko.bell.called)).toHaveCount(0);
	});

	test('18: the second tap of a double one is none', async () => {
		await bell().dblclick({ delay: 20 });
		await expect(page.getByText(ko.bell.called)).toBeVisible();
	});

	test('19: twenty seconds’ warning before the screen goes back, and as much time as wanted', async () => {
		// The kiosk is in one window at a time.
		await page.goto('about:blank');
		const other = await tablet.newPage();
		await other.clock.install();
		await other.goto(`${server.origin}/kiosk`);
		await idle(other).waitFor();
		await other.getByRole('button', { name: texts.open }).click();
		await other.getByRole('radio', { name: texts.textSizes[200] }).click();
		const more = other.getByRole('button', { name: ko.stay.more });
		await other.clock.fastForward(59_000);
		await expect(more).toHaveCount(0);
		await other.clock.fastForward(2_000);
		await findsNothing(other, 'the warning');
		await more.click();
		await expect(more).toHaveCount(0);
		await expect(other.getByRole('dialog')).toBeVisible();
		await other.clock.fastForward(61_000);
		await expect(more).toBeVisible();
		await other.clock.fastForward(18_000);
		await expect(other.locator('html')).toHaveAttribute('data-text-size', '200');
		await other.clock.fastForward(3_000);
		await expect(other.locator('html')).toHaveAttribute('data-text-size', '100');
		await expect(other.getByRole('dialog')).toHaveCount(0);
		// All pages of a tablet have one clock.
		await other.clock.setSystemTime(new Date());
		await other.close();
		await anew();
	});

	test('20: nothing moves for whoever switches it off, or whose tablet says so', async () => {
		const moving = () => page.evaluate(() => document.getAnimations().length);
		expect(await moving()).toBeGreaterThan(0);
		await set(turn(texts.switch.still));
		expect(await moving()).toBe(0);
		await scanWithWedge(page, FOREIGN);
		await verdict().waitFor();
		expect(await moving()).toBe(0);
		await page.emulateMedia({ reducedMotion: 'reduce' });
		await anew();
		expect(await moving()).toBe(0);
		// How to hold the badge is shown all the same.
		await expect(page.locator('.lesson svg')).toBeVisible();
		await page.emulateMedia({ reducedMotion: null });
	});

	for (const viewport of [LYING, UPRIGHT])
		test(`21: everything that is pressed in the lower half, at ${viewport.width}`, async () => {
			await page.setViewportSize(viewport);
			await set(turn(texts.switch.low));
			await liesLow('idle');
			await button(ko.keypad.open).click();
			await liesLow('keypad');
			await page.keyboard.press('Escape');
			await scanWithWedge(page, FOREIGN);
			await verdict().waitFor();
			await settled();
			await liesLow('not a badge');
			const one = student();
			await scanWithWedge(page, one.token);
			await expect(button(ko.undo)).toBeVisible();
			await settled();
			await liesLow('arrival, which can be taken back');
			await button(ko.undo).click();
			await expect(page.getByText(ko.undone.title).first()).toBeVisible();
			waiting.push(one);
			await anew();
			await set(turn(texts.switch.low));
			await open();
			expect((await page.getByRole('dialog').boundingBox())?.y).toBeGreaterThanOrEqual(
				viewport.height / 2
			);
		});

	test('22: for the left hand, and either way up', async () => {
		const place = async (selector: string) => {
			const box = await page.locator(selector).first().boundingBox();
			if (!box) throw new Error(`No ${selector}`);
			return box.x + box.width / 2;
		};
		expect(await place('.bell')).toBeGreaterThan(640);
		expect(await place('.video')).toBeLessThan(640);
		await set(turn(texts.switch.leftHanded));
		expect(await place('.bell')).toBeLessThan(640);
		expect(await place('.video')).toBeGreaterThan(640);
		await page.setViewportSize(UPRIGHT);
		expect(await place('.bell')).toBeLessThan(400);
		await expect(idle(page)).toBeInViewport();
	});

	test('24: the bell is always in the same place, and rings without a network', async () => {
		const place = () => bell().boundingBox();
		const before = await place();
		await scanWithWedge(page, FOREIGN);
		await verdict().waitFor();
		expect(await place()).toEqual(before);
		await scanWithWedge(page, `${FOREIGN}1`);
		await expect(page.getByText(ko.bell.how)).toBeVisible();
		expect(await place()).toEqual(before);
		await tablet.setOffline(true);
		await page.reload();
		await idle(page).waitFor();
		await bell().click();
		await expect(page.getByText(ko.bell.called)).toBeVisible();
		await page.waitForTimeout(400);
		await bell().click();
		await expect(page.getByText(ko.bell.called)).toHaveCount(0);
		await tablet.setOffline(false);
	});

	test('25: the way out, and back to the beginning, is always in sight', async () => {
		for (const size of [texts.textSizes[150], texts.textSizes[200]]) {
			await open();
			await pick(size).click();
			await expect(button(texts.done)).toBeInViewport({ ratio: 1 });
			await page.getByRole('dialog').evaluate((it) => it.scrollTo(0, it.scrollHeight));
			await expect(button(texts.done)).toBeInViewport({ ratio: 1 });
			await expect(button(texts.forget)).toBeInViewport({ ratio: 1 });
			await page.keyboard.press('Escape');
		}
		await open();
		await button(texts.forget).click();
		await expect(page.locator('html')).toHaveAttribute('data-text-size', '100');
	});
});

test.describe('understand', () => {
	test('26, 27, 33: a button has a short word, its name begins with it, and no picture is alone', async () => {
		await everyScreen(async (name) => {
			for (const each of await page.getByRole('button').all()) {
				const word = (await each.innerText()).trim();
				expect(word, name).not.toBe('');
				expect(word.replace(/[^가-힣]/g, '').length, word).toBeLessThanOrEqual(15);
				const label = await each.getAttribute('aria-label');
				if (label !== null) expect(label).toContain(word);
			}
		});
	});

	test('29: after two badges that could not be read the screen offers the bell', async () => {
		await scanWithWedge(page, FOREIGN);
		await expect(page.getByText(ko.foreign.title).first()).toBeVisible();
		await expect(page.getByText(ko.bell.offer)).toHaveCount(0);
		await scanWithWedge(page, `${FOREIGN}1`);
		await expect(page.getByText(ko.bell.offer)).toBeVisible();
		await scanWithWedge(page, student().token);
		await expect(page.getByText(ko.bell.offer)).toHaveCount(0);
	});

	test('32: five languages, each by its own name, from the first screen', async () => {
		await open();
		const names = page.getByRole('group', { name: texts.language }).getByRole('radio');
		await expect(names).toHaveCount(STUDENT_LANGUAGES.length);
		for (const language of STUDENT_LANGUAGES) {
			await tongue(language).click();
			await expect(page.locator('html')).toHaveAttribute('lang', language);
			await expect(page.locator('.idle h1')).toHaveText(studentTexts[language].idle.hold.both);
			await expect(
				page.getByRole('heading', { name: studentTexts[language].comfort.title })
			).toBeVisible();
		}
		// What staff read stays in a language that they do.
		await expect(page.locator('.status')).toHaveAttribute('lang', 'ko');
	});
});

test.describe('how it was, asked of whoever leaves', () => {
	test.slow();

	test.beforeEach(async () => {
		await scanWithWedge(page, leaver.token);
		await expect(page.locator('.verdict[data-tone=arrival]')).toBeVisible();
		await page.waitForTimeout(REREAD_MS);
	});

	const choices = () => page.locator('.choices button');

	/** The question, and the thanks for an answer. */
	async function both(look: (name: string) => Promise<void>): Promise<void> {
		await scanWithWedge(page, leaver.token);
		await expect(choices().first()).toBeVisible();
		await settled();
		await look('question');
		await choices().first().click();
		await expect(page.locator('.thanks')).toBeVisible();
		await settled();
		await look('thanks');
	}

	/** Somebody who has answered is not asked again: the page goes before the answer is kept. */
	test.afterEach(() => anew());

	test('1, 3, 5, 26, 27: contrast, size, short words, and none of them without a word', async () => {
		await both(async (name) => {
			await findsNothing(page, name);
			expect(await tooSmall(page), name).toEqual([]);
			for (const each of await page.getByRole('button').all()) {
				const word = (await each.innerText()).trim();
				expect(word, name).not.toBe('');
				expect(word.replace(/[^가-힣]/g, '').length, word).toBeLessThanOrEqual(15);
			}
		});
	});

	test('1: a contrast of 7 for whoever asks', async () => {
		await set(turn(texts.switch.contrast));
		await both(async (name) => {
			const { violations } = await new AxeBuilder({ page })
				.withRules(['color-contrast-enhanced'])
				.analyze();
			expect(
				violations.flatMap(({ nodes }) => nodes.map(({ html }) => html)),
				name
			).toEqual([]);
		});
	});

	for (const language of STUDENT_LANGUAGES)
		for (const viewport of [LYING, UPRIGHT])
			test(`6: nothing is cut off at 200 %, in ${language}, at ${viewport.width}`, async () => {
				await page.setViewportSize(viewport);
				await set(pick(texts.textSizes[200]), tongue(language));
				await both(async (name) => expect(await cutOff(page), name).toEqual([]));
			});

	for (const language of STUDENT_LANGUAGES)
		test(`6: at the usual size nothing lies over anything else, in ${language}`, async () => {
			await set(tongue(language));
			await both(async (name) => {
				const spans = async (parts: Locator) =>
					Promise.all((await parts.all()).map((part) => part.boundingBox())).then((boxes) => ({
						top: Math.min(...boxes.map((box) => box?.y ?? NaN)),
						end: Math.max(...boxes.map((box) => (box ? box.y + box.height : NaN)))
					}));
				const asked = await spans(page.locator('.asked > *'));
				expect(asked.top, name).toBeGreaterThanOrEqual((await spans(page.locator('.signal'))).end);
				expect(asked.end, name).toBeLessThanOrEqual((await spans(page.locator('.foot'))).top);
			});
		});

	test('6: at 320 px nothing scrolls sideways', async () => {
		await page.setViewportSize(NARROW);
		await both(async (name) => expect(await cutOff(page), name).toEqual([]));
	});

	test('9, 12: question and choices are read aloud, and no name', async () => {
		await anew('?voice');
		await set(pick(texts.voicings.slow));
		await both(async () => {});
		const all = (await said()).join(' ');
		expect(all).toContain(ko.rating.secret);
		expect(all).toContain(ko.rating.decline);
		expect(all).toContain(ko.rating.thanks);
		expect(all).not.toContain(leaver.name);
		expect(all).not.toContain(masked(leaver.name));
	});

	test('13: a finger fits on each', async () => {
		const { pxPerMm } = await measure(685);
		await both((name) => fingersFit(name, pxPerMm));
	});

	for (const viewport of [LYING, UPRIGHT])
		test(`21: everything that is pressed in the lower half, at ${viewport.width}`, async () => {
			await page.setViewportSize(viewport);
			await set(turn(texts.switch.low));
			await both(liesLow);
		});

	test('22: the lowest stays on the left, also for the left hand', async () => {
		await set(turn(texts.switch.leftHanded));
		await both(async (name) => {
			if (name === 'thanks') return;
			const all = await Promise.all((await choices().all()).map((each) => each.boundingBox()));
			const places = all.map((box) => box?.x ?? 0);
			expect(places).toEqual(places.toSorted((a, b) => a - b));
		});
	});

	test('38: and whoever comes next finds the usual screen', async () => {
		await set(turn(texts.switch.contrast), pick(texts.textSizes[150]));
		await both(async () => {
			await expect(page.locator('html')).toHaveAttribute('data-text-size', '150');
		});
		await scanWithWedge(page, student().token);
		await expect(page.locator('.verdict[data-tone=arrival]')).toBeVisible();
		await expect(page.locator('html')).toHaveAttribute('data-text-size', '100');
		await expect(page.locator('html')).toHaveAttribute('data-contrast', 'usual');
	});
});

test('38: after each student the screen is the usual one', async () => {
	await set(
		pick(texts.textSizes[200]),
		turn(texts.switch.contrast),
		turn(texts.switch.low),
		turn(texts.switch.leftHanded),
		turn(texts.switch.still),
		tongue('vi')
	);
	await scanWithWedge(page, student().token);
	await expect(verdict().getByRole('heading')).toHaveText(studentTexts.vi.arrival.title);
	await expect(idle(page)).toBeVisible({ timeout: 15_000 });
	for (const [attribute, usual] of Object.entries({
		lang: 'ko',
		'data-text-size': '100',
		'data-contrast': 'usual',
		'data-place': 'usual',
		'data-hand': 'right',
		'data-motion': 'usual'
	}))
		await expect(page.locator('html')).toHaveAttribute(attribute, usual);
});
