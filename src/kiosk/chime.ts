import type { Outcome } from '#domain/door.ts';

/** Frequencies in Hz, each for one beat. Rising means come in, falling means goodbye. */
const MELODIES = {
	arrival: [660, 880],
	departure: [880, 660],
	attention: [520, 520],
	failure: [220, 180, 220],
	bell: [1047, 784, 1047, 784, 1047, 784]
} as const;

const BEAT_S = 0.11;
const VOLUME = 0.25;

/** A sound for every result, made here: no file to load, nothing to miss offline. */
export class Chime {
	#context: AudioContext | null = null;

	/** Browsers allow sound only after somebody has touched the page. */
	unlock(): void {
		this.#context ??= new AudioContext();
		void this.#context.resume();
	}

	/** Whether the browser lets it be heard. */
	get audible(): boolean {
		return this.#context?.state === 'running';
	}

	/** Says hello, for whoever wants to know whether it is heard. */
	tryOut(): void {
		this.unlock();
		this.#melody('arrival');
	}

	play(outcome: Outcome): void {
		const melody = melodyOf(outcome);
		if (melody && this.#context?.state === 'running') this.#melody(melody);
	}

	/** Rings for somebody to come. Whoever rings touched the page, so the sound need not be open yet. */
	ring(): void {
		this.unlock();
		this.#melody('bell');
	}

	#melody(melody: keyof typeof MELODIES): void {
		for (const [beat, frequency] of MELODIES[melody].entries())
			this.#tone(frequency, beat * BEAT_S);
	}

	#tone(frequency: number, afterS: number): void {
		if (!this.#context) return;
		const from = this.#context.currentTime + afterS;
		const oscillator = new OscillatorNode(this.#context, { type: 'triangle', frequency });
		const gain = new GainNode(this.#context, { gain: 0 });
		// Without the ramps every tone would begin and end with a click.
		gain.gain.setValueAtTime(0, from);
		gain.gain.linearRampToValueAtTime(VOLUME, from + 0.01);
		gain.gain.linearRampToValueAtTime(0, from + BEAT_S);
		oscillator.connect(gain).connect(this.#context.destination);
		oscillator.start(from);
		oscillator.stop(from + BEAT_S);
	}
}

function melodyOf(outcome: Outcome): Exclude<keyof typeof MELODIES, 'bell'> | null {
	if (outcome.kind === 'admitted') return 'arrival';
	if (outcome.kind === 'failed') return 'failure';
	if (outcome.kind === 'checking') return null;
	if (outcome.kind === 'undone') return 'departure';
	if (outcome.kind === 'class') return outcome.called ? 'arrival' : 'attention';
	const { verdict } = outcome;
	switch (verdict.kind) {
		case 'arrival':
		case 'departure':
			return verdict.kind;
		case 'stranger':
			return verdict.movement === 'repeat' ? 'attention' : verdict.movement;
		case 'question':
			return 'arrival';
		case 'reread':
			return null;
		default:
			return 'attention';
	}
}
