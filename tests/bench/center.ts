import * as v from 'valibot';
import { dayOf, schoolYear } from '#domain/day.ts';
import { SEOUL } from '#domain/zone.ts';
import {
	ParticipantId,
	ProgramId,
	randomId,
	SchoolId,
	SessionId,
	SiteId,
	type CenterId
} from '#domain/id.ts';
import { WHOLE_DUTY } from '#domain/duty.ts';
import type { PairingCode } from '#domain/pairing.ts';
import { seal } from '#domain/seal.ts';
import { drawPin, type Pin } from '#domain/staff-lock.ts';
import { badgeOf, mint, type Token } from '#domain/token.ts';
import { keep, type NewBadge } from '#server/badges.ts';
import { found } from '#server/centers.ts';
import { openStore, type Store } from '#server/database/store.ts';
import { offerPairing } from '#server/pairings.ts';
import { openKeys, randomBytes, type Keys } from '#server/keys.ts';
import { silent } from '#server/log.ts';
import { addParticipants, enrolAll, groupOf, type NewParticipant } from '#server/roster.ts';
import { addSessions } from '#server/sessions.ts';
import { setPin } from '#server/staff-lock.ts';
import type { RunningServer } from '../stage/server.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const NONCE_BYTES = 12;
const BY = { id: 'bench', email: 'bench@haebom.example', address: '127.0.0.1' };
const GRADE = 1;
/** How many students of one session share its door, as a class does. */
const CLASS_SIZE = 28;

/** A center with one site, founded on a running server's database beside it. */
export interface PreparedCenter {
	readonly id: CenterId;
	readonly site: SiteId;
	/** The session whose door is open now, then those of the days to come. */
	readonly sessions: readonly SessionId[];
	readonly participants: readonly ParticipantId[];
	/** Gives the site's staff a PIN. */
	givePin(): Promise<Pin>;
	/** A code that pairs one tablet with the site. */
	offer(): Promise<PairingCode>;
	close(): Promise<void>;
}

/**
 * Founds a center whose open session expects the bearers of `tokens`, each known by a group of their
 * own (see `groupFor`) unless they are of `oneClass`, and whose later sessions expect so many `others`. `url`
 * names the server's database, where it is not the one in its folder.
 */
export async function prepareCenter(
	server: Pick<RunningServer, 'dataDir'>,
	tokens: readonly Token[],
	{ others = 0, oneClass = false, url = `sqlite:${server.dataDir}/haebom.db` } = {}
): Promise<PreparedCenter> {
	const store = await openStore(url, silent);
	const now = Date.now();
	const id = await store.write((trx) => found(trx, { name: '해봄 센터', demo: false }, now));
	const site = v.parse(SiteId, uuid());
	const program = v.parse(ProgramId, uuid());
	const sessions = Array.from({ length: 1 + Math.ceil(others / CLASS_SIZE) }, () =>
		v.parse(SessionId, uuid())
	);
	const students = Array.from({ length: tokens.length + others }, (_, index) => ({
		token: tokens[index] ?? mint(randomBytes),
		participant: participantAt(index, oneClass ? 1 : index + 1)
	}));
	const badges = await drawFor(openKeys(server.dataDir), id, students);
	await store.write(async (trx) => {
		await trx
			.insertInto('site')
			.values({ center_id: id, id: site, name: '달보드레 빵집', kind: 'private', address: '' })
			.execute();
		await trx
			.insertInto('program')
			.values({
				center_id: id,
				id: program,
				name: '동네 빵집의 하루',
				year: 2026,
				kind: 'WORKPLACE'
			})
			.execute();
		await trx
			.insertInto('school')
			.values({ center_id: id, id: SCHOOL, name: '별솔중학교', level: 'MIDDLE' })
			.execute();
		await addParticipants(
			trx,
			id,
			students.map(({ participant }) => participant)
		);
		await keep(trx, id, badges, schoolYear(dayOf(now, SEOUL)), now);
		await addSessions(
			trx,
			id,
			sessions.map((session, index) => ({
				id: session,
				program_id: program,
				site_id: site,
				starts_at: now - HOUR / 12 + index * DAY,
				ends_at: now + 2 * HOUR + index * DAY,
				open_before_ms: HOUR,
				grace_ms: HOUR,
				stay_ms: HOUR / 6,
				capacity: null
			}))
		);
		await enrolAll(
			trx,
			id,
			students.map(({ participant }, index) => ({
				session: at(sessions, occasionOf(index, tokens.length)),
				participant: participant.id
			}))
		);
	});
	return {
		id,
		site,
		sessions,
		participants: students.map(({ participant }) => participant.id),
		givePin: async () => {
			const pin = drawPin(randomBytes);
			await setPin(store, openKeys(server.dataDir), id, BY, site, pin, Date.now());
			return pin;
		},
		offer: () => offer(store, id, site),
		close: () => store.close()
	};
}

/** How the screen names the group of the bearer of a token, by its place among the tokens. */
export function groupFor(index: number): string {
	return groupOf(GRADE, index + 1);
}

const SCHOOL = v.parse(SchoolId, uuid());

function uuid(): string {
	return randomId(randomBytes);
}

function participantAt(
	index: number,
	classNo: number
): NewParticipant & { readonly id: ParticipantId } {
	const number = index + 1;
	return {
		id: v.parse(ParticipantId, uuid()),
		school_id: SCHOOL,
		grade: GRADE,
		class_no: classNo,
		number,
		name: `김새봄${number}`
	};
}

/** Like the center draws badges, only that the tokens are given: they are on a video already. */
function drawFor(
	keys: Keys,
	center: CenterId,
	students: readonly {
		readonly token: Token;
		readonly participant: ReturnType<typeof participantAt>;
	}[]
): Promise<NewBadge[]> {
	return Promise.all(
		students.map(async ({ token, participant: { id, name, grade, class_no } }) => ({
			hash: badgeOf(token),
			participant_id: id,
			token: keys.seal(token, `${center}/${id}`),
			sealed: await seal(
				{ name, group: groupOf(grade ?? null, class_no ?? null) },
				id,
				token,
				randomBytes(NONCE_BYTES)
			)
		}))
	);
}

/** The open session for the bearers of given tokens, one of the later ones for everybody else. */
function occasionOf(student: number, expectedNow: number): number {
	return student < expectedNow ? 0 : 1 + Math.floor((student - expectedNow) / CLASS_SIZE);
}

async function offer(store: Store, center: CenterId, site: SiteId): Promise<PairingCode> {
	const offer = { center, site, deviceName: '입구 태블릿', duty: WHOLE_DUTY };
	const { code } = await offerPairing(store, offer, BY, Date.now());
	return code;
}

function at<Item>(items: readonly Item[], index: number): Item {
	const item = items[index];
	if (item === undefined) throw new Error(`There is no number ${index}`);
	return item;
}
