import { markOf, settles, type RescueReceipt, type SettledLife } from '#domain/rescue/receipt.ts';
import type { EventRow } from '#kiosk/kept.ts';
import type { Tables } from '#kiosk/shelf.ts';

/** What a receipt did that came through other hands. */
export type Settled =
	| { readonly kind: 'settled'; readonly events: number }
	/**
	 * The center lives another life than this tablet knows of, and one of the two words is older. Nothing is
	 * settled: what it may have lost is offered again as soon as there is a network.
	 */
	| { readonly kind: 'other-epoch' }
	/** It speaks of other events under these numbers. */
	| { readonly kind: 'differs' };

/** Settles what the center holds, as the answer to a push does; each life as a whole or not at all. */
export async function settleCarriedIn(tables: Tables, receipt: RescueReceipt): Promise<Settled> {
	const self = await tables.identity.get('this');
	if (self?.epoch !== receipt.epoch) return { kind: 'other-epoch' };
	let events = 0;
	let differs = false;
	for (const life of receipt.lives) {
		const rows = await rowsOf(tables, life);
		const marked = rows.map(({ incarnation, seq, event }) => ({
			incarnation,
			seq,
			mark: markOf(event)
		}));
		if (!settles(life, marked)) {
			differs = true;
			continue;
		}
		const owed = rows.filter((row) => row.owed === 1);
		await tables.events.bulkPut(
			owed.map((row): EventRow => ({ ...row, owed: 0, settledAt: receipt.at }))
		);
		events += owed.length;
	}
	return differs && events === 0 ? { kind: 'differs' } : { kind: 'settled', events };
}

async function rowsOf({ events }: Tables, { life, ranges }: SettledLife): Promise<EventRow[]> {
	const found: EventRow[] = [];
	for (const [from, to] of ranges) {
		const rows = await events
			.where('[incarnation+seq]')
			.between([life, from], [life, to], true, true)
			.filter(({ own }) => own === 1)
			.toArray();
		found.push(...rows);
	}
	return found;
}
