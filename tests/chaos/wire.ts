import {
	createServer,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type Server,
	type ServerResponse
} from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, halved, hand, page, passOn, whole, type Asked } from './forward.ts';

/** What a network can do to one request. */
export const FAULTS = [
	/** Nobody listens. */
	'refused',
	/** It takes its time to get there. */
	'late',
	/** Half of the request gets there, then both ends are cut off. */
	'torn',
	/** The whole request gets there, and the answer never comes back. */
	'answer-lost',
	/** The answer comes in drops. */
	'slow',
	/** Half of the answer comes, as if it were all. */
	'garbled',
	/** The page of a café's network answers. */
	'portal',
	/** A proxy on the way answers, for a server that is away. */
	'bad-gateway',
	/** It gets there twice. */
	'twice'
] as const;
export type Fault = (typeof FAULTS)[number];

/** Where a request is on its way: all of it sent on, or its answer about to be handed back. */
export type Stage = 'forwarded' | 'answered';

const LATE_MS_MAX = 1_200;
const DROPS = 4;
/** Until what was cut off half-way is noticed to be. */
const TORN_AFTER_MS = 100;
const RECORDED_MAX = 50;
const SERVICE_WORKER = '/service-worker.js';

/**
 * What lies between one tablet and the server. It disturbs what is synchronised, remembers pushes so that
 * they can be sent again much later, and tells where one is on its way, so that either end can be killed then.
 */
export class Wire {
	/** How many of a hundred requests suffer a fault. */
	faultsPercent = 0;
	/** The cable is pulled. */
	down = false;
	/** Which of two builds, that differ in a comment, the server seems to have. */
	build: 0 | 1 = 0;
	/** Called for each fault that was inflicted. */
	onFault: (fault: Fault) => void = () => {};
	readonly #target: URL;
	readonly #chance: () => number;
	readonly #server: Server;
	readonly #recorded: Asked[] = [];
	readonly #waiting = new Map<Stage, () => unknown>();

	private constructor(to: string, chance: () => number) {
		this.#target = new URL(to);
		this.#chance = chance;
		this.#server = createServer((near, answer) => {
			// Whoever was cut off on either side is no news here.
			this.#carry(near, answer).catch(() => near.socket.destroy());
		});
	}

	static async lay(to: string, chance: () => number): Promise<Wire> {
		const wire = new Wire(to, chance);
		await new Promise<void>((resolve) => wire.#server.listen(0, 'localhost', resolve));
		return wire;
	}

	get origin(): string {
		return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
	}

	pull(): void {
		this.down = true;
		this.#server.closeAllConnections();
	}

	plug(): void {
		this.down = false;
	}

	/** Does something, once, when the next push has come so far; the push waits until it is done. */
	next(stage: Stage, act: () => unknown): void {
		this.#waiting.set(stage, act);
	}

	forget(): void {
		this.#waiting.clear();
	}

	/** Sends one of the pushes that went through before once more, as a network that kept a copy. */
	async replay(): Promise<void> {
		const asked = this.#recorded[Math.floor(this.#chance() * this.#recorded.length)];
		if (asked) await ask(this.#target, asked).catch(() => null);
	}

	async remove(): Promise<void> {
		this.pull();
		await new Promise((resolve) => this.#server.close(resolve));
	}

	async #carry(near: IncomingMessage, answer: ServerResponse): Promise<void> {
		if (this.down) return void near.socket.resetAndDestroy();
		const { pathname } = new URL(near.url ?? '/', this.#target);
		if (pathname === SERVICE_WORKER) return this.#serviceWorker(near, answer);
		const synced = /^\/api\/v1\/sync\/(push|pull|ratings)$/.test(pathname);
		if (!synced) return passOn(this.#target, near, answer);
		const asked = await whole(near);
		const fault = this.#draw();
		if (fault) {
			this.onFault(fault);
			if (await this.#spoil(fault, asked, near, answer)) return;
		}
		const pushed = pathname.endsWith('/push');
		if (pushed) this.#record(asked);
		const reached = (stage: Stage) => (pushed ? this.#reach(stage) : undefined);
		const told = await ask(this.#target, asked, () => reached('forwarded'));
		if (fault === 'twice') await ask(this.#target, asked).catch(() => null);
		if (fault === 'answer-lost') return void near.socket.resetAndDestroy();
		await reached('answered');
		await hand(answer, fault === 'garbled' ? halved(told) : told, fault === 'slow' ? DROPS : 1);
	}

	/** What a fault does before the request has gone on; whether that was all. */
	async #spoil(fault: Fault, asked: Asked, near: IncomingMessage, answer: ServerResponse) {
		switch (fault) {
			case 'refused':
				near.socket.resetAndDestroy();
				return true;
			case 'late':
				await sleep(this.#chance() * LATE_MS_MAX);
				return false;
			case 'torn':
				await this.#tear(asked);
				near.socket.resetAndDestroy();
				return true;
			case 'portal':
				await hand(answer, page(200, '<h1>Free Wi-Fi</h1>'), 1);
				return true;
			case 'bad-gateway':
				await hand(answer, page(502, '<h1>Bad gateway</h1>'), 1);
				return true;
			default:
				return false;
		}
	}

	#draw(): Fault | null {
		if (this.#chance() * 100 >= this.faultsPercent) return null;
		return FAULTS[Math.floor(this.#chance() * FAULTS.length)] ?? null;
	}

	#record(asked: Asked): void {
		this.#recorded.push(asked);
		if (this.#recorded.length > RECORDED_MAX) this.#recorded.shift();
	}

	async #reach(stage: Stage): Promise<void> {
		const act = this.#waiting.get(stage);
		this.#waiting.delete(stage);
		await act?.();
	}

	async #tear({ method, url, headers, body }: Asked): Promise<void> {
		const far = connect(Number(this.#target.port), this.#target.hostname);
		far.on('error', () => {});
		const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`);
		far.write(`${method} ${url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
		far.write(body.subarray(0, body.length / 2));
		await sleep(TORN_AFTER_MS);
		far.resetAndDestroy();
	}

	async #serviceWorker(near: IncomingMessage, answer: ServerResponse): Promise<void> {
		const headers: IncomingHttpHeaders = { ...near.headers };
		delete headers['accept-encoding'];
		delete headers['if-none-match'];
		const { status, body, ...told } = await ask(this.#target, { ...(await whole(near)), headers });
		const altered = Buffer.concat([body, Buffer.from(`\n// build ${this.build}\n`)]);
		await hand(answer, { ...told, status, body: altered }, 1);
	}
}
