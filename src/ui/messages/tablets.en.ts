import type { TabletTexts } from '#ui/messages/tablets.ko.ts';

const gigabytes = (bytes: number) => `${(bytes / 1024 ** 3).toFixed(1)} GB`;
const minutes = (ms: number) => Math.round(ms / 60_000);
const span = (ms: number) =>
	minutes(ms) < 120 ? `${minutes(ms)} min` : `${Math.round(ms / 3_600_000)} h`;
const records = (count: number) => `${count} record${count === 1 ? '' : 's'}`;

export const en: TabletTexts = {
	explain: 'See at a glance whether each tablet is well and has handed in its records.',
	connect: 'Connect a tablet',
	list: { inService: 'In service', retired: 'Out of service' },
	none: { inService: 'No tablet is connected yet.', retired: 'No tablet is out of service.' },
	columns: { name: 'Tablet', site: 'Site', state: 'State', seen: 'Last contact' },
	more: (count) => `${count} more`,
	pages: {
		label: 'Pages',
		back: 'Back',
		on: 'Next',
		where: (page, count) => `Page ${page} of ${count}`
	},

	sign: { act: 'Act now', look: 'Take a look', well: 'All well' },
	rest: {
		on: 'Working, everything handed in.',
		resting: 'Resting, everything handed in.',
		retired: 'Its roster is erased and everything is handed in.'
	},
	matter: {
		late: (count) => `${records(count)} came after it was taken out of service. Please decide.`,
		missing: (count) => `${records(count)} never came, and may be lost on the tablet.`,
		stranded: (count) =>
			`Out of contact with ${records(count)} still to send. Switch it on and connect it.`,
		absent: () => 'A session is on and it does not answer. Please check that it is on.',
		full: (bytes) => `Only ${gigabytes(bytes)} of storage left. Delete other apps or photos.`,
		unerased: () => 'Not heard of since. It erases its roster as soon as it connects.',
		aside: (count) => `${records(count)} unreadable or contradicting. Please decide.`,
		battery: (percent) => `${percent}% of battery left. Please charge it.`,
		clock: (ms) => `Its clock is off by ${span(ms)}. Records are corrected; please set the clock.`,
		storage: (bytes) => `${gigabytes(bytes)} of storage left.`,
		owing: (count) => `${records(count)} still to send.`,
		forgotten: () => 'Not switched on for a week. Open it once before it is used.',
		evictable: () => 'The browser may delete records. Add it to the home screen.',
		tab: () => 'Used in a browser tab. It is safer when added to the home screen.',
		outdated: () => 'An old version. It updates by itself when nobody is at the door.'
	},

	duty: {
		passage: 'This tablet is for',
		passages: {
			both: { label: 'Coming and going', explain: 'It knows which from the time and the records.' },
			arrivals: {
				label: 'Coming in only',
				explain: 'Whoever is in and shows the badge again stays in.'
			},
			departures: {
				label: 'Leaving only',
				explain: 'Once a session has begun, whoever was not seen yet counts as leaving.'
			}
		},
		asking: 'Asking how it was',
		asks: {
			leaving: {
				label: 'Whoever leaves',
				explain: 'Asked at once, when they show their badge to leave.'
			},
			badge: {
				label: 'Whoever shows a badge',
				explain: 'For a second tablet beside the door. It only asks; nobody comes or goes by it.'
			},
			open: {
				label: 'Anybody',
				explain: 'Without a badge. Nobody comes or goes by it, and it is counted apart.'
			},
			nobody: { label: 'Nobody', explain: 'It only records who comes and goes.' }
		},
		keypad: 'Typing numbers on the screen',
		keypads: { yes: 'Allowed', no: 'Hidden' }
	},

	pair: {
		again: 'Connect another',
		left: (time) => `${time} left`,
		used: 'Connected. You find it in the list.',
		over: 'This number no longer works.',
		problem: { device: 'A name has up to 60 characters.', site: 'Please choose a site.' }
	},
	codes: {
		title: 'Numbers not used yet',
		explain: 'A number is shown once, to whoever made it. Withdraw what you do not need.',
		withdraw: 'Withdraw',
		withdrawOf: (name) => `Withdraw the number for ${name}`
	},
	handOver: {
		title: 'Records from a file',
		explain:
			'A file saved on a tablet that has no network goes in here. Doing it twice does no harm.',
		file: 'File',
		take: 'Take in',
		receipt: 'The receipt, as a file for that tablet',
		receiptHow:
			'Open it there, under ‘From screen to camera → Film the receipt → I have a file’, and the tablet knows that they arrived.',
		taken: ({ name, stored, duplicate, aside, late }) =>
			[
				`${name}: ${stored} new.`,
				duplicate > 0 ? `${duplicate} were here already.` : '',
				aside > 0
					? `${aside} cannot be read or contradict others; they are set aside under ‘Today’.`
					: '',
				late > 0 ? `${late} do not count yet, for the tablet is out of service. Please decide.` : ''
			]
				.filter(Boolean)
				.join(' '),
		unreadable: 'This is no file of a Haebom tablet, or it is damaged. Please save it again.',
		unknown: 'This file is not from a tablet of this center.'
	},
	late: {
		notice: (name, count) =>
			`${records(count)} came from ‘${name}’, which is out of service. They do not count yet.`,
		look: 'Look and decide',
		title: 'Records that came after it was taken out of service',
		explain:
			'These do not count as attendance yet. Take them in if they were made while the center used the tablet, otherwise leave them. Neither deletes anything.',
		count: (count) => records(count),
		arrivals: 'Arrivals',
		departures: 'Departures',
		others: 'Others',
		unreadable: 'Unreadable',
		happened: 'Made',
		received: 'Received',
		reason: 'Reason',
		reasonHint: 'The access log keeps who decided, and why.',
		noReason: 'Please give a reason.',
		take: 'Take all into attendance',
		leave: 'Leave them out',
		left: (count) => `${records(count)} left out`,
		leftExplain: 'You can still take them into attendance at any time.',
		taken: (count) => `${records(count)} taken into attendance`,
		decided: {
			taken: (at, reason) => `${at}: taken into attendance. ${reason}`,
			left: (at, reason) => `${at}: left out. ${reason}`
		}
	},

	aside: {
		title: 'Records set aside',
		explain:
			'The tablet sent these, and they do not count as attendance yet. Whatever you choose, nothing is deleted.',
		takeable: (count) => `${records(count)} can be read, and taken into attendance.`,
		contradicting: (count) =>
			`${records(count)} ${count === 1 ? 'says' : 'say'} otherwise than what was received before. One deed is not counted twice, so nothing of it is taken in. If what was received is wrong, correct it in the session.`,
		unreadable: (count) =>
			`${records(count)} cannot be read by this version. Once there is a version that can, you may take ${count === 1 ? 'it' : 'them'} in.`,
		happened: (stretch) => `Made: ${stretch}`,
		reason: 'Reason',
		reasonHint: 'The access log keeps who decided, and why.',
		noReason: 'Please give a reason.',
		take: 'Take what can be read into attendance',
		leave: 'Leave them out',
		left: (count) => `${records(count)} left out`,
		taken: (count) => `${records(count)} taken into attendance`,
		decided: {
			taken: (at, reason) => `${at}: taken into attendance. ${reason}`,
			left: (at, reason) => `${at}: left out. ${reason}`
		}
	},

	delivery: {
		title: 'Delivery',
		whole: (held, records) => `Everything delivered ✔ ${held}/${records}`,
		lacking: (held, records) => `Not everything has arrived ${held}/${records}`,
		at: (time) => `Compared with the tablet’s records one by one, ${time}.`,
		earlier: (count, time) =>
			`${count} of them ${count === 1 ? 'is' : 'are'} from before it began anew, last compared on ${time}, and may not be on it any more.`,
		aside: (count) => `${count} of them were set aside.`,
		since: (count) => `${count} recorded since then are compared next time.`,
		never: 'Not compared yet. A connected tablet does it by itself each hour.'
	},
	losses: {
		title: 'Records that did not arrive',
		sentence: (name, from, to) =>
			from === to
				? `${name}: one record, number ${from}, did not arrive.`
				: `${name}: ${to - from + 1} records, numbers ${from} to ${to}, did not arrive.`,
		made: {
			between: (stretch) => `Made ${stretch}.`,
			after: (at) => `Made after ${at}.`,
			before: (at) => `Made before ${at}.`
		},
		hope: {
			silent: 'They may still be on it. Switch it on and connect it to the internet.',
			ended: 'The tablet has begun anew since then, and may not have them any more.',
			gone: 'The tablet is out of service. If you find it, switch it on once and connect it to the internet.'
		},
		doubled: {
			title: 'Copied, or put back',
			noticed: (name, at) =>
				`${name} was copied, or its disk was put back to an older copy. Noticed on ${at}.`,
			numbers: (from, to, count) => {
				if (from === to) return `Both took number ${from}.`;
				return count === to - from + 1
					? `Both took the ${count} numbers ${from} to ${to}.`
					: `Both took ${count} of the numbers ${from} to ${to}.`;
			},
			made: (stretch) => `Made ${stretch}.`,
			none: 'No number came twice.',
			counted: (count) => `All ${count} records of both count.`,
			anew: 'Each takes new numbers once it connects.',
			gone: 'If its disk was put back, what it had not sent before is gone with the old disk, and cannot be counted.'
		},
		look: 'Look into it',
		note: 'What happened?',
		noteHint: 'The access log keeps who noted it and when.',
		noNote: 'Please say what happened.',
		acknowledge: 'We know'
	},

	facts: {
		title: 'How it is',
		seen: 'Last contact',
		never: 'never',
		unsent: 'Still to send',
		records,
		missing: 'Never came',
		aside: 'Set aside',
		persisted: 'Storage protected',
		persistedIs: { yes: 'yes, the browser keeps it', no: 'no, the browser may delete it' },
		free: 'Storage left',
		gigabytes,
		skew: 'Clock off by',
		skewIs: (ms) => (Math.abs(ms) < 60_000 ? 'less than a minute' : span(Math.abs(ms))),
		battery: 'Battery',
		batteryIs: (percent, charging) => (charging ? `${percent}%, charging` : `${percent}%`),
		installed: 'On the home screen',
		version: 'Version',
		versionIs: { current: 'current', old: 'old' },
		paired: 'Connected on',
		retired: 'Out of service since',
		erased: 'Said its roster is erased',
		yes: 'yes',
		no: 'no',
		unknown: 'not known'
	},
	contacts: {
		title: 'Earlier contacts',
		explain: 'One each quarter of an hour, kept for a week.',
		at: 'When',
		none: 'There is nothing yet.'
	},
	change: {
		title: 'Change',
		name: 'Name',
		noName: 'Please give a name of up to 60 characters.',
		site: 'Where will it be?',
		siteHint:
			'At another site it forgets this roster and fetches the new one. What it still has to send is sent.',
		submit: 'Save'
	},
	lost: {
		title: 'Lost, or no longer used',
		about: (at, entries, sessions, days) =>
			`There is no readable name on this tablet. By ${at} it had received at most ${entries} roster entries, of ${sessions === 1 ? 'one session' : `${sessions} sessions`} (${days}), all of them sealed.`,
		aboutEmpty: (at) =>
			`There is no readable name on this tablet. By ${at} it had received no roster either.`,
		sealed:
			'A name opens only with that student’s badge, and is erased by itself a day after the session.',
		left: (entries) => `At most ${entries} of them are not yet due to be erased by itself.`,
		leftNone: 'All of them are past the time at which the tablet erases them by itself.',
		erased: (at) => `On ${at} the tablet said that it has erased its whole roster.`,
		unerased: 'It erases its whole roster the moment it connects again.',
		unsent: (count) =>
			`${records(count)} still to send ${count === 1 ? 'is' : 'are'} on it. They are kept, and sent when it connects.`,
		retire: 'Take this tablet out of service',
		retireExplain:
			'It erases its roster the moment it connects again. To use it again, connect it anew.'
	},
	done: {
		changed: 'Saved. The tablet will know within a minute.',
		retired: 'Out of service.',
		takenAside: (stored, remaining) =>
			[
				`${records(stored)} taken into attendance.`,
				remaining > 0 && `${records(remaining)} stay set aside.`
			]
				.filter(Boolean)
				.join(' '),
		taken: (stored, duplicate, aside) =>
			[
				`${records(stored)} taken into attendance.`,
				duplicate > 0 && `${records(duplicate)} were there already.`,
				aside > 0 && `${records(aside)} unreadable or contradicting, now among those to look at.`
			]
				.filter(Boolean)
				.join(' '),
		left: 'Left out of attendance.',
		acknowledged: 'Noted. Should they come later, they are taken in.',
		nothing: 'There is nothing left to decide. Somebody may have been faster.'
	},
	back: 'All tablets'
};
