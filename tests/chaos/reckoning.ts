import { understand, type AttendanceEvent } from '#domain/event.ts';
import { SEOUL } from '#domain/zone.ts';
import { visits } from '#domain/visits.ts';
import type { Store } from '#server/database/store.ts';
import type { Book } from './book.ts';

/** What the doors saw, held against what the center has. */
export interface Reckoning {
	/** Check-ins of which a screen was green. */
	readonly acknowledged: number;
	/** Those of them that the center does not have, and people who are in by a screen and not by the center. */
	readonly lost: readonly string[];
	/** People who came once and are counted twice, and numbers that two events bear. */
	readonly double: readonly string[];
	/** People whose badge was shown and who saw nothing, that the center has, and has not: both are right. */
	readonly indeterminate: { readonly there: number; readonly absent: number };
	/** Events that the center set aside. */
	readonly aside: number;
}

/** Compares when everything has come home. Everybody came once, to one tablet. */
export async function reckon(book: Book, store: Store): Promise<Reckoning> {
	const rows = await store.reader
		.selectFrom('ledger')
		.select(['id', 'incarnation', 'seq', 'body'])
		.execute();
	const { aside } = await store.reader
		.selectFrom('quarantine')
		.select(({ fn }) => fn.countAll<number>().as('aside'))
		.executeTakeFirstOrThrow();
	const events = rows.flatMap(({ body }): AttendanceEvent[] => {
		const understood = understand(JSON.parse(body));
		return understood.kind === 'known' ? [understood.event] : [];
	});
	const ids = new Set(rows.map(({ id }) => id));
	const arrivals = countBy(
		events.filter(({ kind }) => kind === 'arrival'),
		({ who }) => ('badge' in who ? (who.badge ?? '') : '')
	);
	const inside = [...visits(events, SEOUL)].filter(([, { state }]) => state === 'here').length;
	const people = book.students.filter(({ badge }) => (arrivals.get(badge) ?? 0) > 0).length;
	const numbers = countBy(rows, ({ incarnation, seq }) => `${incarnation}/${seq}`);
	const unsure = book.students.filter(({ scanned, seen }) => scanned && !seen);
	const there = unsure.filter(({ badge }) => arrivals.has(badge)).length;
	return {
		acknowledged: book.acknowledged,
		lost: book.students.flatMap(({ green, seen, badge, group }) => [
			...[...green].filter((id) => !ids.has(id)),
			...(seen && !arrivals.has(badge) ? [group] : [])
		]),
		double: [
			...book.students.flatMap(({ badge, group }) =>
				(arrivals.get(badge) ?? 0) > 1 ? [group] : []
			),
			...[...numbers].flatMap(([number, count]) => (count > 1 ? [number] : [])),
			...(inside === people ? [] : [`${people} people make ${inside} visits`])
		],
		indeterminate: { there, absent: unsure.length - there },
		aside: Number(aside)
	};
}

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, number> {
	return new Map([...Map.groupBy(items, keyOf)].map(([key, group]) => [key, group.length]));
}
