import { randomUUID } from 'node:crypto';
import { building } from '$app/environment';
import {
	redirect,
	type Handle,
	type HandleServerError,
	type RequestEvent,
	type ServerInit
} from '@sveltejs/kit';
import { openApp, setupLink, type App } from '#server/app.ts';
import { configFrom } from '#server/config.ts';
import { enter, type Caller, type Entry } from '#server/entry.ts';
import { declined, documented } from '#server/wire.ts';
import { chooseLanguage } from '#ui/messages/language.ts';

let app: App;

export const init: ServerInit = async () => {
	// Pages that are rendered while building need no database, and must not leave one behind.
	if (building) return;
	app = await openApp(configFrom(process.env));
	const link = await setupLink(app);
	// The entry prints it below the addresses, where an operator looks for it.
	if (link) process.env['HAEBOM_SETUP_LINK'] = link;
	process.once('haebom:stopping', () => app.doorbell.close());
	process.once('sveltekit:shutdown', () => void app.close());
};

/** Nobody gets anywhere without passing `enter`; there is no other check to forget. */
export const handle: Handle = async ({ event, resolve }) => {
	const { locals, route, cookies, request } = event;
	locals.language = chooseLanguage(cookies.get('language'), request.headers.get('accept-language'));
	Object.assign(locals, { staff: null, account: null, centers: [], device: null });
	if (!building) {
		const caller: Caller = {
			method: request.method,
			headers: request.headers,
			cookie: (name) => cookies.get(name)
		};
		const entry = await enter(app, route.id, caller, Date.now());
		if (entry.kind === 'declined') return declined(entry.code);
		if (entry.kind !== 'open') redirect(303, elsewhere(entry, event));
		const { staff, account, centers, device } = entry;
		Object.assign(locals, { app, staff, account, centers, device });
	}
	const started = performance.now();
	const resolved = await resolve(event, {
		transformPageChunk: ({ html }) => html.replace('%lang%', locals.language),
		preload: ({ type }) => type === 'js' || type === 'css' || type === 'font'
	});
	const response = event.url.pathname.startsWith('/api/') ? documented(resolved) : resolved;
	if (!building) {
		app.log.debug(
			{
				method: request.method,
				route: route.id,
				status: response.status,
				ms: Math.round(performance.now() - started)
			},
			'request'
		);
	}
	return response;
};

/** Where somebody is sent who does not get through, and how they get back to where they wanted to go. */
function elsewhere(
	entry: Exclude<Entry, { kind: 'open' | 'declined' }>,
	{ url, request }: RequestEvent
): string {
	if (entry.kind === 'closed') return '/closed';
	// What was sent in is lost with the sign-in; the page it was sent from is not.
	const to = request.method === 'GET' ? url.pathname + url.search : url.pathname;
	const query = new URLSearchParams({ to });
	if (entry.kind === 'choose') return `/centers?${query}`;
	if (entry.kind === 'two-step') return `/two-step?${query}`;
	if (entry.because) query.set('because', entry.because);
	return `/sign-in?${query}`;
}

/** What went wrong goes to the log under a number; people get the number and what to do. */
export const handleError: HandleServerError = ({ error, event, status, message }) => {
	const { language } = event.locals;
	if (status === 404) return { message, language };
	const id = randomUUID().slice(0, 8);
	if (!building) app.log.error({ id, err: error, route: event.route.id }, 'request failed');
	return { message, id, language };
};
