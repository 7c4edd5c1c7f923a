import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ERASE_ROSTER } from '#domain/protocol.ts';
import { Pin, PROOF, type StaffLock } from '#domain/staff-lock.ts';
import { Vault } from '#kiosk/vault.ts';
import { HOUR, MINUTE, participantId, session, START } from '../domain/people.ts';
import { HEARD, IDENTITY, news, tablet } from './tablet.ts';

const PIN = v.parse(Pin, '482915');
const WRONG = v.parse(Pin, '000000');
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
async function locked() {
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
	return { ...kiosk, told, lock, vault: new Vault(kiosk.journal, kiosk.environment) };
}

test('the right PIN opens the names of a session, until it is closed', async () => {
	const { vault } = await locked();
	expect(await vault.names(session().id)).toEqual(new Map());
	expect(await vault.open(PIN)).toEqual({ kind: 'open' });
	const names = await vault.names(session().id);
	expect(names.get(participantId(2))).toMatchObject({ name: '이하늘', group: '1-3' });
	vault.close();
	expect(vault.isOpen).toBe(false);
	expect(await vault.names(session().id)).toEqual(new Map());
});

test('after some wrong ones it takes longer each time, and starting the page anew does not help', async () => {
	const { vault, journal, environment, pass } = await locked();
	for (let n = 0; n < 4; n++) expect(await vault.open(WRONG)).toEqual({ kind: 'wrong', waitMs: 0 });
	expect(await vault.open(WRONG)).toEqual({ kind: 'wrong', waitMs: 30_000 });
	pass(10_000);
	expect(await vault.open(PIN)).toEqual({ kind: 'wait', waitMs: 20_000 });
	pass(20_000);
	expect(await vault.open(WRONG)).toEqual({ kind: 'wrong', waitMs: 60_000 });
	const anew = new Vault(journal, { ...environment, elapsed: () => 0 });
	expect(await anew.open(PIN)).toEqual({ kind: 'wait', waitMs: 60_000 });
	for (let n = 0; n < 20; n++) {
		pass(15 * MINUTE);
		await vault.open(WRONG);
	}
	pass(15 * MINUTE - 1);
	expect(await vault.open(PIN)).toEqual({ kind: 'wait', waitMs: 1 });
	pass(1);
	expect(await vault.open(PIN)).toEqual({ kind: 'open' });
	expect(await vault.open(WRONG)).toEqual({ kind: 'wrong', waitMs: 0 });
});

test('nothing of it is left a day after the session, nor out of service', async () => {
	const { vault, journal, told, lock } = await locked();
	await journal.erase(session().endsAt + 24 * HOUR + 1);
	expect((await journal.lock())?.keys).toEqual([]);
	await journal.apply({ ...told, lock, fresh: false, directives: [ERASE_ROSTER] }, HEARD);
	await journal.apply({ ...told, fresh: true, sessions: [], roster: [] }, HEARD);
	expect(await vault.open(PIN)).toEqual({ kind: 'none' });
	expect(START).toBeLessThan(session().endsAt);
});

test('names lie on the disk in no readable form', async () => {
	const { journal } = await locked();
	const kept = JSON.stringify([await journal.rosterOf(session().id), await journal.lock()]);
	expect(kept).not.toMatch(/김새봄|별솔중|482915/);
});
