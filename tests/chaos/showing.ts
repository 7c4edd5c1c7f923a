import { badge, wall, writeY4m } from '../stage/y4m.ts';
import type { Student } from './book.ts';
import type { Tablet } from './tablet.ts';

const FPS = 5;
/** Long enough for a slow machine to see it, and short enough that all come before the film begins anew. */
const FRAMES_EACH = 3;
const MODULE_PX = 9;

/** How badges come before a tablet. */
export interface Showing {
	/** Called with those who stand in the queue before the browser starts; the film it shall see, if any. */
	before(present: readonly Student[]): string | undefined;
	show(student: Student): Promise<void>;
}

/** By a scanner that types. */
export class Keys implements Showing {
	readonly #tablet: Tablet;

	constructor(tablet: Tablet) {
		this.#tablet = tablet;
	}

	before(): undefined {
		return undefined;
	}

	show({ token }: Student): Promise<void> {
		return this.#tablet.scan(token);
	}
}

/** Before a camera: everybody comes in their turn, whether or not anybody waits for them. */
export class Film implements Showing {
	readonly #path: string;

	constructor(path: string) {
		this.#path = path;
	}

	before(present: readonly Student[]): string {
		const empty = wall();
		const frames = present.flatMap((student) => {
			// From now on the camera may see them at any moment.
			student.scanned = true;
			const held = badge(student.token, { module: MODULE_PX, turn: 0.2 });
			return [...new Array<typeof held>(FRAMES_EACH).fill(held), empty];
		});
		writeY4m(this.#path, [empty, ...frames], FPS);
		return this.#path;
	}

	async show(): Promise<void> {
		// They stand before it.
	}
}
