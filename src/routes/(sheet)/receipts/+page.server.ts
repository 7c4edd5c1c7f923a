import { checkReceipt } from '#server/receipts.ts';
import type { PageServerLoad } from './$types';

/** As an address has it, or pasted whole. */
function signatureIn(text: string): string {
	const [, of] = /[?&]of=([^&#\s]+)/.exec(text) ?? [];
	return of ?? text.trim();
}

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store', 'referrer-policy': 'no-referrer' });
	const asked = url.searchParams.get('of') ?? '';
	return { asked, checked: asked ? await checkReceipt(locals.app, signatureIn(asked)) : null };
};
