import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { GLANCES_JUDGED } from '#domain/sight.ts';
import { NoPicture, troubleOf } from '#kiosk/scanner/camera.ts';
import { Html5Camera } from '#kiosk/scanner/html5-camera.ts';
import { Mailbox } from '#kiosk/scanner/mailbox.ts';

const CYCLES = 40;

let live: MediaStreamTrack[] = [];
const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (constraints) => {
	const stream = await original(constraints);
	live.push(...stream.getVideoTracks());
	return stream;
};
const stillOn = () => live.filter(({ readyState }) => readyState === 'live').length;

afterEach(() => {
	live = [];
	document.body.replaceChildren();
});

function holder(): HTMLElement {
	document.getElementById('camera')?.remove();
	const element = document.createElement('div');
	element.id = 'camera';
	document.body.append(element);
	return element;
}

/** Watches until the first picture, and goes on in the background. */
async function started(camera: Html5Camera, place = holder()) {
	let ended: Promise<void> = Promise.resolve();
	await new Promise<void>((resolve, reject) => {
		const run = async () => {
			for await (const _ of camera.watch(place, { facing: 'user', started: resolve }));
		};
		ended = run();
		ended.catch(reject);
	});
	return { place, ended };
}

describe('the camera', () => {
	test('shows its picture in full resolution, and the library’s own loop stands still', async () => {
		const camera = new Html5Camera();
		const { place, ended } = await started(camera);
		const video = place.querySelector('video');
		expect(video?.videoWidth).toBeGreaterThanOrEqual(1280);
		const draw = vi.spyOn(CanvasRenderingContext2D.prototype, 'drawImage');
		await new Promise((resolve) => setTimeout(resolve, 500));
		expect(draw.mock.calls.length).toBeLessThanOrEqual(1);
		draw.mockRestore();
		await camera.stop();
		await ended;
		expect(stillOn()).toBe(0);
	});

	test(`can be started and stopped ${CYCLES} times, and no camera stays on`, async () => {
		const errors: unknown[] = [];
		const note = (event: Event) => errors.push(event);
		addEventListener('unhandledrejection', note);
		addEventListener('error', note);
		const camera = new Html5Camera();
		const place = holder();
		for (let cycle = 0; cycle < CYCLES; cycle++) {
			const { ended } = await started(camera, place);
			await camera.stop();
			await ended;
		}
		removeEventListener('unhandledrejection', note);
		removeEventListener('error', note);
		expect(errors).toEqual([]);
		expect(live).toHaveLength(CYCLES);
		expect(stillOn()).toBe(0);
		expect(place.querySelectorAll('video, canvas').length).toBe(0);
	});

	test('stopped before its first picture, or twice, or never started, is off and can start again', async () => {
		const camera = new Html5Camera();
		await camera.stop();
		const place = holder();
		const watching = (async () => {
			for await (const _ of camera.watch(place, { facing: 'user', started: () => {} }));
		})();
		await Promise.all([camera.stop(), camera.stop()]);
		await watching;
		expect(stillOn()).toBe(0);
		const { ended } = await started(camera, place);
		expect(stillOn()).toBe(1);
		await camera.stop();
		await ended;
		expect(stillOn()).toBe(0);
	});

	test('goes over to whoever watches last, and stays on for them', async () => {
		const camera = new Html5Camera();
		const first = await started(camera);
		const second = await started(camera, holder());
		await first.ended;
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(stillOn()).toBe(1);
		expect(second.place.querySelector('video')?.readyState).toBeGreaterThanOrEqual(2);
		await camera.stop();
		await second.ended;
		expect(stillOn()).toBe(0);
	});

	test('that is pulled out while it runs says so', async () => {
		const camera = new Html5Camera();
		const { ended } = await started(camera);
		live[0]?.dispatchEvent(new Event('ended'));
		await expect(ended).rejects.toMatchObject({ trouble: 'lost' });
		expect(stillOn()).toBe(0);
	});

	/** A camera whose picture we paint, so many times a second. */
	function painted(colour: string, fps: number) {
		const canvas = document.createElement('canvas');
		Object.assign(canvas, { width: 1280, height: 720 });
		const context = canvas.getContext('2d');
		const paint = () => {
			if (!context) throw new Error('No canvas');
			context.fillStyle = colour;
			context.fillRect(0, 0, 1280, 720);
		};
		paint();
		const first = setInterval(paint, 30);
		const painting = { timer: first };
		// The library wants a picture at once; only then it becomes as poor as it is to be.
		const calm = setTimeout(() => {
			clearInterval(first);
			if (fps > 0) painting.timer = setInterval(paint, 1_000 / fps);
		}, 2_000);
		onTestFinished(() => {
			clearTimeout(calm);
			clearInterval(painting.timer);
		});
		return vi
			.spyOn(navigator.mediaDevices, 'getUserMedia')
			.mockResolvedValueOnce(canvas.captureStream());
	}

	test.each([
		['black', 'black', 30, 'dark'],
		['bright', 'white', 30, 'clear'],
		['slow', 'white', 1, 'slow']
	])(
		'whose picture is %s says so and goes on',
		{ timeout: 30_000 },
		async (_, colour, fps, sight) => {
			const broken = painted(colour, fps);
			const camera = new Html5Camera();
			const judged = vi.fn();
			const watching = (async () => {
				for await (const _ of camera.watch(holder(), {
					facing: 'user',
					started: () => {},
					judged
				}));
			})();
			const last = () => judged.mock.calls.length > GLANCES_JUDGED + 2 && judged.mock.lastCall?.[0];
			await vi.waitFor(() => expect(last()).toBe(sight), 20_000);
			broken.mockRestore();
			await camera.stop();
			await watching;
		}
	);

	test(
		'whose picture stands still says that it has to be started again',
		{ timeout: 30_000 },
		async () => {
			const broken = painted('white', 0);
			const camera = new Html5Camera();
			const { ended } = await started(camera);
			await expect(ended).rejects.toMatchObject({ trouble: 'still' });
			broken.mockRestore();
		}
	);

	test('refused again and again it keeps one decoder waiting, and lets it go when it is stopped', async () => {
		let [hired, dismissed] = [0, 0];
		const OriginalWorker = Worker;
		globalThis.Worker = class extends OriginalWorker {
			constructor(...how: ConstructorParameters<typeof Worker>) {
				super(...how);
				hired++;
			}
			override terminate() {
				super.terminate();
				dismissed++;
			}
		};
		const broken = vi
			.spyOn(navigator.mediaDevices, 'getUserMedia')
			.mockRejectedValue(new DOMException('said the browser', 'NotReadableError'));
		const camera = new Html5Camera();
		camera.warm();
		for (let tries = 0; tries < 5; tries++) {
			await expect(started(camera)).rejects.toMatchObject({ trouble: 'busy' });
		}
		expect([hired, dismissed]).toEqual([1, 0]);
		await camera.stop();
		globalThis.Worker = OriginalWorker;
		broken.mockRestore();
		expect([hired, dismissed]).toEqual([1, 1]);
	});

	test.each([
		['NotAllowedError', 'denied'],
		['NotReadableError', 'busy'],
		['NotFoundError', 'none'],
		['OverconstrainedError', 'none'],
		['WeirdError', 'unknown']
	])('%s is told as %s', async (name, trouble) => {
		const broken = vi
			.spyOn(navigator.mediaDevices, 'getUserMedia')
			.mockRejectedValueOnce(new DOMException('said the browser', name));
		const camera = new Html5Camera();
		const watching = (async () => {
			for await (const _ of camera.watch(holder(), { facing: 'user', started: () => {} }));
		})();
		await expect(watching).rejects.toBeInstanceOf(NoPicture);
		await expect(watching).rejects.toMatchObject({ trouble });
		broken.mockRestore();
	});
});

test('the trouble is found in whatever the library makes of the browser’s error', () => {
	expect(troubleOf('Error getting userMedia, error = NotAllowedError: Permission denied')).toBe(
		'denied'
	);
	expect(troubleOf(new DOMException('x', 'NotReadableError'))).toBe('busy');
	expect(troubleOf(undefined)).toBe('unknown');
});

describe('a mailbox', () => {
	test('gives things in their order, then what it ended with', async () => {
		const box = new Mailbox<number>();
		box.put(1);
		box.put(2);
		box.fail(new Error('over'));
		box.put(3);
		const got: number[] = [];
		await expect(
			(async () => {
				for await (const item of box) got.push(item);
			})()
		).rejects.toThrow('over');
		expect(got).toEqual([1, 2]);
	});

	test('lets the oldest go when nobody takes them', async () => {
		const box = new Mailbox<number>();
		for (let n = 0; n < 1_000; n++) box.put(n);
		box.close();
		const got: number[] = [];
		for await (const item of box) got.push(item);
		expect(got).toHaveLength(64);
		expect(got.at(-1)).toBe(999);
	});
});
