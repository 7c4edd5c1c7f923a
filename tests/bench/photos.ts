import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Page } from 'playwright';
import { openBrowser } from '../stage/browser.ts';
import { CLIENT, scannerFiles } from './build.ts';
import { figure, median, progress, type Figure } from './figure.ts';
import { temporaryFolder } from './folder.ts';
import { installReaders, PHOTO_PAGE, type Reader } from './photo-readers.ts';
import { servePage } from './plain-page.ts';

/** Photos of a folder with this name hold no code at all. */
const NO_CODES = /^falsepositives/;

interface Photo {
	readonly url: string;
	/** The text of its code; null where there is none. */
	readonly text: string | null;
}

interface Tally {
	readonly read: number;
	readonly wrong: number;
	readonly times: readonly number[];
}

/** Who reads photos of codes from the street: the product's built decoder, beside html5-qrcode's own. */
export async function* photos(dirs: readonly string[]): AsyncGenerator<Figure> {
	if (dirs.length === 0) {
		progress('photos needs to know where photos are: npm run bench -- photos --dir DIR');
		return;
	}
	await using stage = new AsyncDisposableStack();
	const folders = Object.fromEntries(dirs.map((dir, index) => [`photos-${index}`, resolve(dir)]));
	const found = Object.entries(folders).flatMap(([name, dir]) => photosIn(name, dir));
	const withCode = found.filter(({ text }) => text !== null);
	if (withCode.length === 0) throw new Error(`No NAME.png beside a NAME.txt in ${dirs.join(', ')}`);
	const origin = await servePage(stage, PHOTO_PAGE, {
		...folders,
		kiosk: CLIENT,
		'html5-qrcode': 'node_modules/html5-qrcode'
	});
	const context = await openBrowser({ profile: join(temporaryFolder(stage), 'profile') });
	stage.defer(() => context.close());
	const page = await context.newPage();
	await page.goto(origin);
	await page.evaluate(installReaders, scannerFiles());

	progress(`Reading ${found.length} photos, twice …`);
	const ours = await tally(page, 'ours', found);
	const theirs = await tally(page, 'theirs', found);
	const notes = `${withCode.length} photos with a code, ${found.length - withCode.length} without`;
	const share = ({ read }: Tally) => (100 * read) / withCode.length;
	yield figure('photos.read', '%', share(ours), share(theirs), notes);
	yield figure(
		'photos.median',
		'ms',
		median(ours.times),
		median(theirs.times),
		`ours with the way to the worker and back; theirs on the main thread, QR only; ${notes}`
	);
	yield figure(
		'photos.wrong',
		'readings',
		ours.wrong,
		theirs.wrong,
		`another text than there is; ${notes}`
	);
}

/** Every photo below a folder that says what is on it, or that belongs to those without a code. */
function photosIn(name: string, dir: string): Photo[] {
	return readdirSync(dir, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith('.png'))
		.map((entry) => join(entry.parentPath, entry.name))
		.sort()
		.flatMap((path): Photo[] => {
			const url = `/${name}/${path.slice(dir.length + 1)}`;
			const expected = path.replace(/\.png$/, '.txt');
			if (NO_CODES.test(basename(join(path, '..')))) return [{ url, text: null }];
			return existsSync(expected) ? [{ url, text: normal(readFileSync(expected, 'utf8')) }] : [];
		});
}

async function tally(page: Page, who: Reader, found: readonly Photo[]): Promise<Tally> {
	let [read, wrong] = [0, 0];
	const times: number[] = [];
	for (const { url, text } of found) {
		const reading = await page.evaluate(([who, url]) => window.readers[who](url), [
			who,
			url
		] as const);
		const texts = reading.texts.map(normal);
		if (text !== null) times.push(reading.ms);
		if (text !== null && texts.includes(text)) read++;
		else if (texts.length > 0) wrong++;
	}
	return { read, wrong, times };
}

/** Some of the expected texts end with a line end that is not on the photo. */
function normal(text: string): string {
	return text.replaceAll('\r\n', '\n').trimEnd();
}
