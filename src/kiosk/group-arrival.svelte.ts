import type { Awaited, CalledClass } from '#domain/door.ts';
import { keyOf } from '#domain/event.ts';
import type { Session } from '#domain/session.ts';
import { identifyBy, visits } from '#domain/visits.ts';
import { ownersOf } from '#domain/roster.ts';
import type { Zone } from '#domain/zone.ts';
import type { Desk } from '#kiosk/desk.ts';
import type { Journal } from '#kiosk/journal.ts';

/** Somebody of the class, as the public screen may show them. */
interface Expected extends Awaited {
	readonly key: string;
}

/**
 * A class that comes in one after the other. The masked names of those who are waited for are all that is
 * kept, and only while it lasts: what the PIN opened is closed by then.
 */
export class GroupArrival {
	readonly group: string;
	remaining = $state.raw<readonly Expected[]>([]);
	readonly #all: readonly Expected[];
	readonly #session: Session;
	readonly #zone: Zone;
	readonly #journal: Journal;
	readonly #desk: Desk;
	#stop = () => {};

	constructor(parts: { journal: Journal; desk: Desk; zone: Zone } & CalledClass) {
		this.group = parts.group;
		this.#journal = parts.journal;
		this.#desk = parts.desk;
		this.#session = parts.session;
		this.#zone = parts.zone;
		this.#all = parts.people.map((one) => ({ ...one, key: keyOf(one.who) }));
		this.remaining = this.#all;
	}

	get arrived(): number {
		return this.#all.length - this.remaining.length;
	}

	start(): void {
		this.#stop = this.#journal.watch(
			() => this.#here(),
			(here) => (this.remaining = this.#all.filter(({ key }) => !here.includes(key))),
			() => {}
		);
	}

	/** Ends it. With a reason, whoever did not come is marked as absent. */
	async finish(reason: string | null): Promise<void> {
		this.#stop();
		if (reason === null) return;
		for (const { who } of this.remaining) {
			await this.#desk.mark(this.#session, who, 'absent', reason);
		}
	}

	/** Everybody of whom there is a visit, by `keyOf`. */
	async #here(): Promise<readonly string[]> {
		const [entries, events] = await Promise.all([
			this.#journal.rosterOf(this.#session.id),
			this.#journal.eventsOf(this.#session.id)
		]);
		const all = visits(events, this.#zone, identifyBy(ownersOf(entries)));
		return [...all.values()].map(({ who }) => keyOf(who));
	}
}
