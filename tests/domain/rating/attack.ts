import type { Distribution } from '#domain/rating/distribution.ts';

/** A number of a published table, as somebody sees it who wants to know what is hidden. */
export interface Seen {
	readonly counts: Distribution;
	readonly shown: boolean;
}

/** A sum of the table; it may be hidden itself. */
export interface Sum extends Seen {
	readonly parts: readonly Seen[];
}

/** The least and the most that a hidden number can be, answer by answer. */
export interface Range {
	readonly least: readonly number[];
	readonly most: readonly number[];
}

/** Beyond any sum of the tables in these tests: what could be any number is tried up to here. */
const UNBOUNDED = 8;

/**
 * Tries every table that agrees with what is shown, and says what each hidden number can be. Knows
 * nothing of networks: parts are filled in one after the other, and a sum is either right or not.
 */
export function bruteForce(parts: readonly Seen[], sums: readonly Sum[]): ReadonlyMap<Seen, Range> {
	const points = parts[0]?.counts.length ?? 0;
	const hidden = [...parts, ...sums].filter(({ shown }) => !shown);
	const byAnswer = Array.from({ length: points }, (_, answer) => rangesOf(parts, sums, answer));
	return new Map(
		hidden.map((number) => {
			const ranges = byAnswer.map((each) => each.get(number) ?? { least: 0, most: 0 });
			return [
				number,
				{ least: ranges.map(({ least }) => least), most: ranges.map(({ most }) => most) }
			];
		})
	);
}

function rangesOf(parts: readonly Seen[], sums: readonly Sum[], answer: number) {
	const countOf = (number: Seen) => number.counts[answer] ?? 0;
	const hidden = parts.filter(({ shown }) => !shown);
	const found = new Map<Seen, { least: number; most: number }>();
	const note = (number: Seen, value: number) => {
		const range = found.get(number) ?? { least: value, most: value };
		found.set(number, {
			least: Math.min(range.least, value),
			most: Math.max(range.most, value)
		});
	};
	const values = new Map(parts.filter(({ shown }) => shown).map((part) => [part, countOf(part)]));
	const sumOf = (sum: Sum) => sum.parts.reduce((total, part) => total + (values.get(part) ?? 0), 0);
	const fill = (at: number): void => {
		const part = hidden[at];
		if (!part) {
			for (const each of hidden) note(each, values.get(each) ?? 0);
			for (const sum of sums) if (!sum.shown) note(sum, sumOf(sum));
			return;
		}
		const bounds = sums.filter((sum) => sum.shown && sum.parts.includes(part));
		const room = Math.min(
			...bounds.map((sum) => countOf(sum) - sumOf(sum)),
			bounds.length ? Infinity : UNBOUNDED
		);
		// The last part of a sum is whatever the others leave.
		const last = bounds.some((sum) => sum.parts.every((one) => one === part || values.has(one)));
		for (let value = last ? room : 0; value <= room; value++) {
			if (value < 0) break;
			values.set(part, value);
			const right = bounds.every(
				(sum) => !sum.parts.every((one) => values.has(one)) || sumOf(sum) === countOf(sum)
			);
			if (right) fill(at + 1);
		}
		values.delete(part);
	};
	fill(0);
	return found;
}

/**
 * Which hidden numbers the sums alone determine: Gauss's elimination on the equations, with the shown
 * numbers known. All numbers of such a matrix stay −1, 0 or 1, so that nothing is lost to rounding.
 */
export function determined(parts: readonly Seen[], sums: readonly Sum[]): readonly Seen[] {
	const unknown = [...parts, ...sums].filter(({ shown }) => !shown);
	const rows = sums.map((sum) =>
		unknown.map((number) => Number(sum.parts.includes(number)) - Number(number === sum))
	);
	let done = 0;
	for (let column = 0; column < unknown.length; column++) {
		const at = rows.findIndex((row, index) => index >= done && row[column]);
		if (at === -1) continue;
		const [pivot = []] = rows.splice(at, 1);
		const lead = pivot[column] ?? 1;
		const scaled = pivot.map((value) => value / lead);
		for (const [index, row] of rows.entries()) {
			const factor = row[column] ?? 0;
			rows[index] = row.map((value, each) => value - factor * (scaled[each] ?? 0));
		}
		rows.splice(done, 0, scaled);
		done++;
	}
	return rows.flatMap((row) => {
		const left = row.flatMap((value, index) => (value ? [index] : []));
		const only = left.length === 1 ? unknown[left[0] ?? -1] : undefined;
		return only ? [only] : [];
	});
}
