import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A second, where nobody else wants the machine. */
const START_MS_MAX = 60_000;

/** The product as it is served, in a process of its own, on a database of its own. */
export interface RunningServer {
	readonly origin: string;
	readonly dataDir: string;
	/** The number of its process, by which it can be watched or bound to a core. */
	readonly pid: () => number;
	/** What it printed so far. */
	readonly output: () => string;
	/** As an operator would: SIGTERM. */
	stop(): Promise<number | null>;
	/** As a power cut would: SIGKILL. */
	kill(): Promise<void>;
	/** Resolves when its process has ended, whoever ended it. */
	ended(): Promise<void>;
	/** Starts again on the same port and data. */
	start(): Promise<void>;
	remove(): Promise<void>;
}

/** Starts it on an empty data folder, or on a copy of what lies in another one. */
export async function startServer(
	env: Record<string, string> = {},
	copied: string | null = null
): Promise<RunningServer> {
	const dataDir = mkdtempSync(join(tmpdir(), 'haebom-stage-'));
	if (copied) cpSync(copied, dataDir, { recursive: true });
	const port = await freePort();
	let output = '';
	let process_: ChildProcess | null = null;

	const start = async () => {
		const child = spawn(process.execPath, ['scripts/serve.js'], {
			env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'info', ...env }
		});
		process_ = child;
		child.stdout.on('data', (text) => (output += text));
		child.stderr.on('data', (text) => (output += text));
		await new Promise<void>((resolve, reject) => {
			const timer = setTimeout(() => reject(new Error(`No start: ${output}`)), START_MS_MAX);
			const look = () => {
				if (!output.includes('/kiosk')) return;
				clearTimeout(timer);
				resolve();
			};
			child.stdout.on('data', look);
			child.once('exit', () => reject(new Error(`Ended at once: ${output}`)));
		});
	};
	const ended = async () => {
		const child = process_;
		if (!child || child.exitCode !== null || child.signalCode !== null) return null;
		return new Promise<number | null>((resolve) => child.once('exit', resolve));
	};
	const end = (signal: NodeJS.Signals) => {
		const exit = ended();
		process_?.kill(signal);
		return exit;
	};

	// Whoever started it may be ended at any moment, and must leave neither a server nor its data.
	const vanish = () => {
		process_?.kill('SIGKILL');
		rmSync(dataDir, { recursive: true, force: true });
	};
	process.once('exit', vanish);

	await start();
	return {
		origin: `http://localhost:${port}`,
		dataDir,
		pid: () => process_?.pid ?? 0,
		output: () => output,
		start: () => {
			output = '';
			return start();
		},
		stop: () => end('SIGTERM'),
		kill: async () => void (await end('SIGKILL')),
		ended: async () => void (await ended()),
		async remove() {
			await end('SIGKILL');
			process.off('exit', vanish);
			rmSync(dataDir, { recursive: true, force: true });
		}
	};
}

export async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	if (address === null || typeof address === 'string') throw new Error('No free port');
	return address.port;
}
