import { setTimeout as sleep } from 'node:timers/promises';
import type { Tablet } from './tablet.ts';

const RANDOM_MS_MAX = 1_200;
/** From a scan to its push, with time to spare. */
const PUSH_MS_MAX = 4_000;
const SCAN_MS_MAX = 2_500;

/** One way for a browser to end. */
export interface Death {
	readonly name: string;
	/**
	 * Shows one more badge with `scan`, and ends the browser at its moment. Resolves once it has, or when the
	 * moment did not come: the browser is ended then, too.
	 */
	meet(tablet: Tablet, scan: () => Promise<unknown>, chance: () => number): Promise<unknown>;
}

/** Waits for a moment and then calls `kill`, unless `signal` aborts first. */
type Arm = (kill: () => void, signal: AbortSignal) => void;

/** Kills at the moment that `arm` waits for, at the latest after so long. */
async function killedWhen(
	tablet: Tablet,
	arm: Arm,
	scan: () => Promise<unknown>,
	withinMs: number
): Promise<void> {
	const over = new AbortController();
	const ended = new Promise<void>((resolve) => {
		const kill = () => {
			tablet.signal('SIGKILL');
			resolve();
		};
		arm(kill, over.signal);
		void sleep(withinMs, null, { signal: over.signal }).then(kill, () => {});
	});
	// Its page may be gone before it has answered.
	void scan().catch(() => {});
	await ended;
	over.abort();
}

const told =
	(tablet: Tablet, kind: 'writing' | 'shown'): Arm =>
	(kill, signal) => {
		tablet.told.once(kind, kill);
		signal.addEventListener('abort', () => tablet.told.off(kind, kill));
	};

/** The ways to end, at moments of recording and handing in that matter, and at any other. */
export const DEATHS: readonly Death[] = [
	{
		name: 'at a random moment',
		meet: (tablet, scan, chance) => killedWhen(tablet, () => {}, scan, chance() * RANDOM_MS_MAX)
	},
	{
		name: 'right after the keystrokes',
		meet: (tablet, scan) => killedWhen(tablet, (kill) => setImmediate(kill), scan, RANDOM_MS_MAX)
	},
	{
		name: 'while the event is being written',
		meet: (tablet, scan) => killedWhen(tablet, told(tablet, 'writing'), scan, SCAN_MS_MAX)
	},
	{
		name: 'between green and push',
		meet: (tablet, scan) => killedWhen(tablet, told(tablet, 'shown'), scan, SCAN_MS_MAX)
	},
	{
		name: 'while its push is at the server',
		meet: (tablet, scan) =>
			killedWhen(tablet, (kill) => tablet.wire.next('forwarded', kill), scan, PUSH_MS_MAX)
	},
	{
		name: 'while the answer is on its way',
		meet: (tablet, scan) =>
			killedWhen(tablet, (kill) => tablet.wire.next('answered', kill), scan, PUSH_MS_MAX)
	},
	{
		name: 'with the answer just received',
		meet: (tablet, scan, chance) =>
			killedWhen(
				tablet,
				(kill) => tablet.wire.next('answered', () => void sleep(chance() * 20).then(kill)),
				scan,
				PUSH_MS_MAX
			)
	},
	{
		name: 'crash of the page',
		meet: crash
	}
];

/** The page dies by itself while it writes; what is left of the browser is ended afterwards. */
async function crash(tablet: Tablet, scan: () => Promise<unknown>): Promise<void> {
	const { page } = tablet;
	if (!page) return;
	const session = await page.context().newCDPSession(page);
	const crashed = page.waitForEvent('crash', { timeout: SCAN_MS_MAX });
	const crash = () => void session.send('Page.crash').catch(() => {});
	tablet.told.once('writing', crash);
	void scan().catch(() => {});
	await crashed.catch(() => {});
	tablet.told.off('writing', crash);
}
