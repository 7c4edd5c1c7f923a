import type { TestProject } from 'vitest/node';
import { startPostgres } from '../stage/postgres.ts';

declare module 'vitest' {
	interface ProvidedContext {
		postgres: string;
	}
}

/** Every test of the server runs on PostgreSQL as well: one that is named, or one that is started for it. */
export default async function setup(project: TestProject) {
	const given = process.env['TEST_POSTGRES_URL'];
	if (given) {
		project.provide('postgres', given);
		return;
	}
	const server = await startPostgres();
	project.provide('postgres', server.url);
	return () => server.remove();
}
