import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mask } from '#domain/name.ts';

describe('a name on the public screen', () => {
	test.each([
		['김새봄', '김*봄'],
		['김봄', '김*'],
		['남궁하늘', '남**늘'],
		['이 산', '이*산'],
		['김새봄'.normalize('NFD'), '김*봄'],
		['Nguyen Thi Mai', 'N***'],
		['Юлия', 'Ю***'],
		['王小明', '王*明'],
		['김', '김*']
	])('%s is shown as %s', (name, masked) => expect(mask(name)).toBe(masked));

	test('never shows more than two letters', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (name) => {
				expect([...mask(name).replaceAll('*', '')].length).toBeLessThanOrEqual(2);
			})
		);
	});
});
