import type { IntakeTexts } from '#ui/messages/intake.ko.ts';

const COPY = 'mark the table, copy it, and paste it into ‘Paste’ below.';
const SAVE_AS = 'Open it in Excel, save it as an “Excel workbook (.xlsx)”, and choose that file.';

export const en: IntakeTexts = {
	title: 'Import a roster file',
	explain:
		'Choose the file as the school sent it. You see first what it says; nothing is stored until you press “Put on the roster”.',

	target: {
		title: 'Where do they go?',
		school: 'Which school is it?',
		fromFile: 'As the file says',
		band: 'Age',
		sessions: 'On the rosters of which sessions?',
		sessionsHint: 'Choose none to add them as students of the school only.',
		find: 'Find a session',
		noSessions: 'There are no sessions to come. For now they are added as students of the school.',
		planSession: 'Plan a session first',
		noneFound: 'There is no such session.',
		capacity: (enrolled, capacity) =>
			capacity === null ? `${enrolled} now` : `Capacity ${capacity}, ${enrolled} now`
	},

	source: {
		title: 'File',
		drop: 'Drop the file here, or',
		choose: 'Choose a file',
		kinds:
			'Excel (.xlsx) and CSV files are read. Columns with birth dates, addresses and telephone numbers are dropped unread.',
		paste: 'Paste',
		pasteExplain:
			'You can also copy a table from Excel or a document and paste it here, together with its heading.',
		pasteLabel: 'The copied table',
		readPasted: 'Read',
		reading: 'Reading the file',
		cancel: 'Cancel',
		another: 'Import another file'
	},

	refused: {
		empty: 'The file is empty. Please get it again.',
		macros: `Excel files with macros are not read. ${SAVE_AS}`,
		'old-excel': `This is an old Excel file (.xls). ${SAVE_AS}`,
		'binary-excel': `This kind of Excel file (.xlsb) cannot be read. ${SAVE_AS}`,
		'open-document': 'This is an OpenDocument file (.ods). Save it as .xlsx and choose that file.',
		locked: 'The file has a password. Open it, remove the password, save it and choose it again.',
		hwp: `Hangul documents (.hwp) cannot be read. Open it, ${COPY}`,
		hwpx: `Hangul documents (.hwpx) cannot be read. Open it, ${COPY}`,
		pdf: `PDF files cannot be read. Ask the school for an Excel file, or ${COPY}`,
		'web-page': `This is a web page that only calls itself Excel. ${SAVE_AS}`,
		damaged: 'The file is damaged. Please get it again.',
		unknown: 'It is not clear what this file is. Choose an Excel (.xlsx) or a CSV file.',
		'too-large': 'The file is too large. Save the roster alone and choose that file.',
		bomb: 'Unpacked, this file would be far too large, so it was not read. Copy the roster into a new file.',
		'too-many-rows': 'There are too many rows. Split the file.'
	},
	failed: 'The file could not be read to its end. Open the browser anew and try again.',
	noHeader: 'No column with names was found.',
	noHeaderExplain: (wanted) =>
		`The first row of the table has to name the columns. Looked for: ${wanted}. Write the names, save the file and choose it again.`,
	noHeaderFound: (sheet, row, texts) =>
		`${sheet ? `Sheet ${sheet}, row` : 'Row'} ${row} says: ${texts}`,
	nobody: 'The columns were found, but there is nobody below them.',

	understood: (people) => `Read: ${people}.`,
	encoding: {
		'utf-8': 'UTF-8',
		'utf-16le': 'Unicode',
		'utf-16be': 'Unicode',
		cp949: 'Korean Windows (CP949)'
	},
	readAs: (encoding) => `The letters were read as ${encoding}.`,
	damagedText: 'Some letters cannot be read. If names are broken, please get the file again.',
	refusedColumns: (columns) => `Dropped unread: the columns ${columns}.`,
	refusedContents: (column, what) => `Dropped unread: column ${column}, which looks like ${what}.`,
	ignoredColumns: (columns) => `Not used: the columns ${columns}.`,
	unreadSheets: {
		hidden: (sheets) => `Hidden sheets were not read: ${sheets}`,
		'no-header': (sheets) => `Sheets without a column of names were not read: ${sheets}`
	},
	what: {
		'resident-number': 'a resident number',
		'personal-number': 'a personal number',
		'birth-date': 'a birth date',
		address: 'an address',
		phone: 'a telephone number',
		email: 'an e-mail address',
		guardian: 'something about guardians',
		sex: 'the sex',
		health: 'something about health',
		background: 'something about the family',
		welfare: 'something about welfare',
		account: 'an account',
		photo: 'a photo'
	},
	field: {
		school: 'school',
		grade: 'grade',
		class: 'class',
		number: 'number',
		name: 'name',
		'student-number': 'student number',
		'grade-class': 'grade and class',
		'class-number': 'class and number',
		affiliation: 'affiliation',
		count: 'running number',
		remark: 'remarks'
	},

	schools: {
		title: 'Schools',
		explain: 'Check which of the center’s schools are meant by those in the file.',
		found: (name, people) => `“${name}” (${people})`,
		add: (level) => `Add as new: ${level.toLowerCase()}`,
		leaveOut: 'Leave this school out',
		choose: 'Please choose',
		other: (names) => `The file names other schools than the one chosen above: ${names}`
	},

	counts: {
		title: 'What will happen',
		added: 'New',
		same: 'Same',
		changed: 'Changed',
		question: 'To answer',
		gone: 'Not listed',
		leftOut: 'Left out'
	},
	roomy: (session, after, capacity) => `${session}: ${after} in all, of ${capacity} places.`,
	crowded: (session, after, over) =>
		`${session}: ${after} in all, ${over} more than there are places.`,
	gone: {
		roster: (people) => `On the roster now, but not in this file: ${people}.`,
		school: (people) => `Students of the classes in this file who are not in it: ${people}.`,
		dropRoster: 'Take them off the roster',
		dropSchool: 'Note that they moved away',
		more: (people) => `and ${people} more`
	},

	lines: {
		title: 'Row by row',
		all: (count) => `All (${count})`,
		doubts: (count) => `Only what to check (${count})`,
		show: 'Show',
		clear: 'There is nothing to check.',
		head: {
			row: 'Row',
			name: 'Name',
			school: 'School',
			grade: 'Grade',
			class: 'Class',
			number: 'Number',
			meaning: 'Meaning',
			out: 'Leave out'
		},
		row: (sheet, row) => (sheet ? `${sheet} ${row}` : `${row}`),
		of: (label, row) => `${label} of row ${row}`,
		leaveOut: 'Leave out',
		takeIn: 'Take in again',
		asks: {
			name: 'There is another name in this place. Who is it?',
			place: 'A student has the same name. Is it the same one?'
		},
		itIs: (name, place) => `${name} ${place}`,
		somebodyNew: 'A new student',
		added: 'New student',
		same: 'Stays the same',
		renamed: (name) => `Gets a new name, was ${name}`,
		moved: (place) => `Moves from ${place}`,
		repeat: (row) => `The same as row ${row}, counted once`
	},
	away: (word) => `Left out, because it says ${word}`,
	struck: 'Left out, because it is struck through',
	hidden: 'Left out, because the row is hidden',
	byHand: 'Left out',

	part: { school: 'school', grade: 'grade', classNo: 'class', number: 'number', name: 'name' },
	doubt: {
		unreadable: (part) => `The ${part} cannot be read. Please write it.`,
		date: (part) => `Excel took the ${part} for a date. Please check it.`,
		contradiction: (part) => `Two columns say different things about the ${part}. Please check it.`,
		carried: (part) => `The ${part} was taken from the row above.`,
		dropped: (part, what) => `There was ${what} where the ${part} should be. It was dropped.`,
		missing: (part) => `There is no ${part}.`,
		'unreadable-name': 'The name cannot be read. Correct it or leave it out.',
		'impossible-grade': (grades) => `This school has ${grades} grades.`,
		'other-school': 'It names another school than the one that was chosen.',
		duplicate: (rows) => `The same as row ${rows}.`,
		namesake: (rows) => `The same name as row ${rows}; the number tells them apart.`,
		'same-number': (rows) => `The same number as row ${rows}.`
	},
	unfit: 'Grade, class and number go from 1 to 99, names up to 60 letters.',

	confirm: 'Put on the roster',
	confirming: 'Putting them on the roster',
	open: {
		questions: (count) => `Questions still open: ${count}.`,
		blocked: (count) => `Rows to correct or leave out: ${count}.`,
		leaveAllOut: 'Leave all of them out',
		schools: 'Some rows name no school. Please choose which one it is.',
		nothing: 'There is nobody to put on the roster.',
		tooMany: (most) => `At most ${most} at a time. Please split the file.`
	},
	items: (count) => count.toLocaleString('en-GB'),
	trouble: {
		changed:
			'The center’s people changed meanwhile. It was compared again: look once more, then press.',
		undecided: 'Something is still undecided. Please look below.',
		unreachable:
			'The server could not be reached. Check the network and press again; pressing twice does not add anybody twice.'
	},
	done: {
		title: 'They are on the roster',
		added: (people) => `New: ${people}, with badges.`,
		changed: (people) => `Changed: ${people}.`,
		same: (people) => `Same as before: ${people}.`,
		enrolled: (count) => `Put on rosters: ${count}.`,
		goneRoster: (people) => `Taken off the roster: ${people}.`,
		goneSchool: (people) => `Noted as moved away: ${people}.`,
		schools: (count) => `New schools: ${count}.`,
		nothing: 'Nothing has changed. This list had been taken in already.',
		badges: 'Print the badges',
		people: 'See the participants'
	}
};
