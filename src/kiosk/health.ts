import type { DeviceHealth } from '#domain/protocol.ts';

/** How this tablet is doing, as far as its browser tells. */
export async function healthOf(build: string): Promise<DeviceHealth> {
	const { storage } = navigator;
	const { quota, usage } = (await storage?.estimate?.()) ?? {};
	return {
		build,
		persisted: (await storage?.persisted?.()) ?? null,
		free: quota === undefined ? null : Math.max(0, Math.floor(quota - (usage ?? 0))),
		installed: matchMedia('(display-mode: standalone), (display-mode: fullscreen)').matches
	};
}

/** Asks the browser never to evict what is stored. It may say no; then the center's board tells. */
export async function askToKeep(): Promise<void> {
	await navigator.storage?.persist?.();
}
