import * as v from 'valibot';
import { Day } from '#domain/day.ts';
import { fold } from '#domain/folded.ts';

/** What somebody looks for, taken apart. */
export interface Query {
	/** Folded; all of them must be found. */
	readonly words: readonly string[];
	/** Grade and class, for example from `1-3`. */
	readonly group: { readonly grade: number; readonly classNo: number } | null;
	readonly day: Day | null;
}

const GROUP = /(?<![\d-])([1-6])\s*(?:-|학년)\s*(\d{1,2})\s*반?(?![\d-])/;
const FULL_DAY = /(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[일.]?/;
const SHORT_DAY = /(\d{1,2})\s*(?:\/|월)\s*(\d{1,2})\s*일?/;

const WORDS_MAX = 6;

/**
 * Reads what was typed into the search field: `11/24`, `11월 24일` and `2026-11-24` are days, `1-3` and
 * `1학년 3반` are classes, whatever is left are words. A day without a year is the one nearest to today.
 */
export function readQuery(text: string, today: Day): Query {
	let rest = text.normalize('NFKC');
	const take = (pattern: RegExp): RegExpExecArray | null => {
		const found = pattern.exec(rest);
		if (found) rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`;
		return found;
	};
	const full = take(FULL_DAY);
	const short = full ? null : take(SHORT_DAY);
	const group = take(GROUP);
	return {
		day: full ? dayFrom(full[1], full[2], full[3]) : short && nearest(today, short[1], short[2]),
		group: group && { grade: Number(group[1]), classNo: Number(group[2]) },
		words: rest.split(/\s+/).map(fold).filter(Boolean).slice(0, WORDS_MAX)
	};
}

function nearest(today: Day, month: string | undefined, date: string | undefined): Day | null {
	const year = Number(today.slice(0, 4));
	const distance = (day: Day) => Math.abs(Date.parse(day) - Date.parse(today));
	return [year - 1, year, year + 1]
		.flatMap((candidate) => dayFrom(String(candidate), month, date) ?? [])
		.reduce<Day | null>(
			(best, day) => (best && distance(best) <= distance(day) ? best : day),
			null
		);
}

function dayFrom(year: string | undefined, month = '', date = ''): Day | null {
	const day = v.safeParse(Day, `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`);
	return day.success ? day.output : null;
}
