import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openStore } from '#server/database/store.ts';
import { silent } from '#server/log.ts';
import { startPostgres } from '../stage/postgres.ts';

declare module 'vitest' {
	interface ProvidedContext {
		postgres: string;
	}
}

/** A database with all tables and nothing in them, from which those of the tests are copied. */
export const TEMPLATE = 'haebom_template';

/** Every test of the server runs on PostgreSQL as well: one that is named, or one that is started for it. */
export default async function setup(project: TestProject) {
	const given = process.env['TEST_POSTGRES_URL'];
	const server = given ? null : await startPostgres();
	const url = server?.url ?? given ?? '';
	project.provide('postgres', url);
	await makeTemplate(url);
	return () => server?.remove();
}

async function makeTemplate(url: string): Promise<void> {
	const client = new pg.Client(url);
	await client.connect();
	await client.query(`drop database if exists ${TEMPLATE}`);
	await client.query(`create database ${TEMPLATE}`);
	const template = new URL(url);
	template.pathname = TEMPLATE;
	await (await openStore(template.href, silent)).close();
	// It can be copied only while nobody is in it.
	await client.query(`alter database ${TEMPLATE} allow_connections false`);
	await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
		TEMPLATE
	]);
	await client.end();
}
