import type { TrailTexts } from '#ui/messages/trail.ko.ts';

const count = (number: number, unit: string, units = `${unit}s`) =>
	`${number} ${number === 1 ? unit : units}`;

export const en: TrailTexts = {
	title: 'Access log',
	explain:
		'Who looked at or changed the data of how many people, when and from where. It cannot be altered, and holds no names.',
	review: 'Monthly review',
	table: {
		caption: 'Access log',
		at: 'When',
		account: 'Who',
		address: 'From where',
		action: 'What',
		people: 'Whose data',
		reason: 'Reason'
	},
	kinds: { access: 'seen', change: 'changed' },
	people: (people) => (people === 1 ? '1 person' : `${people} people`),
	subjects: {
		session: 'session',
		staff: 'account',
		invitation: 'invitation',
		participant: 'student',
		program: 'program',
		device: 'tablet',
		month: 'month'
	},
	none: 'Nothing on the log fits this.',
	older: 'Older entries',
	newest: 'To the newest',
	paging: 'Through the log',

	filter: {
		label: 'Search the log',
		from: 'From',
		to: 'To',
		account: 'Account',
		kind: 'Kind',
		action: 'What',
		all: 'All',
		show: 'Search',
		clear: 'Clear'
	},

	export: {
		open: 'Download',
		title: 'Download the access log',
		explain: 'Everything that was found, as a CSV file. That it was downloaded is on the log, too.',
		reason: 'What is it for?',
		hint: 'e.g. Report on the November review',
		submit: 'Download',
		close: 'Close',
		problem: 'Please say what it is for, in two letters or more.',
		columns: [
			'Number',
			'When',
			'Account',
			'Address',
			'Kind',
			'What',
			'Subject',
			'People',
			'Reason',
			'Detail',
			'Hash'
		]
	},

	actions: {
		'today.see': 'saw the board of the day',
		'badges.see': 'saw badges',
		'badges.print': 'printed badges',
		'staff.invite': 'invited somebody',
		'staff.withdraw': 'withdrew an invitation',
		'staff.join': 'accepted an invitation',
		'staff.regrant': 'changed a role',
		'staff.part': 'removed somebody from the center',
		'staff.offer-reset': 'made a link for a new password',
		'center.idle': 'changed the time after which idle people are signed out',
		'center.enter': 'entered the center',
		'account.sign-in': 'signed in',
		'account.reset': 'set a new password by link',
		'account.password': 'changed the password',
		'account.rename': 'changed the name',
		'account.two-step-on': 'turned two-step sign-in on',
		'account.two-step-off': 'turned two-step sign-in off',
		'account.everywhere': 'signed out everywhere else',
		'trail.see': 'saw the access log',
		'trail.export': 'downloaded the access log',
		'trail.review': 'signed off a monthly review'
	},

	monthly: {
		title: 'Monthly review',
		explain:
			'Once a month somebody looks through the log and signs. Here is what deserves a second look; that it is here does not mean that it was wrong.',
		back: 'To the access log',
		months: 'Choose a month',
		signed: 'signed',
		open: 'to be reviewed',
		running: 'not over',
		sums: (entries, accounts) =>
			`${count(entries, 'entry', 'entries')}, ${count(accounts, 'account')}`,
		unusual: 'Deserves a look',
		noneUnusual: 'Nothing in this month stands out.',
		more: (number) => `Only the newest are shown, of ${number} in all.`,
		why: { many: 'many people at once', night: 'at night', 'taken-out': 'printed or downloaded' },
		whyLabel: 'Why',
		accounts: 'By account',
		deeds: 'Deeds',
		peopleSeen: 'People seen, added up',
		sign: 'Sign off this month',
		signExplain: 'It can be signed once, and not be altered afterwards.',
		note: 'Note',
		noteHint: 'e.g. two visits at night were for the preparation of an event',
		submit: 'I have reviewed it',
		signedBy: (account, when) => `${account} reviewed it on ${when}.`,
		notOver: 'It can be signed off once the month is over.',
		done: 'Signed off.'
	}
};
