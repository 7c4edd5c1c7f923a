import { afterEach, describe, expect, test } from 'vitest';
import { healthOf } from '#kiosk/health.ts';
import { START } from '../domain/people.ts';

const HEARD = { cursor: null, skew: -1_500, heardAt: START, pulledAt: null };
const NEVER = { cursor: null, skew: 0, heardAt: null, pulledAt: null };

type Battery = Navigator['getBattery'];

function withBattery(getBattery: Battery): void {
	Object.defineProperty(navigator, 'getBattery', { value: getBattery, configurable: true });
}

// What the browser itself has is on the prototype, and shows again.
afterEach(() => void Reflect.deleteProperty(navigator, 'getBattery'));

describe('a tablet tells the center how it is', () => {
	test('its version, its storage, and what it adds to its clock', async () => {
		const health = await healthOf('build-1', HEARD);
		expect(health).toMatchObject({ build: 'build-1', installed: false, skew: -1_500 });
		expect(health.free).toBeGreaterThan(0);
	});

	test('no clock difference before it has heard of the center', async () => {
		expect(await healthOf('build-1', NEVER)).toMatchObject({ skew: null });
	});

	const batteries: [string, Battery, unknown][] = [
		[
			'in whole percent',
			async () => ({ level: 0.136, charging: false }),
			{ percent: 14, charging: false }
		],
		['charging', async () => ({ level: 1, charging: true }), { percent: 100, charging: true }],
		['where the browser has none', undefined, null],
		[
			'where it forbids to ask',
			() => Promise.reject(new DOMException('no', 'NotAllowedError')),
			null
		]
	];
	test.each(batteries)('its battery, %s', async (_, getBattery, battery) => {
		withBattery(getBattery);
		expect((await healthOf('build-1', HEARD)).battery).toEqual(battery);
	});
});
