import type { Cargo } from '#domain/light/frame.ts';
import type { Environment } from '#kiosk/environment.ts';
import { download } from '#kiosk/hand-over.ts';
import type { Journal, Parcel } from '#kiosk/journal.ts';
import { Filming } from '#kiosk/rescue/filming.svelte.ts';
import { packOwing } from '#kiosk/rescue/owing.ts';
import { Showing } from '#kiosk/rescue/showing.svelte.ts';
import type { Camera } from '#kiosk/scanner/camera.ts';

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

/** Records that pass from screen to camera, and receipts that pass back. */
export class Rescue {
	occupation = $state.raw<Occupation>({ kind: 'choosing' });
	/** What other tablets owe and this one carries. */
	parcels = $state.raw<readonly Parcel[]>([]);
	unsent = $state(0);

	readonly #parts: {
		readonly journal: Journal;
		readonly environment: Environment;
		readonly scanner: Camera;
		readonly took: () => void;
	};

	constructor(parts: {
		readonly journal: Journal;
		readonly environment: Environment;
		readonly scanner: Camera;
		readonly took: () => void;
	}) {
		this.#parts = parts;
	}

	/** Follows what lies on the disk; returns how to end. */
	start(): () => void {
		const { journal } = this.#parts;
		return journal.watch(
			() => Promise.all([journal.parcels(), journal.unsent()]),
			([parcels, unsent]) => {
				this.parcels = parcels;
				this.unsent = unsent;
			},
			() => (this.occupation = { kind: 'failed' })
		);
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
	giveReceipt({ said, device }: Parcel): void {
		if (said?.kind !== 'taken') return;
		const bytes = new TextEncoder().encode(said.receipt);
		const file = new File([bytes], `haebom-receipt-${device.slice(0, 8)}.haebom`);
		this.#show('receipt', bytes, { file, events: 0, left: 0 });
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

	#show(
		cargo: Cargo,
		whole: Uint8Array,
		about: { readonly file: File; readonly events: number; readonly left: number }
	): void {
		this.occupation = { kind: 'showing', cargo, showing: new Showing(cargo, whole), ...about };
	}
}
