const KOREAN_OR_CHINESE = /^[\p{Script=Hangul}\p{Script=Han}]/u;

/**
 * A name as the public screen may show it: enough for its bearer, too little for the room.
 * 김새봄 → 김*봄, 김봄 → 김*, 남궁하늘 → 남**늘, Nguyen Thi Mai → N***.
 */
export function mask(name: string): string {
	const letters = [...name.normalize('NFC').trim()];
	const [first = '', ...rest] = letters;
	if (!KOREAN_OR_CHINESE.test(first)) return `${first}***`;
	const last = rest.length > 1 ? rest[rest.length - 1] : '';
	return first + '*'.repeat(Math.max(1, letters.length - 1 - (last ? 1 : 0))) + last;
}
