import type { StaffroomTexts } from '#ui/messages/staffroom.ko.ts';
import { en as door } from '#ui/messages/staff-door.en.ts';

const gigabytes = (bytes: number) => `${(bytes / 1024 ** 3).toFixed(1)} GB`;

export const en: StaffroomTexts = {
	...door,
	title: 'For staff',
	close: 'Lock',
	session: 'Session',
	noSession: 'There is no session here today.',
	tabs: {
		people: 'Roster',
		rollCall: 'Roll call',
		group: 'Group arrival',
		log: 'Log',
		tablet: 'Tablet'
	},
	failed: 'That could not be recorded. Please try again.',

	search: 'Find by name, initials (ㄱㅂ), class (1-3) or number',
	everybody: 'All',
	capacity: {
		room: (here, capacity) => `Here ${here} / capacity ${capacity}`,
		over: (more) => `${more} more than the capacity. The door still lets everybody in.`
	},
	nobodyFound: 'Nobody like that.',
	number: (number) => `no. ${number}`,
	unnamed: 'Name not known yet',
	notOnRoster: 'Not on the roster',
	standing: {
		expected: 'Not yet',
		here: 'Here',
		late: 'Late',
		missing: 'Missing',
		gone: 'Left',
		absent: 'Absent'
	},
	arrived: (time) => `in ${time}`,
	left: {
		scan: (time) => `out ${time}`,
		staff: (time) => `out ${time}`,
		transfer: (time) => `to another program ${time}`,
		end: (time) => `over ${time}`
	},

	marks: {
		present: 'Here',
		late: 'Late',
		'left-early': 'Left early',
		excused: 'Excused',
		absent: 'Absent'
	},
	leave: 'Left',
	reason: {
		label: 'Reason',
		hint: 'A correction needs a reason. Please write no names.',
		choices: ['No badge', 'Wrong scan', 'Unwell', 'At the doctor’s', 'Family', 'School', 'No word']
	},
	whoIsIt: 'Who is it?',
	whoIsItHow: 'Pick a name and the record becomes theirs. The log can take it back.',

	walkIn: {
		open: 'Not on the roster',
		title: 'Let in somebody who is not on the roster',
		how: 'Only grade, class and number. It is fine not to know.',
		grade: 'Grade',
		classNo: 'Class',
		number: 'Number',
		submit: 'Let in',
		claim: (group, number) => [group, number && `no. ${number}`].filter(Boolean).join(' ')
	},

	rollCall: {
		inside: (count) => `${count} inside now`,
		how: 'Tap everybody you see. It needs no network.',
		seen: (seen, all) => `${seen} of ${all} seen`,
		all: 'All seen',
		none: 'Nobody is inside now.',
		noClass: 'Class not known',
		reason: 'What for?',
		reasons: ['Before moving on', 'On arriving', 'Lunch', 'Evacuation'],
		save: 'Record the count',
		saved: 'The count is recorded.'
	},

	check: {
		title: 'Ready for today?',
		close: 'Close',
		play: 'Play a sound',
		takeOut: 'Take out',
		update: 'Start it now',
		ready: 'Everything is ready.',
		todo: (act, look) =>
			[act > 0 && `${act} to mend now`, look > 0 && `${look} to look at`]
				.filter(Boolean)
				.join(', '),
		open: 'Badges can be shown now.',
		opensIn: (minutes) =>
			minutes < 120
				? `The next session’s door opens in ${minutes} min.`
				: `The next session’s door opens in ${Math.round(minutes / 60)} h.`,
		signs: { well: 'Fine.', look: 'Have a look.', act: 'Please mend this now.' },
		questions: {
			roster: 'Roster',
			camera: 'Camera',
			scan: 'A trial scan',
			sound: 'Sound',
			contact: 'Contact with the center',
			owed: 'Records to send',
			storage: 'Storage',
			clock: 'Clock',
			battery: 'Battery',
			pin: 'Staff PIN',
			installed: 'Home screen app',
			version: 'Version'
		},
		answers: {
			roster: (sign, students) =>
				sign === 'well'
					? `${students} students for today are on board.`
					: sign === 'act'
						? 'It is empty. Connect to a network, or ask the center.'
						: 'There is no session here today.',
			camera: () => 'There is a picture.',
			scan: (sign) =>
				sign === 'well'
					? 'A badge was read. Nothing was recorded.'
					: 'Show it a badge. Nothing is recorded.',
			sound: (sign) => (sign === 'well' ? 'It is on. Is it loud enough?' : 'Press and listen.'),
			contact: (sign, minutes) =>
				sign === 'act'
					? 'There has been none yet. Please connect to a network.'
					: sign === 'look'
						? `The last was ${Math.round(minutes / 60)} h ago. This morning’s changes may be missing.`
						: minutes === 0
							? 'Just now.'
							: `${minutes} min ago.`,
			owed: (sign, records) =>
				sign === 'well'
					? 'The center has everything.'
					: `${records} left. With a network the tablet sends them by itself.`,
			storage: (sign, bytes) =>
				sign === 'act'
					? `Only ${gigabytes(bytes)} left. Please delete pictures or apps.`
					: sign === 'look'
						? `${gigabytes(bytes)} free, but the browser may delete records. Please open it from the home screen.`
						: `${gigabytes(bytes)} free.`,
			clock: (sign, minutes) =>
				sign === 'well'
					? minutes === 0
						? 'The same as at the center.'
						: `${minutes} min from the center’s. That is fine.`
					: sign === 'look'
						? 'It seems to have been changed. Is the time right? With a network it is checked by itself.'
						: `${minutes} min off. Please set the tablet’s clock.`,
			battery: (sign, percent) =>
				sign === 'well' ? `${percent} %` : `${percent} %. Please charge it.`,
			pin: (sign) =>
				sign === 'well' ? 'There is one.' : 'There is none. The center can make one.',
			installed: (sign) =>
				sign === 'well'
					? 'Opened from the home screen.'
					: 'Opened from the home screen it is safer.',
			version: (sign) =>
				sign === 'well' ? 'The newest.' : 'A new one starts by itself when nobody is at the door.'
		}
	},

	tablet: {
		facts: { name: 'Tablet', site: 'Site', center: 'Center', version: 'Version' },
		open: 'This site has no PIN yet, so the roster stays closed. A PIN is made at the center, on the page of the site.',
		check: {
			title: 'Check',
			explain: 'Is it ready for today? While it is open, badges are tried and not recorded.',
			label: 'Check it'
		},
		update: {
			title: 'There is a new version',
			explain: 'It starts by itself when nobody is at the door, or now.',
			label: 'Start it now'
		},
		setUp: {
			title: 'Fit the screen',
			explain: 'The first language, and buttons of the right size for a finger.',
			label: 'Set up'
		},
		move: {
			title: 'Take it to another site',
			explain: 'For when this tablet is used somewhere else. It needs a network.',
			label: 'Move it'
		},
		takeOut: {
			title: 'Records not sent yet',
			explain:
				'With a network they are sent by themselves. Without one, save a file and take it to the center. It holds no names.',
			label: (unsent) => `Save ${unsent} as a file`
		},
		byLight: {
			title: 'From screen to camera',
			explain:
				'Where there is no network, another tablet films this screen. This one can film others, too.',
			label: 'Pass on'
		},
		sent: {
			title: 'Records to send',
			explain: 'The center has everything. Nothing is kept on this tablet alone.',
			label: ''
		}
	},

	proof: {
		whole: (held, records) => `Everything delivered ✔ ${held}/${records}`,
		lacking: (held, records) =>
			`Not everything has arrived yet ${held}/${records}. It is sent again by itself.`,
		at: (time) => `Compared with the center one by one at ${time}.`,
		aside: (count) => `${count} of them wait for the center’s staff to look at.`,
		since: (count) => `${count} recorded since then are compared next time.`,
		never: 'Not compared with the center yet.',
		unheard: 'The center cannot be reached. Connect to the internet and try again.',
		compare: 'Compare now',
		comparing: 'Comparing',
		receipts: 'Closing receipts',
		show: 'Show',
		title: 'Closing receipt',
		genuine: 'Signed by the center ✔',
		forged:
			'The center’s signature cannot be confirmed. Connect to the internet and open it again.',
		code: 'QR code of the receipt',
		how: 'Film this code with a phone to see whether the center still holds all of it.',
		facts: {
			taken: 'Recorded here',
			received: 'Received',
			remaining: 'Left',
			numbers: 'Numbers',
			at: 'Given',
			code: 'Check code'
		}
	},

	places: {
		title: 'Where is it going?',
		search: 'Find a site by its name',
		none: 'No site like that.',
		here: 'It is here',
		today: 'Session today',
		really: (site) => `Move this tablet to “${site}” now?`,
		whatHappens:
			'The roster of this site is erased and that of the other one fetched. What was recorded is sent to the center all the same. Names open with the other site’s PIN.',
		move: 'Move it',
		again: 'Try again',
		told: {
			asking: 'Asking the center.',
			moving: 'Moving.',
			unheard: 'The center cannot be reached. Please connect to a network and try again.',
			unsure:
				'The center’s answer was not heard. Connect to a network and try again to see where it stands.',
			declined: 'The center says no. Please try again, or ask the center.'
		}
	},

	log: {
		none: 'Nothing has happened yet.',
		undo: 'Take back',
		undone: 'Taken back',
		undoReason: 'Wrong scan',
		arrival: 'Came in',
		departure: 'Left',
		match: (name) => `Matched to ${name}`,
		headcount: (counted, inside) => `Roll call: ${counted} of ${inside}`,
		refusal: {
			foreign: 'A QR code that is no Haebom badge',
			damaged: 'A badge whose digits do not match',
			repeat: 'A badge that was seen already'
		}
	}
};
