import type { RecoveryTexts } from '#ui/messages/recovery.ko.ts';

export const en: RecoveryTexts = {
	open: 'Take out what was not sent',
	title: 'Take out what was not sent',
	close: 'Close',
	reading: 'Looking for records.',
	unpaired: 'This tablet was never connected to a center. There is nothing to take out.',
	unreadable: {
		title: 'The records cannot be read',
		explain:
			'Nothing was deleted. Switch the tablet off and on, and try again. If that does not help, take the tablet to the center as it is.',
		never: 'Do not delete the app or the browsing data: the attendance records would go with it.',
		again: 'Read again'
	},
	none: 'There is nothing left to send. The center has everything.',
	kept: (count) =>
		count === 1
			? 'One record has not been sent to the center yet.'
			: `${count} records have not been sent to the center yet.`,
	since: (at) => `The oldest is from ${at}.`,
	network: 'With a network they are sent by themselves. Take them out only where there is none.',
	steps: (address) => [
		'Press the button below to save a file.',
		'Bring the file to the center, on a USB stick or by mail.',
		`The center takes it in at ${address}, under ‘Records from a file’.`
	],
	calm: 'The file holds no names. Nothing is deleted from this tablet, and sending twice does no harm.',
	save: 'Save as a file',
	byLight: {
		explain: 'With another tablet of the center at hand, it can also film them from this screen.',
		label: 'Let another tablet film them'
	},
	saved: (file) => `‘${file}’ is saved. It is among the downloads.`,
	tablet: 'Tablet',
	center: 'Center',
	number: 'Number of the tablet',

	elsewhere: {
		title: 'It is open in another window',
		explain:
			'The check-in screen is used in one window. Close the other one and it goes on here by itself.',
		take: 'Use it here'
	},
	waiting: {
		title: 'The storage has not opened yet',
		explain:
			'Close every other window with the check-in screen. It then goes on here by itself. If it does not, turn the tablet off and on. What was recorded has not been deleted.',
		again: 'Open again'
	},
	clockSet: 'Clock changed. Is it right?'
};
