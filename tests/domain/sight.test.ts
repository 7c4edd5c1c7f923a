import { expect, test } from 'vitest';
import { GLANCES_JUDGED, sightOf, type Glance, type Sight } from '#domain/sight.ts';

const BRIGHT: Glance = { frames: 30, brightest: 220 };
const DARK: Glance = { frames: 30, brightest: 39 };
const SLOW: Glance = { frames: 3, brightest: 220 };
const NONE: Glance = { frames: 0, brightest: 0 };
const all = (glance: Glance) => Array<Glance>(GLANCES_JUDGED).fill(glance);
const lastly = (glance: Glance, before: Glance) => [...all(before).slice(1), glance];

test.each<[string, readonly Glance[], Sight]>([
	['bright and quick', all(BRIGHT), 'clear'],
	['all dark', all(DARK), 'dark'],
	['just bright enough', all({ ...DARK, brightest: 40 }), 'clear'],
	['dark until just now', lastly(BRIGHT, DARK), 'clear'],
	['a hand before the lens', lastly(DARK, BRIGHT), 'clear'],
	['three frames a second', all(SLOW), 'clear'],
	['one less', lastly({ ...SLOW, frames: 2 }, SLOW), 'slow'],
	['few, and dark', all({ frames: 1, brightest: 16 }), 'dark'],
	['no frame any longer', all(NONE), 'still'],
	['a single frame', lastly({ ...BRIGHT, frames: 1 }, NONE), 'slow'],
	['only the last count', [...all(NONE), ...all(BRIGHT)], 'clear'],
	['too early to say', all(NONE).slice(1), 'clear'],
	['not yet looked', [], 'clear']
])('a picture that is %s', (_, glances, sight) => {
	expect(sightOf(glances)).toBe(sight);
});
