export const LANGUAGES = ['ko', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Korean unless somebody chose otherwise, or their browser asks for English and not for Korean. */
export function chooseLanguage(
	chosen: string | null | undefined,
	accepted: string | null | undefined
): Language {
	const known = LANGUAGES.find((language) => language === chosen);
	if (known) return known;
	const preferences = (accepted ?? '').toLowerCase().split(',');
	const first = preferences
		.map((preference) => preference.trim().slice(0, 2))
		.find((code) => code === 'ko' || code === 'en');
	return first === 'en' ? 'en' : 'ko';
}
