import type { Page } from 'playwright';
import { alter } from '../stage/altered.ts';
import { badgesOf, foundCenter, lineOf, pairingCode, PASSWORD } from '../stage/staff.ts';
import { idle, losePairing, pairTyping, scanWithWedge, type } from '../stage/tablet.ts';
import { expect, test } from './stage.ts';

test.use({ begins: 'founded' });

/** Makes the browser refuse the camera in a certain way. */
function refuseCamera(error: string) {
	return `navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('no', '${error}'); }`;
}

test.describe('a camera that does not work says why, and the door works without it', () => {
	const cases: [string, string, RegExp][] = [
		['denied', refuseCamera('NotAllowedError'), /카메라를 쓸 수 없게 되어 있어요.*허용해 주세요/],
		['busy', refuseCamera('NotReadableError'), /다른 앱이 카메라를 쓰고 있어요.*닫아 주세요/],
		['missing', refuseCamera('NotFoundError'), /카메라가 없어요.*숫자판을 써 주세요/],
		['strange', refuseCamera('WeirdError'), /카메라가 켜지지 않아요.*껐다 켜 보세요/]
	];
	for (const [title, script, sentence] of cases) {
		test(title, async ({ server, open }) => {
			const tablet = await open({});
			await tablet.addInitScript(script);
			const page = await tablet.newPage();
			await page.goto(`${server.origin}/kiosk`);
			await expect(page.getByText(sentence)).toBeVisible();
			await expect(page.getByText('숫자판이나 스캐너로도 할 수 있어요.')).toBeVisible();
			await expect(page.getByRole('button', { name: '카메라 다시 켜기' })).toBeVisible();
		});
	}

	/** A camera that gives a bright picture for as long as the library needs, then what `then` paints. */
	const painted = (then: string) => `
		navigator.mediaDevices.getUserMedia = async () => {
			const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 });
			const context = canvas.getContext('2d');
			const paint = (colour) => {
				context.fillStyle = colour;
				context.fillRect(0, 0, 1280, 720);
			};
			const bright = setInterval(() => paint('white'), 50);
			setTimeout(() => { clearInterval(bright); ${then} }, 2_000);
			paint('white');
			window.stream = canvas.captureStream();
			return window.stream;
		};`;
	const poor: [string, string, RegExp][] = [
		['dark', "setInterval(() => paint('black'), 50);", /화면이 캄캄해요.*불을 켜 주세요/],
		['slow', "setInterval(() => paint('white'), 1_000);", /카메라가 느려요.*오래 들고/],
		['still', '', /카메라 화면이 멈췄어요/]
	];
	for (const [title, then, sentence] of poor) {
		test(title, async ({ server, open, staff }) => {
			const [student] = await badgesOf(staff, server);
			if (!student) throw new Error('No badges');
			const tablet = await open({});
			await tablet.addInitScript(painted(then));
			const page = await pairTyping(tablet, server.origin, await pairingCode(staff, server));
			await expect(page.getByText(sentence)).toBeVisible({ timeout: 20_000 });
			await page.getByRole('button', { name: '점검', exact: true }).click();
			const line = page.getByRole('listitem').filter({ hasText: sentence });
			await expect(line).toHaveAttribute('data-sign', title === 'still' ? 'act' : 'look');
			await page.getByRole('button', { name: '닫기' }).click();
			await scanWithWedge(page, student.token);
			await expect(page.getByText('어서 오세요!').first()).toBeVisible();
			await expect(page.getByText('모두 보냈어요')).toBeVisible();
		});
	}

	test('unplugged, and it is asked for again', async ({ server, open }) => {
		const tablet = await open({});
		await tablet.addInitScript(painted("setInterval(() => paint('white'), 50);"));
		const page = await tablet.newPage();
		await page.goto(`${server.origin}/kiosk`);
		await expect(page.locator('.frame')).toBeVisible();
		await page.evaluate(() => {
			const { stream } = window as unknown as { stream: MediaStream };
			stream.getVideoTracks()[0]?.dispatchEvent(new Event('ended'));
		});
		await expect(page.getByText('카메라가 꺼졌어요. 다시 켜는 중이에요.')).toBeVisible();
		await expect(page.locator('.frame')).toBeVisible();
	});

	test('not at a secure address', async ({ server, open }) => {
		const tablet = await open({ flags: ['--host-resolver-rules=MAP center.test 127.0.0.1'] });
		const page = await tablet.newPage();
		await page.goto(`${server.origin.replace('localhost', 'center.test')}/kiosk`);
		await expect(
			page.getByText('이 주소에서는 카메라를 쓸 수 없어요. https 주소로 열어 주세요.')
		).toBeVisible();
	});
});

