import { expect, test } from 'vitest';
import type { AttendanceEvent } from '#domain/event.ts';
import { namedIn, sessionLog, type Recorded } from '#domain/session-log.ts';
import { identifyBy } from '#domain/visits.ts';
import { badgeOf } from '#domain/token.ts';
import { event, eventId, MINUTE, participantId, provisionalId, START, token } from './people.ts';

const at = (minute: number) => START + minute * MINUTE;
const record = (event: AttendanceEvent, tablet: string | null = '입구'): Recorded => ({
	event,
	tablet
});
const person = (n: number) => ({
	id: participantId(n),
	name: `학생 ${n}`,
	school: '',
	schoolId: null,
	group: '1-3',
	number: n
});

const badge = badgeOf(token(1));
const identify = identifyBy(new Map([[badge, participantId(1)]]));
const visitor = {
	kind: 'provisional',
	provisional: provisionalId(1),
	claim: '1-3 2번'
} as const;
const undone = { voids: eventId(1), reason: '잘못 찍음' };
const records = [
	record(event(4, 'void', { ...undone, who: { kind: 'badge', badge }, at: at(3) }), null),
	record(event(1, 'arrival', { who: { kind: 'badge', badge }, at: at(0) })),
	record(
		event(3, 'match', { who: visitor, participant: participantId(2), reason: '명찰', at: at(2) }),
		null
	),
	record(event(2, 'arrival', { who: visitor, at: at(1) })),
	record(event(5, 'refusal', { who: { kind: 'nobody' }, cause: 'foreign', at: at(4) }))
];
const log = () =>
	sessionLog(records, identify, new Map([1, 2].map((n) => [participantId(n), person(n)])));

test('the log says what happened, the latest first, and by what it was recorded', () => {
	expect(log().map(({ fact, tablet }) => [fact.kind, tablet])).toEqual([
		['refusal', '입구'],
		['void', null],
		['match', null],
		['arrival', '입구'],
		['arrival', '입구']
	]);
	expect(log().map(({ at }) => at)).toEqual([4, 3, 2, 1, 0].map(at));
});

test('it names whoever is known, by their badge as well, and holds no badge', () => {
	const [refusal, taken, match, visited, arrival] = log();
	expect(arrival).toMatchObject({ person: { name: '학생 1' }, void: true, undoable: false });
	expect(visited).toMatchObject({ person: null, claim: '1-3 2번', about: 'somebody' });
	expect(match).toMatchObject({ matched: { name: '학생 2' } });
	expect(taken).toMatchObject({ person: { name: '학생 1' }, fact: { voids: eventId(1) } });
	expect(refusal).toMatchObject({ person: null, about: 'nobody' });
	expect(JSON.stringify(log())).not.toContain(badge);
	expect(namedIn(records, identify).sort()).toEqual([1, 1, 2].map((n) => participantId(n)));
});

test('whatever counts can be taken back, a taking back too; what changed nothing cannot', () => {
	expect(log().map(({ undoable }) => undoable)).toEqual([false, true, true, true, false]);
});
