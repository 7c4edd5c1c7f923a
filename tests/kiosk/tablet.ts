import { onTestFinished } from 'vitest';
import type { Outcome } from '#domain/door.ts';
import { badgeOf, type Token } from '#domain/token.ts';
import { dexieShelf } from '#kiosk/dexie-shelf.ts';
import type { Environment } from '#kiosk/environment.ts';
import { Journal, type Identity } from '#kiosk/journal.ts';
import { Station } from '#kiosk/station.ts';
import { SEOUL } from '#domain/zone.ts';
import {
	entry,
	incarnation,
	participantId,
	session,
	siteId,
	START,
	token
} from '../domain/people.ts';
import { randomFrom } from '../random.ts';

const DAMAGED_CHECK = '0';

export const IDENTITY: Identity = {
	device: { id: '00000000-0000-4000-8000-000000000001' as never, name: '입구 태블릿' },
	center: { id: '00000000-0000-4000-8000-000000000002' as never, name: '해봄 센터' },
	site: { id: siteId(1), name: '달보드레 빵집' },
	zone: SEOUL,
	incarnation: incarnation(1),
	epoch: '00000000-0000-4000-8000-000000000003' as never
};

let opened = 0;

/** A journal in the browser's own IndexedDB, and a station on it, with a clock that only we move. */
export async function tablet(name = `test-${Date.now()}-${opened++}`) {
	const journal = new Journal(dexieShelf(name));
	onTestFinished(() => {
		journal.close();
		indexedDB.deleteDatabase(name);
	});
	let now = START;
	let elapsed = 0;
	const environment: Environment = {
		now: () => now,
		elapsed: () => elapsed,
		random: randomFrom(opened),
		boot: '00000000-0000-4000-8000-000000000004',
		breathe: () => Promise.resolve()
	};
	const outcomes: Outcome[] = [];
	const station = new Station(journal, environment, (outcome) => outcomes.push(outcome));
	return {
		name,
		journal,
		environment,
		station,
		outcomes,
		pass(ms: number) {
			now += ms;
			elapsed += ms;
		},
		async scan(text: string): Promise<string | undefined> {
			const before = outcomes.length;
			await station.take(text);
			const outcome = outcomes[before];
			return outcome?.kind === 'verdict' ? outcome.verdict.kind : outcome?.kind;
		}
	};
}

/** What a pull would bring: one session, and students 1 to `students` on its roster. */
export function news(students: number, sealed: (n: number) => string | null = () => null) {
	return {
		cursor: 'here',
		fresh: true,
		center: IDENTITY.center,
		site: IDENTITY.site,
		zone: IDENTITY.zone,
		sessions: [session()],
		sessionsGone: [],
		roster: Array.from({ length: students }, (_, index) =>
			entry(index + 1, {
				participant: participantId(index + 1),
				badge: badgeOf(token(index + 1)),
				sealed: sealed(index + 1)
			})
		),
		rosterGone: [],
		events: []
	};
}

export const HEARD = { skew: 0, pulledAt: START };

export function damaged(good: Token): string {
	return `${good.slice(0, -1)}${good.endsWith(DAMAGED_CHECK) ? '1' : DAMAGED_CHECK}`;
}
