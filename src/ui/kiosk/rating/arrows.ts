const STEPS: Readonly<Record<string, number>> = {
	ArrowLeft: -1,
	ArrowUp: -1,
	ArrowRight: 1,
	ArrowDown: 1
};

/** Lets the arrow keys go from one button to the next, in the order of the scale. To be attached. */
export function arrows(holder: HTMLElement): () => void {
	const step = (event: KeyboardEvent) => {
		const by = STEPS[event.key];
		if (by === undefined) return;
		const buttons = [...holder.querySelectorAll('button')];
		const at = buttons.findIndex((button) => button === document.activeElement);
		const next = at < 0 && by < 0 ? buttons.length - 1 : at + by;
		buttons[Math.min(Math.max(next, 0), buttons.length - 1)]?.focus();
		event.preventDefault();
	};
	holder.addEventListener('keydown', step);
	return () => holder.removeEventListener('keydown', step);
}
