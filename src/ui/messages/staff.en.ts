import type { StaffTexts } from '#ui/messages/staff.ko.ts';

const minutesOf = (minutes: number) => `${minutes} minute${minutes === 1 ? '' : 's'}`;

export const en: StaffTexts = {
	title: 'Accounts',
	explain: 'Whoever can sign in to the center’s pages. One account for each person, never shared.',
	invite: 'Invite',
	table: {
		caption: 'Accounts of the center',
		name: 'Name',
		email: 'E-mail',
		role: 'Role',
		reach: 'Sees',
		twoStep: 'Two-step',
		seen: 'Last used'
	},
	whole: 'the whole center',
	nothing: 'nothing yet',
	twoStep: { on: 'on', off: 'off' },
	never: 'never',
	you: 'you',
	pages: {
		label: 'Pages',
		back: 'Back',
		on: 'Next',
		where: (page, count) => `page ${page} of ${count}`
	},

	open: {
		title: 'Open invitations',
		by: (email) => `sent by ${email}`,
		shell: 'made on the server',
		until: (when) => `until ${when}`,
		withdraw: 'Withdraw',
		withdrawn: 'The invitation was withdrawn. Its link opens nothing any more.'
	},

	idle: {
		title: 'Sign out when not used',
		explain:
			'So that nobody reads rosters while you are away from your desk. For every account of this center.',
		label: 'Sign out after',
		minutes: (minutes) => minutesOf(minutes),
		save: 'Save',
		saved: 'Saved.'
	},

	making: {
		title: 'Invite somebody',
		explain:
			'Make a link and send it to that person: by messenger, by text, or as a QR code you show.',
		role: 'What will they do?',
		sites: 'Which sites are theirs?',
		noSites: 'There are no sites yet.',
		school: 'Which school?',
		noSchools: 'There are no schools yet.',
		submit: 'Make an invitation link',
		done: 'The invitation link is made',
		once: (days) => `One person can open it, once, within ${days} days. It is shown only now.`,
		link: 'Invitation link',
		copy: 'Copy the link',
		copied: 'Copied',
		qr: 'QR code of the invitation link',
		another: 'Invite somebody else',
		back: 'To the accounts',
		problem: {
			sites: 'Please choose at least one site.',
			school: 'Please choose a school.',
			role: 'Please choose a role.'
		}
	},

	member: {
		grant: 'Role, and what they see',
		save: 'Change',
		saved: 'Changed. It holds from now on.',
		last: 'This is the last administrator. Please make somebody else one first.',
		reset: 'When the password is forgotten',
		resetExplain: 'Make a link that sets a new password, and send it to that person.',
		lost: 'The phone is lost, too',
		lostExplain: 'Two-step sign-in will be off as well. Make sure first that it is really them.',
		makeReset: 'Make a link for a new password',
		resetOnce: (minutes) => `It works once, for ${minutes} minutes. It is shown only now.`,
		resetLink: 'Link for a new password',
		resetQr: 'QR code of the link for a new password',
		elsewhere:
			'This account is used in another center, too; its password cannot be reset from here. Please ask whoever runs the server.',
		end: 'Remove from the center',
		endExplain:
			'Signs them out everywhere at once; they will not see this center any more. What they did stays on the log.',
		endIt: 'Remove',
		ended: 'Removed.',
		sure: 'Really remove?',
		close: 'Close',
		self: 'My account'
	},

	account: {
		title: 'My account',
		name: 'Name',
		rename: 'Change the name',
		renamed: 'Your name was changed.',
		email: 'E-mail',
		role: 'At this center',
		password: 'Password',
		current: 'Present password',
		next: 'New password',
		nextHint: (length) => `At least ${length} characters. Every other device will be signed out.`,
		change: 'Change the password',
		changed: 'Your password was changed. Other devices were signed out.',
		wrong: 'The present password is not right.',
		wait: (minutes) => `Too many wrong tries. Please try again in ${minutesOf(minutes)}.`,
		problem: {
			name: 'Please give your name.',
			next: (length) => `A password has between ${length} and 128 characters.`
		},
		twoStep: 'Two-step sign-in',
		twoStepOn: 'It is on. When you sign in, your phone is asked as well.',
		twoStepOff: 'It is off. Turned on, nobody else gets in even if your password leaks.',
		turnOn: 'Turn on',
		turnOff: 'Turn off',
		turnedOff: 'Two-step sign-in is off.',
		stays: 'Administrators cannot turn it off.',
		signIns: 'Signed-in devices',
		here: 'this device',
		used: (age) => `used ${age}`,
		unused: 'not used yet',
		everywhere: 'Sign out everywhere else',
		gone: 'Every other device was signed out.',
		unknownBrowser: 'Unknown device'
	}
};
