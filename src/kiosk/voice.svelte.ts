import { STUDENT_LANGUAGES, type StudentLanguage, type Voicing } from '#domain/comfort.ts';

const PACE: Readonly<Record<Exclude<Voicing, 'off'>, number>> = { slow: 0.8, usual: 1, quick: 1.5 };

/**
 * Reads the screen aloud. Only with voices that lie on the tablet: the others would send what is said to
 * somebody else, and would be silent in the basement. Where there is none, it says nothing.
 */
export class Voice {
	/** What it can speak. */
	languages = $state.raw<readonly StudentLanguage[]>([]);
	speaking = $state(false);
	readonly #synthesis: SpeechSynthesis | undefined;
	#again = () => {};

	constructor(synthesis: SpeechSynthesis | undefined) {
		this.#synthesis = synthesis;
	}

	/** Begins to look for voices, which some browsers load late; returns how to end. */
	start(): () => void {
		const look = () => {
			this.languages = STUDENT_LANGUAGES.filter((language) => this.#voiceFor(language));
		};
		look();
		this.#synthesis?.addEventListener('voiceschanged', look);
		return () => {
			this.#synthesis?.removeEventListener('voiceschanged', look);
			this.hush();
		};
	}

	/** Says this instead of whatever it is saying. */
	say(text: string, language: StudentLanguage, voicing: Exclude<Voicing, 'off'>): void {
		this.hush();
		this.#again = () => {
			const voice = this.#voiceFor(language);
			if (!voice) return;
			const utterance = new SpeechSynthesisUtterance(text);
			utterance.voice = voice;
			utterance.lang = voice.lang;
			utterance.rate = PACE[voicing];
			utterance.onstart = () => (this.speaking = true);
			utterance.onend = () => (this.speaking = false);
			utterance.onerror = () => (this.speaking = false);
			this.#synthesis?.speak(utterance);
		};
		this.#again();
	}

	/** Says the last thing once more. */
	repeat(): void {
		this.hush();
		this.#again();
	}

	hush(): void {
		this.#synthesis?.cancel();
		this.speaking = false;
	}

	#voiceFor(language: StudentLanguage): SpeechSynthesisVoice | undefined {
		return this.#synthesis
			?.getVoices()
			.find(({ localService, lang }) => localService && lang.toLowerCase().startsWith(language));
	}
}
