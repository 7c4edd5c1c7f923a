/**
 * The server cannot start with what it was given. The message is for whoever operates it: what is the matter, and
 * what to do about it.
 */
export class Unusable extends Error {
	override readonly name = 'Unusable';
}
