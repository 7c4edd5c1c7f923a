import { setImmediate as breath } from 'node:timers/promises';
import * as v from 'valibot';
import type { Person } from '#domain/board.ts';
import type { CenterId, ParticipantId, SessionId } from '#domain/id.ts';
import { badgeOf, mint, Token, type BadgeHash } from '#domain/token.ts';
import type { Whose } from '#domain/whose.ts';
import type { Reader, Writing } from '#server/database/store.ts';
import { randomBytes, type Keys } from '#server/keys.ts';
import { chunks, peopleOfClass, rosterOf } from '#server/roster.ts';
import { sealAtOnce } from '#server/seal.ts';

const NONCE_BYTES = 12;

/** Whom a badge is made for. `group` is grade and class, for example `1-3`. */
export interface Bearing {
	readonly participant: ParticipantId;
	readonly name: string;
	readonly group: string;
}

/** A badge ready to be stored; `token` is sealed, and nothing here reveals it without the keys. */
export interface NewBadge {
	readonly hash: ReturnType<typeof badgeOf>;
	readonly participant_id: ParticipantId;
	readonly token: string;
	readonly sealed: string;
}

/** Draws a badge for each. Apart from `keep`: thousands take a second, and must not hold the database. */
export async function draw(
	keys: Keys,
	center: CenterId,
	bearings: readonly Bearing[]
): Promise<NewBadge[]> {
	const drawn: NewBadge[] = [];
	for (const some of chunks(bearings)) {
		for (const { participant, name, group } of some) {
			const token = mint(randomBytes);
			drawn.push({
				hash: badgeOf(token),
				participant_id: participant,
				token: keys.seal(token, `${center}/${participant}`),
				sealed: sealAtOnce({ name, group }, participant, token, randomBytes(NONCE_BYTES))
			});
		}
		await breath();
	}
	return drawn;
}

/** Stores badges of participants who have none yet. */
export async function keep(
	trx: Writing,
	center: CenterId,
	badges: readonly NewBadge[],
	year: number,
	now: number
): Promise<void> {
	for (const some of chunks(badges)) {
		await trx
			.insertInto('badge')
			.values(
				some.map((badge) => ({
					...badge,
					center_id: center,
					year,
					issued_at: now,
					replaced_at: null,
					printed_at: null
				}))
			)
			.execute();
	}
}

/** Notes that these people's badges were put on paper. */
export async function markPrinted(
	trx: Writing,
	center: CenterId,
	people: readonly ParticipantId[],
	now: number
): Promise<void> {
	for (const some of chunks(people)) {
		await trx
			.updateTable('badge')
			.set({ printed_at: now })
			.where('center_id', '=', center)
			.where('participant_id', 'in', some)
			.where('replaced_at', 'is', null)
			.execute();
	}
}

/** The name on a badge sealed anew, for a badge that its bearer has already. */
export interface Resealed {
	readonly hash: BadgeHash;
	readonly participant: ParticipantId;
	readonly sealed: string;
}

/**
 * Seals new names or groups for the badges that people have now. Apart from `putSealed`, because
 * thousands take a second, and must not hold the database.
 */
export async function reseal(
	reader: Reader,
	keys: Keys,
	center: CenterId,
	bearings: readonly Bearing[]
): Promise<Resealed[]> {
	const resealed: Resealed[] = [];
	for (const some of chunks(bearings)) {
		const badges = new Map(
			(
				await current(
					reader,
					center,
					some.map(({ participant }) => participant)
				)
			).map((badge) => [badge.participant_id, badge])
		);
		for (const { participant, name, group } of some) {
			const badge = badges.get(participant);
			if (!badge) continue;
			const token = v.parse(Token, keys.open(badge.token, `${center}/${participant}`));
			const nonce = randomBytes(NONCE_BYTES);
			const sealed = sealAtOnce({ name, group }, participant, token, nonce);
			resealed.push({ hash: badge.hash, participant, sealed });
		}
		await breath();
	}
	return resealed;
}

