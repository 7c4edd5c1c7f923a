import type { BadgeHash } from '#domain/token.ts';
import type { Asked, BallotBox, Given } from '#kiosk/ballot-box.ts';
import { dexieShelf } from '#kiosk/dexie-shelf.ts';
import type { Environment } from '#kiosk/environment.ts';
import { HeldBallots } from '#kiosk/held-ballots.ts';
import { Journal, type Draft, type Known, type Paper } from '#kiosk/journal.ts';
import type { Build, Said } from './build.ts';

/** A journal that lays down and hands out something else than it is given. */
export class WeakenedJournal extends Journal {
	/** What is being kept. */
	said: Said | null = null;
	readonly #build: Build;

	constructor(name: string, build: Build) {
		super(dexieShelf(name));
		this.#build = build;
	}

	override witness<Result>(
		badge: BadgeHash | null,
		at: number,
		decide: (known: Known) => { readonly result: Result; readonly draft: Draft | null },
		closed: readonly Paper[] = []
	): Promise<Result> {
		const { lay } = this.#build;
		const laid = lay && this.said && closed.length > 0 ? lay(closed, this.said) : closed;
		return super.witness(badge, at, decide, laid);
	}

	override async papers(): Promise<Paper[]> {
		const papers = await super.papers();
		return papers.map((paper) => this.#build.carry?.(paper) ?? paper);
	}
}

/** Holds nothing: what was answered is kept as soon as it stands. */
export class Unheld extends HeldBallots {
	readonly #box: BallotBox;

	constructor(box: BallotBox, environment: Environment) {
		super(box, environment);
		this.#box = box;
	}

	override hold(asked: Asked, given: Given): Promise<void> {
		return this.#box.keep(asked, given);
	}
}
