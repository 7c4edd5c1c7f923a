import { badgeOf, type BadgeHash, type Token } from '#domain/token.ts';
import { groupFor } from '../bench/center.ts';
import type { Report } from './page-witness.ts';

/** Tones in which a screen says that somebody is in: they have just come, or came before. */
const GREEN: ReadonlySet<string> = new Set(['arrival', 'departure']);
const IN_ALREADY = 'attention';

/** Somebody with a badge, and what was seen of them at a tablet. */
export interface Student {
	readonly token: Token;
	readonly badge: BadgeHash;
	readonly group: string;
	/** Their badge was shown, with whatever success. */
	scanned: boolean;
	/** A screen said that they are in. */
	seen: boolean;
	/** The events that were on their way to a disk. */
	readonly written: string[];
	/** The events of which the screen was green. */
	readonly green: Set<string>;
}

/** Keeps what people at the doors could see, from outside the product. */
export class Book {
	readonly students: readonly Student[];
	readonly #byBadge: ReadonlyMap<string, Student>;
	readonly #byGroup: ReadonlyMap<string, Student>;

	constructor(tokens: readonly Token[]) {
		this.students = tokens.map((token, index) => ({
			token,
			badge: badgeOf(token),
			group: groupFor(index),
			scanned: false,
			seen: false,
			written: [],
			green: new Set()
		}));
		this.#byBadge = new Map(this.students.map((student) => [student.badge, student]));
		this.#byGroup = new Map(this.students.map((student) => [student.group, student]));
	}

	/** Enters what a page told. Gives whom the screen said to be in, if it did. */
	enter(report: Report): Student | null {
		if (report.kind === 'writing') {
			const student = this.#byBadge.get(report.badge ?? '');
			student?.written.push(report.id);
		}
		if (report.kind !== 'shown') return null;
		const student = this.#byGroup.get(report.name.split(' · ')[1] ?? '');
		if (!student) return null;
		if (GREEN.has(report.tone)) {
			const id = student.written.at(-1);
			// A green screen without an event is as bad as a lost one, and counted as such.
			student.green.add(id ?? `none, for ${student.group}`);
		} else if (report.tone !== IN_ALREADY) return null;
		student.seen = true;
		return student;
	}

	/** How many check-ins were seen to be green. */
	get acknowledged(): number {
		return this.students.reduce((sum, { green }) => sum + green.size, 0);
	}
}
