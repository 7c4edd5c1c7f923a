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

/**
 * Asks whoever leaves how it was. What they press can be taken back for five seconds; then it stands, and
 * is kept later (see `HeldBallots`). Nobody waits for it: whoever comes next is taken at once.
 */
export class Asking {
	asked = $state.raw<Asked | null>(null);
	given = $state.raw<Given | null>(null);

	readonly #ballots: HeldBallots;
	readonly #environment: Environment;
	readonly #told: { readonly kept: () => void; readonly failed: () => void };
	#askedAt = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** One question after the other. */
	#turn: Promise<void> = Promise.resolve();

	/** `kept` is told when there is something to hand in, `failed` when the disk did not take it. */
	constructor(
		ballots: HeldBallots,
		environment: Environment,
		told: { readonly kept: () => void; readonly failed: () => void }
	) {
		this.#ballots = ballots;
		this.#environment = environment;
		this.#told = told;
	}

	/** Asks somebody about a session, unless they have answered already. */
	offer(session: Session, who: Who | null): Promise<void> {
		void this.leave();
		return this.#inTurn(async () => {
			this.asked = await this.#ballots.questionFor(session, who);
			this.#ask();
		});
	}

	/** Answers, from 1; null is not wanting to. */
	answer(answer: number | null): void {
		if (!this.asked || this.given) return;
		const quick = this.#environment.elapsed() - this.#askedAt < QUICK_MS;
		this.given = { answer, reasons: [], comment: '', quick };
		this.#wait();
	}

	/** Takes the answer back, and asks again. */
	takeBack(): void {
		this.given = null;
		this.#ask();
	}

	/** Gives a reason, or takes it away again. */
	toggle(reason: string): void {
		if (!this.given) return;
		const without = this.given.reasons.filter((each) => each !== reason);
		const taken = without.length < this.given.reasons.length;
		this.given = { ...this.given, reasons: taken ? without : [...without, reason] };
		this.#wait();
	}

	write(comment: string): void {
		if (!this.given) return;
		this.given = { ...this.given, comment };
		this.#wait();
	}

	/** The next one comes, or nobody is there any longer: what was answered stands. */
	leave(): Promise<void> {
		clearTimeout(this.#timer);
		const { asked, given } = this;
		this.asked = null;
		this.given = null;
		if (!asked || !given) return this.#turn;
		// Not in turn, for it is held a while: whoever comes next is asked meanwhile.
		void this.#ballots.hold(asked, given).then(this.#told.kept, this.#told.failed);
		return this.#turn;
	}

	#ask(): void {
		this.#askedAt = this.#environment.elapsed();
		this.#wait();
	}

	#wait(): void {
		clearTimeout(this.#timer);
		if (!this.asked) return;
		this.#timer = setTimeout(() => void this.leave(), this.given ? TAKE_BACK_MS : ASKED_MS);
	}

	#inTurn(work: () => Promise<void>): Promise<void> {
		this.#turn = this.#turn.then(work).catch(() => this.#told.failed());
		return this.#turn;
	}
}
