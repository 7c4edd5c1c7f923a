import type { RescueTexts } from '#ui/messages/rescue.ko.ts';

const records = (count: number) => (count === 1 ? 'one record' : `${count} records`);

export const en: RescueTexts = {
	title: 'Pass records on without a network',
	close: 'Close',
	back: 'Back',

	give: {
		title: 'Give this tablet’s records',
		explain: (unsent) =>
			unsent > 0
				? `Not sent yet: ${records(unsent)}. A tablet that finds a network films them and brings them to the center.`
				: 'There is nothing left to send. The center has everything.',
		label: 'Give'
	},
	receive: {
		title: 'Take another tablet’s records',
		explain:
			'Film its screen with this tablet. They go to the center as soon as there is a network.',
		label: 'Film'
	},
	receipt: {
		title: 'Film the receipt',
		explain:
			'The tablet that passed the records on shows a receipt. Film it, and this tablet knows that they arrived.',
		label: 'Film the receipt'
	},

	carried: 'Records that this tablet carries',
	from: (number) => `Tablet number ${number}`,
	said: {
		waiting: 'They go to the center with the next network. Do not erase this tablet before.',
		taken: 'The center has them. Show the receipt to the tablet that they are from.',
		unreadable:
			'The center could not open them. They are still on their own tablet: film it once more.',
		unknown: 'The center does not know that tablet. Bring it to the center.'
	},
	showReceipt: 'Show the receipt',
	letGo: 'Take off the list',

	showing: {
		parcel: 'Film this screen with another tablet',
		receipt: 'Film this screen with the tablet that gave the records',
		how: {
			parcel: 'On the other tablet: ‘Staff → Tablet → From screen to camera → Film’.',
			receipt: 'On that tablet: ‘From screen to camera → Film the receipt’.'
		},
		hold: 'Keep holding until the other one has all of it.',
		drawing: 'One tablet shows a moving QR code, another one films it with its camera',
		code: 'A moving QR code',
		events: (events, left) =>
			left > 0
				? `It holds ${records(events)}. The other ${left} go the next time.`
				: `It holds ${records(events)}. No names, and only the center can open it.`,
		shown: (shown, seconds) =>
			`${shown === 1 ? 'One picture' : `${shown} pictures`} went by · about ${seconds} s at best`,
		rate: (rate) => `${rate} a second`,
		slower: 'Slower',
		faster: 'Faster',
		save: 'Save as a file',
		next: 'All filmed. Film the receipt'
	},

	filming: {
		parcel: 'Film the tablet that shows its records',
		receipt: 'Film the tablet that shows the receipt',
		how: 'Hold it so that the moving QR code fills the frame.',
		begin: 'Looking for the code.',
		hold: 'That is good. Keep holding.',
		lost: 'The code is out of sight. Aim again: what came so far is kept.',
		progress: (percent, filled, blocks) => `${percent} % · ${filled} of ${blocks} pieces`,
		flip: { user: 'Use the back camera', environment: 'Use the front camera' },
		file: 'I have a file',
		noCamera: 'This tablet has no camera.',
		meanwhile: 'Without a camera it can be passed on as a file.',
		mismatch: {
			foreign: 'This is not a moving QR code of Haebom.',
			parcel: 'These are records. Film the receipt.',
			receipt: 'This is a receipt. Film the screen that shows the records.'
		},
		mistaken: 'All of it came, and it does not fit together. Film it once more from the beginning.',
		failed: 'It could not be saved. Switch the tablet off and on, and try again.'
	},

	took: {
		carried: {
			title: 'All of it is here',
			explain: (number) =>
				`This tablet carries the records of tablet ${number}. With a network it sends them to the center by itself, and then has a receipt.`
		},
		settled: {
			title: 'The center has them',
			explain: (events, left) =>
				left > 0
					? `Arrived at the center: ${records(events)}. Still to be sent: ${left}.`
					: `Arrived at the center: ${records(events)}. Everything is sent now.`
		},
		foreign: {
			title: 'These are no records of Haebom',
			explain: 'It is another file or another code. Nothing has changed.'
		},
		'other-center': {
			title: 'These are another center’s records',
			explain:
				'A tablet carries only its own center’s records. Film it with a tablet of the same center.'
		},
		forged: {
			title: 'This is no receipt of the center',
			explain:
				'It lacks the center’s signature, or was altered. The records do not count as sent and stay here.'
		},
		'other-tablet': {
			title: 'This is another tablet’s receipt',
			explain: 'Film it with the tablet that gave those records. The records here are as they were.'
		},
		unfit: {
			title: 'It does not fit the records on this tablet',
			explain: 'They stay as they were. With a network the tablet sorts it out by itself.'
		}
	},

	packing: 'Gathering the records.',
	nothing: 'There is nothing left to send. The center has everything.',
	keyless: 'This tablet has not got the center’s key yet. Take the records out as a file.',
	failed: 'The records could not be read. Switch the tablet off and on, and try again.'
};
