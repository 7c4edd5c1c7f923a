/**
 * The same things in an order that tells nothing (Durstenfeld 1964). `random` must be a cryptographic
 * source of so many bytes; no order is favoured.
 */
export function shuffled<Item>(
	items: readonly Item[],
	random: (length: number) => Uint8Array
): Item[] {
	const left = [...items];
	const drawn: Item[] = [];
	while (left.length > 0) drawn.push(...left.splice(below(left.length, random), 1));
	return drawn;
}

const VARIETY = 2 ** 32;

/** A whole number below another, each as likely as the next: those above its last multiple are drawn anew. */
function below(limit: number, random: (length: number) => Uint8Array): number {
	const fair = VARIETY - (VARIETY % limit);
	for (;;) {
		const drawn = random(4).reduce((number, byte) => number * 256 + byte, 0);
		if (drawn < fair) return drawn % limit;
	}
}
