import * as v from 'valibot';
import { AttendanceEvent } from '#domain/event.ts';
import type { ParticipantId } from '#domain/id.ts';
import { bandOf, commonBand } from '#domain/rating/band.ts';
import { FEWEST } from '#domain/rating/fewest.ts';
import type { Target } from './build.ts';
import type { SimulatedCenter } from './center.ts';
import type { Spot } from './copies.ts';
import type { Write } from './disk.ts';
import type { Row, Solved, Visit } from './evidence.ts';
import type { Owners } from './tablet.ts';

type Stored = Readonly<Record<string, unknown>>;
type Session = SimulatedCenter['sessions'][number];

/** All that was copied of one center. */
export interface Seized {
	readonly sessions: readonly Session[];
	readonly ratings: readonly Stored[];
	readonly comments: readonly Stored[];
	readonly runs: readonly Stored[];
	readonly ledger: readonly Stored[];
	readonly seen: ReadonlyMap<string, number>;
	readonly frames: ReadonlyMap<string, Spot>;
	readonly spots: ReadonlyMap<string, readonly Spot[]>;
	readonly disks: readonly { readonly name: string; readonly writes: readonly Write[] }[];
	/** Which tablet came back only days later, by the session. */
	readonly late: ReadonlyMap<string, string>;
}

/** Sets those against each other whose answers are opened together, as the product promises it. */
export function unitsOf(seized: Seized, owners: Owners): Record<Target, Solved[]> {
	const together = openedTogether(seized, visitsOf(seized));
	const solved = (units: readonly Together[], table: readonly Stored[]): Solved[] => {
		const rows = table.map((row) => rowOf(row, seized));
		const byOwner = Map.groupBy(rows, ({ id }) => ownerOf(id, owners));
		return units.map(({ session, visits }) => ({
			unit: {
				session,
				visits,
				rows: visits.flatMap(({ participant }) => byOwner.get(participant) ?? []).toSorted(byId),
				runs: seized.runs
					.filter(({ session_id }) => session_id === session)
					.map(({ answer, length }) => ({ answer: Number(answer), length: Number(length) }))
			},
			owners
		}));
	};
	const pools = together.filter(({ session }) => session === '');
	return {
		rating: solved(together, seized.ratings),
		'late rating': solved(pools, seized.ratings),
		comment: solved(together, seized.comments)
	};
}

const byId = (a: Row, b: Row) => (a.id < b.id ? -1 : 1);

function ownerOf(id: string, owners: Owners): ParticipantId {
	const owner = owners.get(id);
	if (!owner) throw new Error(`Nobody gave ${id}`);
	return owner;
}

function rowOf(fields: Stored, { seen, frames, spots }: Seized): Row {
	const id = String(fields.id);
	return {
		id,
		fields,
		seen: seen.get(id) ?? 0,
		frame: frames.get(id) ?? null,
		spots: spots.get(id) ?? []
	};
}

type Placed = Visit & { readonly session: string };

function visitsOf({ sessions, ledger, seen, disks }: Seized): Placed[] {
	const events = ledger.map(({ body, position, device_id }) => ({
		event: v.parse(AttendanceEvent, JSON.parse(String(body))),
		position: Number(position),
		device: String(device_id)
	}));
	const people = new Map(
		sessions.flatMap(({ crowd, people }) =>
			people.map(({ id, grade }) => [id, bandOf(crowd.level, grade)] as const)
		)
	);
	const transactions = new Map(
		disks.flatMap(({ writes }, tablet) => [...transactionsOf(writes, tablet)])
	);
	const found: Placed[] = [];
	for (const own of Map.groupBy(
		events,
		({ device, event }) => `${device}/${event.session}`
	).values()) {
		const inOrder = own.toSorted((a, b) => a.event.seq - b.event.seq);
		const left = inOrder.filter(({ event }) => event.kind === 'departure');
		const rated = inOrder.filter(({ event }) => event.kind === 'rated');
		for (const [index, { event, position }] of rated.entries()) {
			if (event.who.kind !== 'participant' || !event.session) continue;
			const { participant } = event.who;
			const at = left.findIndex(
				({ event: { who } }) => who.kind === 'participant' && who.participant === participant
			);
			const [departure, next] = [left[at], left[at + 1]];
			const written = transactions.get(event.id);
			if (!departure || !written) throw new Error('Rated without having left, or on no tablet');
			found.push({
				participant,
				session: event.session,
				band: people.get(participant) ?? 'upper',
				tablet: written.tablet,
				place: index + 1,
				leftAt: departure.event.at,
				ratedAt: event.at,
				position,
				seen: seen.get(event.id) ?? 0,
				written: JSON.stringify(written.writes),
				papers: papersIn(written.writes),
				next: next
					? {
							afterMs: next.event.at - departure.event.at,
							recordedBefore: event.seq < next.event.seq
						}
					: null
			});
		}
	}
	return found;
}

function papersIn(writes: readonly Write[]): Visit['papers'] {
	const papers = writes.filter(({ table }) => table === 'papers');
	return { count: papers.length, bytes: JSON.stringify(papers).length };
}

interface Written {
	readonly tablet: number;
	readonly writes: readonly Write[];
}

/** What was written together with each event, by the event's id. */
function transactionsOf(writes: readonly Write[], tablet: number): Map<string, Written> {
	const found = new Map<string, Written>();
	for (const together of Map.groupBy(writes, ({ transaction }) => transaction).values()) {
		for (const { table, action, value } of together) {
			if (table !== 'events' || action !== 'add') continue;
			found.set((value as { readonly id: string }).id, { tablet, writes: together });
		}
	}
	return found;
}

interface Together {
	readonly session: string;
	readonly visits: readonly Visit[];
}

/**
 * What is opened together: a session's when it is closed, what comes late by itself, and never fewer than
 * five: they wait until others that were asked alike make them five, and are opened with these.
 */
function openedTogether({ sessions, disks, late }: Seized, visits: readonly Placed[]): Together[] {
	const units: Together[] = [];
	const waiting = new Map<string, Placed[]>();
	for (const { id, crowd } of sessions) {
		const band = commonBand(crowd.grades.map((grade) => bandOf(crowd.level, grade)));
		const own = visits.filter(({ session }) => session === id);
		const lateOne = disks.findIndex(({ name }) => name === late.get(id));
		const parts = Map.groupBy(own, ({ tablet }) => tablet === lateOne);
		for (const part of [parts.get(false), parts.get(true)]) {
			const few = waiting.get(band) ?? [];
			// Those of the same session that wait already are opened with it.
			const alike = [...few.filter(({ session }) => session === id), ...(part ?? [])];
			const others = few.filter(({ session }) => session !== id);
			if (alike.length >= FEWEST) {
				units.push({ session: id, visits: alike });
				waiting.set(band, others);
			} else if (alike.length + others.length >= FEWEST) {
				units.push({ session: '', visits: [...others, ...alike] });
				waiting.delete(band);
			} else waiting.set(band, [...others, ...alike]);
		}
	}
	return units;
}
