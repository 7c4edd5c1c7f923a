import { expect, test } from 'vitest';
import { classCodeFrom, classOf, type ClassCode } from '#domain/class-code.ts';
import { seal } from '#domain/seal.ts';
import { HOUR, participantId, session, sessionId, START, token } from '../domain/people.ts';
import { HEARD, IDENTITY, news, tablet } from './tablet.ts';

const code = classCodeFrom(new Uint8Array(32).fill(1));
const another = classCodeFrom(new Uint8Array(32).fill(2));

async function sealedFor(code: ClassCode, n: number, name: string) {
	const bearer = { name, group: '1-3' };
	const sealed = await seal(bearer, participantId(n), code, new Uint8Array(12).fill(n));
	return { hash: classOf(code), sealed };
}

/** A tablet that expects one and two of one class, and three of another. */
async function paired(sessions = [session()]) {
	const kiosk = await tablet();
	await kiosk.journal.adopt(IDENTITY);
	const told = news(3);
	const classes = await Promise.all([
		sealedFor(code, 1, '김*봄'),
		sealedFor(code, 2, '이*'),
		sealedFor(another, 3, '박*별')
	]);
	const roster = told.roster.map((entry, index) => ({ ...entry, inClass: classes[index] }));
	await kiosk.journal.apply({ ...told, sessions, roster }, HEARD);
	return kiosk;
}

test('a class’s code calls in those of the class who are expected, by their masked names', async () => {
	const kiosk = await paired();
	expect(await kiosk.scan(code)).toBe('class');
	expect(kiosk.outcomes).toEqual([
		{
			kind: 'class',
			called: {
				session: session(),
				group: '1-3',
				people: [
					{
						who: { kind: 'participant', participant: participantId(1), badge: null },
						label: '김*봄'
					},
					{ who: { kind: 'participant', participant: participantId(2), badge: null }, label: '이*' }
				]
			}
		}
	]);
	expect(await kiosk.journal.unsent()).toBe(0);
});

test('held up for longer it calls once, and shown again it calls again', async () => {
	const kiosk = await paired();
	await kiosk.scan(code);
	kiosk.pass(2_900);
	expect(await kiosk.scan(code)).toBeUndefined();
	kiosk.pass(3_000);
	expect(await kiosk.scan(code)).toBe('class');
});

test('a class that is not expected here today is nobody’s fault, and the next badge counts', async () => {
	const kiosk = await paired();
	expect(await kiosk.scan(classCodeFrom(new Uint8Array(32)))).toBe('class');
	expect(kiosk.outcomes).toEqual([{ kind: 'class', called: null }]);
	expect(await kiosk.scan(token(1))).toBe('arrival');
});

test('of two sessions it is the one that the clock would choose', async () => {
	const later = session({ id: sessionId(2), startsAt: START + 5 * HOUR, endsAt: START + 7 * HOUR });
	const kiosk = await paired([session(), later]);
	await kiosk.scan(code);
	expect(kiosk.outcomes).toMatchObject([{ called: { session: { id: sessionId(1) } } }]);
});
