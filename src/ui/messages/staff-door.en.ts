import type { StaffDoorTexts } from '#ui/messages/staff-door.ko.ts';

export const en: StaffDoorTexts = {
	open: 'Staff',
	openCheck: 'Check',
	back: 'Back',
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
		absentTitle: (count) =>
			`Mark the ${count} who did not come as absent? Choose why, and it is noted.`,
		absentReasons: ['Absent from school', 'No word from them', 'Went elsewhere'],
		keep: 'Just finish',
		nobody: 'No class is waiting.'
	},
	notLoaded: {
		title: 'The staff’s screen could not be opened',
		explain: 'Please connect to a network and try again.'
	}
};
