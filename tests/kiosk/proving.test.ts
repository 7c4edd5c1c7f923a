import { expect, onTestFinished, test, vi } from 'vitest';
import * as v from 'valibot';
import { packed, type Closing } from '#domain/closing.ts';
import { PROTOCOL, ReconcileRequest } from '#domain/protocol.ts';
import { digestOfRecords } from '#domain/records.ts';
import { sign, Signed, SigningKey } from '#domain/signed.ts';
import { dexieShelf } from '#kiosk/dexie-shelf.ts';
import { rowOf } from '#kiosk/kept.ts';
import { Proving } from '#kiosk/proving.svelte.ts';
import { Unreachable, type Uplink } from '#kiosk/uplink.ts';
import { event, HOUR, MINUTE, session, siteId, START, token } from '../domain/people.ts';
import { HEARD, IDENTITY, news, tablet } from './tablet.ts';

/** More than fitted into what a tablet could once ask. */
const THOUSANDS = 2_500;
const SAID = { protocol: PROTOCOL, epoch: IDENTITY.epoch, serverTime: START } as const;
const DECLINED = { kind: 'declined', code: 'unreadable', retryAfterMs: null } as const;
const nobody = () => Promise.reject(new Unreachable('Nobody there'));

/** A center's key, and a center that has all that it is asked for and signs for what it is asked to. */
async function center() {
	const curve = { name: 'ECDSA', namedCurve: 'P-256' };
	const { publicKey, privateKey } = await crypto.subtle.generateKey(curve, true, ['sign']);
	const point = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
	const key = v.parse(SigningKey, btoa(String.fromCharCode(...point)));
	const receipt = async ({ incarnation, closing: [asked] }: ReconcileRequest) => {
		if (!asked) return [];
		const seqs = asked.records.map(([seq]) => seq);
		const closing: Closing = {
			...{ center: IDENTITY.center.id, site: siteId(1), tablet: IDENTITY.device.id },
			...{ incarnation, session: asked.session, aside: 0, at: START },
			...{ taken: seqs.length, received: seqs.length },
			...{
				first: Math.min(...seqs),
				last: Math.max(...seqs),
				digest: digestOfRecords(asked.records)
			}
		};
		return [{ session: asked.session, signed: await sign(privateKey, packed(closing)) }];
	};
	const reconcile = vi.fn<Uplink['reconcile']>(async (asked) => {
		if (!v.is(ReconcileRequest, asked)) return DECLINED;
		const receipts = await receipt(asked);
		return { kind: 'answer', answer: { ...SAID, differing: [], lacking: [], aside: 0, receipts } };
	});
	return { key, reconcile };
}

/** A tablet at which two people came, none of whose records are owed any more. */
async function proving(reconcile?: Uplink['reconcile']) {
	const { key, reconcile: usual } = await center();
	const { name, journal, environment, scan, pass } = await tablet();
	await journal.adopt({ ...IDENTITY, receiptKey: key });
	await journal.apply(news(2), HEARD);
	for (const n of [1, 2]) expect(await scan(token(n))).toBe('arrival');
	const line = reconcile ? vi.fn(reconcile) : usual;
	const uplink: Uplink = {
		...{ enrol: nobody, sites: nobody, stand: nobody, push: nobody, pull: nobody },
		...{ ratings: nobody, rescue: nobody, reconcile: line }
	};
	const proving = new Proving(journal, uplink, environment);
	onTestFinished(proving.watch());
	await vi.waitFor(() => expect(proving.proofs).not.toBeNull());
	const receipts = async () => {
		await vi.waitFor(() => expect(proving.proofs?.receipts).toHaveLength(1));
		return proving.proofs?.receipts[0] ?? null;
	};
	return { proving, name, line, pass, scan, receipts, journal };
}

test('nothing is said to be delivered before it was compared', async () => {
	const { proving: it } = await proving();
	expect(it.proofs).toEqual({ comparison: null, recorded: 2, receipts: [] });
	await it.compare();
	expect(it.asking).toBe('rest');
	await vi.waitFor(() =>
		expect(it.proofs?.comparison).toMatchObject({ at: START, records: 2, held: 2, aside: 0 })
	);
});

