import { timeOf } from '#domain/event.ts';
import { timeOrderedId } from '#domain/id.ts';
import type { Tables } from '#kiosk/shelf.ts';

/** A backup can turn out to be useless long after it was made: what is in one stays for two weeks as well. */
const KEPT_MS = 14 * 24 * 60 * 60_000;
/** Without any backup at the center the tablet is the second copy, for as long as there is room for it. */
const KEPT_WITHOUT_BACKUP_MS = 90 * 24 * 60 * 60_000;
/** Whoever broke off a transfer comes back the same week, or begins it anew. */
const GLIMPSES_KEPT_MS = 7 * 24 * 60 * 60_000;

/** Lets go of what was filmed of transfers that nobody finished. `now` is the server's clock. */
export async function letGlimpsesGoIn({ glimpses }: Tables, now: number): Promise<void> {
	await glimpses
		.where('of')
		.between('', [])
		// A clock that was set back would keep them for as long.
		.filter(({ seenAt = 0 }) => Math.abs(now - seenAt) > GLIMPSES_KEPT_MS)
		.delete();
}

/**
 * Lets go of events of the tablet's own that the center has held for so long: for two weeks those that are in a
 * verified backup, in the epoch that the center still lives, and for ninety days whatever it is. What is owed is never
 * among them. How long it has been is for the center's clock to say, as it was last heard: a tablet's own may be
 * years ahead.
 */
export async function letGoIn({ identity, contact, events, told }: Tables): Promise<void> {
	const now = (await contact.get('this'))?.saidAt;
	if (now === undefined) return;
	const self = await identity.get('this');
	const lives = (await told.toArray()).filter(({ epoch }) => epoch === self?.epoch);
	const backedUp = new Map(lives.map((life) => [life.incarnation, life.backedUpThrough]));
	const anyBackup = lives.some(({ backedUpThrough }) => backedUpThrough > 0);
	// Ids begin with the time: not every event has to be looked at to find those that are old.
	const oldest = now - (anyBackup ? KEPT_MS : KEPT_WITHOUT_BACKUP_MS);
	await events
		.where('id')
		.below(timeOrderedId(Math.max(0, oldest), (length) => new Uint8Array(length)))
		.filter(({ own, owed, incarnation, seq, event, settledAt }) => {
			const inBackup = seq <= (backedUp.get(incarnation) ?? 0);
			const keptMs = inBackup ? KEPT_MS : KEPT_WITHOUT_BACKUP_MS;
			// A clock that was years behind made it look old before anybody had heard of it.
			const since = Math.max(timeOf(event), settledAt ?? 0);
			return own === 1 && owed === 0 && now - since > keptMs;
		})
		.delete();
}
