import * as v from 'valibot';
import type { problem } from '#domain/problem.ts';
import {
	EnrolRequest,
	PushRequest,
	RatingsRequest,
	ReconcileRequest,
	RescueRequest
} from '#domain/protocol.ts';
import { epochOf } from '#server/centers.ts';
import type { Keys } from '#server/keys.ts';
import { silent } from '#server/log.ts';
import { openStore, type Store } from '#server/database/store.ts';
import { authenticate, enrol, isMeant } from '#server/devices.ts';
import { putIn } from '#server/rating/urn.ts';
import { placesFor } from '#server/places.ts';
import { pull } from '#server/sync/pull.ts';
import { push } from '#server/sync/push.ts';
import { reconcile } from '#server/sync/reconcile.ts';
import { takeParcel } from '#server/sync/rescue.ts';
import { moveTablet } from '#server/tablet-changes.ts';
import { asActor } from '#server/trail.ts';
import { Unreachable, type Reply, type Uplink } from '#kiosk/uplink.ts';
import type { Clock } from './tablet.ts';

/** What can happen to a request, each with this probability. */
export interface Weather {
	readonly lostRequest: number;
	readonly lostAnswer: number;
	/** Delivered twice at once. */
	readonly twice: number;
	/** Lost now, but an old copy arrives much later, after newer ones. */
	readonly late: number;
	/** The server dies after the commit and before the answer, and starts again. */
	readonly killed: number;
}

export const CALM: Weather = { lostRequest: 0, lostAnswer: 0, twice: 0, late: 0, killed: 0 };

/** A real server's ingest on a real database, behind a network that loses things, from a seed. */
export class Network {
	store: Store;
	weather: Weather = CALM;
	/** Whether the tablets are of a build that passes over directives. */
	deaf = false;
	readonly faults = new Map<string, number>();
	/** Where the database is. */
	readonly url: string;
	readonly #keys: Keys;
	readonly #chance: () => number;
	readonly #clock: Pick<Clock, 'now'>;
	#deaths = 0;
	#dead = false;
	readonly #astray: (() => Promise<unknown>)[] = [];

	constructor(
		store: Store,
		url: string,
		keys: Keys,
		chance: () => number,
		clock: Pick<Clock, 'now'>
	) {
		this.store = store;
		this.url = url;
		this.#keys = keys;
		this.#chance = chance;
		this.#clock = clock;
	}

