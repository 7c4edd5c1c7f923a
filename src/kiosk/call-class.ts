import type { CalledClass } from '#domain/door.ts';
import { errandAt } from '#domain/duty.ts';
import { classOf, type ClassCode } from '#domain/class-code.ts';
import type { RosterEntry } from '#domain/roster.ts';
import { open } from '#domain/seal.ts';
import { byClock } from '#domain/session.ts';
import type { Journal } from '#kiosk/journal.ts';

/**
 * Who of the class that a code belongs to is expected here today, in the session that the clock would
 * choose; null where nobody is. `at` is the tablet's own clock.
 */
export async function callClass(
	journal: Journal,
	code: ClassCode,
	at: number
): Promise<CalledClass | null> {
	const [{ skew }, identity] = await Promise.all([journal.contact(), journal.identity()]);
	// Where nobody comes or goes, no class does.
	if (identity?.duty && errandAt(identity.duty) === 'badge') return null;
	const now = at + skew;
	const hash = classOf(code);
	for (const session of byClock(await journal.today(now, identity?.zone), now)) {
		const entries = await journal.rosterOf(session.id);
		const own = entries.filter(({ inClass }) => inClass?.hash === hash);
		const opened = await Promise.all(own.map((entry) => openWith(code, entry)));
		const [first] = opened;
		if (first) return { session, group: first.group, people: opened.map(({ awaited }) => awaited) };
	}
	return null;
}

/** A seal that does not open costs only the name. */
async function openWith(code: ClassCode, { participant, inClass }: RosterEntry) {
	const who = { kind: 'participant', participant, badge: null } as const;
	const { name, group } = await open(inClass?.sealed ?? '', participant, code).catch(() => ({
		name: '',
		group: ''
	}));
	return { group, awaited: { who, label: name } };
}
