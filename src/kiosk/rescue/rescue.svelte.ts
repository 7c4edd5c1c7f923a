import type { Cargo } from '#domain/light/frame.ts';
import type { Environment } from '#kiosk/environment.ts';
import { download } from '#kiosk/hand-over.ts';
import type { Journal, Parcel } from '#kiosk/journal.ts';
import { Filming } from '#kiosk/rescue/filming.svelte.ts';
import { packOwing } from '#kiosk/rescue/owing.ts';
import { Showing } from '#kiosk/rescue/showing.svelte.ts';
import type { Camera } from '#kiosk/scanner/camera.ts';

/** Whoever was shown a receipt may have filmed half of it, and come back. */
const SHOWN_KEPT_MS = 24 * 60 * 60_000;
/** Meanwhile nobody passes the door: whoever walks away leaves it closed no longer than that. */
const CLOSES_AFTER_MS = 2 * 60_000;
/** What is shown is looked at by a camera, and held, not touched: a few thousand records take as long. */
const CLOSES_SHOWN_AFTER_MS = 20 * 60_000;
const LOOK_EVERY_MS = 5_000;

/** What the screen is occupied with. */
export type Occupation =
	| { readonly kind: 'choosing' | 'packing' }
	/** There is nothing to give, nothing to close it with, or a disk that does not answer. */
	| { readonly kind: 'nothing' | 'keyless' | 'failed' }
	| {
			readonly kind: 'showing';
			readonly cargo: Cargo;
			readonly showing: Showing;
			/** The same, for whoever has a stick and no camera. */
			readonly file: File;
			/** How many records are in it, and how many wait for the next time. */
			readonly events: number;
			readonly left: number;
	  }
	| { readonly kind: 'filming'; readonly filming: Filming };

interface Parts {
	readonly journal: Journal;
	readonly environment: Environment;
	readonly scanner: Camera;
	/** Called when something has come. */
	readonly took: () => void;
	/** Gives the screen back to the door. */
	readonly close: () => void;
}

/** Records that pass from screen to camera, and receipts that pass back. Closes itself. */
export class Rescue {
	occupation = $state.raw<Occupation>({ kind: 'choosing' });
	/** What other tablets owe and this one carries. */
	parcels = $state.raw<readonly Parcel[]>([]);
	unsent = $state(0);

	readonly #parts: Parts;
	#lastTouch: number;

	constructor(parts: Parts) {
		this.#parts = parts;
		this.#lastTouch = parts.environment.elapsed();
	}

	/** Follows what lies on the disk; returns how to end. */
	start(): () => void {
		const { journal } = this.#parts;
		void this.#letOldOnesGo().catch(() => {});
		const looking = setInterval(() => this.#look(), LOOK_EVERY_MS);
		const stopWatching = journal.watch(
			() => Promise.all([journal.parcels(), journal.unsent()]),
			([parcels, unsent]) => {
				this.parcels = parcels;
				this.unsent = unsent;
			},
			() => (this.occupation = { kind: 'failed' })
		);
		return () => {
			clearInterval(looking);
			stopWatching();
		};
	}

	/** Somebody is still there. */
	touch(): void {
		this.#lastTouch = this.#parts.environment.elapsed();
	}

	/** Shows what this tablet owes. */
	async give(): Promise<void> {
		this.occupation = { kind: 'packing' };
		const { journal, environment } = this.#parts;
		const owing = await packOwing(journal, environment.now()).catch(() => null);
		if (this.occupation.kind !== 'packing') return;
		if (owing === null) this.occupation = { kind: 'failed' };
		else if (owing.kind !== 'packed') this.occupation = owing;
		else {
			const { parcel, of, events, left } = owing;
			const file = new File([parcel], `haebom-${of.slice(0, 8)}.haebom`);
			this.#show('parcel', parcel, { file, events, left });
		}
	}

	/** Shows the center's receipt for a parcel that this tablet carried. */
	async giveReceipt({ of, said, device }: Parcel): Promise<void> {
		if (said?.kind !== 'taken') return;
		const bytes = new TextEncoder().encode(said.receipt);
		const file = new File([bytes], `haebom-receipt-${device.slice(0, 8)}.haebom`);
		this.#show('receipt', bytes, { file, events: 0, left: 0 });
		try {
			await this.#parts.journal.keepParcelUntil(of, (await this.#serverNow()) + SHOWN_KEPT_MS);
		} catch {
			// It only stays longer.
		}
	}

	/** Films what another tablet owes, or the receipt for what this one gave. */
	film(wanted: Cargo): void {
		this.occupation = { kind: 'filming', filming: new Filming(wanted, this.#parts) };
	}

	/** Lets go of a parcel that is done with. */
	async letGo({ of }: Parcel): Promise<void> {
		await this.#parts.journal.letParcelGo(of);
	}

	/** Puts what is shown into a file as well. */
	save(): void {
		if (this.occupation.kind === 'showing') download(this.occupation.file);
	}

	/** Back to the choice. */
	back(): void {
		this.occupation = { kind: 'choosing' };
	}

	async #letOldOnesGo(): Promise<void> {
		const { journal } = this.#parts;
		const [parcels, now] = await Promise.all([journal.parcels(), this.#serverNow()]);
		for (const { of, goesAt } of parcels) {
			if (goesAt !== null && goesAt <= now) await journal.letParcelGo(of);
		}
	}

	async #serverNow(): Promise<number> {
		const { journal, environment } = this.#parts;
		return environment.now() + (await journal.contact()).skew;
	}

	#look(): void {
		const { occupation } = this;
		// Whoever films holds the tablet with both hands.
		if (occupation.kind === 'filming' && occupation.filming.seeing) this.touch();
		const untouchedMs = this.#parts.environment.elapsed() - this.#lastTouch;
		const most = occupation.kind === 'showing' ? CLOSES_SHOWN_AFTER_MS : CLOSES_AFTER_MS;
		if (untouchedMs >= most) this.#parts.close();
	}

	#show(
		cargo: Cargo,
		whole: Uint8Array,
		about: { readonly file: File; readonly events: number; readonly left: number }
	): void {
		this.occupation = { kind: 'showing', cargo, showing: new Showing(cargo, whole), ...about };
	}
}
