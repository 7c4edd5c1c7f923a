import type { ParticipantId } from '#domain/id.ts';
import type { Expected } from '#domain/roster-file/doubts.ts';
import type { Listed } from '#domain/roster-file/line.ts';

/** A participant whom the center has already. */
export interface Known extends Listed {
	readonly id: ParticipantId;
}

/** What of a participant a line changes. */
export type Change = 'grade' | 'classNo' | 'number';

/** What a line means for the center. `enrolled`: already on the session's roster. */
export type Match =
	| { readonly kind: 'same'; readonly participant: ParticipantId; readonly enrolled: boolean }
	| {
			readonly kind: 'moved';
			readonly participant: ParticipantId;
			readonly enrolled: boolean;
			readonly changes: readonly Change[];
	  }
	/** Somebody new. */
	| { readonly kind: 'added' }
	/** A person has said that this is them, under another name. */
	| { readonly kind: 'renamed'; readonly participant: ParticipantId; readonly enrolled: boolean }
	/** A person must say which of these it is, or that it is nobody of them: see `Answers`. */
	| {
			readonly kind: 'question';
			/** The same place with another name, or the same name in another place. */
			readonly about: 'name' | 'place';
			readonly candidates: readonly ParticipantId[];
	  }
	/** The same line as an earlier one, which counts. */
	| { readonly kind: 'repeat'; readonly line: number }
	| { readonly kind: 'left-out' };

/** What a person answered about a line, by its index: who it is, or null for somebody new. */
export type Answers = ReadonlyMap<number, ParticipantId | null>;

/** What importing a list would do. */
export interface Comparison {
	/** In the order of the lines. */
	readonly matches: readonly Match[];
	/** On the session's roster and in a class that the list covers, but not on the list. */
	readonly gone: readonly ParticipantId[];
}

/** What a list is compared with. */
export interface Present {
	readonly known: readonly Known[];
	/** Who is on the session's roster. */
	readonly roster: ReadonlySet<ParticipantId>;
	readonly expected: Expected;
	readonly answers: Answers;
}
