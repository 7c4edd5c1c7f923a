import * as v from 'valibot';
import { Epoch, SiteId, type CenterId } from '#domain/id.ts';
import type { Reader } from '#server/database/store.ts';
import type { Head } from '#server/ledger.ts';

/**
 * Where a tablet's copy stands: at which server life and site, through which revision of sessions and
 * rosters, and through which position of the ledger, with the hash of the row that was there. Opaque to the
 * tablet.
 */
const Cursor = v.object({
	epoch: Epoch,
	site: SiteId,
	sessions: v.number(),
	roster: v.number(),
	position: v.number(),
	/** What earlier builds wrote has none. */
	chain: v.optional(v.string())
});
export type Cursor = v.InferOutput<typeof Cursor>;

/** Reads what a tablet sent back; null for what cannot be read, or comes from another version: it starts afresh. */
export function readCursor(text: string | null): Cursor | null {
	try {
		return v.parse(Cursor, JSON.parse(Buffer.from(text ?? '', 'base64url').toString('utf8')));
	} catch {
		return null;
	}
}

/** A cursor as a tablet keeps it. */
export function writeCursor(cursor: Cursor): string {
	return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/**
 * Whether what a cursor has read is what is here. A database that was put back without a word counts its
 * positions anew: other rows come under numbers that were read already, and would never be seen.
 */
export async function agrees(
	reader: Reader,
	center: CenterId,
	{ position, chain, sessions, roster }: Cursor,
	head: Head
): Promise<boolean> {
	if (position > head.position || Math.max(sessions, roster) > head.revision) return false;
	return chain === undefined || chain === (await chainAt(reader, center, position, head));
}

/** The hash of the row at a position; empty before the first. Mostly it is the last one, which the head has. */
export async function chainAt(
	reader: Reader,
	center: CenterId,
	position: number,
	head: Pick<Head, 'position' | 'chain'>
): Promise<string> {
	if (position === 0) return '';
	if (position === head.position) return head.chain;
	const row = await reader
		.selectFrom('ledger')
		.select('chain')
		.where('center_id', '=', center)
		.where('position', '=', position)
		.executeTakeFirst();
	return row?.chain ?? '';
}
