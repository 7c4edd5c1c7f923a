import type { StaffroomTexts } from '#ui/messages/staffroom.ko.ts';

export const en: StaffroomTexts = {
	open: 'Staff',
	title: 'For staff',
	close: 'Lock',
	pin: {
		title: 'Staff PIN, six digits',
		enter: 'Open',
		trying: 'Checking',
		wrong: 'That is not the PIN. Please try again.',
		wait: (seconds) =>
			seconds < 120
				? `Too many wrong PINs. Please try again in ${seconds} seconds.`
				: `Too many wrong PINs. Please try again in ${Math.ceil(seconds / 60)} minutes.`,
		none: 'This site has no PIN yet. It is made at the center, on the page of the site.'
	},
	session: 'Session',
	noSession: 'There is no session here today.',
	tabs: { people: 'Roster', rollCall: 'Roll call', group: 'Group arrival', log: 'Log' },
	failed: 'That could not be recorded. Please try again.',

	search: 'Find by name, initials (ㄱㅂ), class (1-3) or number',
	everybody: 'All',
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
	back: 'Back',
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

	group: {
		how: 'Pick a class to begin. As badges are shown, one by one, the remaining names grow fewer.',
		start: (group, waiting) => `${group} · ${waiting} to come`,
		title: (group) => `Class ${group} arriving`,
		invite: 'One after the other, please show your badges',
		remaining: (count) => `${count} to come`,
		arrived: (count) => `${count} came`,
		done: 'Everybody is here!',
		finish: 'Finish',
		goOn: 'Go on',
		absentTitle: (count) => `Mark the ${count} who did not come as absent?`,
		absent: 'Mark as absent and finish',
		absentReason: 'Did not come with the group',
		keep: 'Just finish',
		nobody: 'No class is waiting.'
	},

	handOver: {
		explain:
			'With a network it is sent by itself. Without one, save a file and take it to the center. It holds no names.',
		make: (unsent) =>
			`Save ${unsent === 1 ? 'the record' : `the ${unsent} records`} not sent yet as a file`
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
