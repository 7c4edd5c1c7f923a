// Brings a database up to date, as the product does when it starts, and dies in the middle of a step, as in a power
// cut: half-way.ts URL ENGINE STEP N dies after the step's Nth statement.
import { counted, migrate, openBare, STEPS } from './database.ts';

const [url = '', engine, fatal = '', after] = process.argv.slice(2);
if (engine !== 'sqlite' && engine !== 'postgres') throw new Error('Which database?');

const database = await openBare(url);
await migrate(database, engine, STEPS, (transaction, step) =>
	counted(transaction, (statement) => {
		if (step === fatal && statement === Number(after)) process.kill(process.pid, 'SIGKILL');
	})
);
throw new Error('It survived');
