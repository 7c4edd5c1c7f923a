const GUARD = 'haebom-guard';

/**
 * Keeps a tablet on the student's screen as far as a page can: it does not fall asleep, and neither a
 * long press nor «back» leads away. Returns how to let go. What only style can do hangs on the class.
 */
export function lock(): () => void {
	const ending = new AbortController();
	const { signal } = ending;
	const { classList } = document.documentElement;
	classList.add('locked');
	signal.addEventListener('abort', () => classList.remove('locked'));
	// The second is Safari's own word for a pinch.
	for (const menu of ['contextmenu', 'gesturestart'])
		addEventListener(menu, (event) => event.preventDefault(), { signal });
	guardHistory(signal);
	stayAwake(signal);
	return () => ending.abort();
}

/** Puts an entry before this one, and again whenever somebody went back to where there is none. */
function guardHistory(signal: AbortSignal): void {
	const guard = () => {
		if (!history.state?.[GUARD]) history.pushState({ ...history.state, [GUARD]: true }, '');
	};
	guard();
	addEventListener('popstate', guard, { signal });
}

/** Browsers take the lock away whenever the page is out of sight. */
function stayAwake(signal: AbortSignal): void {
	let held: WakeLockSentinel | undefined;
	const ask = async () => {
		if (document.visibilityState !== 'visible') return;
		try {
			const lock = await navigator.wakeLock?.request('screen');
			if (signal.aborted) await lock?.release();
			else held = lock;
		} catch {
			// A tablet that saves its battery refuses; then its own settings decide when it sleeps.
		}
	};
	void ask();
	document.addEventListener('visibilitychange', () => void ask(), { signal });
	signal.addEventListener('abort', () => void held?.release());
}
