import { describe, expect, test } from 'vitest';
import type { AttendanceEvent } from '#domain/event.ts';
import { timeOrderedId } from '#domain/id.ts';
import { report, setMark } from '#server/backup/marks.ts';
import { backupRecord } from '#server/backup/record.ts';
import { verifyAll } from '#server/backup/verifying.ts';
import { beginEpoch, currentEpoch } from '#server/epochs.ts';
import { randomBytes } from '#server/keys.ts';
import { push } from '#server/sync/push.ts';
import { event, HOUR, MINUTE, START } from '../../domain/people.ts';
import { ENGINES, newIncarnation, openCenter, pairDevice, pushOf } from '../center.ts';

describe.each(ENGINES)('a backup that the operator’s own tools make, on %s', (engine) => {
	async function opened() {
		const center = await openCenter(engine);
		const { store } = center;
		const { device } = await pairDevice(store, center.center, center.bakery);
		const incarnation = newIncarnation();
		let seq = 0;
		const hand = async (count: number) => {
			const events = Array.from({ length: count }, (): AttendanceEvent => {
				const id = timeOrderedId(START + ++seq, randomBytes) as never;
				return event(seq, 'arrival', { id, incarnation, session: center.morning });
			});
			const request = pushOf(incarnation, events, { lastSeq: seq });
			return push(store, await currentEpoch(store.reader), device, request, START);
		};
		return { ...center, hand };
	}

	test('counts from its mark on, once it was reported, and not before', async () => {
		const { store, hand } = await opened();
		await hand(3);
		const mark = await setMark(store, START);
		await hand(2);
		expect((await hand(0)).backedUpThrough).toBe(0);
		expect(await backupRecord(store.reader)).toMatchObject({ verifiedAt: null });
		expect(await report(store, mark, START + HOUR)).toEqual({ kind: 'moved', at: START });
		expect(await hand(0)).toMatchObject({ ackedThrough: 5, backedUpThrough: 3 });
		expect(await backupRecord(store.reader)).toMatchObject({ verifiedAt: START });
	});

	test('reported again, or after a later one, moves nothing back', async () => {
		const { store, hand } = await opened();
		await hand(1);
		const earlier = await setMark(store, START);
		await hand(1);
		const later = await setMark(store, START + MINUTE);
		expect(await report(store, later, START + HOUR)).toMatchObject({ kind: 'moved' });
		expect(await report(store, later, START + HOUR)).toMatchObject({ kind: 'moved' });
		await report(store, earlier, START + HOUR);
		expect((await hand(0)).backedUpThrough).toBe(2);
	});

	test('that was marked before a restore, or never, counts for nothing', async () => {
		const { store, hand } = await opened();
		await hand(1);
		const mark = await setMark(store, START);
		const known = await currentEpoch(store.reader);
		await store.write((trx) => beginEpoch(trx, { known, cause: 'restored' }, START));
		expect(await report(store, mark, START)).toEqual({ kind: 'ended' });
		expect(await report(store, 'no such mark', START)).toEqual({ kind: 'unknown' });
		expect((await hand(0)).backedUpThrough).toBe(0);
	});

	test('can be gone through with all that it holds', async () => {
		const { store, keys, hand } = await opened();
		await hand(7);
		const verified = await verifyAll(store.reader, keys, engine);
		expect(verified).toMatchObject({ kind: 'whole', accounts: [{ position: 7 }] });
	});
});
