import type { ParticipantId } from '#domain/id.ts';
import { keyOfReason } from '#domain/rating/survey.ts';
import { CLOSES_AFTER_END_MS } from '#domain/session.ts';
import { openUrn } from '#server/rating/opening.ts';
import { HOUR, MINUTE } from '../domain/people.ts';
import type { Build } from './build.ts';
import { LASTING_MS, type SimulatedCenter } from './center.ts';
import type { Clock } from './clock.ts';
import type { Copies } from './copies.ts';
import { below, drawDoing } from './people.ts';
import type { Tablet } from './tablet.ts';

/** Leaving begins so long before the end. */
const LEAVING_MS = 13 * MINUTE;
/** Whom a queue brings to the tablet is there no sooner than this after the one before. */
const GAP_MIN_MS = 3_000;
const GAP_MEAN_MS = 12_000;
/** When what has come of a session is opened, though a tablet has not been heard. */
const NEXT_DAY_MS = CLOSES_AFTER_END_MS + 25 * HOUR;
const LATE_SHARE = 0.2;
const BACK_AFTER_MS = 2 * 24 * HOUR;

type Planned = SimulatedCenter['sessions'][number];

interface Door {
	readonly endsAt: number;
	readonly door: readonly Tablet[];
	/** Those that sync while everybody leaves. */
	readonly heard: readonly Tablet[];
	/** The one that comes back only days later. */
	readonly late: Tablet | null;
}

/** Lets sessions happen: everybody leaves, most answer, tablets sync, the center opens what it can. */
export class Days {
	readonly #build: Build;
	readonly #center: SimulatedCenter;
	readonly #clock: Clock;
	readonly #chance: () => number;
	readonly #copies: Copies;
	readonly #tablets: readonly Tablet[];
	/** What was answered last at each tablet. */
	readonly #answered = new Map<Tablet, number | null>();

	constructor(
		build: Build,
		center: SimulatedCenter,
		given: {
			readonly clock: Clock;
			readonly chance: () => number;
			readonly copies: Copies;
			readonly tablets: readonly Tablet[];
		}
	) {
		this.#build = build;
		this.#center = center;
		this.#clock = given.clock;
		this.#chance = given.chance;
		this.#copies = given.copies;
		this.#tablets = given.tablets;
	}

	/** One session, and all that still comes of it in the days after. Says which tablet came back late. */
	async pass({ startsAt, crowd, people }: Planned): Promise<Tablet | null> {
		await this.#clock.reach(startsAt - HOUR);
		for (const tablet of this.#tablets) {
			await this.#sync(tablet);
			await tablet.start();
		}
		const first = below(this.#chance, this.#tablets.length);
		const door = Array.from({ length: crowd.tablets }, (_, nth) =>
			this.#tablets.at((first + nth) % this.#tablets.length)
		).filter((tablet) => tablet !== undefined);
		const late = crowd.straggler ? (door.at(-1) ?? null) : null;
		const heard = door.filter((tablet) => tablet !== late);
		const endsAt = startsAt + LASTING_MS;
		const ids = people.map((person) => person.id);
		await this.#leaving(ids, crowd.mood, { endsAt, door, heard, late });
		await this.#clock.reach(endsAt + CLOSES_AFTER_END_MS + MINUTE);
		for (const tablet of heard) await this.#sync(tablet);
		await this.#open();
		await this.#clock.reach(endsAt + NEXT_DAY_MS);
		await this.#open();
		if (late) {
			await this.#clock.reach(endsAt + BACK_AFTER_MS);
			await this.#sync(late);
			await this.#open();
		}
		return late;
	}

	/** Everybody leaves, in no order, one after the other; in between tablets sync. */
	async #leaving(
		people: readonly ParticipantId[],
		mood: number,
		{ endsAt, door, heard, late }: Door
	): Promise<void> {
		const chance = this.#chance;
		const syncs: { readonly at: number; readonly tablet: Tablet }[] = [];
		let at = endsAt - LEAVING_MS;
		let tablet = door[0];
		for (const person of inNoOrder(people, chance)) {
			at += GAP_MIN_MS + Math.round(-Math.log(1 - chance()) * GAP_MEAN_MS);
			// Friends stay together.
			if (chance() < 0.5) tablet = this.#someOf(door, late);
			for (const sync of syncs.splice(0).toSorted((a, b) => a.at - b.at)) {
				await this.#clock.reach(Math.min(sync.at, at));
				await this.#sync(sync.tablet);
			}
			await this.#clock.reach(at);
			if (tablet) await this.#leave(tablet, person, mood);
			for (const each of heard) {
				if (chance() < this.#build.circumstances.syncing)
					syncs.push({ at: at + below(chance, 12_000), tablet: each });
			}
		}
	}

	/** Few come to a tablet that has lost its network: it hangs where nobody passes. */
	#someOf(door: readonly Tablet[], late: Tablet | null): Tablet | undefined {
		const chance = this.#chance;
		if (late && chance() < LATE_SHARE) return late;
		const others = door.filter((tablet) => tablet !== late);
		return others[below(chance, others.length)];
	}

	async #leave(tablet: Tablet, person: ParticipantId, mood: number): Promise<void> {
		const token = this.#center.tokens.get(person);
		if (!token) throw new Error('A student without a badge');
		await tablet.leave(token);
		const { asking } = tablet;
		const { asked } = asking;
		if (!asked) throw new Error('Nobody was asked');
		const friend = this.#answered.get(tablet) ?? null;
		const { writing } = this.#build.circumstances;
		const doing = drawDoing(this.#chance, asked, { mood, writing, friend });
		if (!doing) return;
		this.#answered.set(tablet, doing.answer);
		let after = 0;
		// Whoever is no longer before the tablet presses nothing.
		const press = (afterMs: number, work: () => void) =>
			this.#clock.after((after += afterMs), () => asking.asked === asked && work());
		press(doing.answerAfterMs, () => asking.answer(doing.answer));
		for (const { afterMs, nth } of doing.reasons) {
			const reason = asked.reasons[nth];
			if (reason) press(afterMs, () => asking.toggle(keyOfReason(reason)));
		}
		for (const { afterMs, text } of doing.typed) press(afterMs, () => asking.say(text));
	}

	async #sync(tablet: Tablet): Promise<void> {
		await tablet.sync();
		this.#copies.take();
	}

	async #open(): Promise<void> {
		const { open } = this.#build;
		const now = this.#clock.now();
		if (open) await open({ ...this.#center, now: this.#clock.now });
		else await openUrn(this.#center, this.#center.center, now);
		this.#copies.take();
	}
}

function inNoOrder<Item>(items: readonly Item[], chance: () => number): Item[] {
	return items
		.map((item) => ({ item, key: chance() }))
		.toSorted((a, b) => a.key - b.key)
		.map(({ item }) => item);
}
