import { ALIKE_MIN } from '#domain/rating/series.ts';
import type { Row, Unit, Visit } from './evidence.ts';

/** What a visit and a row look like beside each other; the same text for pairs that look alike. */
export type Look = (visit: Visit, row: Row) => string;

/**
 * A trace that may be left: how it looks at pairs of one unit. It need not know what the look means, nor
 * whether it means anything: the attacker learns that where the truth is known.
 */
export type Clue = (unit: Unit) => Look;

const FAR = 8;

/** The order of the rows by something, against the order of the visits by something else. */
function inStep(
	rowBy: (row: Row, unit: Unit) => number | string | null,
	visitBy: (visit: Visit) => number
): Clue {
	return (unit) => {
		const rows = ranks(unit.rows, (row) => rowBy(row, unit));
		const visits = ranks(unit.visits, visitBy);
		return (visit, row) => {
			const [a, b] = [rows.get(row), visits.get(visit)];
			return a === undefined || b === undefined ? 'none' : near(b - a);
		};
	};
}

function near(difference: number): string {
	return String(Math.max(-FAR, Math.min(FAR, difference)));
}

function ranks<Item>(
	items: readonly Item[],
	by: (item: Item) => number | string | null
): Map<Item, number> {
	const keyed = items.flatMap((item) => {
		const key = by(item);
		return key === null ? [] : [{ item, key }];
	});
	keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
	return new Map(keyed.map(({ item }, rank) => [item, rank]));
}

const leftAt = (visit: Visit) => visit.leftAt;
const ratedAt = (visit: Visit) => visit.ratedAt;

/** The first 48 bits of an id: where a version 7 UUID has its time. */
const beginning = (row: Row) => Number.parseInt(row.id.replaceAll('-', '').slice(0, 12), 16);

/** How far apart two moments are, coarser the further. */
function apart(ms: number): string {
	if (Math.abs(ms) > 10 * 60_000) return 'far';
	return `${ms < 0 ? '-' : ''}${Math.round(2 * Math.log2(1 + Math.abs(ms) / 1_000))}`;
}

const reasonsOf = (row: Row): string[] => {
	const parsed: unknown = JSON.parse(String(row.fields.reasons ?? '[]'));
	return Array.isArray(parsed) ? parsed.map(String) : [];
};

/** What a row says that takes long to say. */
const saying = (row: Row) =>
	row.fields.text === undefined
		? `${row.fields.answer === null}/${row.fields.quick}/${reasonsOf(row).length}`
		: `${Math.floor(String(row.fields.text).length / 6)}`;

/** How much a row says. */
const length = (row: Row) =>
	JSON.stringify([row.fields.answer, row.fields.reasons, row.fields.text]).length;

const bytes = ({ papers }: Visit) => papers.bytes;

/** What a column holds that the product does not have. */
const numberIn = (row: Row, column: string): number | null => {
	const value = row.fields[column];
	return typeof value === 'number' ? value : null;
};

/** Where the rows of the unit stand on that page of the file which has most of them: SQLite fills from the end. */
function onOnePage(unit: Unit): Map<Row, number> {
	const spots = unit.rows.flatMap((row) => row.spots.map((spot) => ({ row, ...spot })));
	const [fullest = []] = [...Map.groupBy(spots, ({ page }) => page).values()].toSorted(
		(a, b) => b.length - a.length
	);
	return new Map(fullest.map(({ row, offset }) => [row, -offset]));
}

/**
 * Where so many alike in a row can have been given: at a tablet at which so many answered, and there by
 * those in the middle for certain. Null where nothing is said of it, or of several.
 */
function whereAlike({ visits, runs }: Unit) {
	const [first, second] = runs.filter(({ length }) => length > 1);
	if (!first || second) return null;
	const length = runs.reduce((sum, run) => sum + run.length, 0);
	const asked = new Map(
		[...Map.groupBy(visits, ({ tablet }) => tablet)].map(([tablet, own]) => [tablet, own.length])
	);
	const possible = [...asked].filter(([, count]) => count >= length).length;
	return {
		answer: first.answer,
		of({ tablet, place }: Visit): string {
			const count = asked.get(tablet) ?? 0;
			if (count < length) return 'elsewhere';
			const inside = place > count - length && place <= length;
			return `${inside ? 'inside' : 'perhaps'} ${possible}`;
		}
	};
}

/** How soon the next one came, and whether it was recorded before that. */
export const HAD_TIME = 'recorded before the next one came';

export const CLUES: Readonly<Record<string, Clue>> = {
	'order of the ids': inStep((row) => row.id, ratedAt),
	'order of the ids, tablet by tablet': (unit) => {
		const perTablet = Map.groupBy(unit.visits, ({ tablet }) => tablet).size;
		const rows = ranks(unit.rows, (row) => row.id);
		return (visit, row) => near(visit.place - 1 - Math.floor((rows.get(row) ?? 0) / perTablet));
	},
	'a time in the id': () => (visit, row) => apart(beginning(row) - visit.ratedAt),
	'a number on the row': inStep(
		(row) => numberIn(row, 'number'),
		(visit) => visit.position
	),
	'a time on the row': () => (visit, row) => {
		const at = numberIn(row, 'counted_at');
		return at === null ? 'none' : apart(at - visit.ratedAt);
	},
	'order in the database’s log': inStep(
		({ frame }) => frame && frame.page * 4_096 - frame.offset,
		ratedAt
	),
	'order in the log, as the ledger has it': inStep(
		({ frame }) => frame && frame.page * 4_096 - frame.offset,
		(visit) => visit.position
	),
	'place on a page of the database': (unit) => {
		const places = onOnePage(unit);
		return inStep((row) => places.get(row) ?? null, ratedAt)(unit);
	},
	'place on a page, as the ledger has it': (unit) => {
		const places = onOnePage(unit);
		return inStep(
			(row) => places.get(row) ?? null,
			(visit) => visit.position
		)(unit);
	},
	'first seen in the same copy': () => (visit, row) => near(row.seen - visit.seen),
	'written in the same transaction': () => (visit, row) => String(visit.written.includes(row.id)),
	'size of what was written': inStep(length, bytes),
	'length of what was written, from the longest': inStep(
		(row) => -length(row),
		(visit) => -bytes(visit)
	),
	'number of papers': () => (visit, row) =>
		`${visit.papers.count}/${row.fields.text !== undefined}`,
	'how long it took': () => (visit, row) => `${apart(visit.ratedAt - visit.leftAt)}/${saying(row)}`,
	[HAD_TIME]: () => (visit, row) =>
		visit.next
			? `${visit.next.recordedBefore}/${apart(visit.next.afterMs)}/${saying(row)}`
			: 'none',
	'how one is asked at that age': () => (visit, row) => `${visit.band}/${row.fields.band}`,
	'a flag of alike answers': () => (visit, row) =>
		`${row.fields.alike}/${visit.place >= ALIKE_MIN}`,
	'what is said of alike answers': (unit) => {
		const where = whereAlike(unit);
		return (visit, row) =>
			where ? `${row.fields.answer === where.answer}/${where.of(visit)}` : 'none';
	},
	'order of leaving': (unit) => {
		const rank = ranks(unit.visits, leftAt);
		return (visit, row) =>
			`${Math.floor((6 * (rank.get(visit) ?? 0)) / unit.visits.length)}/${row.fields.answer}`;
	}
};
