import type { Plan } from './play.ts';

/** Plans that once found something, with what it was. They are played with every test. */
export const REGRESSIONS: readonly (Plan & { readonly found: string })[] = [];
