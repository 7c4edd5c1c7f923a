import type { RefusedFile } from '#domain/roster-file/reading.ts';

/** A file that cannot be read on; `readRosterFile` makes it a value. */
export class UnreadableFile extends Error {
	readonly reason: RefusedFile;

	constructor(reason: RefusedFile) {
		super(`A roster file was refused: ${reason}`);
		this.reason = reason;
	}
}
