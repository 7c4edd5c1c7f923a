import { verifyClosing, type Closing } from '#domain/closing.ts';
import type { Environment } from '#kiosk/environment.ts';
import type { Comparison, Journal, KeptReceipt } from '#kiosk/journal.ts';
import { reconcile } from '#kiosk/reconcile.ts';
import { Unreachable, type Uplink } from '#kiosk/uplink.ts';

const EVERY_MS = 60 * 60_000;

/** What this tablet can show of what arrived. */
export interface Proofs {
	readonly comparison: Comparison | null;
	/** How many records of its own it has now. */
	readonly recorded: number;
	readonly receipts: readonly KeptReceipt[];
}

/** A receipt that somebody looks at; `closing` is null where the center did not sign it. */
export interface ShownReceipt {
	readonly receipt: KeptReceipt;
	readonly closing: Closing | null;
}

/** Proof that everything arrived: compared each hour, when a session is over, and when staff ask. */
export class Proving {
	proofs = $state.raw<Proofs | null>(null);
	/** Whether somebody asked, and whether anybody answered. */
	asking = $state<'rest' | 'working' | 'unheard'>('rest');
	shown = $state.raw<ShownReceipt | null>(null);

	readonly #journal: Journal;
	readonly #uplink: Uplink;
	readonly #environment: Environment;

	constructor(journal: Journal, uplink: Uplink, environment: Environment) {
		this.#journal = journal;
		this.#uplink = uplink;
		this.#environment = environment;
	}

	/** Follows what is on the disk, until the returned function is called. */
	watch(): () => void {
		return this.#journal.watch(
			() => this.#read(),
			(proofs) => (this.proofs = proofs),
			() => (this.proofs = null)
		);
	}

	/** Compares because staff ask. */
	async compare(): Promise<void> {
		if (this.asking === 'working') return;
		this.asking = 'working';
		try {
			const { kind } = await reconcile(this.#journal, this.#uplink, this.#environment);
			this.asking = kind === 'compared' ? 'rest' : 'unheard';
		} catch (error) {
			this.asking = 'unheard';
			if (!(error instanceof Unreachable)) console.error(error);
		}
	}

	/** Compares if an hour has passed, or a session has ended since. Throws `Unreachable`. */
	async compareWhenDue(): Promise<void> {
		if (await this.#isDue()) await reconcile(this.#journal, this.#uplink, this.#environment);
	}

	/** Shows a receipt, having held it against the center's key; that needs no network. */
	async show(receipt: KeptReceipt | null): Promise<void> {
		if (!receipt) {
			this.shown = null;
			return;
		}
		const key = (await this.#journal.identity())?.receiptKey;
		const closing = key ? await verifyClosing(key, receipt.signed) : null;
		this.shown = { receipt, closing };
	}

	async #isDue(): Promise<boolean> {
		const now = this.#environment.now();
		const [proof, recorded, { skew }] = await Promise.all([
			this.#journal.proof(),
			this.#journal.recorded(),
			this.#journal.contact()
		]);
		if (recorded === 0) return false;
		// A clock that was set back would put it off for as long.
		if (!proof || now < proof.at || now - proof.at >= EVERY_MS) return true;
		const [over, before] = await Promise.all([
			this.#journal.sessionsOver(now + skew),
			this.#journal.sessionsOver(proof.at + skew)
		]);
		return over.length > before.length;
	}

	async #read(): Promise<Proofs> {
		const [comparison, recorded, receipts] = await Promise.all([
			this.#journal.proof(),
			this.#journal.recorded(),
			this.#journal.receipts()
		]);
		return { comparison, recorded, receipts };
	}
}
