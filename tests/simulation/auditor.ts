import { sql } from 'kysely';
import type { CenterId, Incarnation } from '#domain/id.ts';
import type {
	PushAnswer,
	PushRequest,
	ReconcileAnswer,
	ReconcileRequest
} from '#domain/protocol.ts';
import { BLOCK_NUMBERS, firstOf } from '#domain/records.ts';
import type { Reader } from '#server/database/store.ts';
import type { Check } from './oracle.ts';

/** Ranges that an answer may leave for the next one. */
const RANGES_MAX = 100;

/** What a center has committed of one life, asked in other words than the product's own. */
interface Committed {
	readonly seqs: ReadonlySet<number>;
	/** The ids of what of it waits for staff. */
	readonly aside: ReadonlySet<string>;
}

/**
 * Holds each answer, at the moment at which it is given, against what is committed then. Whatever the answer
 * promises must be there: a tablet that hears it acts on it.
 */
export class Auditor {
	readonly #fail: (check: Check, detail: string) => void;

	constructor(fail: (check: Check, detail: string) => void) {
		this.#fail = fail;
	}

	/** Whether each receipt, the mark and the holes of an answer are true. */
	async pushed(
		reader: Reader,
		center: CenterId,
		{ incarnation, events, lastSeq }: PushRequest,
		{ results, ackedThrough, missing }: PushAnswer
	): Promise<void> {
		const { seqs, aside } = await committed(reader, center, incarnation);
		const sent = events.map(idIn);
		if (results.length !== sent.length || results.some(({ id }, index) => id !== sent[index])) {
			this.#fail('a receipt is kept', `${sent.length} sent, ${results.length} answered`);
		}
		const ids = results.flatMap(({ id }) => id ?? []);
		const counted = await counting(reader, center, ids);
		for (const { id, status } of results) {
			const promised = status === 'stored' || status === 'duplicate' ? counted : aside;
			if (id !== null && !promised.has(id)) this.#fail('a receipt is kept', `${status} ${id}`);
		}
		const named = new Set(missing.flatMap(([from, to]) => numbers(from, to)));
		for (const seq of numbers(1, Math.max(lastSeq, ackedThrough))) {
			if (seqs.has(seq)) continue;
			if (seq <= ackedThrough) this.#fail('what is acknowledged is there', `number ${seq}`);
			else if (!named.has(seq) && missing.length < RANGES_MAX) {
				this.#fail('what is missing is named', `number ${seq}`);
			}
		}
	}

	/** Whether all that a comparison found alike, or signed, is there. */
	async compared(
		reader: Reader,
		center: CenterId,
		{ incarnation, blocks, records, closing }: ReconcileRequest,
		{ differing, lacking, receipts }: ReconcileAnswer
	): Promise<void> {
		const { seqs } = await committed(reader, center, incarnation);
		const alike = blocks
			.filter(({ block }) => !differing.includes(block))
			.flatMap(({ block, last }) => {
				if (last >= firstOf(block) + BLOCK_NUMBERS) this.#fail('a comparison is true', 'a block');
				return numbers(firstOf(block), last);
			});
		const found = records.map(([seq]) => seq).filter((seq) => !lacking.includes(seq));
		for (const seq of [...alike, ...found]) {
			if (!seqs.has(seq)) this.#fail('a comparison is true', `number ${seq}`);
		}
		for (const { session } of receipts) {
			const signed = closing.find((each) => each.session === session)?.records ?? [];
			if (signed.length === 0) this.#fail('a comparison is true', `nobody asked for ${session}`);
			for (const [seq] of signed) {
				if (!seqs.has(seq)) this.#fail('a comparison is true', `signed number ${seq}`);
			}
		}
	}
}

async function committed(
	reader: Reader,
	center: CenterId,
	incarnation: Incarnation
): Promise<Committed> {
	const { rows } = await sql<{ seq: number | null; id: string | null }>`
		select seq, null as id from ledger
		where center_id = ${center} and incarnation = ${incarnation}
		union all
		select seq, event_id as id from quarantine
		where center_id = ${center} and incarnation = ${incarnation}
		union all
		select seq, event_id as id from late
		where center_id = ${center} and incarnation = ${incarnation}
	`.execute(reader);
	return {
		seqs: new Set(rows.flatMap(({ seq }) => seq ?? [])),
		aside: new Set(rows.flatMap(({ id }) => id ?? []))
	};
}

async function counting(
	reader: Reader,
	center: CenterId,
	ids: readonly string[]
): Promise<ReadonlySet<string>> {
	if (ids.length === 0) return new Set();
	const { rows } = await sql<{ id: string }>`
		select id from ledger where center_id = ${center} and id in (${sql.join(ids)})
	`.execute(reader);
	return new Set(rows.map(({ id }) => id));
}

function idIn(event: unknown): string | null {
	const { id } = event as { readonly id?: unknown };
	return typeof id === 'string' ? id : null;
}

function numbers(from: number, to: number): number[] {
	return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
