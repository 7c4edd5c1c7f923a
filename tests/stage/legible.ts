import type { Locator, Page } from 'playwright';

const STUDENT_TEXT_PX_MIN = 24;

/** Texts on the screen that are smaller than a student must be able to read. */
export function tooSmall(page: Page): Promise<string[]> {
	return page.evaluate((least) => {
		const small: string[] = [];
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			const parent = node.parentElement;
			if (!parent || !node.textContent?.trim() || parent.closest('.visually-hidden, script, style'))
				continue;
			const size = Number.parseFloat(getComputedStyle(parent).fontSize);
			if (parent.checkVisibility() && size < least)
				small.push(`${size}px ${node.textContent.trim()}`);
		}
		return small;
	}, STUDENT_TEXT_PX_MIN);
}

/** How near words may come to the edge of what is pressed. */
const EDGE_PX_MIN = 6;

/** The words of these buttons that leave them, or come too near to their edge. */
export function crowded(buttons: Locator): Promise<string[]> {
	return buttons.evaluateAll((all, least) => {
		const crowded: string[] = [];
		for (const button of all) {
			const room = button.getBoundingClientRect();
			const range = document.createRange();
			range.selectNodeContents(button);
			const words = range.getBoundingClientRect();
			const edges = [words.left - room.left, room.right - words.right];
			edges.push(words.top - room.top, room.bottom - words.bottom);
			if (Math.min(...edges) < least) crowded.push(button.textContent?.trim() ?? '');
		}
		return crowded;
	}, EDGE_PX_MIN);
}

/** Texts that leave the screen sideways, or what they are written on. */
export function cutOff(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const cut: string[] = [];
		const modal = [...document.querySelectorAll('dialog[open]')].at(-1);
		const walker = document.createTreeWalker(modal ?? document.body, NodeFilter.SHOW_TEXT);
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			const parent = node.parentElement;
			if (!parent || !node.textContent?.trim() || parent.closest('.visually-hidden, script, style'))
				continue;
			if (!parent.checkVisibility()) continue;
			const range = document.createRange();
			range.selectNodeContents(node);
			const text = range.getBoundingClientRect();
			const holder = parent.closest('button, label, .verdict, .banner, .session, dialog, main');
			const room = holder?.getBoundingClientRect() ?? document.body.getBoundingClientRect();
			const within =
				text.left >= Math.max(0, room.left) - 1 &&
				text.right <= Math.min(innerWidth, room.right) + 1 &&
				(holder?.tagName === 'DIALOG' ||
					(text.top >= room.top - 1 && text.bottom <= room.bottom + 1));
			if (!within) cut.push(node.textContent.trim());
		}
		const scrolling = [document.documentElement, ...(modal ? [modal] : [])];
		for (const { scrollWidth, clientWidth, tagName } of scrolling)
			if (scrollWidth > clientWidth) cut.push(`${tagName} scrolls sideways`);
		return cut;
	});
}
