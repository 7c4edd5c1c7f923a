import type { CameraState } from '#domain/door.ts';
import { Catch } from '#domain/light/catch.ts';
import { nameOf } from '#domain/light/fountain.ts';
import type { Cargo } from '#domain/light/frame.ts';
import type { Environment } from '#kiosk/environment.ts';
import type { Glimpse, Journal } from '#kiosk/journal.ts';
import { NO_CONTACT } from '#kiosk/kept.ts';
import { takeWhole, type Took } from '#kiosk/rescue/taking.ts';
import { NoPicture, type Camera } from '#kiosk/scanner/camera.ts';

/** What was filmed goes to the disk so often, so that hardly any is lost with the page. */
const KEEP_EVERY_MS = 1_000;
/** Longer than any picture is shown: then nothing is seen any more. */
const SEEN_MS = 2_000;

export type FilmingState =
	/** With how many of how many blocks there are; null before the first picture. */
	| { readonly kind: 'filming'; readonly progress: Progress | null }
	/** All of it was there, and it was not what its pictures said: from the beginning again. */
	| { readonly kind: 'mistaken' }
	| { readonly kind: 'took'; readonly took: Took }
	/** The disk does not answer. */
	| { readonly kind: 'failed' };

export interface Progress {
	readonly filled: number;
	readonly blocks: number;
}

/** What the camera sees just now instead of what is wanted. */
export type Mismatch = 'foreign' | Cargo;

/** Films another tablet's pictures until the whole is there, and takes it. Goes on where it stopped. */
export class Filming {
	state = $state.raw<FilmingState>({ kind: 'filming', progress: null });
	camera = $state<CameraState>('starting');
	/** Which side of the tablet looks. */
	facing = $state<'user' | 'environment'>('environment');
	mismatch = $state<Mismatch | null>(null);
	/** Whether pictures come in just now. */
	seeing = $state(false);

	readonly wanted: Cargo;
	readonly #journal: Journal;
	readonly #environment: Environment;
	readonly #scanner: Camera;
	readonly #took: () => void;
	#catch: Catch;
	#unkept: Glimpse[] = [];
	#seenAt = -Infinity;
	#skew = 0;
	/** The whole is there: what is seen from now on is nothing new. */
	#finishing = false;

	constructor(
		wanted: Cargo,
		parts: { journal: Journal; environment: Environment; scanner: Camera; took: () => void }
	) {
		this.wanted = wanted;
		this.#catch = new Catch(wanted);
		this.#journal = parts.journal;
		this.#environment = parts.environment;
		this.#scanner = parts.scanner;
		this.#took = parts.took;
	}

	/** Takes up what was filmed before, and keeps what is; returns how to end. */
	start(): () => void {
		void this.#resume();
		const keeping = setInterval(() => {
			void this.#keep();
			this.seeing = this.#environment.elapsed() - this.#seenAt < SEEN_MS;
		}, KEEP_EVERY_MS);
		return () => {
			clearInterval(keeping);
			void this.#keep();
		};
	}

	/** Shows the camera in `holder` and takes what it sees until `signal` aborts or the whole is there. */
	async watch(holder: HTMLElement, signal: AbortSignal): Promise<void> {
		this.camera = 'starting';
		try {
			const sightings = this.#scanner.watch(holder, {
				facing: this.facing,
				started: () => (this.camera = 'watching'),
				judged: (sight) => (this.camera = sight === 'clear' ? 'watching' : sight)
			});
			for await (const { text } of sightings) {
				if (signal.aborted) return;
				await this.take(text);
				if (this.state.kind === 'took' || this.state.kind === 'failed') return;
			}
		} catch (error) {
			this.camera = error instanceof NoPicture ? error.trouble : 'unknown';
		}
	}

	/** Looks with the other side of the tablet. */
	flip(): void {
		this.facing = this.facing === 'user' ? 'environment' : 'user';
	}

	/** Takes the text of a code that was seen. */
	async take(text: string): Promise<void> {
		await this.#take(text, (glimpse) => this.#unkept.push(glimpse));
	}

	async #take(text: string, keep: (glimpse: Glimpse) => void): Promise<void> {
		if (this.#finishing) return;
		const caught = this.#catch.take(text);
		if (caught.kind !== 'frame') {
			this.mismatch = caught.kind === 'other' ? caught.cargo : 'foreign';
			return;
		}
		const { basin, seed, fresh } = caught;
		this.mismatch = null;
		this.seeing = true;
		this.#seenAt = this.#environment.elapsed();
		if (!fresh) return;
		keep({ of: basin.of, seed, text });
		this.state = { kind: 'filming', progress: basin };
		if (basin.filled < basin.blocks) return;
		const whole = basin.whole();
		if (!whole) {
			this.#catch.drop(basin);
			this.#unkept = this.#unkept.filter(({ of }) => of !== basin.of);
			this.state = { kind: 'mistaken' };
			await this.#journal.forgetGlimpses(basin.of).catch(() => {});
			return;
		}
		await this.finish(whole);
	}

	/** Takes the whole, be it put together here or brought in a file. */
	async finish(whole: Uint8Array<ArrayBuffer>): Promise<void> {
		this.#finishing = true;
		const name = nameOf(whole);
		this.#unkept = this.#unkept.filter(({ of }) => of !== name);
		try {
			const took = await takeWhole(this.#journal, this.wanted, whole, this.#environment.now());
			await this.#journal.forgetGlimpses(name);
			this.state = { kind: 'took', took };
			this.#took();
		} catch {
			this.state = { kind: 'failed' };
		}
	}

	async #resume(): Promise<void> {
		const { skew } = await this.#journal.contact().catch(() => NO_CONTACT);
		this.#skew = skew;
		const glimpses = await this.#journal.glimpses().catch(() => []);
		for (const { text } of glimpses) await this.#take(text, () => {});
		// It was seen before, by a page that is closed.
		this.seeing = false;
	}

	async #keep(): Promise<void> {
		const glimpses = this.#unkept;
		this.#unkept = [];
		if (glimpses.length === 0) return;
		const seenAt = this.#environment.now() + this.#skew;
		const kept = this.#journal.keepGlimpses(glimpses.map((each) => ({ ...each, seenAt })));
		// Without them it only takes longer after the page was closed.
		await kept.catch(() => {});
	}
}
