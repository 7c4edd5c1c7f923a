import { writeHandOver } from '#domain/hand-over.ts';
import { takeHandOver } from '#server/sync/hand-over.ts';
import { retireTablet } from '#server/tablet-changes.ts';
import { HOUR, MINUTE } from '../domain/people.ts';
import type { FaultKind } from './faults.ts';
import type { Disk } from './memory-shelf.ts';
import { isPaired, SOMEBODY, type Member, type Scene } from './scene.ts';
import type { SimulatedTablet } from './tablet.ts';

const PAUSE_MS_MAX = 20_000;
const WEEKS_MS = 20 * 24 * HOUR;
const TABLETS_MAX = 8;
const FLOOD = 100;
/** How many may come through the door in a row. */
const CLASS = 24;
const RESTORING: readonly FaultKind[] = [
	'server restored from a backup',
	'server restored by hand'
];

/** One tablet's day: people come, now and then it gets through to the center. */
export async function use(scene: Scene, member: Member, steps: number): Promise<void> {
	const { chance, faults, scheduler, oracle } = scene;
	const { tablet } = member;
	for (let step = 0; step < steps; step++) {
		await scheduler.pass(Math.ceil(chance() * PAUSE_MS_MAX));
		await scene.pairIfNeeded(member);
		// Whoever has left a center does not hear that it was put back.
		if (!oracle.wasRestored && faults.strikes('gone over to the other center')) {
			await scene.attempt(() => scene.goOver(member));
		}
		const badges: readonly string[] = [...member.center.tokens.values()];
		tablet.jump();
		const action = chance();
		if (action < 0.75) await some(scene, () => tablet.scan(scene.pick(badges) ?? ''));
		else if (action < 0.8) await some(scene, () => tablet.admit());
		else if (action < 0.82) await scene.attempt(() => tablet.recordOddly());
		else if (action < 0.94) send(scene, member);
		else if (action < 0.98) scene.spawn(() => tablet.refresh());
		else scene.spawn(() => tablet.reconcile());
		if (!faults.strikes('flood')) continue;
		for (let n = 0; n < FLOOD; n++) await tablet.admit();
	}
}

/** One comes more often than many. */
async function some({ chance }: Scene, come: () => Promise<void>): Promise<void> {
	for (let left = Math.floor(chance() * chance() * CLASS); left >= 0; left--) await come();
}

function send(scene: Scene, member: Member): void {
	scene.spawn(() => scene.drain(member));
	if (scene.faults.strikes('two windows at once')) {
		scene.spawn(() => member.tablet.drainElsewhere());
	}
}

/** What people do at the center while tablets are out. */
export async function rule(scene: Scene, steps: number): Promise<void> {
	const { chance, scheduler, oracle } = scene;
	const images = new Map<SimulatedTablet, Disk>();
	const until = scheduler.now + steps * PAUSE_MS_MAX * 0.5;
	await scheduler.pass(MINUTE);
	while (scheduler.now < until) {
		await scheduler.pass(Math.ceil(chance() * MINUTE));
		for (const { id } of scene.centers) {
			await scene.attempt(() => oracle.read(scene.server(), id));
		}
		const chosen = scene.pick(scene.members);
		if (chosen && (await isPaired(chosen.tablet))) {
			await scene.attempt(() => befall(scene, chosen, steps, images));
			await scene.attempt(() => decide(scene, chosen));
		}
		await keep(scene);
	}
}

/** What becomes of a tablet when nobody looks. */
async function befall(
	scene: Scene,
	member: Member,
	steps: number,
	images: Map<SimulatedTablet, Disk>
): Promise<void> {
	const { faults, oracle } = scene;
	const { tablet } = member;
	if (scene.chance() < 0.1) images.set(tablet, tablet.disk.clone());
	const image = images.get(tablet);
	if (image && faults.strikes('tablet restored to an older image')) {
		oracle.forked = true;
		oracle.overwritten(tablet.disk);
		tablet.overwrite(image.clone());
	}
	if (scene.members.length < TABLETS_MAX && faults.strikes('tablet cloned')) {
		oracle.forked = true;
		const copy = scene.copy(member);
		scene.spawn(() => use(scene, copy, steps));
	}
	if (faults.strikes('credential lost')) delete tablet.cookie.credential;
	if (faults.strikes('weeks go by at a tablet')) await tablet.tidy(WEEKS_MS);
}

/** What staff do with a tablet. */
async function decide(scene: Scene, member: Member): Promise<void> {
	const { faults, scheduler } = scene;
	const { tablet, center } = member;
	if (faults.strikes('paired anew')) await scene.pair(member);
	await handOver(scene, member);
	const self = await tablet.journal.identity();
	if (self && faults.strikes('tablet taken out of service')) {
		await scene
			.server()
			.do((store) => retireTablet(store, center.id, self.device.id, SOMEBODY, scheduler.now));
	}
}

async function handOver(scene: Scene, member: Member): Promise<void> {
	const { faults, scheduler } = scene;
	const { tablet, center } = member;
	const twice = faults.strikes('file handed over twice');
	if (!twice && !faults.strikes('file handed over')) return;
	if (twice) scene.spawn(() => scene.drain(member));
	const self = await tablet.journal.identity();
	const events = await tablet.journal.allOwed();
	if (!self) return;
	const { now } = scheduler;
	const file = writeHandOver({ center: center.id, device: self.device.id, madeAt: now, events });
	for (let copies = twice ? 2 : 1; copies > 0; copies--) {
		await scene.server().do((store) => takeHandOver(store, center.id, file, SOMEBODY, now));
	}
}

/** What the operator does with backups. */
async function keep(scene: Scene): Promise<void> {
	const { faults } = scene;
	if (scene.chance() < 0.1) await scene.attempt(() => scene.server().backUp());
	if (!RESTORING.some((kind) => faults.has(kind)) || !scene.backup || scene.wentOver) return;
	// What pairs just now would be unknown to the center afterwards, before it owes anything.
	const paired = await Promise.all(scene.members.map(({ tablet }) => isPaired(tablet)));
	if (!paired.every(Boolean)) return;
	for (const kind of RESTORING) {
		if (faults.strikes(kind)) await scene.server().restore(kind === RESTORING[0]);
	}
}