test('a full disk is said in red, nothing is green, and what was recorded is still there', async ({
	server,
	open,
	staff
}) => {
	const [first, second] = await badgesOf(staff, server);
	if (!first || !second) throw new Error('No badges');
	const tablet = await open({});
	const page = await pairTyping(tablet, server.origin, await pairingCode(staff, server));
	await scanWithWedge(page, first.token);
	await expect(page.getByText('어서 오세요!').first()).toBeVisible();
	await expect(idle(page)).toBeVisible();
	// The browser's own words for a full disk, at the moment of writing.
	await page.evaluate(() => {
		IDBObjectStore.prototype.add = () => {
			throw new DOMException('The disk is full', 'QuotaExceededError');
		};
	});
	await scanWithWedge(page, second.token);
	await expect(page.getByText('기록하지 못했어요').first()).toBeVisible();
	await expect(
		page.getByText('태블릿에 남은 자리가 없어요. 선생님을 불러 주세요.').first()
	).toBeVisible();
	await expect(page.locator('[data-tone=arrival]')).toHaveCount(0);
	await page.reload();
	await expect(page.getByText('와 있는 사람').locator('..')).toContainText('1');
	await scanWithWedge(page, second.token);
	await expect(page.getByText('어서 오세요!').first()).toBeVisible();
});

test('a database that does not open is said at once, and can be opened again', async ({
	server,
	open,
	staff
}) => {
	const tablet = await open({});
	const page = await pairTyping(tablet, server.origin, await pairingCode(staff, server));
	await page.addInitScript(() => {
		const open = IDBFactory.prototype.open;
		let broken = true;
		IDBFactory.prototype.open = function (...args) {
			if (broken) throw new DOMException('Internal error opening backing store', 'UnknownError');
			return open.apply(this, args);
		};
		Object.assign(window, { mend: () => (broken = false) });
	});
	await page.reload();
	await expect(page.getByRole('heading', { name: '저장 공간을 열 수 없어요' })).toBeVisible();
	await expect(page.getByText('이미 기록한 것은 지우지 않았어요.')).toBeVisible();
	await page.evaluate(() => (window as unknown as { mend: () => void }).mend());
	await page.getByRole('button', { name: '다시 열기' }).click();
	await expect(idle(page)).toBeVisible();
});

test('a database that is closed under us is opened again, and no scan is lost', async ({
	server,
	open,
	staff
}) => {
	const [first, second] = await badgesOf(staff, server);
	if (!first || !second) throw new Error('No badges');
	const tablet = await open({});
	await tablet.addInitScript(() => {
		const open: IDBDatabase[] = [];
		const transaction = IDBDatabase.prototype.transaction;
		IDBDatabase.prototype.transaction = function (...args) {
			if (!open.includes(this)) open.push(this);
			return transaction.apply(this, args);
		};
		Object.assign(window, {
			close: () => {
				for (const database of open) {
					database.close();
					database.dispatchEvent(new Event('close'));
				}
			}
		});
	});
	const page = await pairTyping(tablet, server.origin, await pairingCode(staff, server));
	await page.evaluate(() => window.close());
	await scanWithWedge(page, first.token);
	await expect(page.getByText('어서 오세요!').first()).toBeVisible();
	await expect(idle(page)).toBeVisible();

	// Another window would bring a newer version of the database.
	await page.evaluate(async () => {
		const version = (await indexedDB.databases()).find(({ name }) => name === 'haebom')?.version;
		const request = indexedDB.open('haebom', (version ?? 0) + 1);
		await new Promise((resolve) => (request.onsuccess = resolve));
		request.result.close();
	});
	await scanWithWedge(page, second.token);
	await expect(page.getByText('어서 오세요!').first()).toBeVisible();
	await staff.goto(`${server.origin}/today`);
	for (const student of [first, second]) {
		await expect(lineOf(staff, student)).toContainText('와 있음');
	}
});