/** Stores what `reseal` made. False if somebody got another badge meanwhile: then seal again. */
export async function putSealed(
	trx: Writing,
	center: CenterId,
	resealed: readonly Resealed[]
): Promise<boolean> {
	for (const some of chunks(resealed)) {
		const badges = await current(
			trx,
			center,
			some.map(({ participant }) => participant)
		);
		const sealed = new Map(some.map(({ hash, sealed }) => [hash, sealed]));
		const rows = badges.flatMap((badge) => {
			const anew = sealed.get(badge.hash);
			return anew ? [{ ...badge, sealed: anew }] : [];
		});
		if (rows.length !== badges.length) return false;
		if (rows.length === 0) continue;
		await trx
			.insertInto('badge')
			.values(rows)
			.onConflict((conflict) =>
				conflict
					.columns(['center_id', 'hash'])
					.doUpdateSet(({ ref }) => ({ sealed: ref('excluded.sealed') }))
			)
			.execute();
	}
	return true;
}

function current(reader: Reader, center: CenterId, participants: readonly ParticipantId[]) {
	return reader
		.selectFrom('badge')
		.selectAll()
		.where('center_id', '=', center)
		.where('replaced_at', 'is', null)
		.where('participant_id', 'in', [...participants])
		.execute();
}

/** A badge as it is shown or printed. */
export interface PrintedBadge {
	readonly person: Person;
	readonly token: Token;
	/** The school year it was issued in. */
	readonly year: number;
	/** Whether it was ever put on paper here. */
	readonly printed: boolean;
}

/** The badges of a session's roster, by name. */
export async function sheet(
	reader: Reader,
	keys: Keys,
	center: CenterId,
	session: SessionId
): Promise<PrintedBadge[]> {
	return badgesOfWhom(reader, keys, center, { kind: 'session', session });
}

/** The badges of whoever is meant, by name. */
export async function badgesOfWhom(
	reader: Reader,
	keys: Keys,
	center: CenterId,
	whose: Whose
): Promise<PrintedBadge[]> {
	return badgesOf(reader, keys, center, await peopleOfWhom(reader, center, whose));
}

/** Whoever is meant. */
export async function peopleOfWhom(
	reader: Reader,
	center: CenterId,
	whose: Whose
): Promise<readonly Person[]> {
	if (whose.kind === 'class') return peopleOfClass(reader, center, whose);
	return (await rosterOf(reader, center, [whose.session])).get(whose.session) ?? [];
}

/** Those of some people who hold no badge that was issued in this school year or later. */
export async function withoutBadgeOf(
	year: number,
	reader: Reader,
	center: CenterId,
	people: readonly ParticipantId[]
): Promise<ParticipantId[]> {
	const found: ParticipantId[] = [];
	for (const some of chunks(people)) {
		const held = await current(reader, center, some);
		const renewed = new Set(
			held.filter((badge) => badge.year >= year).map((badge) => badge.participant_id)
		);
		found.push(...some.filter((id) => !renewed.has(id)));
	}
	return found;
}

/** The badges of some people, by name; who has none is left out. */
export async function badgesOf(
	reader: Reader,
	keys: Keys,
	center: CenterId,
	people: readonly Person[]
): Promise<PrintedBadge[]> {
	if (people.length === 0) return [];
	const rows = await reader
		.selectFrom('badge')
		.select(['participant_id', 'token', 'year', 'printed_at'])
		.where('center_id', '=', center)
		.where('replaced_at', 'is', null)
		.where(
			'participant_id',
			'in',
			people.map(({ id }) => id)
		)
		.execute();
	const badges = new Map(rows.map((row) => [row.participant_id, row]));
	return people
		.toSorted((a, b) => a.name.localeCompare(b.name, 'ko'))
		.flatMap((person) => {
			const badge = badges.get(person.id);
			if (!badge) return [];
			const token = v.parse(Token, keys.open(badge.token, `${center}/${person.id}`));
			return [{ person, token, year: badge.year, printed: badge.printed_at !== null }];
		});
}
