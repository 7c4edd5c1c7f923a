import { expect, test } from 'vitest';
import { codeOf, problem, ProblemCode } from '#domain/problem.ts';

test('every problem has a document, and the document leads back to it', () => {
	for (const code of ProblemCode.options) {
		const document = problem(code);
		expect(codeOf(document)).toBe(code);
		expect(document.status).toBeGreaterThanOrEqual(400);
		expect(document.title).not.toBe('');
	}
	expect(codeOf({ ...problem('busy'), type: '/problems/from-the-future' })).toBe('broken');
});
