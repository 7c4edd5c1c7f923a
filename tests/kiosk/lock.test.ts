import { expect, onTestFinished, test, vi } from 'vitest';
import { lock } from '#kiosk/lock.ts';

/** A screen that can be kept awake, or whose battery says no. */
function wakeLock(request: () => Promise<unknown>) {
	const real = Object.getOwnPropertyDescriptor(Navigator.prototype, 'wakeLock');
	Object.defineProperty(Navigator.prototype, 'wakeLock', {
		configurable: true,
		value: { request }
	});
	onTestFinished(() => {
		if (real) Object.defineProperty(Navigator.prototype, 'wakeLock', real);
	});
}

test('«back» leads nowhere, and a long press opens no menu', async () => {
	wakeLock(async () => ({ release: async () => {} }));
	const release = lock();
	const before = location.href;
	history.back();
	await new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
	expect(location.href).toBe(before);
	await vi.waitFor(() => expect(history.state).toMatchObject({ 'haebom-guard': true }));
	const menu = new MouseEvent('contextmenu', { cancelable: true, bubbles: true });
	document.body.dispatchEvent(menu);
	expect(menu.defaultPrevented).toBe(true);
	release();
	const later = new MouseEvent('contextmenu', { cancelable: true, bubbles: true });
	document.body.dispatchEvent(later);
	expect(later.defaultPrevented).toBe(false);
	expect(document.documentElement.classList.contains('locked')).toBe(false);
});

test('the screen is kept awake again whenever it comes back into sight, and let go at the end', async () => {
	const released = vi.fn(async () => {});
	const request = vi.fn(async () => ({ release: released }));
	wakeLock(request);
	const release = lock();
	await vi.waitFor(() => expect(request).toHaveBeenCalledTimes(1));
	document.dispatchEvent(new Event('visibilitychange'));
	await vi.waitFor(() => expect(request).toHaveBeenCalledTimes(2));
	release();
	expect(released).toHaveBeenCalled();
	document.dispatchEvent(new Event('visibilitychange'));
	expect(request).toHaveBeenCalledTimes(2);
});

test.each([
	['refuses', async () => Promise.reject(new DOMException('Low battery', 'NotAllowedError'))],
	['has no such thing', undefined]
])('a tablet that %s is locked all the same', (_, request) => {
	if (request) wakeLock(request);
	else {
		wakeLock(async () => {});
		Object.defineProperty(Navigator.prototype, 'wakeLock', {
			configurable: true,
			value: undefined
		});
	}
	const release = lock();
	expect(document.documentElement.classList.contains('locked')).toBe(true);
	release();
});
