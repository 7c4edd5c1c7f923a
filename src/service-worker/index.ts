import {
	cleanupOutdatedCaches,
	createHandlerBoundToURL,
	precacheAndRoute
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { drainInBackground } from './background-drain.ts';

declare const self: ServiceWorkerGlobalScope & {
	/** All files of the kiosk, and no others; the build writes the list in here. */
	readonly __KIOSK_FILES__: { readonly url: string; readonly revision: string | null }[];
};

interface SyncEvent extends ExtendableEvent {
	readonly tag: string;
}

precacheAndRoute(self.__KIOSK_FILES__);
cleanupOutdatedCaches();
registerRoute(
	new NavigationRoute(createHandlerBoundToURL('/kiosk'), { allowlist: [/^\/kiosk(\/|$|\?)/] })
);

// A page that was loaded before there was a worker must not lose its way when the network goes.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

// Only on request: the page knows when nobody is at the door.
self.addEventListener('message', ({ data }) => {
	if (data?.type === 'SKIP_WAITING') void self.skipWaiting();
});

self.addEventListener('sync', (event) => {
	(event as SyncEvent).waitUntil(drainInBackground());
});
