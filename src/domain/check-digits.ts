/** Two check digits after ISO/IEC 7064 MOD 97-10: one wrong digit or two swapped neighbours are noticed. */
export function withCheckDigits(digits: string): string {
	return digits + String(98 - remainder(`${digits}00`)).padStart(2, '0');
}

/** Whether a number's last two digits are those that `withCheckDigits` gives it. */
export function checksOut(digits: string): boolean {
	return remainder(digits) === 1;
}

function remainder(digits: string): number {
	let rest = 0;
	for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
	return rest;
}
