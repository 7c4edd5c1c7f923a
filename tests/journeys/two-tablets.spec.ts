import type { Page } from 'playwright';
import { badgesOf, openSession, pairingCode } from '../stage/staff.ts';
import { pairTyping, scanWithWedge } from '../stage/tablet.ts';
import { expect, test } from './stage.ts';

test.use({ begins: 'founded' });

const SOON_MS = 5_000;

const here = (page: Page) => page.getByText('와 있는 사람').locator('..');

test('two tablets at one site see each other’s arrivals at once, and agree after being cut off', async ({
	server,
	cable,
	open,
	staff
}) => {
	const [first, second, third, fourth] = await badgesOf(staff, server);
	if (!first || !second || !third || !fourth) throw new Error('No badges');
	const door = await pairTyping(await open({}), server.origin, await pairingCode(staff, server));
	const garden = await pairTyping(await open({}), cable.origin, await pairingCode(staff, server));

	await test.step('what one has seen the other knows within five seconds', async () => {
		await scanWithWedge(door, first.token);
		await expect(here(garden)).toContainText('1', { timeout: SOON_MS });
		await scanWithWedge(garden, second.token);
		await expect(here(door)).toContainText('2', { timeout: SOON_MS });
	});

	await test.step('a PIN that the center makes is known as soon', async () => {
		await staff.goto(`${server.origin}/sites`);
		await staff.getByRole('link', { name: '달보드레 빵집' }).click();
		await staff.getByRole('button', { name: 'PIN 만들기' }).click();
		const kept = () =>
			garden.evaluate(
				() =>
					new Promise<number>((resolve, reject) => {
						const opening = indexedDB.open('haebom');
						opening.onerror = () => reject(opening.error);
						opening.onsuccess = () => {
							const count = opening.result.transaction('lock').objectStore('lock').count();
							count.onsuccess = () => {
								opening.result.close();
								resolve(count.result);
							};
						};
					})
			);
		await expect.poll(kept, { timeout: SOON_MS }).toBe(1);
	});

	await test.step('cut off, each goes on by itself; together again, they agree', async () => {
		cable.pull();
		await scanWithWedge(garden, third.token);
		await expect(here(garden)).toContainText('3');
		await scanWithWedge(door, third.token);
		await scanWithWedge(door, fourth.token);
		await expect(here(door)).toContainText('4');
		cable.plug();
		await expect(here(garden)).toContainText('4', { timeout: 15_000 });
		await expect(here(door)).toContainText('4');
		await staff.goto(`${server.origin}/today`);
		await expect(openSession(staff).locator('li[data-standing=here]')).toHaveCount(4);
	});
});
