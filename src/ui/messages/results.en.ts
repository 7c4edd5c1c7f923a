import { asked } from '#ui/messages/asked.ts';
import type { ResultTexts } from '#ui/messages/results.ko.ts';

const count = (number: number) => number.toLocaleString('en-GB');
const some = (number: number, one: string, many: string) =>
	`${count(number)} ${number === 1 ? one : many}`;

export const en: ResultTexts = {
	title: 'Satisfaction',
	explain:
		'Answers of closed sessions only. Fewer than five are never shown, so that nobody can tell who answered what.',
	year: 'School year',
	yearOf: (year) => `School year ${year}`,
	who: 'Who answered',
	people: (number) => count(number),
	sessions: (number) => some(number, 'session', 'sessions'),
	none: 'There are no answers yet that could be shown.',
	noneWhy:
		'An hour after a session, once its tablets have handed in all they have, its answers are shown here if there are at least five.',
	hidden: 'Not shown',
	hiddenWhy:
		'Fewer than five answered, or the answers would tell whose they are. So they are not shown.',
	toYear: 'The year’s results',
	toProgram: 'The program’s results',
	toSite: 'The site’s results',
	toSession: 'See the session',
	card: 'Card for the mentor',
	print: 'Print',

	bands: {
		lower: 'Grades 1–3',
		upper: 'Grades 4–6',
		secondary: 'Middle and high school',
		adult: 'Adults'
	},
	ways: {
		door: (people) => people,
		open: (people) => `${people}, without a badge`,
		teacher: () => 'Teachers',
		parent: () => 'Parents',
		site: () => 'Sites'
	},

	answers: {
		lower: asked.en.again.words,
		upper: asked.en.faces.words,
		secondary: asked.en.labels.words,
		adult: [
			'Very dissatisfied',
			'Dissatisfied',
			'Neither one nor the other',
			'Satisfied',
			'Very satisfied'
		]
	},
	scale: {
		lower:
			'Asked with three buttons. Young children mostly choose the best one, so there is no mean, and no comparison with other ages.',
		upper: 'All five faces smile. Not to be compared with the results of other ages.',
		secondary: 'Asked in words, on five points.',
		adult: 'Asked in words, on five points.'
	},

	distribution: 'How often each answer was given',
	answer: 'Answer',
	howMany: 'People',
	percent: 'Share',
	given: (number) => `${some(number, 'person', 'people')} answered`,
	declined: (number) => `${some(number, 'person', 'people')} did not want to answer`,
	positive: {
		label: 'Positive answers',
		value: (percent, hits, answers, low, high) =>
			`${percent} % (${count(hits)}/${count(answers)}), 95 % confidence interval ${low}–${high} %`,
		explain: (labels) =>
			`The share of those who chose “${labels}”. If the same program took place again, the true share would most likely lie in this interval. The fewer the answers, the wider it is.`
	},
	mean: {
		label: 'Mean',
		value: (mean, points, score, low, high) =>
			`${mean}/${points} (score on 100: ${score}), 95 % confidence interval ${low}–${high}`,
		few: (from) => `With fewer than ${from} answers no mean is given.`,
		never: 'No mean is given for this age. Look at the answers themselves.'
	},
	response: {
		label: 'Response rate',
		value: (percent, answers, present) =>
			`${percent} % (${count(answers)} of the ${count(present)} who came)`,
		surplus: (answers, present) =>
			`${count(present)} came, but there are ${count(answers)} answers: there is no rate.`,
		low: 'Fewer than 60 % answered. The others may think otherwise.'
	},
	bothWays: {
		label: 'Positive answers, counted in two ways',
		value: (answer, session, counted) =>
			`per answer ${answer} %, mean of ${some(counted, 'session', 'sessions')} ${session} %`
	},
	suspicious: {
		label: 'Doubtful answers',
		none: 'None.',
		quick: (without, number) =>
			`${without} % positive without ${some(number, 'answer', 'answers')} given before anybody could have read the question`,
		runs: (without, number) =>
			`${without} % positive without ${some(number, 'answer', 'answers')} from rows of eight or more alike`,
		few: 'Fewer than five, so they are not shown apart.'
	},

	reasons: 'What it was about',
	reasonsExplain: (answers) =>
		`Shares are of the ${some(answers, 'person', 'people')} who answered. Several could be chosen, or none; which there were to choose from depends on the type of the program. It may be praise as well as blame.`,
	reason: 'Reason',
	times: 'Chosen by',
	topics: asked.en.topics,

	trend: {
		title: 'Month by month',
		explain:
			'Each dot is the share of positive answers of a month. Within the grey band it goes up and down by chance; that means nothing.',
		month: 'Month',
		share: 'Positive answers',
		limits: 'By chance',
		centre: (percent) => `All together ${percent} % positive (dashed)`,
		calm: 'No month is out of the ordinary.',
		outside: (month, side) => `${month}: ${side} the band. It is worth finding out why.`,
		run: (from, to, side) => `From ${from} to ${to} always ${side} the whole.`
	},
	funnel: {
		explain:
			'This is no ranking. Where few answered, the share is high or low by chance. Whatever lies within the funnel cannot be told apart.',
		answers: 'People who answered',
		verdict: {
			indistinct: 'Cannot be told apart',
			above: 'Above the whole',
			below: 'Below the whole'
		},
		verdictLabel: 'Verdict',
		lines: 'The line in the middle is the whole, the dotted ones are 95 %, the outer ones 99.8 %.'
	},
	programs: 'Programs',
	sites: 'Sites',
	levels: 'Levels of school',
	level: {
		ELEMENTARY: 'Elementary schools',
		MIDDLE: 'Middle schools',
		HIGH: 'High schools',
		SPECIAL: 'Special schools',
		OTHER: 'Other schools'
	},
	session: 'Session',
	shownSessions: (shown, all) =>
		`${count(shown)} of ${some(all, 'closed session', 'closed sessions')}. The others had few answers or none; these may still be part of the totals.`,
	sessionsTitle: 'Sessions',
	interval: '95 % confidence interval',
	table: 'As a table',

	comments: {
		title: 'In their words',
		explain: 'Read and chosen by the center. Their order means nothing.',
		none: 'No comments were released.'
	},
	alerts: {
		title: 'Sessions to look into',
		explain:
			'Sessions of this month and the last in which fewer were positive than the center wants and it is hardly chance, or fewer than 60 % of those who came answered.',
		open: (number) =>
			number === 1
				? 'There is one session to look into.'
				: `There are ${count(number)} sessions to look into.`,
		look: 'Look into it',
		none: 'There is nothing to look into.',
		concern: {
			unhappy: 'Few positive answers',
			silent: 'Few answered'
		},
		note: 'What have you found out?',
		noteHint: 'For example: called the mentor, who had run out of flour.',
		acknowledge: 'Acknowledge',
		acknowledged: (account, when) => `${account}, ${when}`,
		done: 'Noted.',
		others: 'Somebody else was faster.',
		problem: 'Write at least two letters, and at most 200.',
		past: 'Looked into'
	},
	moderation: {
		title: 'Choose comments',
		explain:
			'Read what students and adults wrote, and choose what is shown. They are shuffled. Whatever looks like a telephone number or an address is covered with ●.',
		open: (number) => `Choose comments (${count(number)})`,
		waiting: (number) => `${some(number, 'comment waits', 'comments wait')}`,
		some: (shown) => `${count(shown)} are shown at a time. The next come as you decide.`,
		none: 'No comments wait.',
		release: 'Release',
		withhold: 'Withhold',
		hint: 'Do not release names, hurtful words, or anything that tells who wrote it. What is decided cannot be undone.',
		released: 'Released.',
		withheld: 'Withheld.',
		decided: 'Somebody else has decided already.'
	},
	mentor: {
		title: 'The day on one page',
		thanks: (site) => `For ${site}`,
		lead: (number) => `${some(number, 'student', 'students')} answered. Thank you for having us.`,
		best: 'What it was about, most often',
		said: 'What they wrote',
		foot: 'Nobody can tell who answered what, not even the center.'
	}
};
