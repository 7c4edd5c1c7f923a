import type { Comfort } from '#domain/comfort.ts';

/** Makes the page look as somebody wants it. `pxPerMm` is null on a tablet that nobody has measured. */
export function dress(root: HTMLElement, comfort: Comfort, pxPerMm: number | null): void {
	root.lang = comfort.language;
	root.dataset['textSize'] = String(comfort.textSize);
	root.dataset['contrast'] = comfort.contrast ? 'high' : 'usual';
	root.dataset['place'] = comfort.low ? 'low' : 'usual';
	root.dataset['hand'] = comfort.leftHanded ? 'left' : 'right';
	root.dataset['motion'] = comfort.still ? 'still' : 'usual';
	if (pxPerMm === null) root.style.removeProperty('--mm');
	else root.style.setProperty('--mm', `${pxPerMm}px`);
}
