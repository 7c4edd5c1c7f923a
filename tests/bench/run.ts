// Measures what the product must reach, beside its peers: npm run bench -- [NAME …] [--dir DIR …]
import { parseArgs } from 'node:util';
import { coldStart } from './cold-start.ts';
import { progress, type Bench } from './figure.ts';
import { flow } from './flow.ts';
import { ingest } from './ingest.ts';
import { light } from './light.ts';
import { lists } from './lists.ts';
import { photos } from './photos.ts';
import { rosterImport } from './roster-import.ts';
import { scan } from './scan.ts';
import { weight } from './weight.ts';

const BENCHES: Readonly<Record<string, Bench>> = {
	weight,
	ingest,
	light,
	lists,
	import: rosterImport,
	'cold-start': coldStart,
	flow,
	photos,
	scan
};

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { dir: { type: 'string', multiple: true, default: [] } }
});
const unknown = positionals.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
	progress(`There is no ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}`);
	process.exit(2);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

let failed = false;
for (const [name, bench] of Object.entries(BENCHES)) {
	if (positionals.length > 0 && !positionals.includes(name)) continue;
	try {
		for await (const figure of bench(values.dir)) console.log(JSON.stringify(figure));
	} catch (error) {
		// The other figures do not depend on it, and took long to measure.
		failed = true;
		console.error(`${name} could not be measured:`, error);
	}
}
process.exit(failed ? 1 : 0);
