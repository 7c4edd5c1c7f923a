import { SessionDetails } from '#domain/session-plan.ts';
import { sitesOf } from '#server/centers.ts';
import type { CenterId, ProgramId, SiteId } from '#domain/id.ts';
import type { Reader } from '#server/database/store.ts';
import { readForm } from '#server/form.ts';
import type { Planned } from '#server/planning.ts';
import { programChoices, programOf } from '#server/programs.ts';
import { siteOf } from '#server/sites.ts';

/** What a session can be of and where it can be: what is in use, and what it is of already. */
export async function choicesFor(
	reader: Reader,
	center: CenterId,
	kept: { readonly program: ProgramId | null; readonly site: SiteId | null }
) {
	const programs = await programChoices(reader, center);
	const sites = await sitesOf(reader, center);
	const program = kept.program && (await programOf(reader, center, kept.program));
	const site = kept.site && (await siteOf(reader, center, kept.site));
	return {
		programs: withKept(programs, program || null).map(({ id, name }) => ({ id, name })),
		sites: withKept(sites, site || null).map(({ id, name }) => ({ id, name }))
	};
}

/** Reads a session's form and has it planned; what stands in the way is a problem of its field. */
export async function plan(
	form: FormData,
	make: (details: SessionDetails) => Promise<Planned>
): Promise<
	| { readonly ok: true; readonly id: string }
	| {
			readonly ok: false;
			readonly problems: Partial<Record<keyof SessionDetails, true>>;
			readonly values: Record<string, string>;
	  }
	| null
> {
	const read = readForm(form, SessionDetails);
	if (!read.ok) return read;
	const planned = await make(read.output);
	if (planned.kind === 'unknown') return null;
	if (planned.kind === 'planned') return { ok: true, id: planned.id };
	const values = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
	return { ok: false, problems: { end: true }, values };
}

interface Named<Id> {
	readonly id: Id;
	readonly name: string;
}

function withKept<Id>(choices: readonly Named<Id>[], kept: Named<Id> | null): readonly Named<Id>[] {
	return kept && !choices.some(({ id }) => id === kept.id) ? [kept, ...choices] : choices;
}

/** What need not be asked, because there is nothing else to choose. */
export function theOnly<Id>([first, ...others]: readonly Named<Id>[]): Id | null {
	return first && others.length === 0 ? first.id : null;
}
