import { resolve } from 'node:path';
import type { Ways } from '#server/database/store.ts';
import { Unusable } from '#server/unusable.ts';

/** What an operator can set from outside. Everything has a default that serves this machine alone. */
export interface Config {
	/** Where the database, and the key that is kept outside of it, lie. */
	readonly dataDir: string;
	/** `sqlite:` and a path, or `postgres://…`. */
	readonly databaseUrl: string;
	readonly databaseWays: Ways;
	/** The key that is else in `secret.key`; null if it is there. */
	readonly secretKey: string | null;
	/** Under which address browsers reach the server: decides cookies, links and the CSRF check. */
	readonly origin: string;
	readonly logLevel: string;
}

const CONNECTIONS = 8;

/** Reads the settings that README names. Throws `Unusable` on what it cannot serve. */
export function configFrom(env: Readonly<Record<string, string | undefined>>): Config {
	const dataDir = resolve(env['DATA_DIR'] || 'data');
	const databaseUrl = env['DATABASE_URL'] || `sqlite:${dataDir}/haebom.db`;
	if (!/^(sqlite:|postgres(ql)?:\/\/)/.test(databaseUrl)) {
		throw new Unusable('DATABASE_URL must begin with sqlite: or postgres://');
	}
	const connections = Number(env['DATABASE_CONNECTIONS'] || CONNECTIONS);
	if (!Number.isInteger(connections) || connections < 1) {
		throw new Unusable('DATABASE_CONNECTIONS must be a whole number, 1 or more');
	}
	return {
		dataDir,
		databaseUrl,
		databaseWays: { connections, directUrl: env['DATABASE_LISTEN_URL'] || databaseUrl },
		secretKey: env['SECRET_KEY'] || null,
		origin: env['ORIGIN'] || `http://localhost:${env['PORT'] || 3000}`,
		logLevel: env['LOG_LEVEL'] || 'info'
	};
}
