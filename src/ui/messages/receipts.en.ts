import type { ReceiptTexts } from '#ui/messages/receipts.ko.ts';

export const en: ReceiptTexts = {
	title: 'Check a closing receipt',
	explain:
		'Point a phone at the QR code of a closing receipt, and this page opens. Or paste the receipt’s address.',
	held: (received) =>
		`The center gave this receipt, and it still holds exactly these ${received} records.`,
	differs: (received, found) =>
		`The center gave this receipt, but what it holds now differs: the receipt says ${received}, now there are ${found}. Please tell the center’s administrator.`,
	forged: 'This center did not give this receipt. A letter may be missing, or somebody altered it.',
	aside: (count) => `${count} of them wait for staff to look at.`,
	of: (received, taken) => `${received} of ${taken}`,
	facts: {
		center: 'Center',
		program: 'Program',
		site: 'Site',
		tablet: 'Tablet',
		received: 'Records received',
		numbers: 'Numbers',
		at: 'Given',
		digest: 'Digest'
	},
	paste: 'Address of the receipt',
	pasteHint: 'All of what the QR code holds',
	check: 'Check it'
};
