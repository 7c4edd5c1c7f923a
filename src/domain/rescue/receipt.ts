import * as v from 'valibot';
import { digest } from '#domain/digest.ts';
import { fingerprint, understand } from '#domain/event.ts';
import { CenterId, DeviceId, Epoch, Incarnation } from '#domain/id.ts';
import { verifySigned, type SigningKey } from '#domain/signed.ts';

const Seq = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** Some numbers of one life of a tablet, and what the events had to be that they stand for. */
export const SettledLife = v.object({
	life: Incarnation,
	/** Both ends included, ascending. */
	ranges: v.pipe(v.array(v.tuple([Seq, Seq])), v.minLength(1)),
	/** SHA-256 over the marks of all these events in the order of their numbers. */
	digest: v.string()
});
export type SettledLife = v.InferOutput<typeof SettledLife>;

/**
 * The center's word to a tablet that it cannot reach: it holds these events, committed. Signed, for it comes
 * through anybody's hands.
 */
export const RescueReceipt = v.object({
	kind: v.literal('rescue-receipt'),
	center: CenterId,
	device: DeviceId,
	epoch: Epoch,
	/** By the server's clock, in ms since 1970. */
	at: v.pipe(v.number(), v.safeInteger()),
	lives: v.array(SettledLife)
});
export type RescueReceipt = v.InferOutput<typeof RescueReceipt>;

/** An event by its number, with the mark that `markOf` gives it. */
export interface Marked {
	readonly incarnation: Incarnation;
	readonly seq: number;
	readonly mark: string;
}

/** As much as a signed statement has room for; what it does not speak of stays owed and is told the next time. */
const LIVES_MAX = 4;
const RANGES_MAX = 40;

/** One text for what an event says: its fingerprint, or the digest of what cannot be read as one. */
export function markOf(event: unknown): string {
	const understood = understand(event);
	if (understood.kind === 'unreadable') return digest(JSON.stringify(event));
	return fingerprint(understood.body);
}

/** What a receipt says of some events. */
export function settledLives(events: readonly Marked[]): SettledLife[] {
	const numbered = events.filter(({ seq }) => seq > 0);
	let room = RANGES_MAX;
	return [...Map.groupBy(numbered, ({ incarnation }) => incarnation)]
		.slice(0, LIVES_MAX)
		.flatMap(([life, all]) => {
			const ranges = rangesOf(all.map(({ seq }) => seq)).slice(0, room);
			room -= ranges.length;
			if (ranges.length === 0) return [];
			return [{ life, ranges, digest: digestOf(all.filter(({ seq }) => lies(seq, ranges))) }];
		});
}

/** Whether events of a life, of which `kept` are all that lie in its ranges, are those that were meant. */
export function settles({ digest: wanted, ranges }: SettledLife, kept: readonly Marked[]): boolean {
	return digestOf(kept.filter(({ seq }) => lies(seq, ranges))) === wanted;
}

/** What became of a receipt that somebody brought. */
export type Verified =
	| { readonly kind: 'receipt'; readonly receipt: RescueReceipt }
	/** Not signed by this center, or altered, or no receipt. */
	| { readonly kind: 'forged' }
	/** Genuine, but for another tablet. */
	| { readonly kind: 'other-tablet' };

/** Holds a receipt against the center's key. Needs no network. */
export async function verifyReceipt(
	text: string,
	key: SigningKey,
	{ center, device }: Pick<RescueReceipt, 'center' | 'device'>
): Promise<Verified> {
	const receipt = v.safeParse(RescueReceipt, await verifySigned(key, text));
	if (!receipt.success || receipt.output.center !== center) return { kind: 'forged' };
	if (receipt.output.device !== device) return { kind: 'other-tablet' };
	return { kind: 'receipt', receipt: receipt.output };
}

function rangesOf(seqs: readonly number[]): [number, number][] {
	const ranges: [number, number][] = [];
	for (const seq of seqs.toSorted((a, b) => a - b)) {
		const last = ranges.at(-1);
		if (last && seq <= last[1] + 1) last[1] = seq;
		else ranges.push([seq, seq]);
	}
	return ranges;
}

function lies(seq: number, ranges: SettledLife['ranges']): boolean {
	return ranges.some(([from, to]) => from <= seq && seq <= to);
}

function digestOf(events: readonly Marked[]): string {
	const marks = new Set(
		events.toSorted((a, b) => a.seq - b.seq).map(({ seq, mark }) => `${seq} ${mark}`)
	);
	return digest([...marks].join('\n'));
}
