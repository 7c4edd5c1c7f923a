import 'fake-indexeddb/auto';
import { onTestFinished } from 'vitest';
import type { Outcome } from '#domain/door.ts';
import type { SiteId } from '#domain/id.ts';
import { PROTOCOL } from '#domain/protocol.ts';
import type { Token } from '#domain/token.ts';
import { BallotBox } from '#kiosk/ballot-box.ts';
import { dexieShelf } from '#kiosk/dexie-shelf.ts';
import { drain } from '#kiosk/drain.ts';
import type { Environment } from '#kiosk/environment.ts';
import { Journal } from '#kiosk/journal.ts';
import { pair } from '#kiosk/pair.ts';
import { reconcile } from '#kiosk/reconcile.ts';
import { refresh } from '#kiosk/refresh.ts';
import { Station } from '#kiosk/station.ts';
import type { Uplink } from '#kiosk/uplink.ts';
import type { PairingCode } from '#domain/pairing.ts';
import { uuid } from '../server/center.ts';
import { randomFrom } from '../random.ts';

const HEALTH = { build: 'test', persisted: true, free: 1e9, installed: true };

/** A clock that only moves when it is told to. */
export class Clock {
	#now: number;

	constructor(now: number) {
		this.#now = now;
	}

	now = () => this.#now;

	pass(ms: number): void {
		this.#now += ms;
	}
}

/** A whole kiosk without its screen: a real journal, station, drain and refresh. */
export function tablet(uplink: Uplink, clock: Clock, seed: number, wrongBy = 0) {
	const name = `tablet-${uuid()}`;
	const shelf = dexieShelf(name);
	const journal = new Journal(shelf);
	onTestFinished(() => {
		journal.close();
		indexedDB.deleteDatabase(name);
	});
	const started = clock.now();
	const environment: Environment = {
		now: () => clock.now() + wrongBy,
		elapsed: () => clock.now() - started,
		random: randomFrom(seed),
		boot: uuid(),
		breathe: () => Promise.resolve()
	};
	const outcomes: Outcome[] = [];
	const station = new Station(journal, environment, (outcome) => outcomes.push(outcome));
	const box = new BallotBox(journal, environment);
	return {
		journal,
		/** Its disk, for what happens to disks. */
		shelf,
		/** Where answers are put. */
		box,
		uplink,
		environment,
		outcomes,
		pair: (code: PairingCode) => pair(code, journal, uplink, environment),
		drain: () => drain(journal, uplink, environment, HEALTH),
		reconcile: () => reconcile(journal, uplink, environment),
		refresh: () => refresh(journal, uplink, environment),
		stand: (site: SiteId) => uplink.stand({ protocol: PROTOCOL, site }),
		admit: () => station.admit(),
		/** Scans, and says what the screen showed. */
		async scan(text: Token | string): Promise<Outcome | undefined> {
			const before = outcomes.length;
			await station.take(text);
			return outcomes[before];
		}
	};
}

export type Tablet = ReturnType<typeof tablet>;
