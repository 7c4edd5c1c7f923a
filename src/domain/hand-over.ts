import * as v from 'valibot';
import { digest } from '#domain/digest.ts';
import { CenterId, DeviceId } from '#domain/id.ts';

/** What a file may weigh: more than a tablet records in a year. */
export const HAND_OVER_BYTES_MAX = 15 * 1024 * 1024;

/**
 * What a tablet still owes, as a file that is carried to the center by hand where no network ever comes.
 * It holds events as the tablet keeps them: numbers and hashes, and no name.
 */
export const HandOver = v.object({
	format: v.literal('haebom-hand-over'),
	version: v.literal(1),
	center: CenterId,
	device: DeviceId,
	/** By the tablet's clock, in ms since 1970. */
	madeAt: v.pipe(v.number(), v.safeInteger()),
	events: v.array(v.unknown()),
	/** SHA-256 of all the rest as JSON, in hexadecimal: a file that was cut off or altered is recognised. */
	digest: v.string()
});
export type HandOver = v.InferOutput<typeof HandOver>;

/** Writes the file's text. */
export function writeHandOver(
	content: Pick<HandOver, 'center' | 'device' | 'madeAt' | 'events'>
): string {
	const file = { format: 'haebom-hand-over', version: 1, ...content } as const;
	return JSON.stringify({ ...file, digest: digestOf(file) } satisfies HandOver);
}

/** Reads a file's text; null if it is something else, or not whole. */
export function readHandOver(text: string): HandOver | null {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		return null;
	}
	const file = v.safeParse(HandOver, json);
	return file.success && file.output.digest === digestOf(file.output) ? file.output : null;
}

function digestOf({
	format,
	version,
	center,
	device,
	madeAt,
	events
}: Omit<HandOver, 'digest'>): string {
	return digest(JSON.stringify([format, version, center, device, madeAt, events]));
}
