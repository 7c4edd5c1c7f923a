import { isOf, type Identity, type Paper } from '#kiosk/kept.ts';
import type { Tables } from '#kiosk/shelf.ts';

/** By then results are long written; what a tablet recorded is kept as long where a center has no backup. */
const LEFT_OVER_MS = 90 * 24 * 60 * 60_000;

/** Ballots of the center that the tablet belongs to: another one has no key to them, and would never count them. */
export async function papersHereIn({ identity, papers }: Tables): Promise<Paper[]> {
	const self = await identity.get('this');
	return (await papers.toArray()).filter((paper) => self !== undefined && isOf(self, paper));
}

/** Writes down, when the tablet goes over to another center, that what it has not handed in is still the first one's. */
export async function markPapersIn(
	{ papers }: Tables,
	{ center }: Pick<Identity, 'center'>
): Promise<void> {
	await papers
		.where('session')
		.between('', [])
		.filter((paper) => paper.center === undefined)
		.modify({ center: center.id });
}

/**
 * Lets go of ballots of centers to which the tablet has not come back for so long, as the center's clock says, which was
 * heard last: the tablet's own may be years ahead.
 */
export async function letPapersGoIn({ identity, contact, papers }: Tables): Promise<void> {
	const now = (await contact.get('this'))?.saidAt;
	const self = await identity.get('this');
	if (now === undefined || !self) return;
	const elsewhere = (wanted: (paper: Paper) => boolean) =>
		papers
			.where('session')
			.between('', [])
			.filter((paper) => !isOf(self, paper) && wanted(paper));
	await elsewhere(({ goesAt = Infinity }) => goesAt < now).delete();
	await elsewhere(({ goesAt }) => goesAt === undefined).modify({ goesAt: now + LEFT_OVER_MS });
}
