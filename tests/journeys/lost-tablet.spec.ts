import { badgesOf, pairingCode } from '../stage/staff.ts';
import { everythingOn, pairTyping, scanWithWedge } from '../stage/tablet.ts';
import { expect, test } from './stage.ts';

test.use({ begins: 'founded' });

test('a lost tablet gives no name and no badge away, and a day later knows nobody', async ({
	server,
	open,
	staff
}) => {
	const roster = await badgesOf(staff, server);
	const [student] = roster;
	if (!student) throw new Error('No badges');
	const tablet = await open({});
	const page = await pairTyping(tablet, server.origin, await pairingCode(staff, server));
	await server.stop();
	await scanWithWedge(page, student.token);
	await expect(page.getByText('보낼 것 1건')).toBeVisible();

	const found = JSON.stringify(await everythingOn(page));
	for (const { name, token } of roster) {
		expect(found).not.toContain(name);
		expect(found).not.toContain(token);
	}
	const { roster: before } = await everythingOn(page);
	expect(before).toHaveLength(roster.length);
	const cookies = await page.evaluate(() => document.cookie);
	expect(cookies).toBe('');

	await page.addInitScript(() => {
		const now = Date.now.bind(Date);
		Date.now = () => now() + 27 * 60 * 60_000;
	});
	await page.reload();
	await expect.poll(async () => (await everythingOn(page))['roster']).toEqual([]);
	// What it still owes is not a name, and is never erased.
	await expect(page.getByText('보낼 것 1건')).toBeVisible();
});
