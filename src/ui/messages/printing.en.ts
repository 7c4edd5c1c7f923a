import type { PrintingTexts } from '#ui/messages/printing.ko.ts';

export const en: PrintingTexts = {
	choose: {
		label: 'Whose badges?',
		today: 'Today',
		coming: 'Coming days',
		schoolClass: (grade, classNo, people) => `Grade ${grade}, class ${classNo} (${people})`
	},
	title: 'Print',
	medium: {
		legend: 'On what?',
		labels: { label: 'Labels', explain: 'Stickers to peel off' },
		cards: { label: 'Name cards', explain: 'For a lanyard. Printed on A4 and cut at the marks.' },
		'class-sheet': {
			label: 'Class sheet',
			explain: 'For the teacher: a list of each class, and the code that calls it in.'
		}
	},
	preset: 'Kind of label sheet',
	presetSize: (name, cells, width, height) =>
		`${name} · ${cells} ${cells === 1 ? 'label' : 'labels'} · ${width} × ${height} mm`,
	cardSize: 'Size of the card',
	card: (width, height) => `${width} × ${height} mm`,
	fit: {
		wanted: (side) => `QR ${side} mm. Every tablet reads it well.`,
		least: (side) => `QR ${side} mm. Read well when held close.`,
		small: (side) => `QR ${side} mm. Small: needs a rear camera or a scanner.`
	},
	fitting: 'A sheet with labels missing? Print off the labels?',
	start: 'Begin at which label?',
	startHint: 'On a used sheet, choose the first label that is still there.',
	cell: (cell) => `from label ${cell}`,
	offset: {
		legend: 'Printer correction',
		hint: 'If labels are missed, how far to move. This browser remembers it for each sheet.',
		x: 'To the right (mm)',
		y: 'Down (mm)',
		page: 'Make a calibration page'
	},
	names: {
		legend: 'How shall names appear?',
		full: 'In full',
		masked: 'Masked (김*봄)'
	},
	who: {
		legend: 'For whom?',
		all: (count) => `All ${count}`,
		unprinted: (count) => `Not printed yet: ${count}`,
		picked: (count) => `Picked: ${count}`
	},
	reason: {
		label: 'Why do you print?',
		hint: 'Who printed, when and why is kept on record. Please name no student here.',
		suggestions: ['To hand out on the day', 'New student', 'Lost or damaged', 'For the school']
	},
	make: 'Make the PDF',
	nobody: 'There is nobody to print for.',
	pick: (name) => `Pick ${name}`,
	pickShort: 'Pick',
	printed: 'Printed',
	reissue: {
		open: 'Reissue',
		of: (name) => `Reissue the badge of ${name}`,
		title: (name) => `Make a new badge for ${name}?`,
		explain:
			'It gets a new QR code, and tablets hear of it with their next contact. If the old badge is shown, the center still knows whose it was.',
		submit: 'Make a new badge',
		cancel: 'Cancel',
		done: 'A new badge is made. Please print it and take the old one back.',
		gone: 'That student is no longer here.'
	},
	renew: {
		title: (people) =>
			people === 1
				? 'One student has a badge of an earlier school year.'
				: `${people} students have badges of an earlier school year.`,
		explain:
			'These still work. With new ones, tablets hear of them at their next contact, and only the center still knows the old ones.',
		submit: (people) =>
			people === 1 ? 'Make a badge of this year' : `Make ${people} badges of this year`,
		done: (people) =>
			people === 0
				? 'Everybody has a badge of this year.'
				: `${people === 1 ? 'One badge is' : `${people} badges are`} made for this year. Please print and take the old ones back.`
	},

	paper: {
		title: 'Badges',
		note: (sheet, page, pages) =>
			`${sheet} Print at actual size (100 %) · page ${page}/${pages}`.trim(),
		number: (number) => `no. ${number}`,
		people: (people) => (people === 1 ? '1 person' : `${people} people`),
		page: (page, pages) => `page ${page}/${pages}`,
		destroyBy: (day) => `This paper holds personal data. Please shred it by ${day}.`,
		classCall: {
			invitation: 'Hold this code up to the tablet, and the whole class can come in.',
			steps: [
				'Hold this code before the tablet’s camera.',
				'Everybody shows a badge; the list gets shorter.',
				'Press Finish, and choose why some did not come.'
			]
		}
	},
	calibration: {
		title: 'Calibration page',
		steps: (sheet, { x, y }) => [
			'Print at actual size (100 %) on white paper.',
			`Lay it over a sheet of ${sheet} and hold both to the light.`,
			'Measure whether 20 is 20 mm from the left edge.',
			'If not, enter the difference as the correction.',
			`Correction now: right ${x} mm, down ${y} mm`
		]
	}
};
