import { understand, fingerprint, type AttendanceEvent } from '#domain/event.ts';
import type { CenterId } from '#domain/id.ts';
import { canonical } from '#domain/canonical.ts';
import { visits } from '#domain/visits.ts';
import { SEOUL } from '#domain/zone.ts';
import { BEGINNING, linked } from '#server/chain.ts';
import type { Reader } from '#server/database/store.ts';
import { sha256 } from '#server/keys.ts';
import { receivedAfter } from '#server/ledger.ts';
import { verify } from '#server/trail.ts';

const PAGE_ROWS = 1_000;

/** What a center's records come to: two databases that agree on this hold the same. */
export interface Account {
	readonly id: CenterId;
	/** The last row of the ledger, and the hash of it and of all before. */
	readonly position: number;
	readonly chain: string;
	/** SHA-256 of every visit of every session. */
	readonly visits: string;
	readonly trail: { readonly entries: number; readonly head: string };
}

export type Examined =
	| { readonly kind: 'whole'; readonly account: Account }
	/** In a sentence for whoever operates the server. */
	| { readonly kind: 'broken'; readonly flaw: string };

/**
 * Goes through all that a center keeps, from the first row, up to a position or to its end: no row is
 * missing, altered or out of its place; no tablet was promised more than is here; every visit can be told.
 */
export async function examine(
	reader: Reader,
	center: CenterId,
	through: number | null = null
): Promise<Examined> {
	// Marks and head first: what is added meanwhile can then only be more than they say.
	const marks = await reader
		.selectFrom('incarnation')
		.select(['incarnation', 'acked_through'])
		.where('center_id', '=', center)
		.execute();
	const head = await reader
		.selectFrom('center_head')
		.select(['position', 'chain'])
		.where('center_id', '=', center)
		.executeTakeFirstOrThrow();
	const last = through ?? head.position;
	const walked = await walk(reader, center, last);
	if (walked.kind === 'broken') return walked;
	if (last === head.position && walked.chain !== head.chain) {
		return broken('the head of the ledger is not the hash of its last row');
	}
	for (const { incarnation, acked_through } of marks) {
		const received = await receivedAfter(reader, center, incarnation, 0);
		const here = received.findIndex((seq, index) => seq !== index + 1);
		if (acked_through > (here < 0 ? received.length : here)) {
			return broken(`of ${incarnation} less is here than its tablet was promised`);
		}
	}
	const trail = await verify(reader, center);
	if (trail.kind === 'broken') {
		return broken(`entry ${trail.position} of the trail is not what was written`);
	}
	const { entries, head: trailHead } = trail;
	const account = {
		id: center,
		position: last,
		chain: walked.chain,
		visits: await visitsDigest(reader, center, last),
		trail: { entries, head: trailHead }
	};
	return { kind: 'whole', account };
}

type Walked =
	| { readonly kind: 'whole'; readonly chain: string }
	| Extract<Examined, { readonly kind: 'broken' }>;

async function walk(reader: Reader, center: CenterId, through: number): Promise<Walked> {
	let [position, chain] = [0, BEGINNING];
	while (position < through) {
		const rows = await reader
			.selectFrom('ledger')
			.selectAll()
			.where('center_id', '=', center)
			.where('position', '>', position)
			.where('position', '<=', through)
			.orderBy('position')
			.limit(PAGE_ROWS)
			.execute();
		if (rows.length === 0) return broken(`the ledger ends at ${position} instead of ${through}`);
		for (const row of rows) {
			position++;
			if (row.position !== position) return broken(`row ${position} of the ledger is missing`);
			chain = linked(chain, row);
			if (row.chain !== chain || !isOfItsBody(row)) {
				return broken(`row ${position} of the ledger is not what was written`);
			}
		}
	}
	return { kind: 'whole', chain };
}

/** Whether what a row is found by is what its body says, and the body what the chain holds fast. */
function isOfItsBody(row: {
	readonly id: string;
	readonly incarnation: string;
	readonly seq: number;
	readonly session_id: string | null;
	readonly body: string;
	readonly fingerprint: string;
}): boolean {
	if (fingerprint(row.body, sha256) !== row.fingerprint) return false;
	const said = JSON.parse(row.body);
	const alike = said.id === row.id && said.incarnation === row.incarnation && said.seq === row.seq;
	return alike && said.session === row.session_id;
}

/** One hash of all visits of all sessions, as far as events tell them: badges may change owners meanwhile. */
async function visitsDigest(reader: Reader, center: CenterId, through: number): Promise<string> {
	const sessions = await reader
		.selectFrom('ledger')
		.select('session_id')
		.distinct()
		.where('center_id', '=', center)
		.where('position', '<=', through)
		.orderBy('session_id')
		.execute();
	let digest = BEGINNING;
	for (const { session_id } of sessions.sort(bySession)) {
		const rows = await reader
			.selectFrom('ledger')
			.select('body')
			.where('center_id', '=', center)
			.where('position', '<=', through)
			.where('session_id', session_id === null ? 'is' : '=', session_id)
			.execute();
		const events = rows.flatMap(({ body }): AttendanceEvent[] => {
			const understood = understand(JSON.parse(body));
			return understood.kind === 'known' ? [understood.event] : [];
		});
		// Any zone will do, as long as it is the same for both that are compared.
		const told = [...visits(events, SEOUL)].sort(([a], [b]) => (a < b ? -1 : 1));
		digest = sha256(`${digest}\n${session_id}\n${canonical(told)}`);
	}
	return digest;
}

/** Databases sort texts, and what is null, each in its own way. */
function bySession(a: { session_id: string | null }, b: { session_id: string | null }): number {
	return (a.session_id ?? '') < (b.session_id ?? '') ? -1 : 1;
}

function broken(flaw: string): { readonly kind: 'broken'; readonly flaw: string } {
	return { kind: 'broken', flaw };
}
