import { Workbox } from 'workbox-window';

const LOOK_EVERY_MS = 60 * 60_000;
const TRY_EVERY_MS = 10_000;

/** What a window may do about a new version; each is asked anew until it says yes. */
export interface Permission {
	/** Let it take over, in every window of this tablet. */
	readonly begin: () => Promise<boolean>;
	/** Start this page anew with the one that has taken over. */
	readonly reload: () => Promise<boolean>;
}

/**
 * Installs the service worker that makes the kiosk start without a network. A new version waits until a window
 * may begin with it; then each window starts anew with it as soon as that window may: none interrupts another.
 */
export async function install(may: Permission): Promise<void> {
	if (!('serviceWorker' in navigator)) return;
	const worker = new Workbox('/service-worker.js', { scope: '/kiosk' });
	// Not at once: a window that was opened just now does not know yet whether it has the door.
	worker.addEventListener('waiting', () =>
		keepAsking(may.begin, () => worker.messageSkipWaiting())
	);
	// The first worker takes over a page that came from the network; every later one brings new code.
	let controlled = Boolean(navigator.serviceWorker.controller);
	worker.addEventListener('controlling', () => {
		if (controlled) void keepAsking(may.reload, () => location.reload())();
		controlled = true;
	});
	await worker.register();
	// This page never navigates, so the browser would never look for a new version by itself.
	const look = () => void worker.update().catch(() => {});
	setInterval(look, LOOK_EVERY_MS);
	addEventListener('online', look);
}

/** Does something once it may, and asks every few seconds until then; returns how to ask right now. */
export function keepAsking(may: () => Promise<boolean>, act: () => void): () => Promise<void> {
	const ask = async () => {
		if (!(await may())) return;
		clearInterval(timer);
		act();
	};
	const timer = setInterval(ask, TRY_EVERY_MS);
	return ask;
}

/** Whether a newer version has been fetched and waits to be used. */
export async function isUpdateWaiting(): Promise<boolean> {
	const registration = await navigator.serviceWorker?.getRegistration('/kiosk');
	return registration?.waiting != null;
}

/** Lets the version that waits take over, as somebody wished: this page starts anew with it, whatever is going on. */
export async function useUpdate(): Promise<void> {
	const registration = await navigator.serviceWorker?.getRegistration('/kiosk');
	navigator.serviceWorker?.addEventListener('controllerchange', () => location.reload());
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
