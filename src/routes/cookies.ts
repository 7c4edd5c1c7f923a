import type { Cookies } from '@sveltejs/kit';
import type { StaffCookie } from '#server/staff.ts';

/** Hands the browser what the accounts library wants it to keep or to forget. */
export function keepCookies(cookies: Cookies, some: readonly StaffCookie[]): void {
	for (const { name, value, options } of some) cookies.set(name, value, options);
}