test.each([
	['nobody answers', nobody],
	[
		'the center declines',
		() => Promise.resolve({ kind: 'declined', code: 'not-found', retryAfterMs: null } as const)
	]
])('where %s, staff are told, and what was found before stays', async (_, reconcile) => {
	const { proving: it } = await proving(reconcile);
	await it.compare();
	expect([it.asking, it.proofs?.comparison]).toEqual(['unheard', null]);
});

test('whoever asks twice at once asks once', async () => {
	const { proving: it, line } = await proving();
	await Promise.all([it.compare(), it.compare()]);
	expect(line).toHaveBeenCalledOnce();
});

test('it is compared each hour, and not more often', async () => {
	const { proving: it, line, pass } = await proving();
	await it.compareWhenDue();
	pass(HOUR - 1);
	await it.compareWhenDue();
	expect(line).toHaveBeenCalledOnce();
	pass(1);
	await it.compareWhenDue();
	expect(line).toHaveBeenCalledTimes(2);
	// A clock that is set back puts off nothing.
	pass(-MINUTE - 1);
	await it.compareWhenDue();
	expect(line).toHaveBeenCalledTimes(3);
});

test('and as soon as a session is over, which brings its receipt', async () => {
	const { proving: it, line, pass, receipts } = await proving();
	pass(session().endsAt - START - MINUTE);
	await it.compareWhenDue();
	expect(line).toHaveBeenCalledOnce();
	pass(MINUTE);
	await it.compareWhenDue();
	expect(await receipts()).toMatchObject({ session: session().id, tablet: '입구 태블릿' });
});

test('what it holds a receipt for is not asked for again, until more is recorded or its key is no longer the center’s', async () => {
	const { proving: it, line, pass, scan, receipts, journal } = await proving();
	const asked = () => line.mock.calls.flatMap(([{ closing }]) => closing).length;
	pass(session().endsAt - START);
	await it.compare();
	const held = await receipts();
	expect(asked()).toBe(1);
	await it.compare();
	expect(asked()).toBe(1);
	expect(await receipts()).toEqual(held);

	await scan(token(1));
	await it.compare();
	expect(asked()).toBe(2);
	await it.compare();
	expect(asked()).toBe(2);
	await journal.apply({ ...news(2), receiptKey: (await center()).key }, HEARD);
	await it.compare();
	expect(asked()).toBe(3);
});

test('a day on which thousands passed one tablet has its receipt, too', async () => {
	const { proving: it, name, pass, receipts } = await proving();
	const shelf = dexieShelf(name);
	onTestFinished(() => shelf.close());
	const passing = Array.from({ length: THOUSANDS - 2 }, (_, index) => {
		const made = event(index + 3, 'arrival', { who: { kind: 'nobody' } });
		return rowOf(made, { own: 1, owed: 0 });
	});
	await shelf.tables.events.bulkAdd(passing);
	pass(session().endsAt - START);
	await it.compare();
	expect(it.asking).toBe('rest');
	await it.show(await receipts());
	expect(it.shown?.closing).toMatchObject({ taken: THOUSANDS, received: THOUSANDS });
});

test('a receipt is held against the center’s key with no network, and an altered one fails', async () => {
	const { proving: it, pass, receipts, line } = await proving();
	pass(session().endsAt - START);
	await it.compare();
	const receipt = await receipts();
	if (!receipt) throw new Error('No receipt');
	line.mockImplementation(nobody);
	await it.show(receipt);
	expect(it.shown?.closing).toMatchObject({ taken: 2, received: 2, first: 1, last: 2 });
	const [said = '', signature] = receipt.signed.split('.');
	const other = said.endsWith('A') ? 'B' : 'A';
	const signed = v.parse(Signed, `${said.slice(0, -1)}${other}.${signature}`);
	await it.show({ ...receipt, signed });
	expect(it.shown?.closing).toBeNull();
	await it.show(null);
	expect(it.shown).toBeNull();
});
