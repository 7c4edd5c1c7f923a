import { redirect } from '@sveltejs/kit';
import { chooseLanguage } from '#ui/messages/language.ts';
import type { RequestHandler } from './$types';

const YEAR_S = 365 * 24 * 60 * 60;

export const POST: RequestHandler = async ({ request, cookies, url }) => {
	const form = await request.formData();
	cookies.set('language', chooseLanguage(String(form.get('language')), null), {
		path: '/',
		maxAge: YEAR_S,
		sameSite: 'lax',
		secure: url.protocol === 'https:'
	});
	const to = new URL(String(form.get('to')), url);
	// Only back to a page of ours, whatever the form says.
	redirect(303, to.origin === url.origin ? to.pathname + to.search : '/');
};
