import * as v from 'valibot';
import type { CenterId, Incarnation } from '#domain/id.ts';
import { SessionId } from '#domain/id.ts';
import { printOf, type Print } from '#domain/records.ts';
import { undecided } from '#server/aside-inbox.ts';
import type { Reader } from '#server/database/store.ts';
import { sha256 } from '#server/keys.ts';

/** A record that the center has, wherever it lies. */
export interface Held {
	readonly seq: number;
	readonly print: Print;
	readonly session: SessionId | null;
	/** Counted; or waiting where staff see it; or left out by them. */
	readonly stands: 'counted' | 'waiting' | 'left';
	/** Of what shares its number with another, its id; null of all else. */
	readonly fork: string | null;
}

/** Which numbers, both ends included. */
export interface Range {
	readonly from: number;
	readonly to: number;
}

/**
 * All that a center has of a range of an incarnation, what waits for staff included. Prints are made anew of
 * what is kept, and not read from beside it: whoever altered one without the other shows.
 */
export async function heldOf(
	reader: Reader,
	center: CenterId,
	incarnation: Incarnation,
	{ from, to }: Range
): Promise<Held[]> {
	const ledger = await reader
		.selectFrom('ledger')
		.select(['seq', 'body as raw'])
		.where('center_id', '=', center)
		.where('incarnation', '=', incarnation)
		.where('seq', '>=', from)
		.where('seq', '<=', to)
		.execute();
	const forks = await reader
		.selectFrom('fork')
		.innerJoin('ledger', (join) =>
			join.onRef('ledger.center_id', '=', 'fork.center_id').onRef('ledger.id', '=', 'fork.event_id')
		)
		.select(['fork.seq', 'ledger.body as raw', 'fork.event_id as fork'])
		.where('fork.center_id', '=', center)
		.where('fork.incarnation', '=', incarnation)
		.where('fork.seq', '>=', from)
		.where('fork.seq', '<=', to)
		.execute();
	const aside = await reader
		.selectFrom('quarantine')
		.select(['seq', 'raw'])
		.select((eb) => eb.case().when(undecided(eb)).then('waiting').else('left').end().as('stands'))
		.where('center_id', '=', center)
		.where('incarnation', '=', incarnation)
		.where('seq', '>=', from)
		.where('seq', '<=', to)
		.$narrowType<{ seq: number; stands: 'waiting' | 'left' }>()
		.execute();
	const late = await reader
		.selectFrom('late')
		.select(['seq', 'raw', 'decision'])
		.where('center_id', '=', center)
		.where('incarnation', '=', incarnation)
		.where('seq', '>=', from)
		.where('seq', '<=', to)
		.$narrowType<{ seq: number }>()
		.execute();
	const all = [
		...ledger.map((row) => held(row, 'counted')),
		...forks.map((row) => held(row, 'counted', row.fork)),
		...aside.map((row) => held(row, row.stands)),
		...late.map((row) => held(row, row.decision === 'left' ? 'left' : 'waiting'))
	];
	// What staff took in lies in the ledger, and still where it had waited.
	const known = new Map<string, Held>();
	for (const each of all) {
		const key = `${each.seq} ${each.print}`;
		if (!known.has(key)) known.set(key, each);
	}
	return [...known.values()];
}

function held(
	{ seq, raw }: { readonly seq: number; readonly raw: string },
	stands: Held['stands'],
	fork: string | null = null
): Held {
	const value: unknown = JSON.parse(raw);
	const said = v.safeParse(v.object({ session: SessionId }), value);
	const session = said.success ? said.output.session : null;
	return { seq, print: printOf(value, sha256), session, stands, fork };
}
