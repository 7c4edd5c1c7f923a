import type { Telling } from '#domain/rating/telling.ts';

/**
 * What may be seen of one part of a table. `complementary` is a part that tells nothing itself, but from
 * which a hidden one could be computed.
 *
 * Hidden is everything about a part: how many answered and the response rate as well as what they said.
 * The reason is for the method sheet and for tests. It must not stand beside a hidden part: `unanimous`
 * says exactly what is being hidden, and `few` narrows it down. All hidden parts look the same.
 */
export type Disclosure =
	| { readonly kind: 'shown' }
	| { readonly kind: 'hidden'; readonly reason: Telling | 'complementary' };
