import { expect, test } from 'vitest';
import { FILE_BYTES_MAX } from '#domain/roster-file/reading.ts';
import { RosterReader, type Ending } from '#office/roster-file/reader.ts';
import { cp949, utf8 } from '../domain/roster-file/bytes.ts';
import { told, YEAR } from '../domain/roster-file/told.ts';
import { sheet } from '../domain/roster-file/workbook.ts';

const HEADER = ['학년', '반', '번호', '성명', '생년월일'];
const LIST = sheet([HEADER, [1, 3, 1, '김새봄', '2013-03-02'], [1, 3, 2, '이솔', '2013-04-05']]);

const file = (bytes: Uint8Array) => new File([bytes.slice()], '명단.xlsx');
const unheard = () => {};

function understood(ending: Ending): string[] {
	return ending.kind === 'cancelled' || ending.kind === 'failed' ? [ending.kind] : told(ending);
}

test('a workbook is read beside the page, and tells how far it is', async () => {
	const shares: number[] = [];
	const ending = await new RosterReader().read(file(LIST), YEAR, (share) => shares.push(share));
	expect(understood(ending)).toEqual(['1-3-1 김새봄', '1-3-2 이솔']);
	expect(shares.length).toBeGreaterThan(0);
	expect(JSON.stringify(ending)).not.toContain('2013');
});

test('CSV of Korean Excel is read, with syllables that strict EUC-KR lacks', async () => {
	const bytes = cp949('학년,반,번호,성명\r\n1,3,1,똠햏뷁\r\n');
	const ending = await new RosterReader().read(file(bytes), YEAR, unheard);
	expect(understood(ending)).toEqual(['1-3-1 똠햏뷁']);
	expect(ending).toMatchObject({ source: { kind: 'text', encoding: 'cp949', damaged: false } });
});

test('what was copied from a spreadsheet is understood like a file', async () => {
	const ending = await new RosterReader().paste('번호\t성명\n1\t김새봄\n', YEAR);
	expect(understood(ending)).toEqual(['?-?-1 김새봄 !missing !missing']);
});

test('a reading that is cancelled ends at once', async () => {
	const reader = new RosterReader();
	const ending = reader.read(file(LIST), YEAR, unheard);
	reader.cancel();
	expect(await ending).toEqual({ kind: 'cancelled' });
});

test('whoever chooses another file means that one', async () => {
	const reader = new RosterReader();
	const first = reader.read(file(LIST), YEAR, unheard);
	const second = reader.read(file(utf8('번호,성명\n7,박봄\n')), YEAR, unheard);
	expect(await first).toEqual({ kind: 'cancelled' });
	expect(understood(await second)).toEqual(['?-?-7 박봄 !missing !missing']);
});

test('a file that is cut off is refused, and the next one is read', async () => {
	const reader = new RosterReader();
	const cut = await reader.read(file(LIST.slice(0, 900)), YEAR, unheard);
	expect(cut).toEqual({ kind: 'refused', reason: 'damaged' });
	expect(understood(await reader.read(file(LIST), YEAR, unheard))).toHaveLength(2);
});

test('a file that is too large is refused without being read', async () => {
	const ending = await new RosterReader().read(
		file(new Uint8Array(FILE_BYTES_MAX + 1)),
		YEAR,
		unheard
	);
	expect(ending).toEqual({ kind: 'refused', reason: 'too-large' });
});
