import { sql } from 'kysely';
import { monthOf } from '#domain/calendar.ts';
import { dayOf } from '#domain/day.ts';
import { openBallot } from '#domain/rating/box.ts';
import { SCALES } from '#domain/rating/scale.ts';
import { ALIKE_MIN } from '#domain/rating/series.ts';
import { USUAL_SURVEYS } from '#domain/rating/usual.ts';
import { SEOUL } from '#domain/zone.ts';
import { sha256 } from '#server/keys.ts';
import { count } from '#server/rating/count.ts';
import { dueIn } from '#server/rating/due.ts';
import type { Opened } from '#server/rating/opened.ts';
import { ballotKeysOf } from '#server/rating/keys.ts';
import { PRODUCT, USUAL, type Ballots, type Build, type Urn } from './build.ts';

/** How many ids are drawn for ballots before those of papers are drawn. */
const BALLOTS = 3;

/**
 * Builds that each lack one of the precautions, or what it takes to show that it is one: put together from
 * the product's own parts. The attack must break every one of them.
 */
export const WEAKENED: readonly Build[] = [
	weakened('a time of day on the row', {
		circumstances: { ...USUAL, syncing: 0.6 },
		schema: ['alter table rating add column counted_at integer'],
		async received(urn, ballots) {
			await countAll(urn, await openedOf(urn, ballots));
			const stamp = sql`update rating set counted_at = ${urn.now()} where counted_at is null`;
			await stamp.execute(urn.store.writer);
		}
	}),
	weakened('ballots numbered by the tablet', {
		idPrefix: (nth, { count }) => (nth < BALLOTS ? count : null)
	}),
	weakened('ballots with version 7 UUIDs', {
		idPrefix: (nth, { at }) => (nth < BALLOTS ? at : null)
	}),
	weakened('rows numbered as they arrive', {
		circumstances: { ...USUAL, syncing: 0.6 },
		schema: [
			'alter table rating add column number integer',
			`create trigger rating_number after insert on rating begin
				update rating set number = (select count(*) from rating)
				where center_id = new.center_id and id = new.id;
			end`
		],
		received: async (urn, ballots) => countEach(urn, await openedOf(urn, ballots))
	}),
	weakened('nothing shuffled, neither on the way nor when counted', {
		idPrefix: (nth, { count }) => (nth < BALLOTS ? null : count),
		inOrder: true,
		received: async (urn, ballots) => countEach(urn, await openedOf(urn, ballots))
	}),
	weakened('open ballots beside the event', {
		lay: (papers, { given, ids }) =>
			papers.map((paper, nth) => ({ ...paper, given, ballot: ids[nth] }))
	}),
	weakened('each upload opened at once', {
		circumstances: { ...USUAL, syncing: 0.6 },
		received: async (urn, ballots) => countAll(urn, await openedOf(urn, ballots))
	}),
	weakened('late answers opened however few', {
		target: 'late rating',
		effort: 3,
		circumstances: { ...USUAL, straggling: 1, most: 12, young: 0, mixed: 0 },
		open: openWhateverThereIs
	}),
	weakened('everybody asked as is usual at their age', {
		circumstances: { ...USUAL, mixed: 1 },
		ask: (asked, band) => {
			const survey = USUAL_SURVEYS.find((each) => each.band === band) ?? asked.survey;
			return { ...asked, band, survey, scale: SCALES[band] };
		}
	}),
	weakened('no blank papers', {
		effort: 2,
		target: 'comment',
		circumstances: { ...USUAL, writing: 0.5, young: 0, mixed: 0 },
		lay: (papers, { given }) => papers.slice(0, given.comment ? 2 : 1)
	}),
	weakened('a flag on answers that are alike', {
		effort: 2,
		circumstances: { ...USUAL, merry: 1 },
		idPrefix: (nth, { alike }) => (nth < BALLOTS && alike >= ALIKE_MIN ? 0 : null),
		schema: [
			'alter table rating add column alike integer',
			`create trigger rating_alike after insert on rating when new.id like '00000000-0000-%' begin
				update rating set alike = 1 where center_id = new.center_id and id = new.id;
			end`
		]
	}),
	weakened('ballots as long as what they say', {
		target: 'comment',
		circumstances: { ...USUAL, writing: 0.5, young: 0, mixed: 0 },
		lay: ([rating, comment, run], { given }) =>
			[rating, comment && { ...comment, sealed: `${comment.sealed}${given.comment}` }, run].filter(
				(paper) => paper !== undefined
			),
		carry: (paper) => ({ ...paper, sealed: paper.sealed.replace(/[^A-Za-z0-9+/=.].*$/s, '') })
	}),
	weakened('recorded as soon as somebody is done', {
		effort: 2,
		target: 'comment',
		circumstances: { ...USUAL, writing: 0.5, young: 0, mixed: 0 },
		unheld: true
	})
];

function weakened(name: string, differences: Omit<Partial<Build>, 'name'>): Build {
	return { name, target: 'rating', circumstances: USUAL, effort: 1, ...differences };
}

/** Opens ballots that have just come. */
async function openedOf({ store, keys, center }: Urn, ballots: Ballots): Promise<Opened[]> {
	const secrets = await ballotKeysOf(keys, center);
	const opened: Opened[] = [];
	for (const { session, sealed } of ballots) {
		const row = await store.reader
			.selectFrom('session')
			.select(['program_id', 'starts_at'])
			.where('center_id', '=', center)
			.where('id', '=', session)
			.executeTakeFirstOrThrow();
		opened.push({
			digest: sha256(sealed),
			ballot: await openBallot(sealed, secrets),
			under: { program: row.program_id, session, month: monthOf(dayOf(row.starts_at, SEOUL)) }
		});
	}
	return opened;
}

/** Counts together, as the product does it. */
async function countAll({ store, center }: Urn, opened: readonly Opened[]): Promise<void> {
	await count(store, center, opened);
}

/** Counts one after the other. */
async function countEach({ store, center }: Urn, opened: readonly Opened[]): Promise<void> {
	for (const each of opened) await count(store, center, [each]);
}

/** Opens each session that is due, also where there are only few. */
async function openWhateverThereIs(urn: Urn): Promise<void> {
	const { store, center, now } = urn;
	for (const { session } of await dueIn(store.reader, center, now())) {
		const ballots = await store.reader
			.selectFrom('urn')
			.select(['session_id as session', 'sealed'])
			.where('center_id', '=', center)
			.where('session_id', '=', session)
			.execute();
		await countAll(urn, await openedOf(urn, ballots));
	}
}

/** The product or a weakened build by its name. */
export function buildCalled(name: string): Build {
	const build = [PRODUCT, ...WEAKENED].find((each) => each.name === name);
	if (!build) throw new Error(`There is no build called ${name}`);
	return build;
}
