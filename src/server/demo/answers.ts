import * as v from 'valibot';
import { monthOf } from '#domain/calendar.ts';
import { dayOf } from '#domain/day.ts';
import { randomId, type CenterId, type ProgramId, type SessionId } from '#domain/id.ts';
import { BallotId, type Ballot, type Rating, type Way } from '#domain/rating/ballot.ts';
import { bandOf, commonBand, type Band } from '#domain/rating/band.ts';
import { FEWEST } from '#domain/rating/fewest.ts';
import { SCALES } from '#domain/rating/scale.ts';
import { usualTopics } from '#domain/rating/topic.ts';
import { USUAL_SURVEYS } from '#domain/rating/usual.ts';
import { CLOSES_AFTER_END_MS } from '#domain/session.ts';
import { SEOUL } from '#domain/zone.ts';
import type { Store } from '#server/database/store.ts';
import { PROGRAMS, SAID, SCHOOLS } from '#server/demo/names.ts';
import type { Plan, PlannedSession } from '#server/demo/plan.ts';
import { randomBytes } from '#server/keys.ts';
import { addUp } from '#server/rating/adding-up.ts';
import type { Opened } from '#server/rating/opened.ts';
import { putAllDown } from '#server/rating/count.ts';

/** So many of those who were there answer, and so many of these rather would not. */
const ANSWERING = 0.87;
const DECLINING = 0.02;
/** So many write something, and so many answer before they can have read anything. */
const WRITING = 0.06;
const HASTY = 0.01;
/** How many more than elsewhere are unhappy in a program, at most. */
const UNHAPPY_MAX = 0.14;

/** Invents what people answered after the sessions that are over, as it is once their ballots are opened. */
export async function answerAll(
	store: Store,
	center: CenterId,
	{ students, sessions }: Plan,
	ids: { readonly sessions: readonly SessionId[]; readonly programs: readonly ProgramId[] },
	chance: () => number,
	now: number
): Promise<void> {
	const unhappy = PROGRAMS.map(() => chance() ** 4 * UNHAPPY_MAX);
	const batches: Opened[][] = [];
	const teachers = new Map<number, Opened[]>();
	for (const [index, session] of sessions.entries()) {
		const [id, program] = [ids.sessions[index], ids.programs[session.program]];
		if (!id || !program || session.endsAt + CLOSES_AFTER_END_MS > now) continue;
		const month = monthOf(dayOf(session.startsAt, SEOUL));
		const under = { program, session: id, month };
		const asking = { ...mood(session, unhappy, chance), session: id, chance };
		const band = commonBand(
			session.roster.map(({ student }) => {
				const { school, grade } = students[student] ?? { school: 0, grade: null };
				return bandOf(SCHOOLS[school]?.level ?? null, grade);
			})
		);
		const there = session.roster.filter(({ leavesAt }) => leavesAt !== null);
		const answers = there
			.filter(() => chance() < ANSWERING)
			.flatMap(() => answer({ ...asking, band, way: 'door' }));
		const opened = answers.map((ballot) => ({ digest: '', ballot, under }));
		if (answers.filter(({ kind }) => kind === 'rating').length >= FEWEST) batches.push(opened);
		const own = teachers.get(session.program) ?? [];
		const [said] = answer({ ...asking, band: 'adult', way: 'teacher' });
		if (said) own.push({ digest: '', ballot: said, under: { ...under, session: null } });
		teachers.set(session.program, own);
	}
	// One teacher of a session is never alone: they are counted with those of others.
	batches.push(...[...teachers.values()].filter(({ length }) => length >= FEWEST));
	await store.write(async (trx) => {
		for (const batch of batches) {
			await putAllDown(trx, center, batch);
			await addUp(trx, center, batch);
		}
	});
}

interface Asking {
	readonly session: SessionId;
	readonly kind: string | null;
	readonly band: Band;
	readonly way: Way;
	/** How likely somebody is not happy. */
	readonly unhappy: number;
	readonly chance: () => number;
}

function mood({ program }: PlannedSession, unhappy: readonly number[], chance: () => number) {
	const kind = PROGRAMS[program]?.kind ?? null;
	// A day can go better or worse than others.
	return { kind, unhappy: (unhappy[program] ?? 0) * (0.5 + chance()) };
}

/** What one person hands in: an answer, and now and then a few words. */
function answer({ session, kind, band, way, unhappy, chance }: Asking): Ballot[] {
	const survey = USUAL_SURVEYS.find((usual) => usual.band === band);
	if (!survey) throw new Error('A band that nobody is asked in');
	const common = () => ({
		version: 1 as const,
		id: v.parse(BallotId, randomId(randomBytes)),
		session,
		survey: survey.id,
		band,
		way
	});
	const { points } = SCALES[band];
	// The lower the rarer: each step down needs another piece of bad luck.
	let given = points;
	for (let luck = chance(); given > 1 && luck < 0.32 + unhappy; luck = chance()) given--;
	const reasons = usualTopics(kind).filter(() => chance() < 0.22);
	const rating: Rating = {
		...common(),
		kind: 'rating',
		answer: chance() < DECLINING ? null : given,
		reasons: [...reasons],
		quick: chance() < HASTY
	};
	const writes = survey.comments && chance() < WRITING;
	const text = SAID[Math.floor(chance() * SAID.length)];
	return writes && text ? [rating, { ...common(), kind: 'comment', text }] : [rating];
}
