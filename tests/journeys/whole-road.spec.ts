import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { badgesOf, lineOf, openSession, pairingCode } from '../stage/staff.ts';
import { idle, masked, pairTyping } from '../stage/tablet.ts';
import { badge, wall, writeY4m } from '../stage/y4m.ts';
import { expect, test } from './stage.ts';

test.use({ begins: 'founded' });

/** As a battery that falls out: no chance to say goodbye. */
function killBrowser(profile: string): void {
	execFileSync('pkill', ['-KILL', '-f', '--', `--user-data-dir=${profile}`]);
}

test('a badge before a camera, offline, becomes a name on the center’s board, once', async ({
	folder,
	server,
	cable,
	open,
	staff
}) => {
	const [student] = await badgesOf(staff, server);
	if (!student) throw new Error('A demo center without badges');
	const code = await pairingCode(staff, server);
	await staff.goto(`${server.origin}/today`);
	const line = lineOf(staff, student);
	await expect(line).toContainText('아직');

	const profile = join(folder, 'tablet');
	const empty = join(folder, 'wall.y4m');
	const held = join(folder, 'badge.y4m');
	writeY4m(empty, [wall(), wall()], 10);
	writeY4m(
		held,
		[
			...new Array(10).fill(wall()),
			...new Array(40).fill(badge(student.token, { module: 9, turn: 0.3 }))
		],
		10
	);

	await test.step('the tablet is paired with the typed code and keeps all it needs', async () => {
		const tablet = await open({ profile, camera: empty });
		const page = await pairTyping(tablet, cable.origin, code);
		await expect(page.getByText('동네 빵집의 하루')).toBeVisible();
		await page.evaluate(() => navigator.serviceWorker.ready);
		await tablet.close();
	});

	await test.step('without a network the student is checked in by the camera’s picture', async () => {
		cable.pull();
		const tablet = await open({ profile, camera: held });
		const page = await tablet.newPage();
		await page.goto(`${cable.origin}/kiosk`);
		await expect(page.getByText('어서 오세요!').first()).toBeVisible();
		await expect(page.getByText(masked(student.name)).first()).toBeVisible();
		await expect(page.getByText('보낼 것 1건')).toBeVisible();
		// Held on, it stays one scan.
		await page.waitForTimeout(1_500);
		await expect(page.getByText('보낼 것 1건')).toBeVisible();
		killBrowser(profile);
	});

	await test.step('killed and started again with the server down, the check-in is still there', async () => {
		expect(await server.stop()).toBe(0);
		await expect(staff.getByText('다시 연결하고 있어요')).toBeVisible();
		const tablet = await open({ profile, camera: empty });
		const page = await tablet.newPage();
		await page.goto(`${cable.origin}/kiosk`);
		await expect(idle(page)).toBeVisible();
		await expect(page.getByText('보낼 것 1건')).toBeVisible();
		await expect(page.getByText('와 있는 사람').locator('..')).toContainText('1');
		// Nothing about the network is said to a student.
		await expect(page.getByText(/네트워크|오류|연결이 끊/)).toHaveCount(0);
	});

	await test.step('the server comes up, and the board shows the name within five seconds', async () => {
		await server.start();
		cable.plug();
		await expect(line).toContainText('와 있음', { timeout: 5_000 });
		await expect(openSession(staff).locator('summary')).toContainText('와 있음 1');
	});

	await test.step('one event, one visit', async () => {
		const database = new DatabaseSync(join(server.dataDir, 'haebom.db'), { readOnly: true });
		const events = database
			.prepare(
				`select kind from (select body ->> 'kind' as kind, body ->> 'boot' as boot, device_id from ledger)
				 join device on device.id = device_id where device.name = '입구 태블릿'`
			)
			.all();
		database.close();
		expect(events).toEqual([{ kind: 'arrival' }]);
	});
});
