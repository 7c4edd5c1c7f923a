import { randomId, type RandomBytes } from '#domain/id.ts';
import { randomBytes } from '#server/keys.ts';
import type { Build } from './build.ts';

const ID_BYTES = 16;

/** What a tablet draws the ids of its ballots with, and which it drew for the answer that is being kept. */
export class DrawnIds {
	readonly #build: Build;
	readonly #now: () => number;
	#drawn: string[] = [];
	#count = 0;
	/** How many of the last answers were alike. */
	#alike = 0;

	constructor(build: Build, now: () => number) {
		this.#build = build;
		this.#now = now;
	}

	readonly random: RandomBytes = (length) => {
		const bytes = randomBytes(length);
		if (length !== ID_BYTES) return bytes;
		const place = { at: this.#now(), count: this.#count++, alike: this.#alike };
		const prefix = this.#build.idPrefix?.(this.#drawn.length, place) ?? null;
		if (prefix !== null) Buffer.from(bytes.buffer).writeUIntBE(prefix, 0, 6);
		this.#drawn.push(randomId(() => Uint8Array.from(bytes)));
		return bytes;
	};

	/** Begins anew with an answer; what is returned fills with the ids that are drawn for it. */
	begin(alike: number): readonly string[] {
		this.#alike = alike;
		this.#drawn = [];
		return this.#drawn;
	}
}
