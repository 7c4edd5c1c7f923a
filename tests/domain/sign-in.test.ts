import { expect, test } from 'vitest';
import { Role } from '#domain/rights.ts';
import { lasts, owesTwoStep, SIGN_IN_MS_MAX } from '#domain/sign-in.ts';
import { MINUTE, START } from './people.ts';

const use = { beganAt: START, usedAt: START, idleMs: 10 * MINUTE };

test('a sign-in runs out when nobody has used it for as long as the center allows', () => {
	expect(lasts(use, START + 10 * MINUTE - 1)).toBe(1);
	expect(lasts(use, START + 10 * MINUTE)).toBe(0);
	expect(lasts({ ...use, usedAt: START + 5 * MINUTE }, START + 10 * MINUTE)).toBe(5 * MINUTE);
	expect(lasts({ ...use, usedAt: null }, START + 4 * MINUTE)).toBe(6 * MINUTE);
});

test('and after twelve hours however busy somebody is', () => {
	const busy = { ...use, usedAt: START + SIGN_IN_MS_MAX - 1 };
	expect(lasts(busy, START + SIGN_IN_MS_MAX - 1)).toBe(1);
	expect(lasts(busy, START + SIGN_IN_MS_MAX)).toBe(0);
});

test('only administrators owe a second step, and only of a real center', () => {
	const who = { twoStep: false, founding: false };
	const owing = Role.options.filter((role) => owesTwoStep({ ...who, role }, { demo: false }));
	expect(owing).toEqual(['administrator']);
	const administrator = { ...who, role: 'administrator' } as const;
	expect(owesTwoStep({ ...administrator, twoStep: true }, { demo: false })).toBe(false);
	expect(owesTwoStep({ ...administrator, founding: true }, { demo: false })).toBe(false);
	expect(owesTwoStep(administrator, { demo: true })).toBe(false);
});
