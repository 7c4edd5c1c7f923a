import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Mutant } from './mutants.ts';
import type { Check } from './oracle.ts';

const [PRELOAD, HUNTED] = ['mutate.ts', 'hunted.ts'].map((file) =>
	fileURLToPath(new URL(file, import.meta.url))
);

/** By which check a variant was caught, and after how many events; not at all if `check` is null. */
export interface Caught {
	readonly check: Check | null;
	readonly events: number;
	readonly seeds: number;
}

/** Plays histories with a variant, in a process of its own, until one breaks a promise. */
export function hunt(mutant: Mutant, seeds: number): Promise<Caught> {
	return played(mutant, seeds, ['--import', PRELOAD ?? '']);
}

/** The same histories with the product itself: whatever is found in these was not the variant's doing. */
export function control(mutant: Mutant, seeds: number): Promise<Caught> {
	return played(mutant, seeds, []);
}

function played({ name }: Mutant, seeds: number, preload: readonly string[]): Promise<Caught> {
	return new Promise((resolve, reject) => {
		const args = [...preload, HUNTED ?? '', String(seeds)];
		const env = { ...process.env, MUTANT: name };
		execFile(process.execPath, args, { env }, (error, said) => {
			if (error) reject(error);
			else resolve(JSON.parse(said) as Caught);
		});
	});
}