test('in a second window the kiosk says where it is, and can be taken there and back', async ({
	server,
	open,
	staff
}) => {
	const [student] = await badgesOf(staff, server);
	if (!student) throw new Error('No badges');
	const tablet = await open({});
	const first = await pairTyping(tablet, server.origin, await pairingCode(staff, server));
	const second = await tablet.newPage();
	await second.goto(`${server.origin}/kiosk`);
	const elsewhere = (page: Page) => page.getByRole('heading', { name: '다른 창에서 쓰고 있어요' });
	await expect(elsewhere(second)).toBeVisible();
	// What is not shown is not recorded either.
	await scanWithWedge(second, student.token);
	await second.getByRole('button', { name: '여기에서 쓰기' }).click();
	await expect(idle(second)).toBeVisible();
	await expect(elsewhere(first)).toBeVisible();
	await expect(second.getByText('와 있는 사람').locator('..')).toContainText('0');
	await scanWithWedge(second, student.token);
	await expect(second.getByText('어서 오세요!').first()).toBeVisible();
	await second.close();
	await expect(idle(first)).toBeVisible();
	await expect(first.getByText('와 있는 사람').locator('..')).toContainText('1');
	await first.reload();
	await expect(idle(first)).toBeVisible();
	await first.waitForTimeout(2_000);
	await expect(elsewhere(first)).toHaveCount(0);
});

test('a clock that somebody sets is doubted until the center was heard, and loses nothing', async ({
	server,
	cable,
	open,
	staff
}) => {
	const [student] = await badgesOf(staff, server);
	if (!student) throw new Error('No badges');
	const tablet = await open({});
	await tablet.addInitScript(() => {
		const now = Date.now.bind(Date);
		let set = 0;
		Date.now = () => now() + set;
		Object.assign(window, { setClock: (ms: number) => (set = ms) });
	});
	const page = await pairTyping(tablet, cable.origin, await pairingCode(staff, server));
	await expect(page.getByText('모두 보냈어요')).toBeVisible();
	cable.pull();
	await page.evaluate(() =>
		(window as unknown as { setClock: (ms: number) => void }).setClock(-3 * 60 * 60_000)
	);
	await expect(page.getByText('시계가 바뀌었어요. 시각이 맞나요?')).toBeVisible();
	await scanWithWedge(page, student.token);
	await expect(page.getByText('어서 오세요!').first()).toBeVisible();
	await page.getByRole('button', { name: '점검', exact: true }).click();
	await expect(page.getByRole('listitem').filter({ hasText: '시계' })).toHaveAttribute(
		'data-sign',
		'look'
	);
	await page.getByRole('button', { name: '닫기' }).click();
	cable.plug();
	await expect(page.getByText('태블릿 시계가 3시간 틀려요')).toBeVisible({ timeout: 15_000 });
	await expect(page.getByText('모두 보냈어요')).toBeVisible();
	await staff.goto(`${server.origin}/today`);
	await expect(staff.getByText('이름을 아직 몰라요')).toHaveCount(0);
});

