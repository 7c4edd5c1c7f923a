import { connect, createServer, type Socket } from 'node:net';
import { freePort } from './server.ts';

/** A cable between a tablet and the server that can be pulled. Unlike the browser's own offline switch it spares nobody, workers included. */
export interface Cable {
	readonly origin: string;
	pull(): void;
	plug(): void;
	remove(): Promise<void>;
}

export async function layCable(to: string): Promise<Cable> {
	const { port: target } = new URL(to);
	const port = await freePort();
	const sockets = new Set<Socket>();
	let plugged = true;
	const proxy = createServer((near) => {
		if (!plugged) return void near.destroy();
		const far = connect(Number(target), 'localhost');
		for (const [one, other] of [
			[near, far],
			[far, near]
		] as const) {
			sockets.add(one);
			one.pipe(other);
			one.on('error', () => other.destroy());
			one.on('close', () => {
				sockets.delete(one);
				other.destroy();
			});
		}
	});
	await new Promise<void>((resolve) => proxy.listen(port, 'localhost', resolve));
	const pull = () => {
		plugged = false;
		for (const socket of sockets) socket.destroy();
	};
	return {
		origin: `http://localhost:${port}`,
		pull,
		plug: () => {
			plugged = true;
		},
		async remove() {
			pull();
			await new Promise((resolve) => proxy.close(resolve));
		}
	};
}
