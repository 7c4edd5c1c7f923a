import type { Duty } from '#domain/duty.ts';
import type { Who } from '#domain/event.ts';
import type { Verdict } from '#domain/judge.ts';
import type { Session } from '#domain/session.ts';

/** Whom to ask how it was, and about what. */
export interface Occasion {
	readonly session: Session;
	readonly who: Who;
}

/**
 * Whom a scan leads to asking; null where nobody is asked. At a door whoever leaves, and whoever has left:
 * the tablet may have died while they answered. Whether they have answered already is not decided here.
 */
export function askedAfter(verdict: Verdict, { asks }: Duty): Occasion | null {
	if (asks === 'badge') return verdict.kind === 'question' ? occasionOf(verdict) : null;
	return asks === 'leaving' && leaves(verdict) ? occasionOf(verdict) : null;
}

function leaves(verdict: Verdict): verdict is Extract<Verdict, { readonly who: Who }> {
	switch (verdict.kind) {
		case 'departure':
			return true;
		case 'repeat':
			return verdict.visit.state === 'gone';
		case 'stranger':
			return verdict.movement === 'departure' || verdict.gone;
		default:
			return false;
	}
}

function occasionOf({ session, who }: Extract<Verdict, { readonly who: Who }>): Occasion | null {
	return session && { session, who };
}
