import { bounds, dayOf, momentOf, schoolYear, type Day } from '#domain/day.ts';
import { GIVEN, PROGRAMS, SCHOOLS, SURNAMES } from '#server/demo/names.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const CLASS_SIZE = 28;
const CLASSES_PER_GRADE = 12;
const TIMES = [
	['09:30', '11:30'],
	['13:30', '15:30']
] as const;

/** An invented center's year. Everything refers to everything else by its place in these lists. */
export interface Plan {
	readonly students: readonly PlannedStudent[];
	readonly sessions: readonly PlannedSession[];
}

export interface PlannedStudent {
	readonly school: number;
	readonly grade: number;
	readonly classNo: number;
	readonly number: number;
	readonly name: string;
}

export interface PlannedSession {
	readonly program: number;
	readonly site: number;
	readonly startsAt: number;
	readonly endsAt: number;
	readonly graceMs: number;
	readonly stayMs: number;
	readonly roster: readonly PlannedVisit[];
}

/** Moments are null for what did not happen, or has not happened yet. */
export interface PlannedVisit {
	readonly student: number;
	readonly arrivesAt: number | null;
	readonly leavesAt: number | null;
}

/**
 * Plans a center with so many participations: three sessions today, whatever the hour (see `today`), and
 * the rest spread over the days of the school year, past and to come. The same chance gives the same plan.
 */
export function plan(participations: number, now: number, chance: () => number): Plan {
	const classes = Math.ceil(participations / CLASS_SIZE);
	const students: PlannedStudent[] = [];
	const rosters = Array.from({ length: classes }, (_, index) => {
		const classIndex = index % classesThereAre();
		// A class that comes again is the same class: people are fewer than participations.
		if (index < classesThereAre()) students.push(...classOf(classIndex, chance));
		const seats = Math.min(CLASS_SIZE, participations - index * CLASS_SIZE);
		return Array.from({ length: seats }, (_, seat) => classIndex * CLASS_SIZE + seat);
	});
	const days = schoolDays(now);
	const sessions = rosters.map((roster, index): PlannedSession => {
		const times = index < 3 ? today(index, now) : someday(days, index, chance);
		const program = index === 0 ? 0 : index % PROGRAMS.length;
		return {
			program,
			site: PROGRAMS[program]?.site ?? 0,
			...times,
			roster: roster.map((student) => ({
				student,
				...(index === 0 ? NOT_YET : attendance(times, now, chance))
			}))
		};
	});
	return { students, sessions };
}

function classesThereAre(): number {
	return SCHOOLS.reduce((sum, { grades }) => sum + grades.length * CLASSES_PER_GRADE, 0);
}

function classOf(index: number, chance: () => number): PlannedStudent[] {
	// Neighbouring classes come from different schools, so that a small center has several.
	const school = index % SCHOOLS.length;
	const grades = SCHOOLS[school]?.grades ?? [1];
	const within = Math.floor(index / SCHOOLS.length);
	const grade = grades[within % grades.length] ?? 1;
	const classNo = (Math.floor(within / grades.length) % CLASSES_PER_GRADE) + 1;
	return Array.from({ length: CLASS_SIZE }, (_, seat) => ({
		school,
		grade,
		classNo,
		number: seat + 1,
		name: `${pick(SURNAMES, chance)}${pick(GIVEN, chance)}`
	}));
}

type Times = Pick<PlannedSession, 'startsAt' | 'endsAt' | 'graceMs' | 'stayMs'>;

/**
 * The first session begins now, with nobody there yet and a short stay, so that leaving can be tried as
 * well; the clock chooses its door. The second is in full swing. The third is over, or still to come.
 */
function today(index: number, now: number): Times {
	const startsAt = Math.floor(now / (5 * MINUTE)) * 5 * MINUTE;
	if (index === 0) {
		return { startsAt, endsAt: startsAt + 2 * HOUR, graceMs: 30 * MINUTE, stayMs: MINUTE };
	}
	if (index === 1) return lasting(startsAt - 70 * MINUTE, startsAt + 50 * MINUTE);
	const [morning, afternoon] = TIMES;
	const day = dayOf(now);
	const [from, to] = now < momentOf(day, '12:00') ? afternoon : morning;
	return at(day, from, to);
}

function someday(days: readonly Day[], index: number, chance: () => number): Times {
	const day = days[Math.floor(chance() * days.length)] ?? days[0];
	const [from, to] = TIMES[index % TIMES.length] ?? TIMES[0];
	if (!day) throw new Error('A school year without days');
	return at(day, from, to);
}

function at(day: Day, from: string, to: string): Times {
	return lasting(momentOf(day, from), momentOf(day, to));
}

function lasting(startsAt: number, endsAt: number): Times {
	return { startsAt, endsAt, graceMs: 10 * MINUTE, stayMs: 10 * MINUTE };
}

/** The weekdays of the school year, except today: what is on today is planned by itself. */
function schoolDays(now: number): Day[] {
	const from = bounds(`${schoolYear(dayOf(now))}-03-02` as Day).from;
	return Array.from({ length: 350 }, (_, index) => dayOf(from + index * DAY)).filter((day) => {
		const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
		return weekday !== 0 && weekday !== 6 && day !== dayOf(now);
	});
}

const NOT_YET = { arrivesAt: null, leavesAt: null };

/** Most come in time, some late, a few not at all; what lies ahead has not happened yet. */
function attendance(
	{ startsAt, endsAt }: Times,
	now: number,
	chance: () => number
): Pick<PlannedVisit, 'arrivesAt' | 'leavesAt'> {
	const comes = chance() < 0.94;
	const arrivesAt = startsAt + Math.round((chance() * 27 - 14) * MINUTE);
	const leavesAt = endsAt + Math.round((chance() * 8 - 1) * MINUTE);
	if (!comes || arrivesAt > now) return NOT_YET;
	return { arrivesAt, leavesAt: leavesAt > now ? null : leavesAt };
}

function pick<Item>(items: readonly Item[], chance: () => number): Item | undefined {
	return items[Math.floor(chance() * items.length)];
}
