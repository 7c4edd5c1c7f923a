import type { ParticipantId, SessionId } from '#domain/id.ts';
import type { Done, SchoolChoice } from '#domain/intake.ts';
import type { Known } from '#domain/roster-file/match.ts';
import type { Listed } from '#domain/roster-file/line.ts';
import type { Source } from '#domain/roster-file/reading.ts';
import type { Understanding } from '#domain/roster-file/understand.ts';
import type { School } from '#domain/school.ts';
import type { Desk } from '#office/intake/desk.ts';
import * as drafts from '#office/intake/draft.ts';
import type { Ending, RosterReader } from '#office/roster-file/reader.ts';

/** How far the list is on its way from a file to a roster. */
export type Stage =
	| { readonly kind: 'waiting' }
	| { readonly kind: 'reading'; readonly share: number }
	/** Nothing could be read, and why. */
	| { readonly kind: 'unread'; readonly ending: Unread }
	| {
			readonly kind: 'shown';
			readonly source: Source;
			readonly understood: Extract<Understanding, { readonly kind: 'understood' }>;
	  }
	| { readonly kind: 'done'; readonly done: Done };

export type Unread =
	| Extract<Ending, { readonly kind: 'refused' | 'failed' }>
	| Extract<Understanding, { readonly kind: 'no-header' }>
	| { readonly kind: 'nobody' };

/**
 * A list between the file and the roster: read here, judged anew with each correction, and sent
 * only when somebody confirms it.
 */
export class Preview {
	readonly #desk: Desk;
	readonly #reader: RosterReader;
	readonly #year: number;
	#asking = 0;

	stage = $state.raw<Stage>({ kind: 'waiting' });
	/** Why the last try to confirm did nothing. */
	trouble = $state<'changed' | 'undecided' | 'unreachable' | null>(null);
	sending = $state(false);
	draft = $state.raw<drafts.Draft>(drafts.emptyDraft([]));

	readonly calls = $derived(drafts.schoolCalls(this.draft));
	readonly #placed = $derived(drafts.placedOf(this.draft));
	readonly #known = $derived(drafts.peopleOf(this.draft));
	readonly comparison = $derived(drafts.comparisonOf(this.draft, this.#placed));
	readonly rows = $derived(drafts.rowsOf(this.draft, this.#placed, this.comparison));
	readonly doubtful = $derived(drafts.doubtfulOf(this.rows));
	readonly fullness = $derived(drafts.fullnessOf(this.draft, this.comparison));
	readonly hindrance = $derived(drafts.hindranceOf(this.draft, this.rows));

	/** @param year the present one, which tells birth dates from dates */
	constructor(
		parts: { readonly desk: Desk; readonly reader: RosterReader },
		center: { readonly schools: readonly School[]; readonly year: number }
	) {
		this.#desk = parts.desk;
		this.#reader = parts.reader;
		this.#year = center.year;
		this.draft = drafts.emptyDraft(center.schools);
	}

	/** Reads a file that staff chose or dropped. */
	async read(file: File): Promise<void> {
		this.stage = { kind: 'reading', share: 0 };
		const progress = (share: number) => {
			if (this.stage.kind === 'reading') this.stage = { kind: 'reading', share };
		};
		await this.#take(await this.#reader.read(file, this.#year, progress));
	}

	/** Reads what staff pasted. */
	async paste(text: string): Promise<void> {
		this.stage = { kind: 'reading', share: 0 };
		await this.#take(await this.#reader.paste(text, this.#year));
	}

	cancel(): void {
		this.#reader.cancel();
	}

	/** Puts the file aside and waits for another one. */
	restart(): void {
		this.#reader.cancel();
		this.draft = drafts.withLines(this.draft, []);
		this.trouble = null;
		this.stage = { kind: 'waiting' };
	}

	/** Says where the list goes; whom it is compared with depends on it. */
	async aim(to: Partial<Pick<drafts.Draft, 'home' | 'band' | 'sessions'>>): Promise<void> {
		this.draft = { ...this.draft, ...to };
		await this.#ask();
	}

	async toggle(session: SessionId): Promise<void> {
		const { sessions } = this.draft;
		const others = sessions.filter((other) => other !== session);
		await this.aim({
			sessions: others.length < sessions.length ? others : [...sessions, session]
		});
	}

	/** Says which school the file means by a name. */
	async chooseSchool(name: string, choice: SchoolChoice): Promise<void> {
		this.draft = drafts.withChoice(this.draft, name, choice);
		await this.#ask();
	}

	correct(index: number, changes: Partial<Listed>): void {
		this.draft = drafts.corrected(this.draft, index, changes);
	}
	leaveOut(index: number, out: boolean): void {
		this.draft = drafts.withLeftOut(this.draft, [index], out);
	}

	/** Leaves out whatever cannot be taken in as it is. */
	leaveBlockedOut(): void {
		const blocked = this.rows.filter((row) => row.blocked).map(({ index }) => index);
		this.draft = drafts.withLeftOut(this.draft, blocked, true);
	}

	/** Says who a line is: a participant, or null for somebody new. */
	answer(row: drafts.Row, who: ParticipantId | null): void {
		this.draft = drafts.withAnswer(this.draft, row, who);
	}

	/** What is asked about a line, or was before it was answered; null if nothing is. */
	questionOf({ index, match }: drafts.Row): drafts.Question | null {
		return match?.kind === 'question' ? match : (this.draft.answered.get(index) ?? null);
	}

	person(id: ParticipantId): Known | undefined {
		return this.#known.get(id);
	}

	dropGone(drop: boolean): void {
		this.draft = { ...this.draft, dropGone: drop };
	}

	/** Sends the list as it is shown. Nothing is written unless the server still sees the same. */
	async confirm(): Promise<void> {
		const intake = drafts.intakeOf(this.draft, this.#placed);
		if (!intake || this.hindrance || this.sending) return;
		this.sending = true;
		const answer = await this.#desk.takeIn(intake);
		this.sending = false;
		if (answer?.kind === 'done') {
			this.trouble = null;
			this.stage = { kind: 'done', done: answer };
			return;
		}
		if (answer) await this.#ask();
		this.trouble = answer?.kind ?? 'unreachable';
	}

	/** Asks whom the center has, for what is chosen now. */
	async #ask(): Promise<void> {
		if (this.stage.kind !== 'shown') return;
		const turn = ++this.#asking;
		const asked = drafts.askedFor(this.draft);
		const scene = await this.#desk.sceneOf(asked);
		// A later choice has asked again.
		if (turn !== this.#asking) return;
		this.draft = drafts.withScene(this.draft, scene);
		this.trouble = scene ? null : 'unreachable';
		// A school of the file that was new has been added by somebody meanwhile.
		const meant = drafts.askedFor(this.draft).schools;
		if (meant.some((school) => !asked.schools.includes(school))) await this.#ask();
	}

	async #take(ending: Ending): Promise<void> {
		if (ending.kind === 'cancelled') {
			this.stage = { kind: 'waiting' };
			return;
		}
		if (ending.kind !== 'read') {
			this.stage = { kind: 'unread', ending };
			return;
		}
		const { source, understanding: understood } = ending;
		if (understood.kind === 'no-header') {
			this.stage = { kind: 'unread', ending: understood };
			return;
		}
		if (understood.lines.length === 0) {
			this.stage = { kind: 'unread', ending: { kind: 'nobody' } };
			return;
		}
		this.draft = drafts.withLines(this.draft, understood.lines);
		this.trouble = null;
		this.stage = { kind: 'shown', source, understood };
		await this.#ask();
	}
}
