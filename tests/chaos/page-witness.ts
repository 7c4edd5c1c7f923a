/** What the witness in the page saw. */
export type Report =
	/** An event is on its way to the disk: its transaction is open. */
	| { readonly kind: 'writing'; readonly id: string; readonly badge: string | null }
	/** The screen shows what a scan came to. `name` is the masked name and the group. */
	| { readonly kind: 'shown'; readonly tone: string; readonly name: string };

/** The name under which a page can reach the harness. */
export const TELL = 'tellHarness';

/**
 * Runs in every page before its own scripts. Tells at once, for the browser may be killed in the next
 * millisecond, what is being written and what the screen shows. Reads only: the product knows nothing of it.
 */
export function witnessPage(tell: string): void {
	const told = (report: Report) =>
		void (globalThis as unknown as Record<string, (report: Report) => void>)[tell]?.(report);
	const add = IDBObjectStore.prototype.add;
	IDBObjectStore.prototype.add = function (...parts) {
		const request = add.apply(this, parts);
		if (this.name === 'events') {
			const { id, event } = parts[0] as { id: string; event: { who: { badge?: string } } };
			told({ kind: 'writing', id, badge: event.who.badge ?? null });
		}
		return request;
	};
	let last = '';
	const look = () => {
		const verdict = document.querySelector<HTMLElement>('.verdict[data-tone]');
		const tone = verdict?.dataset['tone'] ?? '';
		const name = verdict?.querySelector('.name')?.textContent ?? '';
		const seen = `${tone}/${name}`;
		if (seen === last) return;
		last = seen;
		if (tone) told({ kind: 'shown', tone, name });
	};
	new MutationObserver(look).observe(document, {
		subtree: true,
		childList: true,
		characterData: true,
		attributeFilter: ['data-tone']
	});
}
