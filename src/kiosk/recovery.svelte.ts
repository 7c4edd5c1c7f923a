import { timeOf } from '#domain/event.ts';
import type { Environment } from '#kiosk/environment.ts';
import { download, handOver } from '#kiosk/hand-over.ts';
import type { Identity, Journal } from '#kiosk/journal.ts';

/** A disk that does not answer may never do. */
const READ_MS_MAX = 5_000;

/** What lies on the tablet and nowhere else. */
export interface Kept {
	readonly identity: Identity;
	readonly unsent: number;
	/** When the oldest of it was recorded, by the clock of then; null where nothing is unsent. */
	readonly since: number | null;
}

export type RecoveryState =
	| { readonly kind: 'closed' | 'reading' | 'unreadable' | 'unpaired' }
	/** With the name of the file that it was put into, once it was. */
	| { readonly kind: 'kept'; readonly kept: Kept; readonly saved: string | null };

/** Brings what was not sent out of the tablet by hand, also where nothing else works any longer. */
export class Recovery {
	state = $state.raw<RecoveryState>({ kind: 'closed' });

	readonly #journal: Journal;
	readonly #environment: Environment;

	constructor(journal: Journal, environment: Environment) {
		this.#journal = journal;
		this.#environment = environment;
	}

	/** Looks what there is. */
	async open(): Promise<void> {
		this.state = { kind: 'reading' };
		const kept = await this.#patiently(() => keptIn(this.#journal));
		if (this.state.kind !== 'reading') return;
		if (kept === 'unreadable') this.state = { kind: 'unreadable' };
		else this.state = kept ? { kind: 'kept', kept, saved: null } : { kind: 'unpaired' };
	}

	/** Puts it into a file. Nothing is deleted: it is still sent as always. */
	async save(): Promise<void> {
		if (this.state.kind !== 'kept') return;
		const { kept } = this.state;
		const file = await this.#patiently(() => handOver(this.#journal, this.#environment.now()));
		if (file === 'unreadable') {
			this.state = { kind: 'unreadable' };
			return;
		}
		download(file);
		this.state = { kind: 'kept', kept, saved: file.name };
	}

	close(): void {
		this.state = { kind: 'closed' };
	}

	/** Opens the database again where it does not answer, once, and does not wait for ever. */
	async #patiently<Answer>(ask: () => Promise<Answer>): Promise<Answer | 'unreadable'> {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const over = new Promise<'unreadable'>((resolve) => {
			timer = setTimeout(() => resolve('unreadable'), READ_MS_MAX);
		});
		const again = async () => {
			await this.#journal.reopen();
			return ask();
		};
		try {
			return await Promise.race([ask().catch(again), over]);
		} catch {
			return 'unreadable';
		} finally {
			clearTimeout(timer);
		}
	}
}

async function keptIn(journal: Journal): Promise<Kept | null> {
	const [identity, events] = await Promise.all([journal.identity(), journal.allOwed()]);
	if (!identity) return null;
	const times = events.map(timeOf);
	return { identity, unsent: events.length, since: times.length > 0 ? Math.min(...times) : null };
}
