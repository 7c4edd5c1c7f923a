import { createHmac, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { canonical } from '#domain/canonical.ts';
import { CenterId, Epoch } from '#domain/id.ts';
import { sha256, type Keys } from '#server/keys.ts';

const Whole = v.pipe(v.number(), v.safeInteger());
const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** What a backup holds, written when it was verified, and lying beside it. */
const Contents = v.object({
	version: v.literal(1),
	madeAt: Whole,
	epoch: Epoch,
	bytes: Whole,
	/** Of the file. */
	sha256: Hash,
	/** The name of the key that opens what is sealed in it; the key itself lies elsewhere. */
	key: v.string(),
	centers: v.array(
		v.object({
			id: CenterId,
			position: Whole,
			chain: Hash,
			visits: Hash,
			trail: v.object({ entries: Whole, head: Hash })
		})
	)
});
export type Contents = v.InferOutput<typeof Contents>;

const Manifest = v.object({ contents: Contents, seal: Hash });

/** Writes a manifest that nobody without the installation's key can write. */
export function writeManifest(contents: Contents, keys: Keys): string {
	return `${JSON.stringify({ contents, seal: sealOf(contents, keys) }, null, '\t')}\n`;
}

export type ReadManifest =
	| { readonly kind: 'read'; readonly contents: Contents }
	| { readonly kind: 'unreadable' }
	/** It speaks of another installation's key, by this name. */
	| { readonly kind: 'other-key'; readonly key: string }
	/** It was altered. */
	| { readonly kind: 'forged' };

/** Reads a manifest. */
export function readManifest(text: string, keys: Keys): ReadManifest {
	const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Manifest), text);
	if (!parsed.success) return { kind: 'unreadable' };
	const { contents, seal } = parsed.output;
	if (contents.key !== keyName(keys)) return { kind: 'other-key', key: contents.key };
	const genuine = timingSafeEqual(Buffer.from(seal), Buffer.from(sealOf(contents, keys)));
	return genuine ? { kind: 'read', contents } : { kind: 'forged' };
}

/** By which people can tell which key belongs to which backups; says nothing about the key. */
export function keyName(keys: Keys): string {
	return sha256(keys.draw('haebom.key-name.v1').toString('hex')).slice(0, 16);
}

/** HMAC-SHA-256 (RFC 2104) under a key that lies outside of every backup. */
function sealOf(contents: Contents, keys: Keys): string {
	return createHmac('sha256', keys.draw('haebom.backups.v1'))
		.update(canonical(contents))
		.digest('hex');
}
