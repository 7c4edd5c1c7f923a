import { connect, createServer, type Socket } from 'node:net';

/** Between somebody and what they connect to. */
export interface Relay {
	readonly port: number;
	/** Cuts every line, as a proxy that is started anew does. */
	cut(): void;
	close(): Promise<void>;
}

/**
 * A plain relay for TCP: connections go to the ports in turn, as simple balancers have it, and a port where
 * nobody answers is passed over. `begin` may alter what is said first.
 */
export async function openRelay(
	ports: readonly number[],
	{ port = 0, begin = (first: Buffer) => first } = {}
): Promise<Relay> {
	const lines = new Set<Socket>();
	let turn = 0;
	const server = createServer({ pauseOnConnect: true }, (near) => {
		lines.add(near.on('close', () => lines.delete(near)).on('error', () => near.destroy()));
		const reach = (tries: number) => {
			const far = connect(ports[turn++ % ports.length] ?? 0, '127.0.0.1');
			far.once('error', () => (tries > 1 ? reach(tries - 1) : near.destroy()));
			far.once('connect', () => join(near, far, begin));
		};
		reach(ports.length);
	});
	server.listen(port, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('No free port');
	const cut = () => lines.forEach((line) => line.destroy());
	return {
		port: address.port,
		cut,
		async close() {
			const closed = new Promise((resolve) => server.close(resolve));
			cut();
			await closed;
		}
	};
}

function join(near: Socket, far: Socket, begin: (first: Buffer) => Buffer): void {
	far.removeAllListeners('error').on('error', () => near.destroy());
	near.once('close', () => far.destroy());
	far.once('close', () => near.destroy());
	near.once('data', (first: Buffer) => {
		far.write(begin(first));
		near.pipe(far);
	});
	far.pipe(near);
	near.resume();
}
