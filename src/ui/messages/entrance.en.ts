import type { EntranceTexts } from '#ui/messages/entrance.ko.ts';

const inMinutes = (minutes: number) => `${minutes} minute${minutes === 1 ? '' : 's'}`;

export const en: EntranceTexts = {
	because: {
		ended:
			'You were signed out, because the page was not used for a while or because you signed out elsewhere. Sign in to go on where you were.',
		'no-center':
			'This account belongs to no center at the moment. Please ask a center’s administrator for an invitation.',
		reset: 'Your password was changed. Please sign in with the new one.',
		over: 'It took too long, or there were too many wrong tries. Please begin with the password.'
	},
	forgotten:
		'Forgotten your password? Ask the administrator of your center for a link to set a new one.',

	code: {
		title: 'Enter the six digits',
		explain: 'Type the digits that the authenticator app on your phone shows.',
		label: 'Six digits',
		hint: 'Without your phone, type one of your recovery codes. Each works once.',
		submit: 'Confirm',
		refused: 'That is not right. Are these the digits the app shows now?',
		wait: (minutes) => `Too many wrong tries. Please try again in ${inMinutes(minutes)}.`,
		back: 'Begin again'
	},

	twoStep: {
		title: 'Turn on two-step sign-in',
		required:
			'Administrators deal with students’ names. That is why they prove themselves with a phone as well as a password. It takes two minutes.',
		explain:
			'When you sign in, your phone is asked as well as your password. It takes two minutes.',
		need: 'You need an authenticator app on your phone: Google Authenticator, Microsoft Authenticator or any other.',
		password: 'Your password once more',
		begin: 'Begin',
		wrongPassword: 'The password is not right.',
		wait: 'Too many wrong tries. Please try again in a while.',
		scan: 'Scan the QR code with the app',
		scanExplain: 'In the app choose ‘Scan a QR code’.',
		qr: 'QR code for the authenticator app',
		typed: 'If you cannot scan it, type this into the app:',
		keep: 'Keep the recovery codes',
		keepExplain:
			'They let you in when the phone is lost. Each works once, and they are shown only now. Write them down or print them, and keep them safe.',
		print: 'Print',
		prove: 'Type the digits of the app',
		code: 'Six digits',
		refused: 'That is not right. Are these the digits the app shows now?',
		confirm: 'Turn on',
		already: 'Two-step sign-in is on.',
		on: 'Go on',
		signOut: 'Sign out'
	},

	join: {
		title: 'You are invited',
		gone: 'This invitation was used, withdrawn, or is older than seven days. Please ask the center’s administrator for a new one.',
		lead: (center, role) => `You are about to join ${center} as: ${role}.`,
		make: 'I am new: make an account',
		have: 'I have an account: sign in',
		name: 'Your name',
		email: 'E-mail',
		password: 'Password',
		passwordHint: (length) => `At least ${length} characters. A sentence is easy to remember.`,
		submit: 'Make it and go in',
		as: (name, email) => `Join with the account of ${name} (${email})?`,
		accept: 'Join with this account',
		other: 'Use another account',
		already: 'This account belongs to this center already.',
		problem: {
			name: 'Please give your name.',
			email: 'Please check the e-mail address.',
			taken: 'There is an account with this e-mail address. Please sign in with it below.',
			password: (length) => `A password has between ${length} and 128 characters.`
		}
	},

	reset: {
		title: 'Set a new password',
		gone: 'This link was used, or is older than an hour. Please ask the center’s administrator for a new one.',
		lead: (email) => `A new password for ${email}. Every other device will be signed out.`,
		twoStep:
			'Two-step sign-in will be off, too. Administrators turn it on again with their new phone.',
		password: 'New password',
		submit: 'Change it'
	},

	centers: {
		title: 'Which center?',
		lead: 'You belong to several. You can change at any time, at the top of each page.',
		demo: 'demo',
		none: 'You belong to no center. Please ask a center’s administrator for an invitation.',
		signOut: 'Sign out'
	}
};
