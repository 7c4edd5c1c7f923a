import { expect, onTestFinished, test } from 'vitest';
import { Voice } from '#kiosk/voice.svelte.ts';

/** A browser's speech with the voices that we give it. It says nothing and remembers what it was to say. */
function speech(voices: readonly { readonly lang: string; readonly localService: boolean }[]) {
	let known: typeof voices = [];
	const said: string[] = [];
	const target = new EventTarget();
	const synthesis = Object.assign(target, {
		getVoices: () => known,
		// The real thing takes only voices of its own.
		speak: ({ text, rate }: SpeechSynthesisUtterance) => said.push(`${text} ×${rate}`),
		cancel: () => said.push('hush')
	});
	return {
		synthesis: synthesis as unknown as SpeechSynthesis,
		said: () => said.filter((text) => text !== 'hush'),
		load() {
			known = voices;
			target.dispatchEvent(new Event('voiceschanged'));
		}
	};
}

test('voices that the browser loads late are found, those of somebody’s server are not', () => {
	const { synthesis, load } = speech([
		{ lang: 'ko_KR', localService: true },
		{ lang: 'en-US', localService: false }
	]);
	const voice = new Voice(synthesis);
	onTestFinished(voice.start());
	expect(voice.languages).toEqual([]);
	load();
	expect(voice.languages).toEqual(['ko']);
});

test('without a voice for the language, and without any speech, nothing is said and nothing fails', () => {
	const { synthesis, said, load } = speech([{ lang: 'en-US', localService: false }]);
	load();
	for (const voice of [new Voice(synthesis), new Voice(undefined)]) {
		onTestFinished(voice.start());
		voice.say('어서 오세요!', 'ko', 'usual');
		voice.repeat();
		voice.hush();
	}
	expect(said()).toEqual([]);
});
