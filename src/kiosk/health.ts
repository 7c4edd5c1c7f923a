import type { DeviceHealth } from '#domain/protocol.ts';
import type { Contact } from '#kiosk/journal.ts';

declare global {
	interface Navigator {
		/** Chromium has it; the types that come with the compiler, and other browsers, have not. */
		getBattery?(): Promise<{ readonly level: number; readonly charging: boolean }>;
	}
}

/** How this tablet is doing, as far as its browser tells. */
export async function healthOf(
	build: string,
	{ skew, heardAt, pulledAt }: Contact
): Promise<DeviceHealth> {
	const { storage } = navigator;
	const { quota, usage } = (await storage?.estimate?.()) ?? {};
	return {
		build,
		persisted: (await storage?.persisted?.()) ?? null,
		free: quota === undefined ? null : Math.max(0, Math.floor(quota - (usage ?? 0))),
		installed: matchMedia('(display-mode: standalone), (display-mode: fullscreen)').matches,
		battery: await battery(),
		skew: heardAt === null && pulledAt === null ? null : skew
	};
}

/** Asks the browser never to evict what is stored. It may say no; then the center's board tells. */
export async function askToKeep(): Promise<void> {
	await navigator.storage?.persist?.();
}

async function battery(): Promise<DeviceHealth['battery']> {
	try {
		const { level, charging } = (await navigator.getBattery?.()) ?? {};
		if (level === undefined || charging === undefined) return null;
		return { percent: Math.round(level * 100), charging };
	} catch {
		// A browser may have it and forbid it; then nobody knows.
		return null;
	}
}