test('a clock that is wrong is said, and the session is chosen by the right one', async ({
	server,
	open,
	staff
}) => {
	const [student] = await badgesOf(staff, server);
	if (!student) throw new Error('No badges');
	const tablet = await open({});
	await tablet.addInitScript(() => {
		const now = Date.now.bind(Date);
		Date.now = () => now() + 5 * 60 * 60_000;
	});
	const page = await pairTyping(tablet, server.origin, await pairingCode(staff, server));
	await expect(page.getByText('태블릿 시계가 5시간 틀려요')).toBeVisible();
	await expect(page.getByText('동네 빵집의 하루')).toBeVisible();
	await scanWithWedge(page, student.token);
	await expect(page.getByText('어서 오세요!').first()).toBeVisible();
	await staff.goto(`${server.origin}/today`);
	await expect(lineOf(staff, student)).toContainText('와 있음');
});

test.describe('pairing that does not work says why', () => {
	const pair = async (page: Page, code: string) => {
		await type(page, code);
		await page.getByRole('button', { name: '연결하기' }).click();
	};

	test('a wrong code, then too many', async ({ server, open }) => {
		const tablet = await open({});
		const page = await tablet.newPage();
		await page.goto(`${server.origin}/kiosk`);
		for (let tries = 0; tries < 5; tries++) {
			await pair(page, '12345678');
			await expect(page.getByRole('alert')).toContainText(
				'번호가 틀렸거나, 이미 썼거나, 10분이 지났어요.'
			);
		}
		await pair(page, '12345678');
		await expect(page.getByRole('alert')).toContainText('틀린 번호가 너무 많았어요.');
	});

	test('a network that is not there, and one that answers for somebody else', async ({
		server,
		cable,
		open
	}) => {
		const tablet = await open({});
		const page = await tablet.newPage();
		await page.goto(`${cable.origin}/kiosk`);
		await page.getByRole('heading', { name: '이 태블릿을 센터와 연결해요' }).waitFor();
		cable.pull();
		await pair(page, '12345678');
		await expect(page.getByRole('alert')).toContainText('센터에 닿지 않아요.');

		const portal = await alter(server.origin);
		portal.alter('/api/v1/devices/enrol', () => ({
			status: 200,
			type: 'text/html',
			body: '<html><h1>Free Wi-Fi</h1></html>'
		}));
		await page.goto(`${portal.origin}/kiosk`);
		await pair(page, '12345678');
		await expect(page.getByRole('alert')).toContainText('센터에 닿지 않아요.');
		await portal.remove();
	});
});

test('a captive portal takes nothing: what is owed stays owed until the center itself has answered', async ({
	server,
	open,
	staff
}) => {
	const [student] = await badgesOf(staff, server);
	if (!student) throw new Error('No badges');
	const portal = await alter(server.origin);
	const tablet = await open({});
	const page = await pairTyping(tablet, portal.origin, await pairingCode(staff, server));
	const push = '/api/v1/sync/push';
	portal.alter(push, () => ({ status: 502, type: 'text/html', body: 'Bad gateway' }));
	await scanWithWedge(page, student.token);
	await expect(page.getByText('어서 오세요!').first()).toBeVisible();
	for (const [status, type, body] of [
		[200, 'text/html', '<h1>Free Wi-Fi</h1>'],
		[200, 'application/json', '{"ok":true}'],
		[502, 'text/html', 'Bad gateway']
	] as const) {
		portal.alter(push, () => ({ status, type, body }));
		await page.waitForResponse((response) => response.url().endsWith(push));
		await expect(page.getByText('보낼 것 1건')).toBeVisible();
	}
	portal.alter(push, null);
	await expect(page.getByText('모두 보냈어요')).toBeVisible();
	await portal.remove();
});

