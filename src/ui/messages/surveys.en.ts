import { asked } from '#ui/messages/asked.ts';
import type { SurveyTexts } from '#ui/messages/surveys.ko.ts';

export const en: SurveyTexts = {
	title: 'What is asked',
	explain:
		'Decide what each age is asked. Saving makes a new version, which tablets get at once. Answers that were given stay with the question they were given to.',
	version: (version) => `Version ${version}`,
	usual: {
		lower: asked.en.again.question,
		upper: asked.en.faces.question,
		secondary: asked.en.labels.question,
		adult: 'How satisfied are you with this program?'
	},
	languages: { ko: 'Korean', en: 'English', zh: 'Chinese', vi: 'Vietnamese', ru: 'Russian' },
	question: 'Question',
	questionHint: (usual) => `Leave it empty to ask the usual “${usual}” in five languages.`,
	inLanguage: (what, language) => `${what} (${language})`,
	others: 'In other languages (optional; where one is missing, Korean is shown)',
	mode: 'Reasons',
	modes: {
		usual: 'The usual ones, by the type of the program',
		chosen: 'Choose them',
		none: 'Do not ask for reasons'
	},
	chosenHint: 'Used only with “Choose them”. Up to six in all.',
	own: (number) => `A reason of our own, ${number}`,
	comments: 'Let people write a few words',
	preview: 'What it looks like',
	save: 'Save',
	saved: 'Saved. Tablets will ask it in a moment.',
	unchanged: 'Nothing has changed.',
	links: {
		title: 'Ask adults',
		explain:
			'Send these addresses or codes to teachers, parents and the site. They open when the session begins, and take answers until 14 days after it. Nothing is shown before five have answered.',
		qr: (who) => `Code for: ${who}`,
		address: 'Address',
		back: 'See the session'
	},
	page: {
		lead: (program, site, day) => `${day} · ${program} · ${site}`,
		who: {
			teacher: 'A question for teachers',
			parent: 'A question for parents',
			site: 'A question for the site'
		},
		promise: 'Neither a name nor a device is kept. Answers are shown only together, from five on.',
		reasons: 'What was it about? (Choose as many as you like, or none)',
		comment: 'Anything you would like to say (optional)',
		commentHint: 'Please no names or telephone numbers. Up to 200 letters.',
		send: 'Send',
		thanks: 'Thank you. Your answer has arrived.',
		already: 'You have answered in this browser already. Thank you.',
		choose: 'Please choose one.',
		wait: 'Several answers came just now. Please try again in a while.',
		closed:
			'No answers are taken now. You can answer from the beginning of the session until 14 days after it.',
		unknown: 'This address leads nowhere. Please check the one you were given.'
	},
	problem: {
		question: 'The question needs Korean words, and at most 60 letters in each language.',
		reasons:
			'Up to six reasons, each with Korean words of at most 20 letters, not in other languages alone, and none of them twice.'
	}
};
