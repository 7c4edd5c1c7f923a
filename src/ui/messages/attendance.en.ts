import type { AttendanceTexts } from '#ui/messages/attendance.ko.ts';

/** Texts of the page on which staff at the center correct a session's attendance. */
export const en: AttendanceTexts = {
	title: 'Correct attendance',
	how: 'Press a name to correct how somebody stands. The tablets of this site show it too.',
	ahead: 'The door is not open yet. You can already note who is known to be absent.',
	cancelled: 'This session is cancelled. Its records can only be read.',
	empty: 'The roster is empty, and nobody has come yet.',
	roster: 'Edit roster',
	backToToday: 'Today',

	nameless: (count) => `Name not known yet: ${count}`,
	namelessHow: 'They came in without a badge. Press one to say who it was.',
	people: 'Attendance',
	count: (standing, count) => `${standing}: ${count}`,
	correct: (name) => `Correct attendance of ${name}`,

	mark: {
		legend: 'How do they stand?',
		explain: {
			present: 'Came in time.',
			late: 'Came, but late.',
			'left-early': 'Came, and went before the end.',
			excused: 'Did not come, and the school agreed.',
			absent: 'Did not come.'
		},
		submit: 'Save'
	},
	reason: {
		label: 'Reason',
		hint: 'Choose one or write your own. No names, please.',
		other: 'In your own words'
	},
	match: {
		title: 'Who was it?',
		said: (claim) => `Class and number, as they said: ${claim}`,
		saidNothing: 'They did not say a class or a number.',
		how: 'This record becomes that student’s. If it was wrong, take it back in the log below.',
		toCome: 'On the roster and not here yet',
		nobodyToCome: 'Everybody on the roster has come.',
		best: 'As they said',
		others: (count) => `Already came: ${count}`,
		found: 'Found in the center',
		search: 'Find',
		searchHint: 'A name or a class (1-3)',
		noneFound: 'There is no such student. Try two letters of the name, or a class.',
		reason: 'How do you know?',
		reasons: ['No badge', 'Asked the student', 'A teacher confirmed it'],
		submit: 'It was this student',
		otherwise: 'Correct attendance without a name'
	},
	undo: {
		open: 'Take back',
		title: 'Take this record back?',
		how: 'The record is not deleted; it stays, marked as taken back. That can be taken back as well.',
		reasons: ['Scanned by mistake', 'It was another student', 'Entered by mistake'],
		submit: 'Take back'
	},
	letIn: {
		title: 'Somebody not on the roster',
		how: 'Find a student of the center and let them in to this session. The roster stays as it is.',
		search: 'Find a student',
		find: 'Find',
		submit: 'Let in',
		named: (name) => `Let in ${name}`,
		here: 'Already in this session',
		closed:
			'The door is closed. If somebody came who is not on the roster, add them to it first, then note their attendance.',
		more: 'There are more. Try to be more precise.'
	},
	log: {
		title: 'Log',
		none: 'No records yet.',
		rest: (count) => `Show ${count} earlier records`,
		center: 'the center',
		by: (by) => `at ${by}`,
		void: 'Taken back',
		taken: 'taken back',
		undoOf: (what) => `Take back “${what}”`
	},

	done: {
		mark: 'Attendance is corrected.',
		match: 'It is noted who it was.',
		undo: 'It is taken back.',
		'let-in': 'They are let in.'
	},
	problem: {
		mark: 'Please choose how they stand.',
		who: 'Please choose who it was.',
		reason: 'Please choose or write a reason.',
		cancelled: 'The session was cancelled meanwhile. Nothing was changed.',
		spent:
			'This form had been saved before. Below is how things stand; correct again if you need to.',
		overtaken:
			'Something changed meanwhile. Below is how things stand; correct again if you need to.'
	}
};
