import { join, resolve } from 'node:path';
import type { Ways } from '#server/database/store.ts';
import { Unusable } from '#server/unusable.ts';

type Environment = Readonly<Record<string, string | undefined>>;

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
	readonly backups: BackupPlan;
}

/** When backups of the SQLite database are made, and which are kept. */
export interface BackupPlan {
	/** Where verified ones lie; null when none are made. */
	readonly folder: string | null;
	/** At which hour of the day in Seoul, once a day. */
	readonly hour: number;
	/** Of how many days, weeks and months the last one is kept. */
	readonly keep: { readonly days: number; readonly weeks: number; readonly months: number };
}

const CONNECTIONS = 8;

/** Reads the settings that README names. Throws `Unusable` on what it cannot serve. */
export function configFrom(env: Environment): Config {
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
		logLevel: env['LOG_LEVEL'] || 'info',
		backups: backupsFrom(env, dataDir)
	};
}

/** The file of the SQLite database; null when it is PostgreSQL. */
export function databaseFile({ databaseUrl }: Pick<Config, 'databaseUrl'>): string | null {
	return databaseUrl.startsWith('sqlite:') ? resolve(databaseUrl.slice('sqlite:'.length)) : null;
}

function backupsFrom(env: Environment, dataDir: string): BackupPlan {
	const folder = env['HAEBOM_BACKUP_DIR'] || join(dataDir, 'backups');
	const hour = Number(env['HAEBOM_BACKUP_HOUR'] || 3);
	if (!Number.isInteger(hour) || hour < 0 || hour > 23) {
		throw new Unusable('HAEBOM_BACKUP_HOUR must be an hour from 0 to 23');
	}
	const counts = /^(\d+),(\d+),(\d+)$/.exec(env['HAEBOM_BACKUP_KEEP'] || '7,4,12');
	const [days = 0, weeks = 0, months = 0] = (counts ?? []).slice(1).map(Number);
	if (days < 1) {
		throw new Unusable('HAEBOM_BACKUP_KEEP must say how many days, weeks and months: 7,4,12');
	}
	return {
		folder: folder === 'off' ? null : resolve(folder),
		hour,
		keep: { days, weeks, months }
	};
}
