import { mask } from '#domain/name.ts';
import { keyOf } from '#domain/event.ts';
import type { Session } from '#domain/session.ts';
import { identifyBy, visits } from '#domain/visits.ts';
import { ownersOf } from '#domain/roster.ts';
import type { Zone } from '#domain/zone.ts';
import type { Desk } from '#kiosk/desk.ts';
import type { Journal } from '#kiosk/journal.ts';
import type { Present } from '#kiosk/staff-view.ts';

/** Somebody of the class, as the public screen may show them. */
interface Expected {
	readonly key: string;
	readonly label: string;
	readonly one: Present;
}

/**
 * A class that comes in one after the other. What was opened with the PIN is closed by then: the masked
 * names of those who are waited for are all that is kept, and only while it lasts.
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

	constructor(parts: {
		journal: Journal;
		desk: Desk;
		session: Session;
		group: string;
		people: readonly Present[];
		zone: Zone;
	}) {
		this.group = parts.group;
		this.#journal = parts.journal;
		this.#desk = parts.desk;
		this.#session = parts.session;
		this.#zone = parts.zone;
		this.#all = parts.people.map((one) => ({
			key: keyOf(one.who),
			label: mask(one.person?.name ?? ''),
			// The full name stays behind the PIN.
			one: { ...one, person: null }
		}));
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

	/** Ends it; whoever did not come is marked as absent, if that is wanted. */
	async finish(reason: string | null): Promise<void> {
		this.#stop();
		if (reason === null) return;
		for (const { one } of this.remaining) {
			await this.#desk.mark(this.#session, one.who, 'absent', reason);
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
