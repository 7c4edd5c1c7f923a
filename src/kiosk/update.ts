import { Workbox } from 'workbox-window';

const LOOK_EVERY_MS = 60 * 60_000;
const TRY_EVERY_MS = 10_000;

/**
 * Installs the service worker that makes the kiosk start without a network. A new version waits until
 * `mayReload` says that nobody is at the door and nothing is owed; then the page starts anew with it.
 */
export async function install(mayReload: () => Promise<boolean>): Promise<void> {
	if (!('serviceWorker' in navigator)) return;
	const worker = new Workbox('/service-worker.js', { scope: '/kiosk' });
	worker.addEventListener('waiting', () => {
		const timer = setInterval(async () => {
			if (!(await mayReload())) return;
			clearInterval(timer);
			worker.messageSkipWaiting();
		}, TRY_EVERY_MS);
	});
	// The first worker takes over a page that came from the network; every later one brings new code.
	let controlled = Boolean(navigator.serviceWorker.controller);
	worker.addEventListener('controlling', () => {
		if (controlled) location.reload();
		controlled = true;
	});
	await worker.register();
	// This page never navigates, so the browser would never look for a new version by itself.
	const look = () => void worker.update().catch(() => {});
	setInterval(look, LOOK_EVERY_MS);
	addEventListener('online', look);
}

/** Whether a newer version has been fetched and waits to be used. */
export async function isUpdateWaiting(): Promise<boolean> {
	const registration = await navigator.serviceWorker?.getRegistration('/kiosk');
	return registration?.waiting != null;
}

/** Lets the version that waits take over, as somebody wished: the page starts anew with it. */
export async function useUpdate(): Promise<void> {
	const registration = await navigator.serviceWorker?.getRegistration('/kiosk');
	registration?.waiting?.postMessage({ type: 'SKIP_WAITING' });
}

interface SyncManager {
	register(tag: string): Promise<void>;
}

export const DRAIN_TAG = 'drain';

/** Where browsers can do that: be woken when the network returns, even if this page is closed by then. */
export async function askToBeWoken(): Promise<void> {
	const registration = await navigator.serviceWorker?.getRegistration('/kiosk');
	const sync = (registration as { sync?: SyncManager } | undefined)?.sync;
	await sync?.register(DRAIN_TAG);
}
