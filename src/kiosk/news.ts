import { WHOLE_DUTY } from '#domain/duty.ts';
import type { SessionId } from '#domain/id.ts';
import { ERASE_ROSTER, type PullAnswer } from '#domain/protocol.ts';
import { isOpen } from '#domain/session.ts';
import { NO_CONTACT, rowOf, type ClockTold, type Contact } from '#kiosk/kept.ts';
import type { Tables } from '#kiosk/shelf.ts';

/** Names and all else about a session are erased this long after its end, with or without a network. */
const ERASED_AFTER_END_MS = 24 * 60 * 60_000;

export type News = Omit<PullAnswer, 'more' | 'protocol' | 'serverTime' | 'epoch'>;

/** Takes over what the center prepared and other tablets saw, with the cursor that says how far. */
export async function applyIn(
	tables: Tables,
	news: News,
	contact: Pick<Contact, 'pulledAt'> & ClockTold
): Promise<void> {
	const { identity, contact: contacts, events, sessions, roster, lock, asking } = tables;
	// Of a center that the tablet has left meanwhile, or by whose cookie it is known.
	const self = await identity.get('this');
	if (self && self.center.id !== news.center.id) return;
	const retired = news.directives?.includes(ERASE_ROSTER) ?? false;
	if (news.fresh || retired) await forget(tables);
	if (news.lock) await lock.put({ ...news.lock, key: 'this' });
	else await lock.clear();
	const { surveys = [], ballotKey: key } = news;
	if (key) await asking.put({ self: 'this', surveys, key });
	// What is gone goes first: it may have come back since, with another roster.
	await sessions.bulkDelete([...news.sessionsGone]);
	await roster.where('session').anyOf(news.sessionsGone).delete();
	await letOthersEventsGo(tables, news.sessionsGone);
	const whole = news.fresh || !(await lacksBefore(tables, news, contact));
	await roster.bulkDelete(
		news.rosterGone.map(({ session, participant }): [string, string] => [session, participant])
	);
	await sessions.bulkPut([...news.sessions]);
	await roster.bulkPut([...news.roster]);
	const ids = news.events.map(({ id }) => id);
	const held = new Set((await events.bulkGet(ids)).map((row) => row?.id));
	const unheard = news.events.filter(({ id }) => !held.has(id));
	await events.bulkPut(unheard.map((event) => rowOf(event, { own: 0, owed: 0 })));
	await identity.update('this', {
		center: news.center,
		site: news.site,
		duty: news.duty ?? WHOLE_DUTY,
		zone: news.zone,
		...(news.receiptKey ? { receiptKey: news.receiptKey } : {}),
		...(news.rescueKey ? { rescueKey: news.rescueKey } : {}),
		retired
	});
	const before = (await contacts.get('this')) ?? NO_CONTACT;
	await contacts.put({ ...before, ...contact, cursor: whole ? news.cursor : null, key: 'this' });
}

/**
 * Whether something of what a cursor stands for is not here, so that everything has to be asked for once
 * more: it was erased while these news were on their way, or a session came whose door has been open
 * elsewhere, or here before, and of which others' events lie behind the cursor.
 */
async function lacksBefore(
	{ contact: contacts, sessions }: Tables,
	news: News,
	told: Pick<Contact, 'pulledAt'> & ClockTold
): Promise<boolean> {
	const before = await contacts.get('this');
	if (!before || before.cursor === null) return true;
	const now = (told.pulledAt ?? 0) + (told.skew ?? before.skew);
	const open = news.sessions.filter((session) => isOpen(session, now)).map(({ id }) => id);
	return (await sessions.bulkGet(open)).includes(undefined);
}

/** Erases all that the center told this tablet. What it recorded itself stays. */
export async function forget({ events, sessions, roster, lock }: Tables): Promise<void> {
	await Promise.all([sessions.clear(), roster.clear(), lock.clear()]);
	await events.where('own').equals(0).delete();
}

/**
 * Erases names, rosters and other tablets' events of sessions that ended a day ago. `now` may be wrong by
 * years: unless the center's own clock was heard to say so, too, the next news brings everything afresh.
 */
export async function eraseIn(tables: Tables, now: number): Promise<void> {
	const { contact, sessions, roster, lock } = tables;
	const ended = await sessions
		.where('endsAt')
		.below(now - ERASED_AFTER_END_MS)
		.toArray();
	if (ended.length === 0) return;
	const over = ended.map(({ id }) => id);
	const heard = ((await contact.get('this'))?.saidAt ?? 0) - ERASED_AFTER_END_MS;
	if (ended.some(({ endsAt }) => endsAt >= heard)) await contact.update('this', { cursor: null });
	await roster.where('session').anyOf(over).delete();
	await sessions.bulkDelete(over);
	const held = await lock.get('this');
	const keys = held?.keys.filter(({ session }) => !over.includes(session)) ?? [];
	if (held) await lock.put({ ...held, keys });
	await letOthersEventsGo(tables, over);
}

function letOthersEventsGo({ events }: Tables, of: readonly SessionId[]): Promise<number> {
	const rows = events.where('session').anyOf(of);
	return rows.filter(({ own }) => own === 0).delete();
}
