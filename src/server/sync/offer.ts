import { fingerprint, understand, type EventEnvelope } from '#domain/event.ts';
import { sha256 } from '#server/keys.ts';

/** One event of a batch, as far as it could be read. */
export type Offer =
	| {
			readonly kind: 'read';
			readonly event: EventEnvelope;
			readonly body: string;
			readonly fingerprint: string;
	  }
	| {
			readonly kind: 'unreadable';
			readonly raw: string;
			readonly id: string | null;
			readonly seq: number | null;
			readonly reason: string;
	  };

export type ReadOffer = Extract<Offer, { kind: 'read' }>;

/** Reads what a tablet sent, as far as it can be read; never throws. */
export function offer(value: unknown): Offer {
	const understood = understand(value);
	if (understood.kind !== 'unreadable') {
		const { event, body } = understood;
		return { kind: 'read', event, body, fingerprint: fingerprint(body, sha256) };
	}
	const { id, seq } = (typeof value === 'object' && value !== null ? value : {}) as {
		id?: unknown;
		seq?: unknown;
	};
	return {
		kind: 'unreadable',
		raw: JSON.stringify(value),
		id: typeof id === 'string' ? id.slice(0, 64).toWellFormed().replaceAll('\u0000', '') : null,
		seq: Number.isSafeInteger(seq) ? Number(seq) : null,
		reason: understood.reason
	};
}

/** One text for each content, by which the same thing offered again is recognised. */
export function digestOf(offer: Offer): string {
	return offer.kind === 'read' ? offer.fingerprint : sha256(offer.raw);
}
