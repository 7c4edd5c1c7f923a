import * as v from 'valibot';
import { CenterId, DeviceId, Incarnation, SessionId, SiteId } from '#domain/id.ts';
import { Print } from '#domain/records.ts';
import { verifySigned, type SigningKey, type Statement } from '#domain/signed.ts';

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A center's word that it has all that one life of a tablet recorded of a session that is over. */
export const Closing = v.object({
	center: CenterId,
	session: SessionId,
	site: SiteId,
	tablet: DeviceId,
	incarnation: Incarnation,
	/** How many records the tablet had of the session, and how many of these the center has. */
	taken: Count,
	received: Count,
	/** How many of those wait where staff see them, and are not counted yet. */
	aside: Count,
	/** The lowest and the highest of their numbers; other sessions' may lie between. */
	first: Count,
	last: Count,
	/** As `digestOfRecords` makes it of all of them. */
	digest: Print,
	/** When it was given, by the center's clock. */
	at: v.pipe(v.number(), v.safeInteger())
});
export type Closing = v.InferOutput<typeof Closing>;

/** What a tablet still owed of it. */
export function remaining({ taken, received }: Pick<Closing, 'taken' | 'received'>): number {
	return taken - received;
}

const KIND = 'receipt';
const Packed = v.object({
	kind: v.literal(KIND),
	ids: v.tuple([v.string(), v.string(), v.string(), v.string(), v.string()]),
	numbers: v.tuple([Count, Count, Count, Count, Count, Count]),
	digest: v.string()
});

/** As it is signed: packed, because each letter makes its QR code finer. */
export function packed(closing: Closing): Statement {
	const { center, session, site, tablet, incarnation, digest } = closing;
	const { taken, received, aside, first, last, at } = closing;
	return {
		kind: KIND,
		ids: [center, session, site, tablet, incarnation].map((id) => narrow(id.replaceAll('-', ''))),
		numbers: [taken, received, aside, first, last, at],
		digest: narrow(digest)
	};
}

/** Reads what `packed` made; null for anything else. */
export function closingIn(statement: unknown): Closing | null {
	const parsed = v.safeParse(Packed, statement);
	if (!parsed.success) return null;
	const [center, session, site, tablet, incarnation] = parsed.output.ids.map(asUuid);
	const [taken, received, aside, first, last, at] = parsed.output.numbers;
	const closing = v.safeParse(Closing, {
		...{ center, session, site, tablet, incarnation },
		...{ taken, received, aside, first, last, at },
		digest: wide(parsed.output.digest)
	});
	return closing.success ? closing.output : null;
}

/** What a text says, if it was signed with the secret of this key; null otherwise. Needs no network. */
export async function verifyClosing(key: SigningKey, text: string): Promise<Closing | null> {
	return closingIn(await verifySigned(key, text));
}

/** Hexadecimal digits in base64url. */
function narrow(hex: string): string {
	const bytes = hex.match(/../g)?.map((pair) => parseInt(pair, 16)) ?? [];
	const base64 = btoa(String.fromCharCode(...bytes));
	return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** And back; an empty text for what is none. */
function wide(text: string): string {
	try {
		const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
		return Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
	} catch {
		return '';
	}
}

function asUuid(text: string): string {
	const hex = wide(text);
	return [20, 16, 12, 8].reduce((id, at) => `${id.slice(0, at)}-${id.slice(at)}`, hex);
}
