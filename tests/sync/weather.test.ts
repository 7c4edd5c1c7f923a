import { describe, expect, test } from 'vitest';
import { understand, type AttendanceEvent } from '#domain/event.ts';
import { badgeOf } from '#domain/token.ts';
import { identifyBy, visits } from '#domain/visits.ts';
import { SEOUL } from '#domain/zone.ts';
import type { Engine } from '#server/database/schema.ts';
import { MINUTE, START } from '../domain/people.ts';
import { CALM } from './network.ts';
import { attempt, histories, openStage, recorded, STORM } from './stage.ts';

const TABLETS = 3;
const STEPS = 80;

/** Several tablets at one door, a storm between them and the center, then calm: one seed, one history. */
async function play(seed: number, engine: Engine) {
	const stage = await openStage(seed, TABLETS, engine);
	const { chance, pick, clock, network, center, tablets, tokens } = stage;
	network.weather = STORM;
	const everybody = [...tokens.values()];
	for (let step = 0; step < STEPS; step++) {
		clock.pass(Math.floor(chance() * 4 * MINUTE));
		const kiosk = pick(tablets);
		if (!kiosk) continue;
		const action = chance();
		if (action < 0.55) await kiosk.scan(pick(everybody) ?? '');
		else if (action < 0.6) await kiosk.admit();
		// Two drains at once are harmless.
		else if (action < 0.7) await Promise.all([attempt(kiosk.drain), attempt(kiosk.drain)]);
		else if (action < 0.85) await attempt(kiosk.drain);
		else if (action < 0.95) await attempt(kiosk.refresh);
		else await network.deliverAstray();
	}

	network.weather = CALM;
	await network.deliverAstray();
	for (const kiosk of tablets) await kiosk.drain();
	for (const kiosk of tablets) await kiosk.refresh();
	return { network, center, tablets, tokens };
}

describe('whatever the network does, the ledger ends with what the tablets recorded, once', () => {
	test.each(histories(40, 6))('seed $seed on $engine', async ({ seed, engine }) => {
		const { network, center, tablets, tokens } = await play(seed, engine);
		const rows = await network.store.reader
			.selectFrom('ledger')
			.select(['position', 'id', 'body', 'incarnation', 'seq'])
			.where('center_id', '=', center)
			.orderBy('position')
			.execute();

		// No loss, no invention, no double: the oracle is what was shown, and what the journals hold.
		expect(rows).toHaveLength(recorded(tablets));
		for (const kiosk of tablets) expect(await kiosk.journal.unsent()).toBe(0);
		expect(rows.map(({ position }) => position)).toEqual(rows.map((_, index) => index + 1));
		const lives = Map.groupBy(rows, ({ incarnation }) => incarnation);
		for (const life of lives.values()) {
			const seqs = life.map(({ seq }) => seq).sort((a, b) => a - b);
			expect(seqs).toEqual(seqs.map((_, index) => index + 1));
		}
		const aside = await network.store.reader.selectFrom('quarantine').selectAll().execute();
		expect(aside).toEqual([]);

		// Every tablet ends with every event of the site, and so with the same visits.
		const events = rows.flatMap(({ body }): AttendanceEvent[] => {
			const understood = understand(JSON.parse(body));
			return understood.kind === 'known' ? [understood.event] : [];
		});
		const owners = [...tokens].map(
			([participant, token]) => [badgeOf(token), participant] as const
		);
		const truth = visits(events, SEOUL, identifyBy(new Map(owners)));
		for (const kiosk of tablets) {
			for (const session of await kiosk.journal.today(START)) {
				const here = [...truth.values()].filter(
					(visit) => visit.session === session.id && visit.state === 'here'
				);
				const counts = await kiosk.journal.counts(session.id, START);
				expect(counts.here).toBe(here.length);
			}
		}
	});
});
