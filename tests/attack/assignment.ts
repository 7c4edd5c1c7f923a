/**
 * The best assignment of each row to a column of its own: highest sum of `scores[row][column]` (Kuhn 1955,
 * with potentials after Jonker and Volgenant 1987; O(n³)). There must be no more rows than columns. Returns
 * the column of each row.
 */
export function assign(scores: readonly (readonly number[])[]): number[] {
	const columns = scores[0]?.length ?? 0;
	// Both count from 1 here; 0 stands for «none yet».
	const rowPotential = new Float64Array(scores.length + 1);
	const columnPotential = new Float64Array(columns + 1);
	const rowOf = new Int32Array(columns + 1);
	const cost = (row: number, column: number) =>
		-(scores[row - 1]?.[column - 1] ?? 0) - at(rowPotential, row) - at(columnPotential, column);
	for (let row = 1; row <= scores.length; row++) {
		rowOf[0] = row;
		const slack = new Float64Array(columns + 1).fill(Infinity);
		const from = new Int32Array(columns + 1);
		const done = new Uint8Array(columns + 1);
		let column = 0;
		while (at(rowOf, column) !== 0) {
			done[column] = 1;
			const here = at(rowOf, column);
			let nearest = 0;
			let least = Infinity;
			for (let other = 1; other <= columns; other++) {
				if (at(done, other)) continue;
				const reduced = cost(here, other);
				if (reduced < at(slack, other)) {
					slack[other] = reduced;
					from[other] = column;
				}
				if (at(slack, other) < least) {
					least = at(slack, other);
					nearest = other;
				}
			}
			for (let other = 0; other <= columns; other++) {
				if (at(done, other)) {
					rowPotential[at(rowOf, other)] = at(rowPotential, at(rowOf, other)) + least;
					columnPotential[other] = at(columnPotential, other) - least;
				} else slack[other] = at(slack, other) - least;
			}
			column = nearest;
		}
		while (column !== 0) {
			const before = at(from, column);
			rowOf[column] = at(rowOf, before);
			column = before;
		}
	}
	const chosen = new Array<number>(scores.length).fill(-1);
	for (let column = 1; column <= columns; column++) {
		const row = at(rowOf, column);
		if (row > 0) chosen[row - 1] = column - 1;
	}
	return chosen;
}

function at(numbers: ArrayLike<number>, index: number): number {
	return numbers[index] ?? 0;
}
