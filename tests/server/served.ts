import type { Engine } from '#server/database/schema.ts';
import { startServer, type RunningServer } from '../stage/server.ts';
import { createDatabase } from './center.ts';

/** The built product, and the database that it runs on. */
export interface Served extends RunningServer {
	readonly databaseUrl: string;
}

/** Starts the built product on an empty database of its own, which goes with it. */
export async function serve(engine: Engine): Promise<Served> {
	if (engine === 'sqlite') {
		const server = await startServer();
		return { ...server, databaseUrl: `sqlite:${server.dataDir}/haebom.db` };
	}
	const { url, drop } = await createDatabase('template1');
	const server = await startServer({ DATABASE_URL: url });
	return {
		...server,
		databaseUrl: url,
		async remove() {
			await server.remove();
			await drop();
		}
	};
}
