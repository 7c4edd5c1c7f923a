import type { ReceiptTexts } from '#ui/messages/receipts.ko.ts';

export const en: ReceiptTexts = {
	title: 'Check a closing receipt',
	explain:
		'Point a phone at the QR code of a closing receipt, and this page opens. Or paste the receipt’s address.',
	held: (received) =>
		`The center gave this receipt, and it still holds exactly these ${received} records.`,
	differs: (received, found) =>
		`The center gave this receipt, but what it holds now differs: the receipt says ${received}, now there are ${found}. Please tell the center’s administrator.`,
	forged:
		'This center did not give this receipt. A letter may be missing, or somebody altered it. Film the tablet’s QR code once more; if it says the same, please tell the center.',
	aside: (count) => `${count} of them wait${count === 1 ? 's' : ''} for staff to look at.`,
	left: (count) =>
		`Staff looked at ${count} of them and left ${count === 1 ? 'it' : 'them'} out of attendance.`,
	of: (received, taken) => `${received} of ${taken}`,
	facts: {
		center: 'Center',
		program: 'Program',
		site: 'Site',
		session: 'Session',
		tablet: 'Tablet',
		received: 'Records received',
		numbers: 'Numbers',
		at: 'Given',
		code: 'Check code'
	},
	paste: 'Address of the receipt',
	pasteHint: 'All of what the QR code holds',
	check: 'Check it'
};
