import type { CenterId } from '#domain/id.ts';
import { mask } from '#domain/name.ts';
import { whoseSubject, type Whose } from '#domain/whose.ts';
import { markPrinted, type PrintedBadge } from '#server/badges.ts';
import type { Store } from '#server/database/store.ts';
import type { Log } from '#server/log.ts';
import type { Medium } from '#server/print/medium.ts';
import { record, type Actor } from '#server/trail.ts';

/** What was put on paper, and why. */
export interface PrintRecord {
	readonly whose: Whose;
	readonly badges: readonly PrintedBadge[];
	readonly medium: Medium['kind'];
	readonly names: 'full' | 'masked';
	readonly pages: number;
	readonly reason: string;
}

/** Notes that badges were printed: in the trail, on the badges, and in the log, none of which names anybody. */
export async function printed(
	{ store, log }: { readonly store: Store; readonly log: Log },
	center: CenterId,
	by: Actor,
	print: PrintRecord,
	now: number
): Promise<void> {
	const { medium, names, pages, badges } = print;
	const reason = nameless(print);
	await store.write(async (trx) => {
		await record(
			trx,
			center,
			by,
			{
				kind: 'access',
				action: 'badges.print',
				subject: whoseSubject(print.whose),
				people: badges.length,
				reason,
				detail: { medium, names, pages }
			},
			now
		);
		// A class sheet stays with the teacher: nobody holds a badge of their own afterwards.
		if (medium === 'class-sheet') return;
		const people = badges.map(({ person }) => person.id);
		await markPrinted(trx, center, people, now);
	});
	log.info(
		{ center, staff: by.id, medium, names, pages, badges: badges.length, reason },
		'badges printed'
	);
}

/** «For 김새봄, who lost hers»: a reason may name somebody, what is kept of it may not. */
function nameless({ reason, badges }: PrintRecord): string {
	return badges.reduce(
		(text, { person }) => text.replaceAll(person.name, mask(person.name)),
		reason
	);
}