	/** One tablet's line; its credential lives in it as it does in a browser's cookie. */
	line(): Uplink {
		const cookies = new Map<'credential', string>();
		const credential = () => cookies.get('credential');
		return {
			enrol: (request) =>
				this.#carry(async () => {
					const parsed = v.parse(EnrolRequest, wire(request));
					const held = { credential: credential(), address: '192.0.2.1' };
					const result = await enrol(this.store, parsed, held, this.#clock.now());
					if (result.kind !== 'enrolled') return declined(result.kind);
					cookies.set('credential', result.credential);
					const { device } = result;
					return answer({
						protocol: 1 as const,
						epoch: await epochOf(this.store),
						serverTime: this.#clock.now(),
						device: { id: device.id, name: device.name },
						center: { id: device.center_id, name: '' },
						site: { id: device.site_id, name: '' }
					});
				}),
			sites: () =>
				this.#carry(async () => {
					const known = await authenticate(this.store.reader, credential());
					if (known.kind !== 'device') return declined(known.kind);
					const now = this.#clock.now();
					return answer({
						protocol: 1 as const,
						epoch: await epochOf(this.store),
						serverTime: now,
						site: known.device.site_id,
						sites: await placesFor(this.store.reader, known.device, now)
					});
				}),
			stand: ({ site }) =>
				this.#carry(async () => {
					const known = await authenticate(this.store.reader, credential());
					if (known.kind !== 'device') return declined(known.kind);
					const now = this.#clock.now();
					const moved = await moveTablet(this.store, known.device, site, '192.0.2.1', now);
					if (moved.kind === 'not-found') return declined(moved.kind);
					const epoch = await epochOf(this.store);
					return answer({ protocol: 1 as const, epoch, serverTime: now });
				}),
			push: (request) =>
				this.#carry(async () => {
					const known = await authenticate(this.store.reader, credential());
					if (known.kind === 'not-paired') return declined(known.kind);
					const parsed = v.parse(PushRequest, wire(request));
					if (!isMeant(known.device, parsed)) return declined('not-paired');
					const epoch = await epochOf(this.store);
					return this.#heard(
						await push(this.store, epoch, known.device, parsed, this.#clock.now())
					);
				}),
			pull: (cursor) =>
				this.#carry(async () => {
					const known = await authenticate(this.store.reader, credential());
					if (known.kind === 'not-paired') return declined(known.kind);
					const epoch = await epochOf(this.store);
					return this.#heard(
						await pull(
							{ store: this.store, keys: this.#keys },
							epoch,
							known.device,
							cursor,
							this.#clock.now()
						)
					);
				}),
			reconcile: (request) =>
				this.#carry(async () => {
					const known = await authenticate(this.store.reader, credential());
					if (known.kind === 'not-paired') return declined(known.kind);
					const parsed = v.parse(ReconcileRequest, wire(request));
					const epoch = await epochOf(this.store);
					const parts = { store: this.store, keys: this.#keys };
					return this.#heard(
						await reconcile(parts, epoch, known.device, parsed, this.#clock.now())
					);
				}),
			rescue: (request) =>
				this.#carry(async () => {
					const known = await authenticate(this.store.reader, credential());
					if (known.kind === 'not-paired') return declined(known.kind);
					const parsed = v.parse(RescueRequest, wire(request));
					const [epoch, serverTime] = [await epochOf(this.store), this.#clock.now()];
					const rescued = await takeParcel(
						{ store: this.store, keys: this.#keys, epoch },
						known.device.center_id,
						new Uint8Array(Buffer.from(parsed.parcel, 'base64')),
						{
							by: asActor(known.device, '192.0.2.1'),
							action: 'tablets.rescue',
							retired: known.kind === 'revoked'
						},
						serverTime
					);
					const outcome =
						rescued.kind === 'taken'
							? { kind: rescued.kind, receipt: rescued.receipt }
							: { kind: rescued.kind };
					return answer({ protocol: 1 as const, epoch, serverTime, outcome });
				}),
			ratings: (request) =>
				this.#carry(async () => {
					const known = await authenticate(this.store.reader, credential());
					if (known.kind === 'not-paired') return declined(known.kind);
					const parsed = v.parse(RatingsRequest, wire(request));
					if (!isMeant(known.device, parsed)) return declined('not-paired');
					await putIn(this.store, known.device.center_id, parsed.ballots);
					const epoch = await epochOf(this.store);
					return this.#heard({ protocol: 1 as const, epoch, serverTime: this.#clock.now() });
				})
		};
	}

	#heard<Answer extends object>(said: Answer): Reply<Answer> {
		return answer(this.deaf && 'directives' in said ? { ...said, directives: [] } : said);
	}

	/** Everything that was held up on its way arrives now. */
	async deliverAstray(): Promise<void> {
		for (const request of this.#astray.splice(0).reverse()) await request();
	}

	/** The process dies and starts again; what it had committed is all that is left. */
	async restart(): Promise<void> {
		this.#deaths++;
		this.#dead = true;
		await this.store.close();
		await this.open();
	}

	/** It starts, on whatever lies where the database was. */
	async open(): Promise<void> {
		this.store = await openStore(this.url, silent);
		this.#dead = false;
	}

	/** Whoever is being served while the process dies, or asks while it is dead, gets no answer. */
	async #served<Answer>(serve: () => Promise<Reply<Answer>>): Promise<Reply<Answer>> {
		const before = this.#deaths;
		try {
			return await serve();
		} catch (cause) {
			if (this.#deaths === before && !this.#dead) throw cause;
			throw new Unreachable('the server died', { cause });
		}
	}

	/** The file of the database, where it is one. */
	path(): string {
		return this.url.slice('sqlite:'.length);
	}

	async #carry<Answer>(serve: () => Promise<Reply<Answer>>): Promise<Reply<Answer>> {
		if (this.#strikes('lostRequest')) throw new Unreachable('lost on the way there');
		if (this.#strikes('late')) {
			this.#astray.push(serve);
			throw new Unreachable('held up on the way there');
		}
		if (this.#strikes('twice')) await this.#served(serve);
		const reply = await this.#served(serve);
		if (this.#strikes('killed')) {
			await this.restart();
			throw new Unreachable('the server died');
		}
		if (this.#strikes('lostAnswer')) throw new Unreachable('lost on the way back');
		return wire(reply);
	}

	#strikes(fault: keyof Weather): boolean {
		const strikes = this.#chance() < this.weather[fault];
		if (strikes) this.faults.set(fault, (this.faults.get(fault) ?? 0) + 1);
		return strikes;
	}
}

/** Only what JSON carries gets across. */
function wire<Message>(message: Message): Message {
	return JSON.parse(JSON.stringify(message)) as Message;
}

function answer<Answer>(answer: Answer): Reply<Answer> {
	return { kind: 'answer', answer };
}

function declined(code: Parameters<typeof problem>[0]): Reply<never> {
	return { kind: 'declined', code, retryAfterMs: null };
}
