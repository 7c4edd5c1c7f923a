import { weekday } from '#domain/calendar.ts';
import { dayOf, momentOf } from '#domain/day.ts';
import type { Grant } from '#domain/grant.ts';
import { randomId, type CenterId, type SchoolId, type SessionId, type SiteId } from '#domain/id.ts';
import { SEOUL } from '#domain/zone.ts';
import type { Store } from '#server/database/store.ts';
import { randomBytes } from '#server/keys.ts';
import { join } from '#server/staff/members.ts';
import { record, type Actor, type Deed } from '#server/trail.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Long enough that there is a month to look through. */
const DAYS_OF_TRAIL = 45;
const HOURS = ['09:10', '13:20', '16:40'] as const;
/** Once somebody was late at it: the monthly review has something to find. */
const LATE = '22:50';

/** What there is in the demo center for its people to see. */
interface Places {
	readonly sites: readonly SiteId[];
	readonly schools: readonly SchoolId[];
	readonly sessions: readonly SessionId[];
}

/**
 * Gives a demo center invented colleagues, and a trail of what they did in the last weeks. No password
 * belongs to their accounts: nobody can sign in with them.
 */
export async function hireColleagues(
	store: Store,
	center: CenterId,
	places: Places,
	chance: () => number,
	now: number
): Promise<void> {
	const made = Buffer.from(randomBytes(3)).toString('hex');
	const colleagues = grants(places).map(({ name, mailbox, grant }) => ({
		id: randomId(randomBytes),
		name,
		email: `${mailbox}-${made}@haebom.example`,
		grant
	}));
	const coordinators = colleagues.filter(({ grant }) => grant.role === 'coordinator');
	await store.write(async (trx) => {
		const at = new Date(now - DAYS_OF_TRAIL * DAY_MS).toISOString();
		for (const { id, name, email, grant } of colleagues) {
			await trx
				.insertInto('staff')
				.values({ id, name, email, email_verified: true, created_at: at, updated_at: at })
				.execute();
			await join(trx, center, id, grant);
		}
		await trx
			.updateTable('membership')
			.set({ seen_at: now - DAY_MS })
			.where('center_id', '=', center)
			.where('role', '=', 'coordinator')
			.execute();
		for (const moment of moments(now)) {
			const who = coordinators[Math.floor(chance() * coordinators.length)];
			if (!who) return;
			const by: Actor = { id: who.id, email: who.email, address: '192.0.2.10' };
			await record(trx, center, by, invented(places.sessions, chance), moment);
		}
	});
}

/** When people were at work: on the weekdays of the last weeks, up to now. */
function moments(now: number): number[] {
	const days = Array.from({ length: DAYS_OF_TRAIL }, (_, index) =>
		dayOf(now - (DAYS_OF_TRAIL - index) * DAY_MS, SEOUL)
	).filter((day) => ![0, 6].includes(weekday(day)));
	return days.flatMap((day, index) => {
		const times = index === 3 ? [...HOURS, LATE] : HOURS;
		return times.map((time) => momentOf(day, time, SEOUL));
	});
}

function grants({ sites, schools }: Places): { name: string; mailbox: string; grant: Grant }[] {
	const [bakery] = sites;
	const [school] = schools;
	return [
		{ name: '한결 담당자', mailbox: 'hangyeol', grant: { role: 'coordinator' } },
		{ name: '다온 담당자', mailbox: 'daon', grant: { role: 'coordinator' } },
		...(bakery
			? [
					{
						name: '달보드레 사장님',
						mailbox: 'bakery',
						grant: { role: 'site', sites: [bakery] } satisfies Grant
					}
				]
			: []),
		...(school
			? [
					{
						name: '진로 선생님',
						mailbox: 'teacher',
						grant: { role: 'teacher', school } satisfies Grant
					}
				]
			: []),
		{ name: '구청 주무관', mailbox: 'district', grant: { role: 'office' } }
	];
}

/** Mostly the board of the day; now and then a sheet of badges, seldom printed. */
function invented(sessions: readonly SessionId[], chance: () => number): Deed {
	const kind = chance();
	const session = sessions[Math.floor(chance() * sessions.length)] ?? '';
	const look = { kind: 'access', detail: {} } as const;
	if (kind < 0.7) {
		return { ...look, action: 'today.see', subject: '', people: 84, reason: null };
	}
	const subject = `session:${session}`;
	if (kind < 0.95) return { ...look, action: 'badges.see', subject, people: 28, reason: null };
	return { ...look, action: 'badges.print', subject, people: 28, reason: '명찰을 잃어버린 학생' };
}
