import type { Attendance, Person } from '#domain/board.ts';
import type { ParticipantId } from '#domain/id.ts';
import type { Standing } from '#domain/standing.ts';

const GROUP = /(?<!\d)(\d{1,2}-\d{1,2})(?![\d-])/;
const LOOSE_NUMBER = /(?<![\d-])(\d{1,3})(?![\d-])/;

/** Who is still to come can be who came without a name. */
const TO_COME: readonly Standing[] = ['missing', 'expected', 'absent'];

const inOrder = new Intl.Collator('ko', { numeric: true });

/** Who it may have been that came without a name. */
export interface Likely {
	/** The roster's people who have not come, whom the claim fits best first. */
	readonly toCome: readonly Person[];
	/** Everybody else of the session who has a name. */
	readonly others: readonly Person[];
	/** The only one of whom class and number are as they said; null where none is, or several are. */
	readonly best: ParticipantId | null;
}

/** Weighs the people of a session against what a nameless visitor said of class and number, like `1-3 12번`. */
export function likely(people: readonly Attendance[], claim: string): Likely {
	const fit = fitting(claim);
	const ranked = people
		.flatMap(({ person, standing, onRoster }) =>
			person ? [{ person, fit: fit(person), toCome: onRoster && TO_COME.includes(standing) }] : []
		)
		.sort((a, b) => b.fit - a.fit || byClassAndNumber(a.person, b.person));
	const toCome = ranked.filter((each) => each.toCome);
	const [first, second] = toCome;
	const alone = first?.fit === WHOLE_FIT && second?.fit !== WHOLE_FIT;
	return {
		toCome: toCome.map(({ person }) => person),
		others: ranked.filter((each) => !each.toCome).map(({ person }) => person),
		best: alone ? first.person.id : null
	};
}

/** Class and number both. */
const WHOLE_FIT = 3;

/** The class says more than the number: every class has somebody of each. */
function fitting(claim: string): (person: Person) => number {
	const [, group] = GROUP.exec(claim) ?? [];
	const [, digits] = LOOSE_NUMBER.exec(claim) ?? [];
	return (person) =>
		(group !== undefined && person.group === group ? 2 : 0) +
		(digits !== undefined && person.number === Number(digits) ? 1 : 0);
}

function byClassAndNumber(a: Person, b: Person): number {
	return (
		inOrder.compare(a.group, b.group) ||
		(a.number ?? Infinity) - (b.number ?? Infinity) ||
		inOrder.compare(a.name, b.name)
	);
}
