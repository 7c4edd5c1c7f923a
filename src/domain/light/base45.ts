/** The signs of a QR code's alphanumeric mode, in which two bytes take 16.5 bits (RFC 9285). */
const SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const BASE = SIGNS.length;
const VALUES: ReadonlyMap<string, number> = new Map(
	Array.from(SIGNS, (sign, value) => [sign, value])
);

/** Bytes as Base45: any reader of QR codes gives it back unharmed, which it does not always with bytes. */
export function base45(bytes: Uint8Array): string {
	let text = '';
	for (let at = 0; at < bytes.length; at += 2) {
		const [first = 0, second] = bytes.subarray(at, at + 2);
		let rest = second === undefined ? first : first * 256 + second;
		for (let sign = second === undefined ? 2 : 3; sign > 0; sign--, rest = Math.floor(rest / BASE))
			text += SIGNS[rest % BASE];
	}
	return text;
}

/** The bytes that such a text stands for; null if it stands for none. */
export function fromBase45(text: string): Uint8Array<ArrayBuffer> | null {
	if (text.length % 3 === 1) return null;
	const bytes = new Uint8Array(Math.floor((text.length * 2) / 3));
	for (let at = 0, to = 0; at < text.length; at += 3, to += 2) {
		const values = Array.from(text.slice(at, at + 3), (sign) => VALUES.get(sign) ?? NaN);
		const [first = 0, second = 0, third = 0] = values;
		const value = first + second * BASE + third * BASE * BASE;
		const room = values.length === 3 ? 65_536 : 256;
		if (!(value < room)) return null;
		if (values.length === 3) bytes[to] = value >> 8;
		bytes[values.length === 3 ? to + 1 : to] = value & 255;
	}
	return bytes;
}
