import type { Disclosure } from '#domain/rating/disclosure.ts';
import { answersIn, combined, type Distribution } from '#domain/rating/distribution.ts';
import type { Arc } from '#domain/rating/network.ts';
import { suppress } from '#domain/rating/suppression.ts';

/**
 * Answers by two things at once, for example program × school level: rows of equal length. Null is a
 * cell in which nothing took place, so that everybody knows it to be empty and it can protect no other;
 * a cell in which nobody answered is a distribution of zeros.
 */
export type CrossTable = readonly (readonly (Distribution | null)[])[];

/** What may be seen of a table, of both of its margins, and of its total. Null where nothing took place. */
export interface CrossDisclosure {
	readonly cells: readonly (readonly (Disclosure | null)[])[];
	/** The sum of each row. */
	readonly rows: readonly (Disclosure | null)[];
	/** The sum of each column. */
	readonly columns: readonly (Disclosure | null)[];
	readonly total: Disclosure | null;
}

/**
 * What may be shown of a table that is published with both margins and its total: see `suppress` for
 * what is promised. Cells are hidden rather than margins, margins rather than the total.
 *
 * @throws RangeError for rows of different lengths, or answers on different scales
 */
export function discloseCrossTable(table: CrossTable): CrossDisclosure {
	const width = table[0]?.length ?? 0;
	if (table.some((row) => row.length !== width)) throw new RangeError('Rows differ in length');
	const columns = Array.from({ length: width }, (_, column) =>
		table.map((row) => row[column] ?? null)
	);
	const total = sum(table.flat());
	const dear = total ? answersIn(total) : 0;

	// Rows are the nodes from 0, columns follow; each kind ends with the one that holds the sums.
	const rowOfSums = table.length;
	const columnNode = (column: number) => rowOfSums + 1 + column;
	const columnOfSums = columnNode(width);
	const arcOf = (from: number, to: number, counts: Distribution | null, extra: number) =>
		counts && { from, to, counts, price: answersIn(counts) + extra };

	const cellArcs = table.map((row, at) =>
		row.map((counts, column) => arcOf(at, columnNode(column), counts, 0))
	);
	const rowArcs = table.map((row, at) => arcOf(columnOfSums, at, sum(row), dear));
	const columnArcs = columns.map((column, at) =>
		arcOf(columnNode(at), rowOfSums, sum(column), dear)
	);
	const totalArc = arcOf(rowOfSums, columnOfSums, total, dear * (table.length + width + 4));

	const arcs = [...cellArcs.flat(), ...rowArcs, ...columnArcs, totalArc].filter(
		(arc) => arc !== null
	);
	const disclosures = suppress(arcs);
	const of = (arc: Arc | null): Disclosure | null => (arc && disclosures.get(arc)) ?? null;
	return {
		cells: cellArcs.map((row) => row.map(of)),
		rows: rowArcs.map(of),
		columns: columnArcs.map(of),
		total: of(totalArc)
	};
}

/** The sum of a line; null if nothing took place in any of it. */
function sum(line: readonly (Distribution | null)[]): Distribution | null {
	const parts = line.filter((counts) => counts !== null);
	return parts.length === 0 ? null : combined(parts);
}
