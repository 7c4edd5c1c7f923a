import { QUICK_MS } from '#domain/rating/series.ts';
import type { Who } from '#domain/event.ts';
import type { Session } from '#domain/session.ts';
import type { Asked, Given } from '#kiosk/ballot-box.ts';
import type { Environment } from '#kiosk/environment.ts';
import type { HeldBallots } from '#kiosk/held-ballots.ts';

/** Whoever walks away need not press anything. */
const ASKED_MS = 12_000;
/** As long as nothing more is pressed, an answer can be taken back for so long; then it stands. */
export const TAKE_BACK_MS = 5_000;
/** Whoever writes thinks between two words. */
const WRITING_MS = 20_000;
/** Whoever set the screen for themselves may read slowly, or listen: they have so many times as long. */
const UNHURRIED = 4;
/** Where a face was, a reason is: a finger that bounces must not give one. */
const DOUBLE_TAP_MS = 400;

/** What is told to whoever asks, and wanted of them. */
interface Told {
	/** There is something to hand in. */
	readonly kept: () => void;
	/** The disk did not take it. */
	readonly failed: () => void;
	/** Nobody is asked any longer, and nobody else has come. */
	readonly over: () => void;
	/** Whether whoever is there needs time. */
	readonly unhurried: () => boolean;
}

/**
 * Asks whoever leaves how it was. What they press can be taken back for five seconds; then it stands, and
 * is kept later (see `HeldBallots`). Nobody waits for it: whoever comes next is taken at once.
 */
export class Asking {
	asked = $state.raw<Asked | null>(null);
	given = $state.raw<Given | null>(null);
	/** Whether they write a few words. */
	writing = $state(false);

	readonly #ballots: HeldBallots;
	readonly #environment: Environment;
	readonly #told: Told;
	#askedAt = 0;
	#turnedAt = -Infinity;
	/** Grows whenever somebody else comes. */
	#comers = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** One question after the other. */
	#turn: Promise<void> = Promise.resolve();

	constructor(ballots: HeldBallots, environment: Environment, told: Told) {
		this.#ballots = ballots;
		this.#environment = environment;
		this.#told = told;
	}

	/** Whether somebody is at it. A question that stands there for anybody is nobody's yet. */
	get occupied(): boolean {
		return this.asked !== null && (this.asked.who !== null || this.given !== null);
	}

	/** Asks somebody about a session, unless they have answered already or somebody else has come since. */
	offer(session: Session, who: Who | null): Promise<void> {
		void this.giveWay();
		const comer = this.#comers;
		return this.#inTurn(async () => {
			const asked = await this.#ballots.questionFor(session, who);
			if (comer !== this.#comers) return;
			this.asked = asked;
			this.#ask();
		});
	}

	/** Answers, from 1; null is not wanting to. */
	answer(answer: number | null): void {
		if (!this.asked || this.given || this.#bounces()) return;
		if (answer !== null && !(answer >= 1 && answer <= this.asked.scale.points)) return;
		const quick = this.#environment.elapsed() - this.#askedAt < QUICK_MS;
		this.#say(this.asked, { answer, reasons: [], comment: '', quick });
		this.#turned();
	}

	/** Takes the answer back, and asks again. */
	takeBack(): void {
		if (!this.given || this.#bounces()) return;
		this.given = null;
		this.writing = false;
		this.#turned();
		this.#ask();
	}

	/** Gives a reason, or takes it away again. */
	toggle(reason: string): void {
		if (!this.asked || !this.given || this.#bounces()) return;
		const without = this.given.reasons.filter((each) => each !== reason);
		const taken = without.length < this.given.reasons.length;
		const reasons = taken ? without : [...without, reason];
		this.#say(this.asked, { ...this.given, reasons });
		this.#wait();
	}

	/** Begins to write, or is done with it. */
	write(writing: boolean): void {
		if (!this.given || this.#bounces()) return;
		this.writing = writing;
		this.#turned();
	}

	/** Says in a few words why. */
	say(comment: string): void {
		if (!this.asked || !this.given) return;
		this.#say(this.asked, { ...this.given, comment });
		this.#wait();
	}

	/**
	 * A scanner typed a badge, also into what somebody was writing: the digits of whoever comes next are
	 * nobody's words.
	 */
	typedOver(): void {
		if (this.given) this.say(this.given.comment.replace(/\d{10,}|\d+$/g, ''));
	}

	/** Somebody touched the screen: they are still there. */
	touch(): void {
		this.#wait();
	}

	/** Nobody is there any longer: what was answered stands. */
	leave(): Promise<void> {
		clearTimeout(this.#timer);
		const { asked, given } = this;
		this.#comers += 1;
		this.asked = null;
		this.given = null;
		this.writing = false;
		this.#turnedAt = -Infinity;
		if (!asked || !given) return this.#turn;
		// Not in turn, for it is held a while: whoever comes next is asked meanwhile.
		void this.#ballots.hold(asked, given).then(this.#told.kept, this.#told.failed);
		return this.#turn;
	}

	/** Somebody else is there: what was answered before is kept. */
	async giveWay(): Promise<void> {
		const left = this.leave();
		await this.#ballots.keepAll();
		await left;
	}

	/** The page may be gone in a moment: what was answered stands as it is, and is kept. A question stays. */
	secure(): void {
		if (this.given) this.#end();
		void this.#ballots.keepAll();
	}

	/** They have not left after all: neither the question nor what they answered stays, not even if it stood. */
	withdraw(): void {
		this.given = null;
		void this.leave();
		this.#ballots.drop();
	}

	#say(asked: Asked, given: Given): void {
		this.given = given;
		this.#ballots.close(asked, given);
	}

	#ask(): void {
		this.#askedAt = this.#environment.elapsed();
		this.#wait();
	}

	/** Another screen is there, in the same place. */
	#turned(): void {
		this.#turnedAt = this.#environment.elapsed();
		this.#wait();
	}

	#bounces(): boolean {
		return this.#environment.elapsed() - this.#turnedAt < DOUBLE_TAP_MS;
	}

	#wait(): void {
		clearTimeout(this.#timer);
		if (!this.occupied) return;
		const ms = this.writing ? WRITING_MS : this.given ? TAKE_BACK_MS : ASKED_MS;
		const times = this.#told.unhurried() ? UNHURRIED : 1;
		this.#timer = setTimeout(() => this.#end(), ms * times);
	}

	#end(): void {
		void this.leave();
		this.#told.over();
	}

	#inTurn(work: () => Promise<void>): Promise<void> {
		this.#turn = this.#turn.then(work).catch(() => this.#told.failed());
		return this.#turn;
	}
}
