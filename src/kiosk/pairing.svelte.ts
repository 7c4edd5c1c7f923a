import { readPairing } from '#domain/pairing.ts';
import type { ProblemCode } from '#domain/problem.ts';
import type { Environment } from '#kiosk/environment.ts';
import { askToKeep } from '#kiosk/health.ts';
import type { Journal } from '#kiosk/journal.ts';
import { pair } from '#kiosk/pair.ts';
import { Unreachable, type Uplink } from '#kiosk/uplink.ts';

export type PairingState =
	| 'waiting'
	| 'working'
	| Extract<ProblemCode, 'code-unknown' | 'other-center' | 'too-many'>
	| 'unreachable'
	| 'other';

/** What is told to whoever pairs the tablet. */
interface Told {
	/** It may be another center's in a moment: what is still held belongs to the present one. */
	readonly begins: () => Promise<void>;
	readonly paired: () => void;
}

/** Makes this tablet one of a center's, for the first time or anew. */
export class Pairing {
	state = $state<PairingState>('waiting');
	/** Staff asked for it, although the tablet is one already. */
	anew = $state(false);
	/** Nobody can check in meanwhile. */
	readonly underWay = $derived(this.anew || this.state === 'working');
	readonly #journal: Journal;
	readonly #uplink: Uplink;
	readonly #environment: Environment;
	readonly #told: Told;

	constructor(parts: { journal: Journal; uplink: Uplink; environment: Environment }, told: Told) {
		this.#journal = parts.journal;
		this.#uplink = parts.uplink;
		this.#environment = parts.environment;
		this.#told = told;
	}

	/** Pairs with the code in a typed text or a scanned link. */
	async take(text: string): Promise<void> {
		const code = readPairing(text);
		if (!code) return;
		this.state = 'working';
		try {
			await this.#told.begins();
			const result = await pair(code, this.#journal, this.#uplink, this.#environment);
			if (result.kind === 'declined') {
				this.state = stateOf(result.code);
				return;
			}
			this.state = 'waiting';
			this.anew = false;
			this.#told.paired();
			await askToKeep();
		} catch (error) {
			this.state = error instanceof Unreachable ? 'unreachable' : 'other';
		}
	}
}

function stateOf(code: ProblemCode): PairingState {
	return code === 'code-unknown' || code === 'other-center' || code === 'too-many' ? code : 'other';
}
