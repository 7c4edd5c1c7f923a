import { asked } from '#ui/messages/asked.ts';
import type { KioskTexts } from '#ui/messages/kiosk.ko.ts';

const count = (number: number, unit: string) => `${number} ${unit}${number === 1 ? '' : 's'}`;

export const en: KioskTexts = {
	title: 'Haebom Check-in',
	language: 'English',
	otherLanguage: '한국어',

	idle: {
		hold: {
			both: 'Show your badge to the camera',
			arrivals: 'Coming in? Show your badge',
			departures: 'Leaving? Show your badge',
			badge: 'Show your badge and tell us how it was',
			open: 'When it starts, we will ask you here'
		},
		how: 'Hold it so that the square QR code is in the middle of the picture.',
		noSession: 'There is no session today',
		noSessionHow: 'Show your badge anyway and we will keep a note.',
		others: 'Also today'
	},
	counts: { expected: 'Expected', here: 'Here', gone: 'Left' },
	places: (capacity) => `${capacity} places`,

	arrival: { title: 'Welcome!', late: 'A little late. That’s fine, come in.', ok: 'Came in at' },
	departure: { title: 'Goodbye!', ok: 'Left at' },
	repeatHere: { title: 'You are already in', since: (time) => `We saw you at ${time}.` },
	repeatGone: { title: 'You have already left', since: (time) => `We saw you at ${time}.` },
	elsewhere: {
		arrival: 'You are on the list. Next time, come in at the other tablet.',
		departure: 'You are on the list. Next time, go out at the other tablet.'
	},
	stillIn: 'When you leave, show your badge at the way out.',
	stranger: {
		arrival: 'Welcome!',
		departure: 'Goodbye!',
		repeat: 'We already saw you',
		explain: 'Your name is not on the list yet. We wrote it down. Please tell your teacher.',
		cancelled: 'Today’s program was cancelled. We wrote you down. Please tell your teacher.'
	},
	replaced: 'There is a new badge for you. Please ask your teacher for it.',
	admitted: { title: 'Welcome!', explain: 'We wrote it down. Please tell your teacher your name.' },
	undo: 'Take that back',
	undone: { title: 'Taken back', explain: 'Show the badge again to record it anew.' },
	question: { title: 'Hello!', explain: 'Tell us how it was today.' },
	unasked: {
		answered: { title: 'You have told us already', explain: 'Thank you! Once is enough.' },
		unseen: {
			title: 'There is nothing to ask yet',
			explain: 'To come in or go out, show your badge to the tablet at the door.'
		}
	},
	damaged: {
		title: 'Please show it once more',
		explain: 'The numbers do not match. Shall we try again slowly?'
	},
	foreign: {
		title: 'This is not a Haebom badge',
		explain: 'Please show the Haebom badge around your neck.'
	},
	classUnknown: {
		title: 'This class is not on today’s list here',
		explain: 'Please show your badges one by one.'
	},
	checking: { title: 'Checking', explain: 'Just a moment, please.' },
	failed: {
		title: 'We could not write that down',
		closed: 'Show your badge again. If it happens again, call your teacher.',
		full: 'There is no room left on this tablet. Please call your teacher.'
	},
	withoutBadge: 'Come in without a badge',

	rating: {
		...asked.en,
		secret: 'Nobody knows who pressed what. Not even the mentor.',
		decline: 'I would rather not say',
		thanks: 'Thank you!',
		noted: 'We got it.',
		takeBack: 'Choose again',
		why: 'What was it about?',
		whyHow: 'You can also leave this out.',
		comment: {
			open: 'Write a few words',
			title: 'Write a few words',
			how: 'Please do not write your name.',
			letters: (written, most) => `${written} of ${most} letters`,
			done: 'Done',
			keys: { hangul: '한글', latin: 'ABC', cyrillic: 'АБВ' },
			space: 'Space',
			erase: 'Delete',
			twin: 'Doubles',
			capital: 'Capitals'
		}
	},

	comfort: {
		open: 'View · 한국어',
		title: 'How you see it',
		note: 'After your turn the screen goes back to how it was.',
		language: 'Language',
		textSize: 'Letters',
		textSizes: { 100: 'Usual', 150: 'Big', 200: 'Very big' },
		voicing: 'Read aloud',
		voicings: { off: 'Off', slow: 'Slow', usual: 'Usual', quick: 'Quick' },
		noVoice: 'This tablet has no voice for this language.',
		repeat: 'Hear again',
		hush: 'Stop',
		switches: 'Screen',
		switch: {
			contrast: 'Strong colors',
			low: 'Lower down',
			leftHanded: 'Left hand',
			still: 'No movement'
		},
		forget: 'As it was',
		done: 'Done'
	},
	stay: {
		title: 'Are you still here?',
		explain: 'In 20 seconds the screen goes back to how it was.',
		more: 'I need more time',
		leave: 'I am done'
	},
	bell: {
		call: 'I need help',
		called: 'We are calling your teacher',
		wait: 'Please wait here for a moment.',
		answer: 'I am fine now',
		offer: 'Is it not working?',
		how: 'Press ‘I need help’ and your teacher will come.'
	},

	status: {
		owed: (owed) => `${count(owed, 'record')} to send`,
		sent: 'Everything sent',
		never: 'Nothing sent yet',
		lastSent: (age) => `sent ${age}`,
		stopped: {
			'not-paired': 'Please connect to the center again. All records are still on this tablet.',
			revoked: 'The center stopped this tablet. All records are still on this tablet.'
		},
		pairAgain: 'Connect again',
		clockWrong: (minutes) =>
			minutes < 120
				? `This tablet’s clock is ${count(minutes, 'minute')} off`
				: `This tablet’s clock is ${count(Math.round(minutes / 60), 'hour')} off`
	},
	age: {
		now: 'just now',
		minutes: (minutes) => `${minutes} min ago`,
		hours: (hours) => `${hours} h ago`,
		days: (days) => `${count(days, 'day')} ago`
	},

	camera: {
		label: 'Camera picture',
		starting: 'Starting the camera',
		again: 'Start the camera again',
		trouble: {
			denied: 'The camera is not allowed here. Please allow it in the browser’s settings.',
			busy: 'Another app is using the camera. Please close it.',
			none: 'There is no camera. Please use a scanner or the keypad.',
			insecure: 'The camera does not work at this address. Please open the https address.',
			lost: 'The camera went off. Starting it again.',
			still: 'The picture stands still. Starting the camera again.',
			unknown: 'The camera does not start. Try switching the tablet off and on.'
		},
		doubt: {
			dark: 'It is all dark. Please uncover the camera, or turn on the light.',
			slow: 'The camera is slow. Please hold your badge a little longer.'
		},
		meanwhile: 'The keypad and a scanner work, too.'
	},

	keypad: {
		open: 'Type numbers',
		title: 'Type the numbers below your badge',
		progress: (typed, all) => `${typed} of ${all}`,
		back: 'Delete one',
		clear: 'Delete all',
		enter: 'OK',
		close: 'Close'
	},

	pairing: {
		title: 'Connect this tablet to the center',
		how: 'Make a number under ‘Tablets’ on the center’s screen. Type it here, or show its QR code to the camera.',
		code: 'Eight-digit number',
		submit: 'Connect',
		working: 'Connecting',
		problem: {
			'code-unknown':
				'This number is wrong, used, or older than ten minutes. Please make a new one.',
			'other-center':
				'This tablet still holds records for another center. Please send them there first.',
			'too-many': 'Too many wrong numbers. Please try again in a while.',
			unreachable: 'The center does not answer. Please check the internet connection.',
			other: 'This did not work. Please try again in a while.'
		},
		browserTab:
			'It is best to add this page to the home screen. In a mere tab the browser may delete records.'
	},

	retired: {
		title: 'This tablet is no longer in use',
		owing: (records) =>
			`Please show your badge to another tablet. ${count(records, 'record')} still to send: leave it connected and they will go by themselves.`,
		settled:
			'Please show your badge to another tablet. Everything was sent to the center; it can be switched off.'
	},

	setup: {
		title: 'Set up this tablet',
		language: 'First language',
		card: 'Size of the screen',
		how: 'Hold a bank card or a transport card against the orange box, and make the box as large as the card. Then no button on this screen is smaller than 12 mm.',
		cardHere: 'Hold the card here',
		width: 'Width of the box',
		narrower: 'A little smaller',
		wider: 'A little larger',
		thumb: '12 mm button',
		save: 'Save',
		close: 'Close'
	},

	storage: {
		title: 'The storage does not open',
		explain: 'Nothing can be recorded right now. What was recorded before has not been deleted.',
		again: 'Open again'
	}
};
