import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { onTestFinished } from 'vitest';
import { timeOrderedId } from '#domain/id.ts';
import type { PushRequest } from '#domain/protocol.ts';
import { makeBackup } from '#server/backup/making.ts';
import { restore } from '#server/backup/restoring.ts';
import { epochOf, found } from '#server/centers.ts';
import { openStore } from '#server/database/store.ts';
import { currentEpoch } from '#server/epochs.ts';
import { openKeys, randomBytes } from '#server/keys.ts';
import { silent } from '#server/log.ts';
import { push } from '#server/sync/push.ts';
import { event, START } from '../../domain/people.ts';
import { arriving, newIncarnation, pairDevice, prepare, pushOf } from '../center.ts';

/** An installation as an operator has it: one folder with key, database and backups, and a center in it. */
export async function installation() {
	const dataDir = mkdtempSync(join(tmpdir(), 'haebom-installation-'));
	onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
	const keys = openKeys(dataDir);
	const path = join(dataDir, 'haebom.db');
	const folder = join(dataDir, 'backups');
	let store = await openStore(`sqlite:${path}`, silent);
	onTestFinished(() => store.close());
	await epochOf(store);
	const center = await store.write((trx) => found(trx, { name: '해봄 센터', demo: false }, START));
	const prepared = await prepare(store, keys, center);
	const { device } = await pairDevice(store, center, prepared.bakery);
	const incarnation = newIncarnation();
	let seq = 0;

	return {
		...prepared,
		center,
		dataDir,
		keys,
		path,
		folder,
		device,
		incarnation,
		store: () => store,
		/** A tablet hands so many new events in. */
		hand: async (count: number, changes: Partial<PushRequest> = {}) => {
			const arrival = arriving(incarnation, prepared.morning);
			const events = Array.from({ length: count }, () => arrival(++seq));
			const request = pushOf(incarnation, events, { lastSeq: seq, ...changes });
			return push(store, await currentEpoch(store.reader), device, request, START);
		},
		/** A copy of the tablet hands in an event under a number that the tablet has used. */
		copyHands: async (number: number) => {
			const id = timeOrderedId(START, randomBytes) as never;
			const made = event(number, 'departure', { id, incarnation, session: prepared.morning });
			const request = pushOf(incarnation, [made], { lastSeq: seq });
			return push(store, await currentEpoch(store.reader), device, request, START);
		},
		/** Whoever knows how the chain is made can cut off its end so that the rest of it is whole. */
		cutOffAfter: async (position: number) => {
			for (const statement of [
				'drop trigger if exists ledger_no_delete',
				`delete from ledger where position > ${position}`,
				`update incarnation set acked_through = ${position}`,
				`update center_head set position = ${position},
					chain = (select chain from ledger where position = ${position})`
			]) {
				await sql.raw(statement).execute(store.writer);
			}
		},
		backUp: (now = START) => makeBackup({ store, keys, path, folder }, now),
		restore: (backup: string, now = START) =>
			restore(backup, { path, dataDir, keys, log: silent }, now),
		stop: () => store.close(),
		start: async () => {
			store = await openStore(`sqlite:${path}`, silent);
		}
	};
}
