import type { Asked } from '#kiosk/ballot-box.ts';
import type { Circumstances } from './build.ts';

/** How many a class has at least that is not small. */
const LEAST = 8;

type Chance = () => number;

/** One class that comes to one session. */
export interface Crowd {
	readonly level: 'ELEMENTARY' | 'MIDDLE';
	/** The grade of each who comes. */
	readonly grades: readonly number[];
	/** How well most of them like it: the share of the best answer. */
	readonly mood: number;
	/** Whether one tablet comes back only days later. */
	readonly straggler: boolean;
	/** How many tablets stand at the door. */
	readonly tablets: number;
}

export function drawCrowd(
	chance: Chance,
	{ straggling, merry, mixed, young, most }: Circumstances
): Crowd {
	const small = chance() < 0.06;
	const size = small ? 3 + below(chance, 4) : LEAST + below(chance, most + 1 - LEAST);
	const level = chance() < young ? ('ELEMENTARY' as const) : ('MIDDLE' as const);
	const isMixed = chance() < mixed;
	// Grades 3 and 4 are asked differently.
	const [lower, higher] = [isMixed ? 3 : 5, isMixed ? 4 : 6];
	const of = isMixed ? ('ELEMENTARY' as const) : level;
	const straggler = chance() < straggling;
	return {
		level: of,
		grades: Array.from({ length: size }, () => (chance() < 0.5 ? lower : higher)).map((grade) =>
			of === 'MIDDLE' ? 1 + (grade % 3) : grade
		),
		mood: chance() < merry ? 0.95 : 0.2 + 0.5 * chance(),
		straggler,
		tablets: straggler ? 2 : 1 + below(chance, 3)
	};
}

/** What one student does before the tablet: each press so many ms after the one before. */
export interface Doing {
	readonly answerAfterMs: number;
	/** Null of somebody who does not want to answer. */
	readonly answer: number | null;
	readonly reasons: readonly { readonly afterMs: number; readonly nth: number }[];
	/** What is there of the comment so many ms after the last press. */
	readonly typed: readonly { readonly afterMs: number; readonly text: string }[];
}

const WORDS = ['빵', '냄새가', '좋았어요', '또', '오고', '싶어요', '조금', '짧았어요', '재미있게'];

/**
 * Null of somebody who presses nothing. `friend` is what whoever walks before them answered: friends leave
 * together and answer alike.
 */
export function drawDoing(
	chance: Chance,
	asked: Asked,
	{
		mood,
		writing,
		friend
	}: { readonly mood: number; readonly writing: number; readonly friend: number | null }
): Doing | null {
	if (chance() < 0.12) return null;
	const { points } = asked.scale;
	const choice = asked.reasons.length;
	const quick = chance() < 0.06;
	const answerAfterMs = quick ? 50 + below(chance, 200) : 700 + below(chance, 6_000);
	const own = chance() < mood ? points : 1 + below(chance, points);
	const like = friend !== null && friend <= points && chance() < 0.4 ? friend : own;
	const answer = chance() < 0.05 ? null : like;
	const count = answer === null || choice === 0 ? 0 : below(chance, 4);
	const first = below(chance, Math.max(1, choice));
	const reasons = Array.from({ length: count }, (_, index) => ({
		afterMs: 600 + below(chance, 2_500),
		nth: (first + index) % Math.max(1, choice)
	}));
	const writes = answer !== null && asked.comments && chance() < writing;
	const words = writes ? 1 + below(chance, 8) : 0;
	const typed = Array.from({ length: words }, (_, index) => ({
		afterMs: 1_200 + below(chance, 2_500),
		text: Array.from({ length: index + 1 }, (_, at) => WORDS[(first + at) % WORDS.length]).join(' ')
	}));
	return { answerAfterMs, answer, reasons, typed };
}

export function below(chance: Chance, limit: number): number {
	return Math.floor(chance() * limit);
}
