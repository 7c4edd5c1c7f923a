import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { compare } from '#domain/roster-file/compare.ts';
import { fileKind } from '#domain/roster-file/file-kind.ts';
import { readRosterFile } from '#office/roster-file/read.ts';
import { numbersFrom } from '../../random.ts';
import { damage, damagePart } from './damage.ts';
import { NASTY_FILES, SECRETS } from './nasty.ts';
import { told, YEAR } from './told.ts';

const FILES = 10_000;
const SEED = 20_261_125;

/** Figures that no roster has: telephone numbers, dates of birth in digits, resident numbers. */
const FIGURES = /\d{7}|\d{6}-\d|\d{4}-\d{4}|\w@\w+\.\w/;

test('a damaged file ends in an understanding or a refusal, and gives no secret away', () => {
	const chance = numbersFrom(SEED);
	const pick = () =>
		NASTY_FILES[Math.floor(chance() * NASTY_FILES.length)]?.bytes ?? new Uint8Array();
	const books = NASTY_FILES.filter(({ bytes }) => fileKind(bytes).kind === 'xlsx').map(
		({ bytes }) => unzipSync(bytes)
	);
	const endings = new Map<string, number>();
	for (let file = 0; file < FILES; file++) {
		const book = books[Math.floor(chance() * books.length)];
		const bytes =
			file % 2 === 0 && book ? damagePart(book, chance) : damage(pick(), pick(), chance);
		const reading = readRosterFile(bytes, YEAR, () => {});
		const ending = reading.kind === 'read' ? reading.understanding.kind : reading.reason;
		endings.set(ending, (endings.get(ending) ?? 0) + 1);
		const text = JSON.stringify(reading);
		if (FIGURES.test(text)) expect([file, text]).toEqual([file, 'nothing of the kind']);
		for (const secret of Object.values(SECRETS)) {
			if (text.includes(secret)) expect([file, text]).toEqual([file, `nothing like ${secret}`]);
		}
		// Nor does anything that is built on it break.
		told(reading);
		if (reading.kind === 'read' && reading.understanding.kind === 'understood') {
			compare(reading.understanding.lines, {
				known: [],
				roster: new Set(),
				expected: { school: null, level: null },
				answers: new Map()
			});
		}
	}
	// The damage must go deep enough to be worth something, and not so deep that nothing is left.
	for (const ending of ['understood', 'no-header', 'damaged', 'unknown']) {
		expect(endings.get(ending) ?? 0).toBeGreaterThan(FILES / 100);
	}
});
