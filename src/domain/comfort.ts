/** The languages of a student's screen. Staff texts are Korean or English. */
export const STUDENT_LANGUAGES = ['ko', 'en', 'zh', 'vi', 'ru'] as const;
export type StudentLanguage = (typeof STUDENT_LANGUAGES)[number];

/** Percent of the usual size. */
export const TEXT_SIZES = [100, 150, 200] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

/** How fast the screen is read aloud, if it is. */
export const VOICES = ['off', 'slow', 'usual', 'quick'] as const;
export type Voicing = (typeof VOICES)[number];

/** What can be switched on and off. */
export const SWITCHES = ['contrast', 'low', 'leftHanded', 'still'] as const;
export type Switch = (typeof SWITCHES)[number];

/** How somebody wants the screen, for as long as they stand before it. */
export interface Comfort extends Readonly<Record<Switch, boolean>> {
	readonly language: StudentLanguage;
	readonly textSize: TextSize;
	readonly voicing: Voicing;
}

/** The screen as it is for whoever asks for nothing. */
export const USUAL: Omit<Comfort, 'language'> = {
	textSize: 100,
	voicing: 'off',
	contrast: false,
	low: false,
	leftHanded: false,
	still: false
};
