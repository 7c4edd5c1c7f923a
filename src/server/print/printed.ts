import type { CenterId } from '#domain/id.ts';
import { mask } from '#domain/name.ts';
import { markPrinted, type PrintedBadge } from '#server/badges.ts';
import type { Store } from '#server/database/store.ts';
import type { Log } from '#server/log.ts';
import type { Medium } from '#server/print/medium.ts';

/** Who put whose badges on paper, and why. */
export interface PrintRecord {
	readonly center: CenterId;
	/** The id of the account, never a name. */
	readonly staff: string;
	readonly reason: string;
	readonly medium: Medium['kind'];
	readonly names: 'full' | 'masked';
	readonly pages: number;
	readonly badges: readonly PrintedBadge[];
}

/** Records that badges were printed. Whatever else must know of it is told from here. */
export async function printed(
	store: Store,
	log: Log,
	record: PrintRecord,
	now: number
): Promise<void> {
	const { center, staff, medium, names, pages, badges } = record;
	log.info(
		{ center, staff, medium, names, pages, badges: badges.length, reason: nameless(record) },
		'badges printed'
	);
	// A class sheet stays with the teacher: nobody holds a badge of their own afterwards.
	if (medium === 'class-sheet') return;
	const people = badges.map(({ person }) => person.id);
	await store.write((trx) => markPrinted(trx, center, people, now));
}

/** «For 김새봄, who lost hers»: a reason may name somebody, a log may not. */
function nameless({ reason, badges }: PrintRecord): string {
	return badges.reduce(
		(text, { person }) => text.replaceAll(person.name, mask(person.name)),
		reason
	);
}
