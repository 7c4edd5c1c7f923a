import { join } from 'node:path';
import type { Page } from 'playwright';

/** Presses what saves a file, and gives where it then lies. */
export async function saved(
	page: Page,
	folder: string,
	press: () => Promise<void>
): Promise<string> {
	const saving = page.waitForEvent('download');
	await press();
	const file = await saving;
	const path = join(folder, file.suggestedFilename());
	await file.saveAs(path);
	return path;
}

/** Hands in at the center, as somebody there does, what a tablet saved: where it lies, or what it holds. */
export async function handIn(staff: Page, origin: string, file: string | Buffer): Promise<void> {
	await staff.goto(`${origin}/tablets`);
	const carried = { name: 'carried.json', mimeType: 'application/json' };
	await staff
		.getByLabel('파일', { exact: true })
		.setInputFiles(typeof file === 'string' ? file : { ...carried, buffer: file });
	await staff.getByRole('button', { name: '넣기' }).click();
}
