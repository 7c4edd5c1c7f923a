import type { SchoolCall, SchoolChoice } from '#domain/intake.ts';
import type { RosterLine } from '#domain/roster-file/line.ts';
import { levelOf } from '#domain/roster-file/school-name.ts';
import { schoolKey, type School } from '#domain/school.ts';

/**
 * The school of the center that a name means: by the name it has now, else by one it had; open ones
 * first. A name that means none is a new school of the level that the name gives away.
 */
export function choiceFor(name: string, schools: readonly School[]): SchoolChoice {
	const key = schoolKey(name);
	const ways: readonly ((school: School) => boolean)[] = [
		(school) => schoolKey(school.name) === key,
		(school) => school.formerNames.some((former) => schoolKey(former.name) === key)
	];
	for (const open of [true, false]) {
		for (const isMeant of ways) {
			const found = schools.find((it) => (it.closedOn === null) === open && isMeant(it));
			if (found) return { kind: 'known', id: found.id };
		}
	}
	return { kind: 'new', level: levelOf(name) ?? 'OTHER' };
}

/** The schools that the lines name, in the order in which they come. */
export function callsOf(
	lines: readonly RosterLine[],
	schools: readonly School[],
	choices: ReadonlyMap<string, SchoolChoice>
): SchoolCall[] {
	const counts = new Map<string, number>();
	for (const { listed } of lines) {
		if (listed.school !== null) counts.set(listed.school, (counts.get(listed.school) ?? 0) + 1);
	}
	return [...counts].map(([name, count]) => ({
		name,
		lines: count,
		choice: choices.get(name) ?? choiceFor(name, schools)
	}));
}
