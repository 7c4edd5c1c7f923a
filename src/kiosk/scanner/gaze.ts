import { GLANCES_JUDGED, sightOf, type Glance, type Sight } from '#domain/sight.ts';

const JUDGE_EVERY_MS = 1_000;
const NOTHING: Glance = { frames: 0, brightest: 0 };

/** Judges once a second whether a badge could be read from what the camera shows. */
export class Gaze {
	#glances: Glance[] = [];
	#now = NOTHING;

	/** Frames were looked at. */
	note({ frames, brightest }: Glance): void {
		const { frames: before, brightest: most } = this.#now;
		this.#now = { frames: before + frames, brightest: Math.max(most, brightest) };
	}

	/** Judges until the returned function is called. */
	start(judged: (sight: Sight) => void): () => void {
		const timer = setInterval(() => {
			// Browsers stop the picture of a page that nobody looks at.
			this.#glances = document.hidden ? [] : [...this.#glances, this.#now].slice(-GLANCES_JUDGED);
			this.#now = NOTHING;
			judged(sightOf(this.#glances));
		}, JUDGE_EVERY_MS);
		return () => clearInterval(timer);
	}
}
