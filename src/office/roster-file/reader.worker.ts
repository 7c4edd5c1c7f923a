import { readPasted, type RosterReading } from '#domain/roster-file/reading.ts';
import { readRosterFile } from '#office/roster-file/read.ts';

/** What the page asks of the worker. `year` is the present one. */
export type Order =
	| { readonly kind: 'file'; readonly file: File; readonly year: number }
	| { readonly kind: 'pasted'; readonly text: string; readonly year: number };

/** What the worker says. Of columns that a center must not keep, nothing ever leaves it. */
export type Report =
	| { readonly kind: 'progress'; readonly share: number }
	| { readonly kind: 'done'; readonly reading: RosterReading }
	| { readonly kind: 'failed'; readonly reason: string };

const report = (message: Report) => self.postMessage(message);

self.onmessage = async ({ data: order }: MessageEvent<Order>) => {
	try {
		report({ kind: 'done', reading: await read(order) });
	} catch (error) {
		report({ kind: 'failed', reason: String(error) });
	}
};

async function read(order: Order): Promise<RosterReading> {
	if (order.kind === 'pasted') return readPasted(order.text, order.year);
	const bytes = new Uint8Array(await order.file.arrayBuffer());
	return readRosterFile(bytes, order.year, (share) => report({ kind: 'progress', share }));
}
