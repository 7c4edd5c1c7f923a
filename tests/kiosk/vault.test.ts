import { expect, test } from 'vitest';
import { ERASE_ROSTER } from '#domain/protocol.ts';
import { Vault } from '#kiosk/vault.ts';
import { HOUR, MINUTE, participantId, session, START } from '../domain/people.ts';
import { locked, PIN, WRONG } from './locked.ts';
import { HEARD } from './tablet.ts';

async function guarded() {
	const kiosk = await locked();
	return { ...kiosk, vault: new Vault(kiosk.journal, kiosk.environment) };
}

test('the right PIN opens the names of a session, until it is closed', async () => {
	const { vault } = await guarded();
	expect(await vault.names(session().id)).toEqual(new Map());
	expect(await vault.open(PIN)).toEqual({ kind: 'open' });
	const names = await vault.names(session().id);
	expect(names.get(participantId(2))).toMatchObject({ name: '이하늘', group: '1-3' });
	vault.close();
	expect(vault.isOpen).toBe(false);
	expect(await vault.names(session().id)).toEqual(new Map());
});

test('after some wrong ones it takes longer each time, and starting the page anew does not help', async () => {
	const { vault, journal, environment, pass } = await guarded();
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
	const { vault, journal, told, lock } = await guarded();
	await journal.erase(session().endsAt + 24 * HOUR + 1);
	expect((await journal.lock())?.keys).toEqual([]);
	await journal.apply({ ...told, lock, fresh: false, directives: [ERASE_ROSTER] }, HEARD);
	await journal.apply({ ...told, fresh: true, sessions: [], roster: [] }, HEARD);
	expect(await vault.open(PIN)).toEqual({ kind: 'none' });
	expect(START).toBeLessThan(session().endsAt);
});

test('names lie on the disk in no readable form', async () => {
	const { journal } = await guarded();
	const kept = JSON.stringify([await journal.rosterOf(session().id), await journal.lock()]);
	expect(kept).not.toMatch(/김새봄|별솔중|482915/);
});
