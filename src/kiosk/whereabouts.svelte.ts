import type { SiteId } from '#domain/id.ts';
import { PROTOCOL, type SitesAnswer } from '#domain/protocol.ts';
import { Unreachable, type Reply, type Uplink } from '#kiosk/uplink.ts';

/** Somewhere this tablet can stand. */
export type Place = SitesAnswer['sites'][number];

export type WhereaboutsState =
	| { readonly kind: 'closed' }
	| { readonly kind: 'asking' | 'moving' }
	/** Nobody told where it can stand; or it asked to be moved and heard no answer, so it may have been. */
	| { readonly kind: 'unheard' | 'unsure' }
	/** The center says no: the site is gone, or this tablet is out of service. */
	| { readonly kind: 'declined' }
	/** With the one that somebody is about to take it to. */
	| {
			readonly kind: 'listed';
			readonly here: SiteId;
			readonly places: readonly Place[];
			readonly chosen: Place | null;
	  };

/** Where this tablet stands, and how staff take it to another site of its center. Needs the network. */
export class Whereabouts {
	state = $state.raw<WhereaboutsState>({ kind: 'closed' });

	readonly #uplink: Pick<Uplink, 'sites' | 'stand'>;
	/** Called when it stands elsewhere, and knows nothing yet of what is on there. */
	readonly #moved: () => void;

	constructor(uplink: Pick<Uplink, 'sites' | 'stand'>, moved: () => void) {
		this.#uplink = uplink;
		this.#moved = moved;
	}

	/** Asks the center where it can stand. */
	async ask(): Promise<void> {
		this.state = { kind: 'asking' };
		const reply = await heard(this.#uplink.sites());
		if (this.state.kind !== 'asking') return;
		if (reply === null) this.state = { kind: 'unheard' };
		else if (reply.kind === 'declined') this.state = { kind: 'declined' };
		else {
			const { site: here, sites: places } = reply.answer;
			this.state = { kind: 'listed', here, places, chosen: null };
		}
	}

	/** Somebody is about to take it there; null if they are not after all. */
	choose(chosen: Place | null): void {
		if (this.state.kind === 'listed') this.state = { ...this.state, chosen };
	}

	/** Takes it where somebody chose. */
	async move(): Promise<void> {
		if (this.state.kind !== 'listed' || !this.state.chosen) return;
		const { id: site } = this.state.chosen;
		this.state = { kind: 'moving' };
		const reply = await heard(this.#uplink.stand({ protocol: PROTOCOL, site }));
		if (reply === null) this.state = { kind: 'unsure' };
		else if (reply.kind === 'declined') this.state = { kind: 'declined' };
		else {
			this.close();
			this.#moved();
		}
	}

	close(): void {
		this.state = { kind: 'closed' };
	}
}

/** The center's reply; null if nobody answered. */
async function heard<Answer>(asked: Promise<Reply<Answer>>): Promise<Reply<Answer> | null> {
	try {
		return await asked;
	} catch (error) {
		if (error instanceof Unreachable) return null;
		throw error;
	}
}
