/** A day; the year is null where the text gives none. */
export interface CalendarDay {
	readonly year: number | null;
	readonly month: number;
	readonly day: number;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const WITH_CENTURY = /(?<!\d)((?:19|20)\d\d)\s?[-./년]\s?(\d\d?)\s?[-./월]\s?(\d\d?)(?!\d)/;
const WITHOUT_CENTURY = /(?<!\d)(\d\d)\s?[-./년]\s?(\d\d?)\s?[-./월]\s?(\d\d?)(?!\d)/;
const EIGHT_DIGITS = /(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)/;
const SIX_DIGITS = /(?<!\d)(\d\d)(\d\d)(\d\d)(?!\d)/;
const MONTH_AND_DAY = /^(\d\d?)월\s?(\d\d?)일$/;
const DAY_AND_MONTH = /^(\d\d?)[-\s]([a-z]{3})$/i;
const MONTH_NAME_FIRST = /^([a-z]{3})[-\s](\d\d?)$/i;

/** The date in a text, in any of the ways in which Korean forms and spreadsheets write one; else null. */
export function dateIn(text: string): CalendarDay | null {
	for (const pattern of [WITH_CENTURY, EIGHT_DIGITS, WITHOUT_CENTURY, SIX_DIGITS]) {
		const [, year, month, day] = pattern.exec(text) ?? [];
		const found = year && dayOf(fullYear(Number(year)), Number(month), Number(day));
		if (found) return found;
	}
	return shortDate(text.trim());
}

/** What a spreadsheet shows of `1-3` once it has taken it for the third of January. */
function shortDate(text: string): CalendarDay | null {
	const korean = MONTH_AND_DAY.exec(text);
	if (korean) return dayOf(null, Number(korean[1]), Number(korean[2]));
	const [, day, name] = DAY_AND_MONTH.exec(text) ?? [];
	if (name) return dayOf(null, MONTHS.indexOf(name.toLowerCase()) + 1, Number(day));
	const [, first, second] = MONTH_NAME_FIRST.exec(text) ?? [];
	return first ? dayOf(null, MONTHS.indexOf(first.toLowerCase()) + 1, Number(second)) : null;
}

/** Two digits are of this century up to 49, as in spreadsheets. */
function fullYear(year: number): number {
	return year >= 100 ? year : year < 50 ? 2000 + year : 1900 + year;
}

function dayOf(year: number | null, month: number, day: number): CalendarDay | null {
	return month >= 1 && month <= 12 && day >= 1 && day <= 31 ? { year, month, day } : null;
}
