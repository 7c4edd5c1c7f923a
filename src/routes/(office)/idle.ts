import * as v from 'valibot';

const ASK_EVERY_MS = 60_000;

/** What the server answers to how long the sign-in lasts. */
const Left = v.object({ ms: v.pipe(v.number(), v.minValue(0)) });

/**
 * Watches over a page until the returned function is called. While somebody types or taps here the
 * sign-in is in use, even if nothing is sent; when it has run out the page gives way to the sign-in.
 */
export function watchIdle(): () => void {
	let active = false;
	let timer: ReturnType<typeof setTimeout>;
	const touched = () => (active = true);
	const ask = async () => {
		const busy = active;
		active = false;
		const left = await askLeft(busy);
		if (left === 0) {
			const to = location.pathname + location.search;
			return location.assign(`/sign-in?${new URLSearchParams({ to, because: 'ended' })}`);
		}
		// Just after the moment it would run out at, or else so that typing is noticed in time.
		timer = setTimeout(ask, Math.min((left ?? ASK_EVERY_MS) + 1_000, ASK_EVERY_MS));
	};
	timer = setTimeout(ask, ASK_EVERY_MS);
	document.addEventListener('keydown', touched);
	document.addEventListener('pointerdown', touched);
	return () => {
		clearTimeout(timer);
		document.removeEventListener('keydown', touched);
		document.removeEventListener('pointerdown', touched);
	};
}

/** How long the sign-in lasts, in ms; null when the server cannot be asked. To post counts as use. */
async function askLeft(active: boolean): Promise<number | null> {
	try {
		const answer = await fetch('/sign-in/left', { method: active ? 'POST' : 'GET' });
		const left = v.safeParse(Left, await answer.json());
		return left.success ? left.output.ms : null;
	} catch {
		return null;
	}
}
