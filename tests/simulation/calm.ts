import { takeLate } from '#server/sync/late.ts';
import { judgeDelivery } from './judge.ts';
import { SOMEBODY, type Scene } from './scene.ts';
import type { SimulatedCenter } from './stage.ts';

/** So long after the last fault everything must have been handed in, of virtual time. */
const HEAL_MS = 60_000;
const DRAIN_EVERY_MS = 3_000;

/**
 * The network is there and nobody dies: a minute later nothing is owed. Then what strayed arrives, every tablet
 * compares, staff look through the late inbox, and everybody hears the news.
 */
export async function calm(scene: Scene): Promise<void> {
	const { scheduler } = scene;
	scene.faults.heal();
	await nothingIsOwed(scene);
	await scheduler.run();
	await nothingIsOwed(scene);
	await everythingIsThere(scene);
	await nothingIsLacking(scene);
	for (const center of scene.centers) await takeAllLate(scene, center);
	for (const { tablet } of scene.members) scene.spawn(() => tablet.refresh());
	await scheduler.run();
}

async function nothingIsOwed(scene: Scene): Promise<void> {
	for (let ms = 0; ms < HEAL_MS; ms += DRAIN_EVERY_MS) {
		for (const member of scene.members) {
			scene.spawn(async () => {
				await scene.pairIfNeeded(member);
				await scene.drain(member);
			});
		}
		await scene.scheduler.runFor(DRAIN_EVERY_MS);
		if ((await owing(scene)).length === 0) return;
	}
	for (const name of await owing(scene)) scene.oracle.fail('nothing is stuck', name);
}

async function owing({ members }: Scene): Promise<string[]> {
	const counted = await Promise.all(
		members.map(async ({ tablet }) => ({ tablet, unsent: await tablet.journal.unsent() }))
	);
	return counted
		.filter(({ unsent }) => unsent > 0)
		.map(({ tablet, unsent }) => `${tablet.name} owes ${unsent}`);
}

async function everythingIsThere(scene: Scene): Promise<void> {
	for (const center of scene.centers) {
		await judgeDelivery(scene, center);
	}
}

/** What each tablet does once an hour. What it finds lacking it hands in at once. */
async function nothingIsLacking(scene: Scene): Promise<void> {
	for (const { tablet } of scene.members) {
		scene.spawn(async () => {
			const found = await tablet.reconcile();
			if (found.kind === 'compared' && found.held === found.records) return;
			scene.oracle.fail('nothing is stuck', `${tablet.name}: ${JSON.stringify(found)}`);
		});
	}
	await scene.scheduler.run();
}

async function takeAllLate(scene: Scene, { id }: SimulatedCenter): Promise<void> {
	const server = scene.server();
	const devices = await server.store.reader
		.selectFrom('late')
		.select('device_id')
		.distinct()
		.where('center_id', '=', id)
		.execute();
	const { now } = scene.scheduler;
	for (const { device_id } of devices) {
		await takeLate(server.store, id, device_id, '확인함', SOMEBODY, now);
	}
}
