import type { ClassCode } from '#domain/class-code.ts';
import type { ParticipantId } from '#domain/id.ts';
import type { PresetName, Offset } from '#domain/label.ts';
import type { NameCard } from '#domain/name-card.ts';
import type { PrintedBadge } from '#server/badges.ts';

/** What to print badges on. */
export type Medium =
	| {
			readonly kind: 'labels';
			readonly preset: PresetName;
			/** The first cell to use, from 1: the ones before it are gone from a used sheet. */
			readonly start: number;
			readonly offset: Offset;
	  }
	| { readonly kind: 'cards'; readonly size: NameCard }
	| {
			readonly kind: 'class-sheet';
			/** When and for what, for example «11월 24일 09:30 청진기»; may be empty. */
			readonly occasion: string;
			/** A sentence that says until when the list must be destroyed. */
			readonly destroyBy: string;
			/** By which each one's class is called in; nobody's who is in none. */
			readonly codes: ReadonlyMap<ParticipantId, ClassCode>;
	  };

/** The words on paper that are nobody's name, in the language of whoever prints. */
export interface PaperTexts {
	readonly language: string;
	readonly title: string;
	/** How to print: at actual size. `sheet` is the name on the box of labels, empty for plain paper. */
	readonly note: (sheet: string, page: number, pages: number) => string;
	readonly number: (number: number) => string;
	readonly people: (count: number) => string;
	readonly page: (page: number, pages: number) => string;
	/** On the page by which a class is called in. */
	readonly classCall: { readonly invitation: string; readonly steps: readonly string[] };
}

/** A document ready to be sent. */
export interface Printout {
	readonly pdf: Uint8Array<ArrayBuffer>;
	readonly pages: number;
}

/** A badge with the name as it is to be printed. */
export type Shown = Pick<PrintedBadge, 'token' | 'person'>;
