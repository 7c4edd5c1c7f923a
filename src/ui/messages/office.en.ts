import type { OfficeTexts } from '#ui/messages/office.ko.ts';

const count = (number: number, unit: string) => `${number} ${unit}${number === 1 ? '' : 's'}`;

export const en: OfficeTexts = {
	product: 'Haebom Check-in',
	demo: 'Demo center',
	otherLanguage: '한국어',
	nav: {
		today: 'Today',
		sessions: 'Sessions',
		programs: 'Programs',
		sites: 'Sites',
		results: 'Satisfaction',
		surveys: 'Questions',
		participants: 'Participants',
		schools: 'Schools',
		badges: 'Badges',
		tablets: 'Tablets',
		center: 'Settings',
		staff: 'Accounts',
		trail: 'Access log',
		centers: 'Change center',
		account: 'My account',
		signOut: 'Sign out',
		label: 'Menu'
	},
	skip: 'Skip to the content',

	home: {
		title: 'There is no center yet',
		explain:
			'The window in which the server was started shows an address that begins with ‘Set up’. Open it to make your center.'
	},

	setup: {
		title: 'Make your center',
		welcome:
			'Welcome to Haebom Check-in. Make the center and its first administrator, and you can begin.',
		center: 'Name of the center',
		name: 'Your name',
		email: 'E-mail',
		password: 'Password',
		passwordHint: (length) => `At least ${length} characters. A sentence is easy to remember.`,
		contents: 'What would you like to begin with?',
		choices: {
			demo: { label: 'A demo center', explain: 'Invented schools and students, ready to try.' },
			year: {
				label: 'A demo center with a whole year',
				explain: '23 programs, 30,623 participations. Takes a few seconds.'
			},
			empty: { label: 'An empty center', explain: 'You will add programs and rosters yourself.' }
		},
		submit: 'Make it',
		working: 'Making it',
		expired:
			'This address was used before or is too old. Starting the server again shows a new one.',
		problem: {
			center: 'Please name the center.',
			name: 'Please give your name.',
			email: 'Please check the e-mail address.',
			password: (length) => `A password has between ${length} and 128 characters.`
		}
	},

	signIn: {
		title: 'Sign in',
		email: 'E-mail',
		password: 'Password',
		submit: 'Sign in',
		refused: 'The e-mail or the password is not right.',
		wait: (minutes) => `Too many wrong tries. Please try again in ${count(minutes, 'minute')}.`
	},

	welcome: {
		prepare: {
			title: 'Your center is there!',
			lead: 'Five steps, and you have your first badges. Five minutes are enough.',
			program: {
				title: 'Program',
				explain: 'What it is that is done. A name is enough.',
				action: 'Add a program'
			},
			site: {
				title: 'Site',
				explain: 'Where it is done, and where the tablets stand.',
				action: 'Add a site'
			},
			session: { title: 'Session', explain: 'When it is done.', action: 'Add a session' },
			roster: {
				title: 'Roster',
				explain: 'The file as the school sent it. Schools and badges are made from it.',
				action: 'Import a roster file'
			},
			badges: { title: 'Badges', explain: 'On labels or on paper.', action: 'Print badges' },
			done: 'Done',
			twoStep: 'When you sign in the next time, an authenticator app on your phone is needed, too.',
			twoStepNow: 'Turn it on now'
		},
		attempt: {
			title: 'All set!',
			lead: 'You can see the whole road by yourself in two minutes.',
			kiosk: {
				title: 'Open a kiosk',
				explain: 'Use this computer as the tablet. It opens in a new tab and pairs by itself.',
				action: 'Open a kiosk'
			},
			badge: {
				title: 'Show a badge',
				explain: 'Photograph one with your phone, print it, or copy its digits into the kiosk.',
				action: 'See the badges'
			},
			today: {
				title: 'Watch today',
				explain: 'The name appears the moment the badge is read.',
				action: 'Today'
			}
		}
	},

	today: {
		title: 'Today',
		none: 'There are no sessions today.',
		plan: 'Add a session',
		live: 'Live',
		reconnecting: 'Connecting again. This is how it was when last seen.',
		totals: 'All of today',
		expected: 'Expected',
		standing: {
			expected: 'Not yet',
			here: 'Here',
			late: 'Late',
			missing: 'Missing',
			gone: 'Left',
			absent: 'Absent'
		},
		correct: 'Correct attendance',
		said: { excused: 'Excused', 'left-early': 'Left early' },
		cancelled: 'Cancelled',
		arrived: (time) => `in ${time}`,
		left: {
			scan: (time) => `out ${time}`,
			staff: (time) => `out ${time}`,
			transfer: (time) => `to another program ${time}`,
			end: (time) => `taken as out with the end ${time}`
		},
		unknown: 'Name not known yet',
		notOnRoster: 'not on the roster',
		unplaced: 'Came without a session',
		number: (number) => `no. ${number}`,
		people: (people) => (people === 1 ? '1 person' : `${people} people`),
		nobody: 'The roster is empty.',
		withoutNames: 'This account does not show names.'
	},

	devices: {
		title: 'Tablets',
		none: 'No tablet is connected yet.',
		owed: (owed) => `${count(owed, 'record')} to send`,
		nothingOwed: 'nothing to send',
		seen: (age) => `heard from ${age}`,
		silent: 'out of contact',
		revoked: 'out of service',
		pair: 'Connect a tablet',
		pairExplain:
			'Open this address on the tablet, and type the number or show the QR code to its camera. A number works once, for ten minutes.',
		site: 'Where will it be?',
		name: 'Name of the tablet',
		namePlaceholder: 'e.g. Entrance',
		defaultName: (site) => `${site} tablet`,
		make: 'Make a number',
		code: 'Number',
		qr: 'QR code with the number',
		open: 'Open a kiosk on this computer',
		noSite: 'A tablet stands at a site. Please add a site first.',
		addSite: 'Add a site'
	},

	asides: {
		title: 'Records that need a look',
		explain:
			'These could not be read, or contradict what was received before. Nothing was deleted; they are kept aside.',
		status: {
			conflict: (count) => `${count} that contradict${count === 1 ? 's' : ''} others`,
			quarantined: (count) => `${count} unreadable`
		},
		decide: 'Look and decide'
	},

	badges: {
		title: 'Badges',
		show: 'Show',
		copy: 'Copy digits',
		copied: 'Copied',
		qr: (name) => `QR code of ${name}`,
		explain:
			'The QR code holds digits and no name. You can also copy the digits and paste them into the kiosk’s keypad.',
		none: 'There are no students here yet. Import the roster file of a school, and they get badges.',
		noSession:
			'There are no sessions and no classes yet. Import the roster file of a school: its classes and badges are made from it.',
		import: 'Import a roster file'
	},

	error: {
		notFound: 'There is nothing at this address.',
		closed: 'You may not see this page.',
		askForIt: 'If you need it for your work, please ask the administrator of your center.',
		broken: 'Something went wrong. Please try again; if it happens again, pass on this number:',
		home: 'Back to the start'
	},

	age: {
		now: 'just now',
		minutes: (minutes) => `${minutes} min ago`,
		hours: (hours) => `${hours} h ago`,
		days: (days) => `${count(days, 'day')} ago`
	}
};
