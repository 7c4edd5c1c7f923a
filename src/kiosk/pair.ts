import * as v from 'valibot';
import { Incarnation, randomId } from '#domain/id.ts';
import type { PairingCode } from '#domain/pairing.ts';
import type { ProblemCode } from '#domain/problem.ts';
import { PROTOCOL } from '#domain/protocol.ts';
import { SEOUL } from '#domain/zone.ts';
import type { Environment } from '#kiosk/environment.ts';
import type { Journal } from '#kiosk/journal.ts';
import { refresh } from '#kiosk/refresh.ts';
import { Unreachable, type Uplink } from '#kiosk/uplink.ts';

export type Paired =
	{ readonly kind: 'paired' } | { readonly kind: 'declined'; readonly code: ProblemCode };

/**
 * Makes this tablet one of a center's, under a new incarnation. What it still owes from before is
 * kept, and can only go to the same center; so can ballots, which wait there at most until their session is over.
 * Throws `Unreachable`.
 */
export async function pair(
	code: PairingCode,
	journal: Journal,
	uplink: Uplink,
	environment: Environment
): Promise<Paired> {
	const before = await journal.identity();
	const waiting = (await journal.unsent()) + (await journal.papers()).length;
	const owes = before && waiting > 0 ? before.center.id : null;
	const reply = await uplink.enrol({ protocol: PROTOCOL, code, owes });
	if (reply.kind === 'declined') return reply;
	const { device, center, site, epoch } = reply.answer;
	await journal.adopt({
		device,
		center,
		site,
		zone: SEOUL,
		epoch,
		incarnation: v.parse(Incarnation, randomId(environment.random))
	});
	await firstRoster(journal, uplink, environment);
	return { kind: 'paired' };
}

/** The first student should find the roster there. Cut off now, it comes with the next refresh. */
async function firstRoster(journal: Journal, uplink: Uplink, environment: Environment) {
	try {
		await refresh(journal, uplink, environment);
	} catch (error) {
		if (!(error instanceof Unreachable)) throw error;
	}
}
