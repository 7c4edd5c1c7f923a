/** Makes bytes shorter (DEFLATE, RFC 1951). */
export async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
	const shorter = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
	return new Uint8Array(await new Response(shorter).arrayBuffer());
}

/** What was made shorter. Throws if it is none, or longer than `most` bytes: a few can stand for gigabytes. */
export async function inflated(
	bytes: Uint8Array<ArrayBuffer>,
	most: number
): Promise<Uint8Array<ArrayBuffer>> {
	const longer = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
	const parts: BlobPart[] = [];
	let size = 0;
	for (const reader = longer.getReader(); ;) {
		const { done, value } = await reader.read();
		if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
		size += value.length;
		if (size > most) {
			await reader.cancel();
			throw new Error(`More than ${most} bytes`);
		}
		parts.push(value);
	}
}
