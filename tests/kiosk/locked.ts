import * as v from 'valibot';
import { Pin, PROOF, type StaffLock } from '#domain/staff-lock.ts';
import { session } from '../domain/people.ts';
import { HEARD, IDENTITY, news, tablet } from './tablet.ts';

export const PIN = v.parse(Pin, '482915');
export const WRONG = v.parse(Pin, '000000');
/** Few, so that a test need not wait; a center asks for many more. */
const ROUNDS = 1_000;
const utf8 = new TextEncoder();

async function sealed(content: BufferSource, key: CryptoKey, belongsTo: string): Promise<string> {
	const iv = crypto.getRandomValues(new Uint8Array(12));
	const additionalData = utf8.encode(belongsTo);
	const body = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, content);
	return btoa(String.fromCharCode(...iv, ...new Uint8Array(body)));
}

/** A tablet with a lock and two names, as a center would send them. */
export async function locked() {
	const kiosk = await tablet();
	await kiosk.journal.adopt(IDENTITY);
	const salt = utf8.encode('salt');
	const typed = await crypto.subtle.importKey('raw', utf8.encode(PIN), 'PBKDF2', false, [
		'deriveKey'
	]);
	const aes = { name: 'AES-GCM', length: 256 } as const;
	const pinKey = await crypto.subtle.deriveKey(
		{ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS },
		typed,
		aes,
		false,
		['encrypt']
	);
	const key = await crypto.subtle.generateKey(aes, true, ['encrypt']);
	const raw = await crypto.subtle.exportKey('raw', key);
	const lock: StaffLock = {
		salt: btoa('salt'),
		rounds: ROUNDS,
		proof: await sealed(utf8.encode(PROOF), pinKey, PROOF),
		keys: [{ session: session().id, key: await sealed(raw, pinKey, session().id) }]
	};
	const told = news(2);
	const roster = await Promise.all(
		told.roster.map(async (entry, index) => {
			const name = { name: ['김새봄', '이하늘'][index], school: '별솔중', group: '1-3', number: 1 };
			const content = utf8.encode(JSON.stringify(name));
			return { ...entry, named: await sealed(content, key, entry.participant) };
		})
	);
	await kiosk.journal.apply({ ...told, roster, lock }, HEARD);
	return { ...kiosk, told, lock };
}
