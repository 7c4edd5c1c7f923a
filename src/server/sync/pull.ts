import { classOf, type ClassCode } from '#domain/class-code.ts';
import { understand } from '#domain/event.ts';
import type { CenterId, Epoch, ParticipantId, SessionId } from '#domain/id.ts';
import { mask } from '#domain/name.ts';
import { ERASE_ROSTER, PROTOCOL, PULL_ROWS_MAX, type PullAnswer } from '#domain/protocol.ts';
import type { Bearer, RosterEntry } from '#domain/roster.ts';
import type { BadgeHash } from '#domain/token.ts';
import { classCodesOf } from '#server/class-codes.ts';
import type { Device } from '#server/database/schema.ts';
import type { Reader, Store } from '#server/database/store.ts';
import { dutyOf } from '#server/duty.ts';
import { randomBytes, type Keys } from '#server/keys.ts';
import { bandsOf } from '#server/rating/bands.ts';
import { ballotKeysOf } from '#server/rating/keys.ts';
import { surveysOf } from '#server/rating/surveys.ts';
import { chunks, peopleByIds } from '#server/roster.ts';
import { sealAtOnce } from '#server/seal.ts';
import { signingKeyOf } from '#server/signing.ts';
import { asSession, KEPT_AFTER_END_MS, selectWithTombstones } from '#server/sessions.ts';
import { lockOf, sealName } from '#server/staff-lock.ts';
import { agrees, chainAt, readCursor, writeCursor } from '#server/sync/cursor.ts';
import { rescueKeysOf } from '#server/sync/rescue.ts';

const NONCE_BYTES = 12;

/**
 * Answers with what this tablet needs and does not have yet: at most 1,000 rows of each kind at a time.
 * One out of service is told to erase what it has, and nothing else.
 */
export async function pull(
	{ store, keys }: { readonly store: Store; readonly keys: Keys },
	epoch: Epoch,
	device: Device,
	cursorText: string | null,
	now: number
): Promise<PullAnswer> {
	if (device.revoked_at !== null) return dismissal(store.reader, epoch, device, now);
	const known = readCursor(cursorText);
	const { center_id: center, site_id: site } = device;

	// One snapshot, so that no row falls between the lists and the head that the cursor moves to.
	return store.reader
		.transaction()
		.setAccessMode('read only')
		.setIsolationLevel('repeatable read')
		.execute(async (trx) => {
			const names = await place(trx, device);
			const current =
				known?.epoch === epoch && known.site === site && (await agrees(trx, center, known, names))
					? known
					: null;
			const cursor = current ?? { epoch, site, sessions: 0, roster: 0, position: 0 };
			const sessions = await sessionsAfter(trx, device, cursor.sessions, now);
			const roster = await rosterAfter(trx, keys, device, cursor.roster, now);
			const events = await eventsAfter(trx, device, cursor.position, now);
			const position = events.through ?? names.position;
			const next = {
				...cursor,
				sessions: sessions.through ?? names.revision,
				roster: roster.through ?? names.revision,
				position,
				chain: await chainAt(trx, center, position, names)
			};
			return {
				protocol: PROTOCOL,
				epoch,
				serverTime: now,
				cursor: writeCursor(next),
				more: [sessions, roster, events].some(({ through }) => through !== null),
				fresh: current === null,
				center: { id: device.center_id, name: names.center },
				site: { id: device.site_id, name: names.site },
				zone: names.zone,
				sessions: sessions.here,
				sessionsGone: sessions.gone,
				roster: roster.here,
				rosterGone: roster.gone,
				events: events.here,
				surveys: await surveysOf(trx, device.center_id),
				ballotKey: (await ballotKeysOf(keys, device.center_id)).key,
				receiptKey: signingKeyOf(keys, device.center_id),
				rescueKey: (await rescueKeysOf(keys, device.center_id)).key,
				lock: await lockOf(trx, keys, device.center_id, device.site_id, now),
				duty: dutyOf(device),
				directives: []
			};
		});
}

/** `fresh`, so that a build that does not know the directive erases just the same. */
async function dismissal(
	reader: Reader,
	epoch: Epoch,
	device: Device,
	now: number
): Promise<PullAnswer> {
	const names = await place(reader, device);
	return {
		protocol: PROTOCOL,
		epoch,
		serverTime: now,
		cursor: '',
		more: false,
		fresh: true,
		center: { id: device.center_id, name: names.center },
		site: { id: device.site_id, name: names.site },
		zone: names.zone,
		sessions: [],
		sessionsGone: [],
		roster: [],
		rosterGone: [],
		events: [],
		directives: [ERASE_ROSTER]
	};
}

async function place(reader: Reader, device: Device) {
	return reader
		.selectFrom('center')
		.innerJoin('center_head', 'center_head.center_id', 'center.id')
		.innerJoin('site', 'site.center_id', 'center.id')
		.select([
			'center.name as center',
			'center.zone',
			'site.name as site',
			'center_head.revision',
			'center_head.position',
			'center_head.chain'
		])
		.where('center.id', '=', device.center_id)
		.where('site.id', '=', device.site_id)
		.executeTakeFirstOrThrow();
}

/** `through` is where a full page ended; null when the list is complete. */
function through<Row>(rows: readonly Row[], mark: (row: Row) => number): number | null {
	const last = rows[rows.length - 1];
	return rows.length === PULL_ROWS_MAX && last ? mark(last) : null;
}

