import type { CenterId } from '#domain/id.ts';
import type { Grant } from '#domain/grant.ts';
import { openStaffDesk, type StaffDesk } from '#server/staff.ts';
import { join } from '#server/staff/members.ts';
import type { Actor } from '#server/trail.ts';
import type { Engine } from '#server/database/schema.ts';
import { openCenter } from './center.ts';

export const PASSWORD = 'a morning in spring';

/** A center with a desk for its accounts, and a way to give it people. */
export async function openOffice(engine: Engine) {
	const opened = await openCenter(engine);
	const { store, keys, center } = opened;
	const desk = openStaffDesk(store, keys, 'http://localhost');
	const hire = async (name: string, grant: Grant, at: CenterId = center): Promise<Actor> => {
		const email = `${name}@haebom.example`;
		const id = await desk.add({ name, email, password: PASSWORD });
		await store.write((trx) => join(trx, at, id, grant));
		return { id, email, address: '192.0.2.7' };
	};
	return { ...opened, desk, hire };
}

/** The cookies that a browser would send after having been given these. */
export function wearing(
	cookies: readonly { readonly name: string; readonly value: string }[]
): Headers {
	const kept = cookies.filter(({ value }) => value !== '');
	const cookie = kept.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
	return new Headers({ cookie });
}

/** Signs somebody in by password alone. */
export async function signIn(desk: StaffDesk, { email }: Actor, password = PASSWORD) {
	const result = await desk.signIn(email, password, new Headers(), Date.now());
	if (result.kind !== 'signed-in') throw new Error(`${email}: ${result.kind}`);
	return wearing(result.cookies);
}
