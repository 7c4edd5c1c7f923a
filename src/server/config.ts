import { resolve } from 'node:path';

/** What an operator can set from outside. Everything has a default that serves this machine alone. */
export interface Config {
	/** Where the database, and the key that is kept outside of it, lie. */
	readonly dataDir: string;
	/** `sqlite:` and a path, or `postgres://…`. */
	readonly databaseUrl: string;
	/** Under which address browsers reach the server: decides cookies, links and the CSRF check. */
	readonly origin: string;
	readonly logLevel: string;
}

/** Reads `DATA_DIR`, `DATABASE_URL`, `ORIGIN`, `HOST`, `PORT` and `LOG_LEVEL`. Throws on a URL it cannot serve. */
export function configFrom(env: Readonly<Record<string, string | undefined>>): Config {
	const dataDir = resolve(env['DATA_DIR'] || 'data');
	const databaseUrl = env['DATABASE_URL'] || `sqlite:${dataDir}/haebom.db`;
	if (!/^(sqlite:|postgres(ql)?:\/\/)/.test(databaseUrl)) {
		throw new Error('DATABASE_URL must begin with sqlite: or postgres://');
	}
	return {
		dataDir,
		databaseUrl,
		origin: env['ORIGIN'] || `http://localhost:${env['PORT'] || 3000}`,
		logLevel: env['LOG_LEVEL'] || 'info'
	};
}
