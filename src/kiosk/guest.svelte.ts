import { USUAL, type Comfort, type StudentLanguage } from '#domain/comfort.ts';
import type { Outcome } from '#domain/door.ts';

/** Without a touch for this long, the screen asks whether anybody is still there. */
export const QUIET_MS = 60_000;
/** And gives them this long to answer. */
export const WARNING_MS = 20_000;
/** After so many badges in a row that could not be read, the screen offers help. */
const MISSES_BEFORE_HELP = 2;

export type Panel = 'comfort' | 'keypad';

/** Whoever stands before the tablet, and what they made of its screen. Nothing of it outlasts them. */
export class Guest {
	panel = $state<Panel | null>(null);
	/** The screen asks whether anybody is still there. */
	asked = $state(false);
	#wishes = $state.raw<Partial<Comfort>>({});
	#misses = $state(0);
	readonly comfort: Comfort = $derived.by(() => ({
		...USUAL,
		language: this.#language(),
		...this.#wishes
	}));
	/** Whether something would be lost if the next one came now. */
	readonly present = $derived(this.panel !== null || Object.keys(this.#wishes).length > 0);
	readonly needsHelp = $derived(this.#misses >= MISSES_BEFORE_HELP);

	readonly #language: () => StudentLanguage;
	/** What this guest came for is done. */
	#served = false;
	/** And they are still there. */
	#lingers = false;
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** Takes how to learn which language the tablet speaks by itself. */
	constructor(language: () => StudentLanguage) {
		this.#language = language;
	}

	wish(wishes: Partial<Comfort>): void {
		this.#begin();
		this.#wishes = { ...this.#wishes, ...wishes };
		this.touch();
	}

	/** Back to the usual screen, with the panel still open. */
	forgetWishes(): void {
		this.#wishes = {};
		this.touch();
	}

	open(panel: Panel): void {
		this.#begin();
		this.panel = panel;
		this.touch();
	}

	close(): void {
		this.panel = null;
		this.touch();
	}

	/** Somebody touched the screen or the keyboard. What the screen asks wants an answer all the same. */
	touch(): void {
		if (!this.asked) this.#wait();
	}

	/** There is time again. */
	stay(): void {
		this.asked = false;
		this.#wait();
	}

	/** The screen tells what a scan came to. */
	told(outcome: Outcome): void {
		if (this.#served) this.leave();
		// The answer would lie behind it.
		this.panel = null;
		this.#served = serves(outcome);
		this.#misses = isMiss(outcome) ? this.#misses + 1 : 0;
		this.stay();
	}

	/** What they came for is done, and they are asked something: whoever sets something now is not the next one. */
	linger(): void {
		this.#lingers = true;
	}

	/** The screen has told it, and is free again. */
	rest(): void {
		if (this.#served) this.leave();
	}

	leave(): void {
		clearTimeout(this.#timer);
		this.panel = null;
		this.asked = false;
		this.#wishes = {};
		this.#misses = 0;
		this.#served = false;
		this.#lingers = false;
	}

	/** Whoever sets something while the screen still tells of another is the next one. */
	#begin(): void {
		if (this.#served && !this.#lingers) this.leave();
	}

	#wait(): void {
		clearTimeout(this.#timer);
		if (this.present || this.#misses > 0) this.#timer = setTimeout(() => this.#ask(), QUIET_MS);
	}

	#ask(): void {
		if (!this.present) return this.leave();
		this.asked = true;
		this.#timer = setTimeout(() => this.leave(), WARNING_MS);
	}
}

/** Badges that could not be read, and faults of the tablet, leave somebody standing there. */
function serves(outcome: Outcome): boolean {
	if (outcome.kind === 'admitted') return true;
	return outcome.kind === 'verdict' && outcome.verdict.kind !== 'reread' && !isMiss(outcome);
}

function isMiss(outcome: Outcome): boolean {
	if (outcome.kind !== 'verdict') return false;
	return outcome.verdict.kind === 'damaged' || outcome.verdict.kind === 'foreign';
}