async function sessionsAfter(reader: Reader, device: Device, revision: number, now: number) {
	const oldest = now - KEPT_AFTER_END_MS;
	const rows = await selectWithTombstones(reader)
		.where('session.center_id', '=', device.center_id)
		.where('session.revision', '>', revision)
		// One that was moved into the past must leave the tablets; at first there is nothing to leave.
		.$if(revision === 0, (query) => query.where('session.ends_at', '>', oldest))
		.orderBy('session.revision')
		.limit(PULL_ROWS_MAX)
		.execute();
	const here = rows.filter(
		(row) => row.site_id === device.site_id && row.removed === 0 && row.ends_at > oldest
	);
	return {
		here: here.map(asSession),
		// Another site's, deleted, or over: this tablet may have had it before.
		gone: revision === 0 ? [] : rows.filter((row) => !here.includes(row)).map(({ id }) => id),
		through: through(rows, (row) => row.revision)
	};
}

async function rosterAfter(
	reader: Reader,
	keys: Keys,
	device: Device,
	revision: number,
	now: number
) {
	const rows = await reader
		.selectFrom('enrolment')
		.innerJoin('session', (join) =>
			join
				.onRef('session.center_id', '=', 'enrolment.center_id')
				.onRef('session.id', '=', 'enrolment.session_id')
		)
		.leftJoin('badge', (join) =>
			join
				.onRef('badge.center_id', '=', 'enrolment.center_id')
				.onRef('badge.participant_id', '=', 'enrolment.participant_id')
				.on('badge.replaced_at', 'is', null)
		)
		.select([
			'enrolment.session_id as session',
			'enrolment.participant_id as participant',
			'enrolment.removed',
			'enrolment.revision',
			'badge.hash as badge',
			'badge.sealed'
		])
		.where('enrolment.center_id', '=', device.center_id)
		.where('enrolment.revision', '>', revision)
		.where('session.site_id', '=', device.site_id)
		.where('session.ends_at', '>', now - KEPT_AFTER_END_MS)
		.orderBy('enrolment.revision')
		.limit(PULL_ROWS_MAX)
		.execute();
	const here = rows.filter(({ removed }) => removed === 0);
	const center = device.center_id;
	const ids = here.map(({ participant }) => participant);
	const before = await replacedOf(reader, center, ids);
	const bands = await bandsOf(reader, center, ids);
	const codes = await classCodesOf(reader, keys, center, ids);
	const people = new Map((await peopleByIds(reader, center, ids)).map((each) => [each.id, each]));
	return {
		here: here.map(({ session, participant, badge, sealed }): RosterEntry => {
			const replaced = before.get(participant);
			const person = people.get(participant);
			if (!person) throw new Error(`An enrolment of nobody: ${participant}`);
			const { name, school, group, number } = person;
			const named = sealName(keys, center, session, participant, { name, school, group, number });
			const code = codes.get(participant);
			return {
				session,
				participant,
				badge,
				sealed,
				named,
				...(replaced ? { replaced } : {}),
				band: bands.get(participant),
				...(code ? { inClass: inClass(code, participant, { name: mask(name), group }) } : {})
			};
		}),
		gone: rows
			.filter(({ removed }) => removed === 1)
			.map(({ session, participant }) => ({ session, participant })),
		through: through(rows, (row) => row.revision)
	};
}

function inClass(
	code: ClassCode,
	participant: ParticipantId,
	bearer: Bearer
): NonNullable<RosterEntry['inClass']> {
	const sealed = sealAtOnce(bearer, participant, code, randomBytes(NONCE_BYTES));
	return { hash: classOf(code), sealed };
}

/** The badges that people had before the one they have. */
async function replacedOf(
	reader: Reader,
	center: CenterId,
	people: readonly ParticipantId[]
): Promise<ReadonlyMap<ParticipantId, BadgeHash[]>> {
	const found = new Map<ParticipantId, BadgeHash[]>();
	for (const some of chunks([...new Set(people)])) {
		const rows = await reader
			.selectFrom('badge')
			.select(['participant_id', 'hash'])
			.where('center_id', '=', center)
			.where('participant_id', 'in', some)
			.where('replaced_at', 'is not', null)
			.orderBy('hash')
			.execute();
		for (const { participant_id, hash } of rows) {
			found.set(participant_id, [...(found.get(participant_id) ?? []), hash]);
		}
	}
	return found;
}

async function eventsAfter(reader: Reader, device: Device, position: number, now: number) {
	const rows = await reader
		.selectFrom('ledger')
		.select(['position', 'body'])
		.where('center_id', '=', device.center_id)
		.where('position', '>', position)
		.where('session_id', 'in', (eb) =>
			eb
				.selectFrom('session')
				.select('id')
				.where('center_id', '=', device.center_id)
				.where('site_id', '=', device.site_id)
				.where('ends_at', '>', now - KEPT_AFTER_END_MS)
				.$castTo<{ id: SessionId | null }>()
		)
		.orderBy('position')
		.limit(PULL_ROWS_MAX)
		.execute();
	return {
		here: rows.flatMap(({ body }) => {
			const understood = understand(JSON.parse(body));
			return understood.kind === 'unreadable' ? [] : [understood.event];
		}),
		through: through(rows, (row) => row.position)
	};
}
