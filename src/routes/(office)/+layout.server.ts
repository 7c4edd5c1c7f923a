import { signedIn } from './signed-in.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, url, setHeaders }) => {
	const { name, role, center, several } = signedIn(locals);
	// These pages are full of names; no cache between here and the screen may keep them.
	setHeaders({ 'cache-control': 'private, no-store' });
	return {
		language: locals.language,
		path: url.pathname + url.search,
		person: name,
		role,
		several,
		center: { name: center.name, demo: center.demo },
		zone: center.zone
	};
};
