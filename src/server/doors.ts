import { may, type Right, type Role } from '#domain/rights.ts';

/** Who is let in at a door. */
export type Keeper =
	| { readonly lets: 'anybody' }
	/** A paired tablet, known by its credential; one out of service only where it is said. */
	| { readonly lets: 'tablet'; readonly retired: boolean }
	/** Anybody; but who is signed in is told apart. */
	| { readonly lets: 'guest' }
	/** Whoever is signed in, even with no center to go to, or none chosen. */
	| { readonly lets: 'account' }
	/** Whoever is signed in and at a center, whatever they may do there. */
	| { readonly lets: 'staff' }
	/** Whoever has the right to look; to send something in takes the other one. */
	| { readonly lets: 'role'; readonly see: Right; readonly edit: Right | null };

const anybody: Keeper = { lets: 'anybody' };
const guest: Keeper = { lets: 'guest' };
const account: Keeper = { lets: 'account' };
const staff: Keeper = { lets: 'staff' };
/** What is behind such a door knows a tablet out of service, and takes or tells nothing but what it may. */
const anyTablet: Keeper = { lets: 'tablet', retired: true };
const tablet: Keeper = { lets: 'tablet', retired: false };
const seeing = (see: Right): Keeper => ({ lets: 'role', see, edit: null });
const editing = (see: Right, edit: Right): Keeper => ({ lets: 'role', see, edit });

/** Every door there is, by SvelteKit's name for the route. What is not in here lets nobody in. */
export const DOORS: Readonly<Record<string, Keeper>> = {
	'/(sheet)': anybody,
	'/(sheet)/closed': anybody,
	'/(sheet)/setup': anybody,
	'/(sheet)/sign-in': anybody,
	'/(sheet)/sign-in/code': anybody,
	'/(sheet)/join': guest,
	'/(sheet)/reset': anybody,
	'/(sheet)/s/[token]': anybody,
	// Whoever was shown a receipt may ask what it is worth: it names no person, and cannot be guessed.
	'/(sheet)/receipts': anybody,
	'/(sheet)/two-step': account,
	'/(sheet)/centers': account,
	'/sign-in/left': anybody,
	'/sign-out': anybody,
	'/language': anybody,
	'/kiosk': anybody,

	'/(office)/today': seeing('today.see'),
	'/(office)/today/live': seeing('today.see'),
	'/(office)/welcome': seeing('tablets.edit'),
	'/(office)/schools': editing('people.see', 'people.edit'),
	'/(office)/schools/[id]': editing('people.see', 'people.edit'),
	'/(office)/people': seeing('people.see'),
	'/(office)/people/new': editing('people.edit', 'people.edit'),
	'/(office)/people/roll-over': editing('people.edit', 'people.edit'),
	'/(office)/people/[id]': editing('people.see', 'people.edit'),
	'/(office)/import': seeing('people.edit'),
	'/(office)/import/present': editing('people.edit', 'people.edit'),
	'/(office)/import/confirm': editing('people.edit', 'people.edit'),
	'/(office)/programs': seeing('programs.see'),
	'/(office)/programs/new': editing('programs.edit', 'programs.edit'),
	'/(office)/programs/[id]': editing('programs.see', 'programs.edit'),
	'/(office)/sites': seeing('programs.see'),
	'/(office)/sites/new': editing('programs.edit', 'programs.edit'),
	'/(office)/sites/[id]': editing('programs.see', 'programs.edit'),
	'/(office)/sessions': seeing('programs.see'),
	'/(office)/sessions/new': editing('programs.edit', 'programs.edit'),
	'/(office)/sessions/[id]': editing('programs.see', 'programs.edit'),
	'/(office)/sessions/[id]/edit': editing('programs.edit', 'programs.edit'),
	'/(office)/sessions/[id]/copy': editing('programs.edit', 'programs.edit'),
	'/(office)/sessions/[id]/attendance': editing('attendance.edit', 'attendance.edit'),
	'/(office)/sessions/[id]/roster': editing('people.edit', 'people.edit'),
	'/(office)/sessions/[id]/links': seeing('programs.edit'),
	'/(office)/surveys': editing('surveys.edit', 'surveys.edit'),
	'/(office)/results': seeing('results.see'),
	'/(office)/results/alerts': editing('alerts.acknowledge', 'alerts.acknowledge'),
	'/(office)/results/comments': editing('comments.release', 'comments.release'),
	'/(office)/results/programs/[id]': seeing('results.see'),
	'/(office)/results/sites/[id]': seeing('results.see'),
	'/(office)/results/sessions/[id]': seeing('results.see'),
	'/(office)/results/sessions/[id]/card': seeing('results.see'),
	// Whoever sees little finds little: what is found is asked of the rights one by one.
	'/(office)/search': seeing('today.see'),
	'/(office)/center': editing('center.edit', 'center.edit'),
	'/(office)/badges': editing('badges.print', 'badges.print'),
	'/(office)/badges/print': editing('badges.print', 'badges.print'),
	'/(office)/badges/calibration': editing('badges.print', 'badges.print'),
	'/(office)/tablets': editing('tablets.see', 'tablets.edit'),
	'/(office)/tablets/[id]': editing('tablets.see', 'tablets.edit'),
	'/(office)/account': staff,
	'/(office)/staff': editing('staff.edit', 'staff.edit'),
	'/(office)/staff/invite': editing('staff.edit', 'staff.edit'),
	'/(office)/staff/[id]': editing('staff.edit', 'staff.edit'),
	'/(office)/trail': seeing('trail.see'),
	'/(office)/trail/export': editing('trail.see', 'trail.see'),
	'/(office)/trail/review': editing('trail.see', 'trail.see'),

	'/api/v1/health': anybody,
	'/api/v1/devices/enrol': anybody,
	'/api/v1/devices/sites': tablet,
	'/api/v1/devices/site': tablet,
	'/api/v1/sync/push': anyTablet,
	'/api/v1/sync/ratings': anyTablet,
	'/api/v1/sync/rescue': anyTablet,
	'/api/v1/sync/pull': anyTablet,
	'/api/v1/sync/reconcile': anyTablet,
	'/api/v1/sync/bell': tablet,
	'/api/[...path]': anybody
};

/** Whether somebody of this role may go through a door with this method. */
export function admits(keeper: Keeper, role: Role, method: string): boolean {
	switch (keeper.lets) {
		case 'anybody':
		case 'guest':
		case 'account':
		case 'staff':
			return true;
		case 'tablet':
			return false;
		case 'role': {
			const right = method === 'GET' || method === 'HEAD' ? keeper.see : keeper.edit;
			return right !== null && may(role, right);
		}
	}
}
