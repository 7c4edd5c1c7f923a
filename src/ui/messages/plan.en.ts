import type { PlanTexts } from '#ui/messages/plan.ko.ts';

const count = (number: number, unit: string) => `${number} ${unit}${number === 1 ? '' : 's'}`;
const people = (number: number) => (number === 1 ? '1 person' : `${number} people`);
const MINUTES = 'Please give minutes between 0 and 600.';
const CAPACITY = 'The capacity is a number between 1 and 9999.';

export const en: PlanTexts = {
	save: 'Save',
	edit: 'Edit',
	remove: 'Delete',
	archive: 'Archive',
	restore: 'Use again',
	archived: 'archived',
	showArchived: 'Show archived ones',
	showCurrent: 'Show those in use',
	saved: 'Saved.',
	back: 'Back to the list',
	backToSession: 'Back to the session',
	closing: 'Close',
	inUse:
		'Sessions or tablets belong to it, so it cannot be deleted. Archive it instead: it then leaves the lists.',
	sessionsCount: (sessions) => count(sessions, 'session'),
	people,
	nothing: '–',
	pages: {
		label: 'Pages',
		back: 'Back',
		on: 'On',
		where: (page, pages) => `Page ${page} of ${pages}`
	},

	programs: {
		title: 'Programs',
		explain: 'What is offered in a school year. Sessions are planned for each of them.',
		add: 'Add a program',
		year: 'School year',
		yearOf: (year) => `School year ${year}`,
		none: 'There are no programs in this school year yet.',
		addExplain: 'A name is enough. The rest can be filled in later.',
		noSessions: 'It has no sessions yet. Plan one, and say when and where it is held.',
		name: 'Name of the program',
		kind: 'Type',
		kinds: {
			WORKPLACE: 'Workplace experience',
			JOB_PRACTICE: 'Job practice',
			SITE_VISIT: 'Site visit',
			DEPARTMENT: 'University department',
			CAMP: 'Career camp',
			LECTURE: 'Lecture',
			DIALOGUE: 'Dialogue',
			PERFORMANCE: 'Performance'
		},
		audience: 'For',
		audiences: {
			ANY: 'Everybody',
			ELEMENTARY: 'Elementary schools',
			MIDDLE: 'Middle schools',
			HIGH: 'High schools',
			SPECIAL: 'Special schools',
			OUT_OF_SCHOOL: 'Youth out of school'
		},
		capacity: 'Capacity of each session',
		capacityHint: 'Leave it empty for no limit.',
		funding: 'Funding source',
		fundingHint: 'Who pays. Write the same payer always the same way, so that reports add up.',
		basis: 'Legal basis',
		basisHint: 'e.g. Career Education Act, article 12',
		host: 'Held by',
		hostHint: 'e.g. Gaonnuri University, Nursing',
		tags: 'Tags',
		tagsHint: 'Between commas, e.g. free semester, holidays',
		sessions: 'Sessions',
		seeSessions: 'Sessions of this program',
		planSession: 'Plan a session',
		details: 'About the program',
		problem: {
			name: 'Please give a name of up to 100 letters.',
			year: 'Please give the school year as four digits.',
			kind: 'Please choose a type.',
			funding: 'The funding source has up to 60 letters.',
			basis: 'The legal basis has up to 120 letters.',
			audience: 'Please choose for whom it is.',
			capacity: CAPACITY,
			host: 'This has up to 100 letters.',
			tags: 'Up to 10 tags of up to 20 letters each.'
		}
	},

	sites: {
		title: 'Sites',
		explain: 'Where sessions are held and tablets stand.',
		add: 'Add a site',
		none: 'There are no sites yet.',
		addExplain: 'A name is enough. The rest can be filled in later.',
		noSessions: 'It has no sessions yet. Plan one, and say when it is and what is done.',
		name: 'Name of the site',
		kind: 'Kind',
		kinds: {
			PUBLIC: 'Public institution',
			COMPANY: 'Company',
			CIVIC: 'Youth or civic organisation',
			SCHOOL: 'School or university',
			PRIVATE: 'Private business'
		},
		address: 'Address',
		contact: 'Contact',
		phone: 'Telephone',
		email: 'E-mail',
		sessions: 'Sessions',
		seeSessions: 'Sessions at this site',
		planSession: 'Plan a session',
		details: 'About the site',
		pin: {
			title: 'Staff PIN for tablets',
			none: 'There is no PIN yet. With one, the site’s staff can see names on the tablet and correct attendance.',
			there:
				'With this PIN the site’s staff see names on the tablet and correct attendance. If it is forgotten, make another.',
			make: 'Make a PIN',
			another: 'Make another PIN',
			made: 'Please tell the site’s staff this PIN. It is shown only now, and tablets hear of it with their next contact.'
		},
		problem: {
			name: 'Please give a name of up to 100 letters.',
			kind: 'Please choose a kind.',
			address: 'The address has up to 200 letters.',
			contact: 'The contact has up to 60 letters.',
			phone: 'Please write digits and hyphens, e.g. 02-123-4567.',
			email: 'Please check the e-mail address.'
		}
	},

	sessions: {
		title: 'Sessions',
		add: 'Add a session',
		views: { label: 'View', month: 'Month', week: 'Week', list: 'List' },
		earlier: { month: 'Month before', week: 'Week before', list: 'School year before' },
		later: { month: 'Next month', week: 'Next week', list: 'Next school year' },
		today: 'Today',
		filter: 'Filter',
		show: 'Show',
		everyProgram: 'All programs',
		everySite: 'All sites',
		none: 'There are no sessions here.',
		noneOnDay: 'None',
		more: (more) => `${more} more`,
		count: (sessions) => count(sessions, 'session'),
		cancelled: 'Cancelled',
		day: 'Day',
		time: 'Time',
		program: 'Program',
		site: 'Site',
		roster: 'Roster',
		seats: (enrolled, capacity) =>
			capacity === null ? people(enrolled) : `${enrolled} of ${capacity}`,
		weekdays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
		noPrograms: 'Please add a program first. A session needs a program and a site.',
		noSites: 'Please add a site first. A session needs a program and a site.'
	},

	session: {
		add: 'Add a session',
		edit: 'Edit the session',
		choose: 'Please choose',
		editExplain: 'A new day, time or site soon reaches the tablets, too.',
		day: 'Day',
		start: 'Start',
		end: 'End',
		capacity: 'Capacity',
		capacityHint: 'Leave it empty for no limit.',
		openBefore: 'Door opens (minutes before)',
		openBeforeHint: 'How long before the start can badges be shown?',
		grace: 'In time until (minutes)',
		graceHint: 'How long after the start does somebody still count as in time?',
		stay: 'Minimum stay (minutes)',
		stayHint: 'A badge shown again sooner than this after arriving does not mean leaving.',
		note: 'Note',
		noteHint: 'Only for the center’s staff. Please write no names of students.',
		problem: {
			program: 'Please choose a program.',
			site: 'Please choose a site.',
			day: 'Please give a day that the calendar has.',
			start: 'Please give the time of the start, e.g. 09:30.',
			end: 'The end must be later than the start.',
			capacity: CAPACITY,
			openBefore: MINUTES,
			grace: MINUTES,
			stay: MINUTES,
			note: 'The note has up to 500 letters.'
		},
		facts: 'About the session',
		fact: {
			openBefore: { label: 'Door', value: (minutes) => `opens ${minutes} min before the start` },
			grace: { label: 'In time', value: (minutes) => `until ${minutes} min after the start` },
			stay: { label: 'Minimum stay', value: (minutes) => `${minutes} min` }
		},
		links: 'Ask adults',
		results: 'Satisfaction',
		inCalendar: 'See in the calendar',
		course: 'How it went',
		courseAhead: 'It has not begun yet.',
		roster: 'Roster',
		rosterEdit: 'Edit the roster',
		rosterEmpty: 'The roster is empty.',
		rosterAsk: 'Import the roster file of a school, and everybody on it gets a badge.',
		rosterImport: 'Import a roster file',
		copy: 'Copy to other days',
		badges: 'Print badges',
		cancel: 'Cancel the session',
		cancelExplain:
			'Tablets then no longer open this session. Its roster and its records stay as they are.',
		cancelReason: 'Why is it cancelled?',
		cancelReasonHint: 'e.g. asked for by the site, by the school',
		cancelReasonMissing: 'Please give a reason of up to 200 letters.',
		cancelled: (reason) => `This session was cancelled. Reason: ${reason}`,
		resume: 'Take the cancellation back',
		removeInUse:
			'It has a roster or attendance records, so it cannot be deleted. It can be cancelled instead.',
		doubt: {
			past: 'This session is over already, and nobody came.',
			clash: (time, program) => `Another session is at the same site then: ${time} ${program}`,
			crowded: (over) =>
				over === 1
					? 'One more is on the roster than there is room for.'
					: `${over} more are on the roster than there is room for.`
		}
	},

	copy: {
		title: 'Copy to other days',
		past: 'This day has passed already.',
		explain:
			'Choose days, and the sessions that would be made are shown. Nothing changes until you make them.',
		pick: 'Choose days',
		until: 'Every week until',
		addWeekly: 'Add every week',
		chosen: 'Sessions to be made',
		show: 'Show the chosen days',
		none: 'No day is chosen yet.',
		earlier: 'Month before',
		later: 'Next month',
		roster: 'Copy the roster as well',
		make: (sessions) => `Make ${count(sessions, 'session')}`,
		tooMany: (most) => `Up to ${most} can be made at a time.`,
		drop: 'Leave out'
	},

	roster: {
		title: 'Edit the roster',
		now: (enrolled) => `On the roster now: ${people(enrolled)}`,
		takeOff: 'Take the chosen off',
		takenOff: (gone) => `${people(gone)} taken off.`,
		added: (added) =>
			added === 0 ? 'All of them were on the roster already.' : `${people(added)} added.`,
		empty: 'The roster is empty.',
		add: 'Add people',
		search: 'Find by name or class',
		searchHint: 'e.g. 김새봄, ㄱㅅㅂ, 별솔 1-3',
		find: 'Find',
		noneFound: 'Nobody was found.',
		moreFound: 'There are more. Add a class or a school to your search.',
		addChosen: 'Add the chosen',
		already: 'already on it',
		wholeClass: 'Add a whole class',
		school: 'School',
		chooseSchool: 'Show classes',
		noClasses: 'This school has no classes.',
		noSchools: 'There are no schools yet. Importing a roster file adds them.',
		classOf: (group, enrolled) => `${group} (${enrolled})`,
		takeOver: 'Take over from another session',
		takeOverDay: 'On which day was it?',
		takeOverShow: 'Show sessions',
		takeOverNone: 'There is no roster to take over on that day.',
		take: 'Take over',
		number: (number) => `no. ${number}`
	},

	search: {
		title: 'Search',
		label: 'Search everything',
		placeholder: 'Name, class, day, program',
		submit: 'Search',
		hint: 'Names (김새봄, ㄱㅅㅂ), classes (1-3), days (11/24), programs, sites, schools, or several of them together.',
		none: (text) => `Nothing fits ‘${text}’.`,
		more: 'There are more. Please add another word.',
		groups: {
			people: 'Students',
			sessions: 'Sessions',
			programs: 'Programs',
			sites: 'Sites',
			schools: 'Schools'
		}
	},

	center: {
		title: 'Center settings',
		name: 'Name of the center',
		zone: 'Time zone',
		zoneHint: 'When a day begins and ends, and what the clocks on the screens show, follows it.',
		about: 'The center',
		defaults: 'What new sessions begin with',
		defaultsHint: 'They fill in the form of a new session. Sessions already planned do not change.',
		backup: {
			title: 'Backup',
			last: (at) => `The last verified backup was made at ${at}.`,
			concern: {
				off: 'The server makes no backups.',
				none: 'There is no backup yet.',
				failed: 'Making a backup failed.',
				old: 'There has been no backup for more than a day.'
			},
			meanwhile:
				'Until there is one, tablets keep what they recorded, for up to ninety days. Please tell whoever runs the server.',
			restored: (at) =>
				`The records were put back from a backup at ${at}. Tablets hand in again what they hold. Please see whether accounts, tablets and rosters are as they should be.`,
			unannounced: 'Nobody said so beforehand. Please ask whoever runs the server.'
		},
		answers: 'Satisfaction',
		positiveMin: 'Share of positive answers wanted (%)',
		positiveMinHint:
			'Staff are told of a session whose share is lower than this by more than chance.',
		problem: {
			name: 'Please give a name of up to 100 letters.',
			zone: 'Please choose a time zone.',
			openBefore: MINUTES,
			grace: MINUTES,
			stay: MINUTES,
			positiveMin: 'A number from 0 to 100.'
		}
	}
};
