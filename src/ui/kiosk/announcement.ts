import { clock } from '#domain/day.ts';
import type { Outcome } from '#domain/door.ts';
import type { Verdict } from '#domain/judge.ts';
import { mask } from '#domain/name.ts';
import type { Zone } from '#domain/zone.ts';
import type { Shape } from '#ui/kiosk/Symbol.svelte';
import type { Tone } from '#ui/kiosk/tone.ts';
import type { KioskTexts } from '#ui/messages/kiosk.ts';

/** All that the screen says about one scan. */
export interface Announcement {
	readonly tone: Tone;
	readonly shape: Shape;
	readonly title: string;
	/** The masked name; null when the tablet does not know it. */
	readonly name: string | null;
	readonly detail: string;
	/** Whether to offer coming in without a badge. */
	readonly offersEntry: boolean;
}

/** Puts an outcome into words and a shape. Null for what deserves no word: the same badge held on. */
export function announce(outcome: Outcome, texts: KioskTexts, zone: Zone): Announcement | null {
	const plain = { name: null, offersEntry: false };
	switch (outcome.kind) {
		case 'verdict': {
			const { bearer, at } = outcome;
			const name = bearer ? [mask(bearer.name), bearer.group].filter(Boolean).join(' · ') : null;
			const said = announceVerdict(outcome.verdict, at, texts, zone);
			return said && { ...plain, name, ...said };
		}
		case 'admitted':
			return {
				...plain,
				tone: 'arrival',
				shape: 'note',
				title: texts.admitted.title,
				detail: texts.admitted.explain
			};
		case 'class':
			// A class that comes in has the screen to itself.
			if (outcome.called) return null;
			return { ...plain, tone: 'attention', shape: 'foreign', ...said(texts.classUnknown) };
		case 'undone':
			return { ...plain, tone: 'attention', shape: 'again', ...said(texts.undone) };
		case 'checking':
			return {
				...plain,
				tone: 'waiting',
				shape: 'wait',
				title: texts.checking.title,
				detail: texts.checking.explain
			};
		case 'failed':
			return {
				...plain,
				tone: 'failure',
				shape: 'failed',
				title: texts.failed.title,
				detail: texts.failed[outcome.cause]
			};
	}
}

type Said = Omit<Announcement, 'name' | 'offersEntry'> & Partial<Announcement>;

function announceVerdict(verdict: Verdict, at: number, texts: KioskTexts, zone: Zone): Said | null {
	switch (verdict.kind) {
		case 'arrival':
			return {
				tone: 'arrival',
				shape: 'in',
				title: texts.arrival.title,
				detail: verdict.elsewhere
					? texts.elsewhere[verdict.elsewhere]
					: verdict.replaced
						? texts.replaced
						: verdict.late
							? texts.arrival.late
							: `${texts.arrival.ok} ${clock(at, zone)}`
			};
		case 'departure':
			return {
				tone: 'departure',
				shape: 'out',
				title: texts.departure.title,
				detail: verdict.elsewhere
					? texts.elsewhere[verdict.elsewhere]
					: `${texts.departure.ok} ${clock(at, zone)}`
			};
		case 'repeat': {
			const { title, since } = verdict.visit.state === 'gone' ? texts.repeatGone : texts.repeatHere;
			return {
				tone: 'attention',
				shape: 'again',
				title,
				detail: verdict.elsewhere ? texts.stillIn : since(clock(verdict.visit.since, zone))
			};
		}
		case 'stranger':
			return {
				tone: verdict.movement === 'repeat' ? 'attention' : verdict.movement,
				shape: 'note',
				title: texts.stranger[verdict.movement],
				detail:
					verdict.movement === 'repeat' && verdict.elsewhere
						? texts.stillIn
						: verdict.cancelled
							? texts.stranger.cancelled
							: texts.stranger.explain
			};
		case 'question':
			return { tone: 'arrival', shape: 'note', ...said(texts.question) };
		case 'unasked':
			return { tone: 'attention', shape: 'again', ...said(texts.unasked[verdict.cause]) };
		case 'damaged':
			return { tone: 'attention', shape: 'retry', ...said(texts.damaged), offersEntry: true };
		case 'foreign':
			return { tone: 'attention', shape: 'foreign', ...said(texts.foreign), offersEntry: true };
		case 'reread':
			return null;
	}
}

function said({ title, explain }: { readonly title: string; readonly explain: string }) {
	return { title, detail: explain };
}
