import { zipSync, type Zippable } from 'fflate';

/** Numbers from 0 to 1. */
type Chance = () => number;

const upTo = (chance: Chance, limit: number) => Math.floor(chance() * limit);

const flip = (bytes: Uint8Array, chance: Chance) => {
	const damaged = bytes.slice();
	for (let count = 1 + upTo(chance, 8); count > 0; count--) {
		damaged[upTo(chance, damaged.length)] = upTo(chance, 256);
	}
	return damaged;
};

const cutOff = (bytes: Uint8Array, chance: Chance) => bytes.slice(0, upTo(chance, bytes.length));

const cutOut = (bytes: Uint8Array, chance: Chance) => {
	const from = upTo(chance, bytes.length);
	return spliced(bytes.subarray(0, from), bytes.subarray(from + 1 + upTo(chance, 64)));
};

const repeat = (bytes: Uint8Array, chance: Chance) => {
	const from = upTo(chance, bytes.length);
	const piece = bytes.subarray(from, from + upTo(chance, 200));
	return spliced(bytes.subarray(0, from), piece, piece, bytes.subarray(from));
};

const cross = (bytes: Uint8Array, chance: Chance, other: Uint8Array) =>
	spliced(
		bytes.subarray(0, upTo(chance, bytes.length)),
		other.subarray(upTo(chance, other.length))
	);

const DAMAGES = [flip, cutOff, cutOut, repeat, cross];

/** A file after something happened to it: bytes flipped, cut off, cut out, doubled, or another file's. */
export function damage(bytes: Uint8Array, other: Uint8Array, chance: Chance): Uint8Array {
	const happen = DAMAGES[upTo(chance, DAMAGES.length)] ?? flip;
	return happen(bytes, chance, other);
}

/** A whole archive around one damaged part: what gets past the zip and into the reader of the XML. */
export function damagePart(parts: Zippable, chance: Chance): Uint8Array {
	const names = Object.keys(parts);
	const name = names[upTo(chance, names.length)] ?? '';
	const part = parts[name];
	const damaged = part instanceof Uint8Array ? damage(part, part, chance) : new Uint8Array();
	return zipSync({ ...parts, [name]: damaged }, { level: 0 });
}

function spliced(...pieces: readonly Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(pieces.reduce((size, { length }) => size + length, 0));
	let at = 0;
	for (const piece of pieces) {
		whole.set(piece, at);
		at += piece.length;
	}
	return whole;
}
