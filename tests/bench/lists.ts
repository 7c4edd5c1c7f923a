import { dayOf } from '#domain/day.ts';
import type { SessionId } from '#domain/id.ts';
import { SEOUL } from '#domain/zone.ts';
import { epochOf } from '#server/centers.ts';
import { openStore, type Store } from '#server/database/store.ts';
import { foundDemo } from '#server/demo/demo.ts';
import { SEED, WHOLE_YEAR } from '#server/demo/fill.ts';
import { openKeys } from '#server/keys.ts';
import { silent } from '#server/log.ts';
import { openStaffDesk } from '#server/staff.ts';
import { startServer, type RunningServer } from '../stage/server.ts';
import { figure, percentile, progress, type Figure } from './figure.ts';

const ASKED = 100;
const WARM_UP = 10;
const ANSWER_MS_MAX = 10_000;

/** How long the center's lists take, from the request to the last letter of the page, in a full center. */
export async function* lists(): AsyncIterable<Figure> {
	await using stage = new AsyncDisposableStack();
	const server = await startServer();
	stage.defer(() => server.remove());
	const store = await openStore(`sqlite:${server.dataDir}/haebom.db`, silent);
	stage.defer(() => store.close());
	progress('lists: filling a center with a whole year …');
	const { cookie, sessions } = await fillCenter(server, store);
	const busiest = await busiestSession(store);
	const { id: program } = await store.reader
		.selectFrom('program')
		.select('id')
		.limit(1)
		.executeTakeFirstOrThrow();
	const today = dayOf(Date.now(), SEOUL);
	const pages = {
		'sessions list': '/sessions?view=list',
		'sessions month': '/sessions?view=month',
		'sessions week': '/sessions?view=week',
		'session page': `/sessions/${busiest}`,
		'session roster': `/sessions/${busiest}/roster`,
		results: '/results',
		'program results': `/results/programs/${program}`,
		'session results': `/results/sessions/${busiest}`,
		comments: '/results/comments',
		alerts: '/results/alerts',
		programs: '/programs',
		sites: '/sites',
		today: '/today',
		people: '/people',
		'people by name': `/people?name=${encodeURIComponent('하늘')}`,
		'people, a late page': '/people?page=100',
		schools: '/schools',
		import: '/import',
		badges: '/badges',
		tablets: '/tablets',
		staff: '/staff',
		trail: '/trail',
		'trail review': '/trail/review',
		'search name': `/search?q=${encodeURIComponent('하늘')}`,
		'search initials': `/search?q=${encodeURIComponent('ㄱㅅㅂ')}`,
		'search nothing': `/search?q=${encodeURIComponent('뷁뷁')}`,
		'search class': '/search?q=1-3',
		'search day': `/search?q=${today}`
	};
	for (const [name, path] of Object.entries(pages)) {
		progress(`lists: ${name} …`);
		const times: number[] = [];
		for (let n = 0; n < WARM_UP + ASKED; n++) times.push(await ask(server, path, cookie));
		yield figure(
			`lists.${name.replaceAll(', ', ' ').replaceAll(' ', '-')}.p95`,
			'ms',
			percentile(times.slice(WARM_UP), 0.95),
			null,
			`request to finished HTML, ${WHOLE_YEAR} participations, ${sessions} sessions, one at a time, SQLite`
		);
	}
}

async function fillCenter(server: RunningServer, store: Store) {
	const keys = openKeys(server.dataDir);
	const staff = openStaffDesk(store, keys, server.origin);
	const parts = { store, keys, epoch: await epochOf(store), staff };
	const demo = await foundDemo(parts, WHOLE_YEAR, SEED, Date.now());
	const signedIn = await staff.signIn(demo.email, demo.password, new Headers(), Date.now());
	if (signedIn.kind !== 'signed-in') throw new Error(signedIn.kind);
	const cookie = signedIn.cookies
		.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
		.join('; ');
	return { cookie, sessions: demo.sessions };
}

/** One for which many events were recorded. */
async function busiestSession(store: Store): Promise<SessionId> {
	const { session_id } = await store.reader
		.selectFrom('ledger')
		.select('session_id')
		.where('session_id', 'is not', null)
		.groupBy('session_id')
		.orderBy(({ fn }) => fn.countAll(), 'desc')
		.limit(1)
		.executeTakeFirstOrThrow();
	if (session_id === null) throw new Error('A session that is none');
	return session_id;
}

async function ask(server: RunningServer, path: string, cookie: string): Promise<number> {
	const started = performance.now();
	const response = await fetch(`${server.origin}${path}`, {
		headers: { cookie },
		redirect: 'manual',
		signal: AbortSignal.timeout(ANSWER_MS_MAX)
	});
	const html = await response.text();
	if (response.status !== 200 || !html.includes('</html>')) {
		throw new Error(`${path} answered ${response.status}`);
	}
	return performance.now() - started;
}
