import type { LedgerRow } from '#server/database/schema.ts';
import { sha256 } from '#server/keys.ts';

/** The first row of a center's ledger follows on this. */
export const BEGINNING = '0'.repeat(64);

/** What of a row the chain holds fast; the rest of it can be read from its body, which the fingerprint is of. */
export type Link = Pick<LedgerRow, 'position' | 'device_id' | 'received_at' | 'fingerprint'>;

/**
 * Each row's hash is of the row before as well: whoever alters one, takes one out or changes their order
 * has to alter all that follow, and the last is written down outside, in every backup's manifest.
 */
export function linked(previous: string, row: Link): string {
	const { position, device_id, received_at, fingerprint } = row;
	return sha256(
		`haebom.ledger.v1\n${previous}\n${position}\n${device_id}\n${received_at}\n${fingerprint}`
	);
}
