// Plays centers for whoever started this thread, one after the other.
import { parentPort } from 'node:worker_threads';
import { playCenter } from './play.ts';
import { buildCalled } from './weakened.ts';

export interface Order {
	readonly build: string;
	readonly sessions: number;
	readonly seed: number;
}

parentPort?.on('message', async ({ build, sessions, seed }: Order) => {
	const played = await playCenter(buildCalled(build), sessions, seed);
	parentPort?.postMessage(played);
});
