import { expect, test } from 'vitest';
import { STUDENT_LANGUAGES } from '#domain/comfort.ts';
import type { Outcome } from '#domain/door.ts';
import type { Movement } from '#domain/judge.ts';
import { SEOUL } from '#domain/zone.ts';
import { announce, type Announcement } from '#ui/kiosk/announcement.ts';
import { OUTLINES, type Tone } from '#ui/kiosk/tone.ts';
import { textsIn } from '#ui/messages/kiosk.ts';
import { eventId, START } from '../domain/people.ts';

const moved = (kind: Movement) =>
	({ kind: 'verdict', verdict: { kind, elsewhere: null }, bearer: null, at: START }) as Outcome;
const unread = (kind: 'damaged' | 'foreign'): Outcome => ({
	kind: 'verdict',
	verdict: { kind },
	bearer: null,
	at: START,
	recorded: null
});

const OUTCOMES: readonly Outcome[] = [
	moved('arrival'),
	moved('departure'),
	unread('damaged'),
	unread('foreign'),
	{ kind: 'admitted', session: null, at: START, recorded: eventId(1) },
	{ kind: 'undone' },
	{ kind: 'checking' },
	{ kind: 'failed', cause: 'full' },
	{ kind: 'failed', cause: 'closed' }
];

test('each tone has an outline of its own, so that none is known by its colour alone', () => {
	expect(new Set(Object.values(OUTLINES)).size).toBe(Object.keys(OUTLINES).length);
});

test.each(STUDENT_LANGUAGES)('in %s, what has another tone has another word', (language) => {
	const texts = textsIn(language, 'ko');
	const said = OUTCOMES.map((outcome) => announce(outcome, texts, SEOUL) as Announcement);
	expect(new Set(said.map(({ tone }) => tone))).toEqual(
		new Set<Tone>(Object.keys(OUTLINES) as Tone[])
	);
	for (const one of said) {
		const sameWord = said.filter(({ title }) => title === one.title);
		expect(new Set(sameWord.map(({ tone }) => tone)).size, one.title).toBe(1);
	}
});
