import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { Page } from 'playwright';

const DESK_AND_PHONE_PX = [1280, 375];

/** Every rule of WCAG 2.2 AA that a machine can check, and good practice besides. */
export async function findsNothing(page: Page, what: string): Promise<void> {
	const { violations } = await new AxeBuilder({ page })
		.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
		.analyze();
	const found = violations.map(
		({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`
	);
	expect(found, what).toEqual([]);
}

/** The same on a desk and on a phone, where nothing may scroll sideways either. */
export async function findsNothingAnywhere(page: Page, what: string): Promise<void> {
	for (const width of DESK_AND_PHONE_PX) {
		await page.setViewportSize({ width, height: 800 });
		await findsNothing(page, `${what} at ${width}`);
		const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect(wider, `${what} at ${width} scrolls sideways`).toBeLessThanOrEqual(0);
	}
	await page.setViewportSize({ width: 1280, height: 800 });
}
