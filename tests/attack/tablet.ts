import type { Outcome } from '#domain/door.ts';
import { randomId, type ParticipantId } from '#domain/id.ts';
import type { PairingCode } from '#domain/pairing.ts';
import type { Band } from '#domain/rating/band.ts';
import type { Token } from '#domain/token.ts';
import type { Asked, Closed } from '#kiosk/ballot-box.ts';
import { dexieShelf } from '#kiosk/dexie-shelf.ts';
import { drain } from '#kiosk/drain.ts';
import type { Environment } from '#kiosk/environment.ts';
import { HeldBallots } from '#kiosk/held-ballots.ts';
import { Journal } from '#kiosk/journal.ts';
import { pair } from '#kiosk/pair.ts';
import { refresh } from '#kiosk/refresh.ts';
import { Station } from '#kiosk/station.ts';
import type { Uplink } from '#kiosk/uplink.ts';
import { randomBytes } from '#server/keys.ts';
import type { Build, Said } from './build.ts';
import type { Clock } from './clock.ts';
import { DrawnIds } from './drawn-ids.ts';
import { Asking } from './runes.ts';
import { WatchedBox, type Close, type Pressed, type Put } from './watched-box.ts';
import { Unheld, WeakenedJournal } from './weak-parts.ts';

const HEALTH = { build: 'attack', persisted: true, free: 1e9, installed: true };
/** An answer and a few words; a row of alike ones is not asked after. */
const OWNED = 2;

/** Whose ballots are whose: what nobody may find out. */
export type Owners = Map<string, ParticipantId>;

interface Surroundings {
	readonly clock: Clock;
	readonly uplink: Uplink;
	readonly owners: Owners;
}

/** A tablet of the product, or of a weakened build, without its screen. */
export class Tablet {
	readonly name: string;
	readonly journal: Journal;
	asking: InstanceType<typeof Asking>;
	readonly #build: Build;
	readonly #surroundings: Surroundings;
	readonly #environment: Environment;
	readonly #station: Station;
	readonly #outcomes: Outcome[] = [];
	/** How each of those who are expected would be asked by themselves. */
	readonly #bands = new Map<ParticipantId, Band>();
	readonly #ids: DrawnIds;
	readonly #said = new WeakMap<Closed, Said>();

	constructor(name: string, build: Build, surroundings: Surroundings) {
		const { clock } = surroundings;
		const started = clock.now();
		this.name = name;
		this.#build = build;
		this.#surroundings = surroundings;
		this.#ids = new DrawnIds(build, clock.now);
		this.#environment = {
			now: clock.now,
			elapsed: () => clock.now() - started,
			random: randomBytes,
			boot: randomId(randomBytes),
			breathe: () => Promise.resolve()
		};
		this.journal =
			build.lay || build.carry ? new WeakenedJournal(name, build) : new Journal(dexieShelf(name));
		this.#station = new Station(this.journal, this.#environment, (outcome) =>
			this.#outcomes.push(outcome)
		);
		this.asking = this.#newPage();
	}

	pair(code: PairingCode) {
		return pair(code, this.journal, this.#surroundings.uplink, this.#environment);
	}

	/** Its page is opened anew, as on every morning. */
	async start(): Promise<void> {
		this.asking = this.#newPage();
		await refresh(this.journal, this.#surroundings.uplink, this.#environment);
		for (const { id } of await this.journal.today(this.#environment.now())) {
			for (const { participant, band } of await this.journal.rosterOf(id)) {
				if (band) this.#bands.set(participant, band);
			}
		}
	}

	/** Sends what is owed. */
	async sync(): Promise<void> {
		const nothing = (length: number) => new Uint8Array(length);
		// Shuffled with nothing but zeros, everything stays where it was.
		const random = this.#build.inOrder ? nothing : this.#environment.random;
		const environment = { ...this.#environment, random };
		await drain(this.journal, this.#surroundings.uplink, environment, HEALTH);
	}

	/** Somebody shows their badge on the way out, and is asked. */
	async leave(token: Token): Promise<void> {
		await this.#station.take(token);
		const outcome = this.#outcomes.at(-1);
		if (outcome?.kind !== 'verdict' || outcome.verdict.kind !== 'departure') {
			throw new Error(`Not a departure: ${JSON.stringify(outcome)}`);
		}
		const { who, session } = outcome.verdict;
		if (!session) throw new Error('A departure from no session');
		await this.asking.offer(session, who);
	}

	#newPage() {
		const environment = this.#environment;
		const { clock } = this.#surroundings;
		const box = new WatchedBox(
			this.journal,
			{ ...environment, random: this.#ids.random },
			{
				close: (...pressed) => clock.begun(this.#close(...pressed)),
				put: (...closed) => clock.begun(this.#put(...closed))
			}
		);
		const ballots = new (this.#build.unheld ? Unheld : HeldBallots)(box, environment);
		return new Asking(ballots, environment, {
			kept: () => {},
			failed: () => {
				throw new Error('An answer was not kept');
			},
			over: () => {},
			unhurried: () => false
		});
	}

	async #close(asked: Asked, { given, alike }: Pressed, close: Close): Promise<Closed> {
		const { who } = asked;
		if (who?.kind !== 'participant') throw new Error('Answered without a badge');
		const said = { given, ids: this.#ids.begin(alike) };
		const band = this.#bands.get(who.participant) ?? asked.band;
		const closed = await close(this.#build.ask?.(asked, band) ?? asked, given);
		for (const id of said.ids.slice(0, OWNED)) this.#surroundings.owners.set(id, who.participant);
		this.#said.set(closed, said);
		return closed;
	}

	async #put(asked: Asked, closed: Closed, put: Put): Promise<void> {
		if (this.journal instanceof WeakenedJournal) {
			this.journal.said = this.#said.get(closed) ?? null;
		}
		await put(asked, closed);
	}
}
