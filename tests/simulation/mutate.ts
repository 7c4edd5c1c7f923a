// Loaded before a simulation: has one file of the product say something else. The product knows nothing of it.
import { registerHooks } from 'node:module';
import { MUTANTS } from './mutants.ts';

const mutant = MUTANTS.find(({ name }) => name === process.env.MUTANT);
if (!mutant) throw new Error(`There is no variant called ${process.env.MUTANT}`);
const { file, from, to } = mutant;

registerHooks({
	load(url, context, next) {
		const loaded = next(url, context);
		if (!url.endsWith(`/src/${file}`) || !loaded.source) return loaded;
		const [before, after, ...more] = loaded.source.toString().split(from);
		if (before === undefined || after === undefined || more.length > 0) {
			throw new Error(`«${from}» is not once in ${file}`);
		}
		return { ...loaded, source: `${before}${to}${after}` };
	}
});