test('a tablet that was taken out of service, or lost its pairing, says so to staff and keeps everything', async ({
	server,
	cable,
	open,
	staff
}) => {
	const [first, second] = await badgesOf(staff, server);
	if (!first || !second) throw new Error('No badges');
	const tablet = await open({});
	const page = await pairTyping(tablet, cable.origin, await pairingCode(staff, server));
	await losePairing(tablet, cable);
	await scanWithWedge(page, first.token);
	// The student sees nothing of it.
	await expect(page.getByText('어서 오세요!').first()).toBeVisible();
	await expect(page.getByText('센터와 다시 연결해야 해요.')).toBeVisible();
	await expect(page.getByText('보낼 것 1건')).toBeVisible();
	await page.getByRole('button', { name: '다시 연결하기' }).click();
	await type(page, await pairingCode(staff, server));
	await page.getByRole('button', { name: '연결하기' }).click();
	await expect(page.getByText('모두 보냈어요')).toBeVisible();
	await expect(page.getByText('와 있는 사람').locator('..')).toContainText('1');
	await staff.goto(`${server.origin}/today`);
	await expect(lineOf(staff, first)).toContainText('와 있음');
});

test.describe('the center’s pages', () => {
	test.use({ begins: 'empty' });

	test('setting up says what is missing, and a link works once', async ({ server, staff }) => {
		const link = /Set up\s+(\S+)/.exec(server.output())?.[1] ?? '';
		await staff.goto(link);
		const form = staff.locator('form', { has: staff.getByLabel('센터 이름') });
		await form.evaluate((element) => element.setAttribute('novalidate', ''));
		await staff.getByLabel('비밀번호').fill('short');
		await staff.getByRole('button', { name: '만들기' }).click();
		for (const sentence of [
			'센터 이름을 적어 주세요.',
			'이름을 적어 주세요.',
			'이메일 주소를 다시 봐 주세요.',
			'비밀번호는 10자에서 128자 사이여야 해요.'
		]) {
			await expect(staff.getByText(sentence, { exact: true })).toBeVisible();
		}
		await foundCenter(staff, server, 'empty');
		await expect(staff.getByText('다섯 걸음이면 명찰이 나와요.')).toBeVisible();
		await staff.goto(link);
		await expect(staff.getByText('이 주소는 이미 썼거나 오래되었어요.')).toBeVisible();
	});

	test('signing in says what is wrong, then how long to wait; signing out closes the door', async ({
		server,
		staff
	}) => {
		await staff.goto(server.origin);
		await expect(staff.getByRole('heading', { name: '아직 센터가 없어요' })).toBeVisible();
		// In a demo center an administrator needs no second step.
		await foundCenter(staff, server);
		await staff.getByRole('button', { name: '나가기' }).click();
		const signIn = async (password: string) => {
			await staff.getByLabel('이메일').fill('staff@haebom.example');
			await staff.getByLabel('비밀번호').fill(password);
			const answered = staff.waitForResponse((response) => response.request().method() === 'POST');
			await staff.getByRole('button', { name: '들어가기' }).click();
			await answered;
		};
		await staff.goto(`${server.origin}/tablets`);
		await expect(staff).toHaveURL(/sign-in\?to=%2Ftablets/);
		await signIn(PASSWORD);
		await expect(staff).toHaveURL(/\/tablets$/);
		await staff.getByRole('button', { name: '나가기' }).click();
		for (let tries = 0; tries < 5; tries++) {
			await signIn('not it');
			await expect(staff.getByRole('alert')).toContainText('이메일이나 비밀번호가 맞지 않아요.');
		}
		await signIn(PASSWORD);
		await expect(staff.getByRole('alert')).toContainText(
			'여러 번 틀렸어요. 1분 뒤에 다시 해 주세요.'
		);
	});

	test('an address with nothing behind it says so, in the language of whoever asks', async ({
		server,
		open,
		staff
	}) => {
		await staff.goto(`${server.origin}/nowhere`);
		await expect(
			staff.getByRole('heading', { name: '이 주소에는 아무것도 없어요.' })
		).toBeVisible();
		const english = await (await open({ locale: 'en-US' })).newPage();
		await english.goto(`${server.origin}/nowhere`);
		await expect(
			english.getByRole('heading', { name: 'There is nothing at this address.' })
		).toBeVisible();
	});
});
