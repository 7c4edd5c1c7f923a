import { describe, expect, test } from 'vitest';
import { checkReceipt } from '#server/receipts.ts';
import { signFor } from '#server/signing.ts';
import { START } from '../domain/people.ts';
import { ENGINES, someKeys } from './center.ts';
import { comparing, entriesOf, OVER } from './comparing.ts';

/** The same text, but for one letter of what it says. */
function altered(signed: string): string {
	const at = 10;
	return signed.slice(0, at) + (signed[at] === 'A' ? 'B' : 'A') + signed.slice(at + 1);
}

describe.each(ENGINES)('a receipt that somebody shows, on %s', (engine) => {
	async function signed() {
		const all = await comparing(engine);
		const events = all.arrivals(1, 5);
		await all.hand(events);
		const closing = [{ session: all.morning, records: entriesOf(events) }];
		const { receipts } = await all.compare({ closing });
		return { ...all, text: receipts[0]?.signed ?? '' };
	}

	test('is genuine, says in words whose it is, and that all of it is still there', async () => {
		const { text, device, ...center } = await signed();
		expect(await checkReceipt(center, text)).toMatchObject({
			kind: 'genuine',
			closing: { session: center.morning, tablet: device.id, taken: 5, received: 5, at: OVER },
			standing: { kind: 'held', aside: 0, left: 0 },
			names: { tablet: device.name, startsAt: START }
		});
	});

	test('is not genuine when a letter was altered or is missing, or it is something else', async () => {
		const { text, ...center } = await signed();
		for (const shown of [altered(text), text.slice(1), text.slice(0, -1), 'a receipt', '']) {
			expect(await checkReceipt(center, shown)).toEqual({ kind: 'forged' });
		}
	});

	test('is not genuine when another installation signed it, nor when ours signed it for other ends', async () => {
		const { text, store, keys, center } = await signed();
		expect(await checkReceipt({ store, keys: someKeys() }, text)).toEqual({ kind: 'forged' });
		const greeting = await signFor(keys, center, { kind: 'greeting' });
		expect(await checkReceipt({ store, keys }, greeting)).toEqual({ kind: 'forged' });
	});
});
