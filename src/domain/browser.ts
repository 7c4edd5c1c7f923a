/** In the order to look: most of them also claim to be the ones below. */
const BROWSERS = [
	['SamsungBrowser', 'Samsung Internet'],
	['Whale', 'Whale'],
	['Edg', 'Edge'],
	['Firefox', 'Firefox'],
	['Chrome', 'Chrome'],
	['Safari', 'Safari']
] as const;
const SYSTEMS = [
	['iPad', 'iPad'],
	['iPhone', 'iPhone'],
	['Android', 'Android'],
	['CrOS', 'ChromeOS'],
	['Windows', 'Windows'],
	['Mac OS X', 'macOS'],
	['Linux', 'Linux']
] as const;

/** What a browser calls itself, in words by which people know their own; null when it says nothing known. */
export function browserIn(userAgent: string): string | null {
	const known = (names: readonly (readonly [string, string])[]) =>
		names.find(([sign]) => userAgent.includes(sign))?.[1];
	return [known(BROWSERS), known(SYSTEMS)].filter(Boolean).join(' · ') || null;
}
