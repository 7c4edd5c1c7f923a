import { writeHandOver } from '#domain/hand-over.ts';
import type { CenterId } from '#domain/id.ts';
import { PROTOCOL } from '#domain/protocol.ts';
import { event } from '../domain/people.ts';
import { newIncarnation, pushOf, uuid } from './center.ts';

/** Everything of a center that has an id somebody could send. */
export interface Tenant {
	readonly center: CenterId;
	readonly site: string;
	readonly school: string;
	readonly session: string;
	readonly program: string;
	readonly participant: string;
	readonly device: string;
	readonly staff: string;
	readonly invitation: string;
	readonly pairing: string;
	readonly comment: string;
	readonly account: string;
	/** What its administrator's browser, and its tablet, send. */
	readonly cookie: string;
	readonly credential: string;
}
export type Ids = { readonly [Name in keyof Tenant]: string };

/** A request of our own administrator or tablet that names something by an id. */
export interface Case {
	readonly what: string;
	ask(ids: Ids, ours: Tenant): readonly [method: string, path: string, body?: unknown];
}

const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();

const PROGRAM = {
	name: '새 이름',
	year: '2026',
	kind: 'WORKPLACE',
	funding: '',
	basis: '',
	audience: 'ANY',
	capacity: '',
	host: '',
	tags: ''
};
const SITE = {
	name: '새 이름',
	kind: 'PRIVATE',
	address: '',
	contact: '',
	phone: '',
	email: ''
};
const MARKED = { mark: 'late', reason: '병원' };
const PERSON = { name: '한새롬', grade: '1', classNo: '3', number: '29', band: '' };

const planning = (where: { program: string; site: string }) =>
	form({
		...where,
		day: '2027-03-02',
		start: '09:30',
		end: '11:30',
		capacity: '',
		openBefore: '60',
		grace: '10',
		stay: '10',
		note: ''
	});

const printing = (whose: Record<string, string>) =>
	form({ names: 'masked', who: 'all', reason: '점검', medium: 'class-sheet', ...whose });

const tablet = (site: string) =>
	form({ name: '입구', site, passage: 'both', keypad: 'yes', asks: 'leaving' });

const list = (school: string, session: string, known: string | 0 = 0) => ({
	sessions: [session],
	schools: [{ kind: 'known', id: school }],
	band: null,
	lines: [[0, 1, 3, 29, '한새롬', known]],
	dropGone: false,
	mark: '0'.repeat(64)
});

/** A thing's own page, and every form on it. */
function about(
	name: string,
	page: (ids: Ids) => string,
	actions: Readonly<Record<string, Record<string, string>>>
): Case[] {
	const forms = Object.entries(actions).map(([action, fields]): Case => ({
		what: `a ${name}, to ${action}`,
		ask: (ids) => ['POST', `${page(ids)}?/${action}`, form(fields)]
	}));
	return [{ what: `a ${name}`, ask: (ids) => ['GET', page(ids)] }, ...forms];
}

/** For every route that takes an id: each way to send one. */
export const CASES: Readonly<Record<string, readonly Case[]>> = {
	'/(office)/results/programs/[id]': about(
		'program',
		({ program }) => `/results/programs/${program}`,
		{}
	),
	'/(office)/results/sites/[id]': about('site', ({ site }) => `/results/sites/${site}`, {}),
	'/(office)/results/sessions/[id]': about(
		'session',
		({ session }) => `/results/sessions/${session}`,
		{}
	),
	'/(office)/results/sessions/[id]/card': about(
		'card',
		({ session }) => `/results/sessions/${session}/card`,
		{}
	),
	'/(office)/sessions/[id]/links': about(
		'session',
		({ session }) => `/sessions/${session}/links`,
		{}
	),
	'/(office)/results/alerts': [
		{
			what: 'a session that warned of something',
			ask: ({ session }) => [
				'POST',
				'/results/alerts',
				form({ session, concern: 'unhappy', note: '전화함' })
			]
		}
	],
	'/(office)/results/comments': [
		{
			what: 'a comment to release',
			ask: ({ comment }) => ['POST', '/results/comments?/release', form({ id: comment })]
		}
	],
	'/(office)/badges': [
		{
			what: 'a session',
			ask: ({ session }) => ['GET', `/badges?of=session.${session}`]
		},
		{
			what: 'a class of a school',
			ask: ({ school }) => ['GET', `/badges?of=class.${school}.1.3`]
		},
		{
			what: 'somebody whose badge is lost',
			ask: ({ participant }) => ['POST', '/badges?/reissue', form({ participant })]
		},
		{
			what: 'a class whose badges are old',
			ask: ({ school }) => ['POST', '/badges?/renew', form({ of: `class.${school}.1.3` })]
		}
	],
	'/(office)/badges/print': [
		{
			what: 'a session',
			ask: ({ session }) => ['POST', '/badges/print', printing({ of: `session.${session}` })]
		},
		{
			what: 'a class of a school',
			ask: ({ school }) => ['POST', '/badges/print', printing({ of: `class.${school}.1.3` })]
		},
		{
			what: 'somebody for a sheet of ours',
			ask: ({ participant }, ours) => [
				'POST',
				'/badges/print',
				printing({ of: `session.${ours.session}`, who: 'picked', participants: participant })
			]
		}
	],
	'/(office)/programs/[id]': about('program', ({ program }) => `/programs/${program}`, {
		edit: PROGRAM,
		archive: {},
		restore: {},
		remove: {}
	}),
	'/(office)/sites/[id]': about('site', ({ site }) => `/sites/${site}`, {
		edit: SITE,
		archive: {},
		restore: {},
		remove: {}
	}),
	'/(office)/sessions': [
		{ what: 'a program', ask: ({ program }) => ['GET', `/sessions?view=list&program=${program}`] },
		{ what: 'a site', ask: ({ site }) => ['GET', `/sessions?view=list&site=${site}`] }
	],
	'/(office)/sessions/new': [
		{ what: 'a program', ask: ({ program }) => ['GET', `/sessions/new?program=${program}`] },
		{ what: 'a site', ask: ({ site }) => ['GET', `/sessions/new?site=${site}`] },
		{
			what: 'a program, to plan',
			ask: ({ program }, { site }) => ['POST', '/sessions/new', planning({ program, site })]
		},
		{
			what: 'a site, to plan',
			ask: ({ site }, { program }) => ['POST', '/sessions/new', planning({ program, site })]
		}
	],
	'/(office)/sessions/[id]': about('session', ({ session }) => `/sessions/${session}`, {
		cancel: { reason: '폭설' },
		resume: {},
		remove: {}
	}),
	'/(office)/sessions/[id]/edit': [
		{ what: 'a session', ask: ({ session }) => ['GET', `/sessions/${session}/edit`] },
		{
			what: 'a session, to alter',
			ask: ({ session }, { program, site }) => [
				'POST',
				`/sessions/${session}/edit`,
				planning({ program, site })
			]
		},
		{
			what: 'a program for one of ours',
			ask: ({ program }, { session, site }) => [
				'POST',
				`/sessions/${session}/edit`,
				planning({ program, site })
			]
		},
		{
			what: 'a site for one of ours',
			ask: ({ site }, { session, program }) => [
				'POST',
				`/sessions/${session}/edit`,
				planning({ program, site })
			]
		}
	],
	'/(office)/sessions/[id]/copy': [
		{ what: 'a session', ask: ({ session }) => ['GET', `/sessions/${session}/copy`] },
		{
			what: 'a session, to copy',
			ask: ({ session }) => ['POST', `/sessions/${session}/copy`, form({ day: '2027-03-08' })]
		}
	],
	'/(office)/sessions/[id]/attendance': [
		{ what: 'a session', ask: ({ session }) => ['GET', `/sessions/${session}/attendance`] },
		{
			what: 'a visit to ask about',
			ask: ({ session, participant }, ours) => [
				'GET',
				`/sessions/${ours.session}/attendance?of=${session}/participant:${participant}`
			]
		},
		{
			what: 'a session, to mark somebody of ours',
			ask: ({ session }, { participant }) => [
				'POST',
				`/sessions/${session}/attendance?/mark`,
				form({ id: uuid(), key: `${session}/participant:${participant}`, ...MARKED })
			]
		},
		{
			what: 'somebody to mark in one of ours',
			ask: ({ participant }, { session }) => [
				'POST',
				`/sessions/${session}/attendance?/mark`,
				form({ id: uuid(), key: `${session}/participant:${participant}`, ...MARKED })
			]
		},
		{
			what: 'somebody to let in to one of ours',
			ask: ({ participant }, { session }) => [
				'POST',
				`/sessions/${session}/attendance?/letIn`,
				form({ id: uuid(), participant })
			]
		}
	],
	'/(office)/sessions/[id]/roster': [
		{ what: 'a session', ask: ({ session }) => ['GET', `/sessions/${session}/roster`] },
		{
			what: 'a school to choose from',
			ask: ({ school }, { session }) => ['GET', `/sessions/${session}/roster?school=${school}`]
		},
		{
			what: 'a session, to put one of ours on',
			ask: ({ session }, { participant }) => [
				'POST',
				`/sessions/${session}/roster?/add`,
				form({ participant })
			]
		},
		{
			what: 'somebody to put on one of ours',
			ask: ({ participant }, { session }) => [
				'POST',
				`/sessions/${session}/roster?/add`,
				form({ participant })
			]
		},
		{
			what: 'a class to put on one of ours',
			ask: ({ school }, { session }) => [
				'POST',
				`/sessions/${session}/roster?/class`,
				form({ school, class: '1-3' })
			]
		},
		{
			what: 'a roster to take over',
			ask: ({ session: of }, { session }) => [
				'POST',
				`/sessions/${session}/roster?/take`,
				form({ session: of })
			]
		},
		{
			what: 'somebody to remove from one of ours',
			ask: ({ participant }, { session }) => [
				'POST',
				`/sessions/${session}/roster?/remove`,
				form({ participant })
			]
		}
	],
	'/(office)/schools/[id]': about('school', ({ school }) => `/schools/${school}`, {
		change: { name: '다온중학교', level: 'MIDDLE', officeCode: '', code: '' },
		close: {},
		reopen: {}
	}),
	'/(office)/people': [
		{ what: 'a school', ask: ({ school }) => ['GET', `/people?school=${school}`] }
	],
	'/(office)/people/new': [
		{ what: 'a school', ask: ({ school }) => ['GET', `/people/new?school=${school}`] },
		{
			what: 'a school for somebody new',
			ask: ({ school }) => ['POST', '/people/new', form({ ...PERSON, school })]
		}
	],
	'/(office)/people/[id]': [
		...about('participant', ({ participant }) => `/people/${participant}`, {
			leave: { why: 'moved', on: '2026-11-24' },
			return: {}
		}),
		{
			what: 'somebody, to alter',
			ask: ({ participant }, { school }) => [
				'POST',
				`/people/${participant}?/change`,
				form({ ...PERSON, school, knowingly: 'yes' })
			]
		},
		{
			what: 'a school for one of ours',
			ask: ({ school }, { participant }) => [
				'POST',
				`/people/${participant}?/change`,
				form({ ...PERSON, school, knowingly: 'yes' })
			]
		}
	],
	'/(office)/import': [
		{
			what: 'a school and a session to begin with',
			ask: ({ school, session }) => ['GET', `/import?school=${school}&session=${session}`]
		}
	],
	'/(office)/import/present': [
		{
			what: 'a school',
			ask: ({ school }) => [
				'POST',
				'/import/present',
				{ schools: [school], outOfSchool: false, sessions: [] }
			]
		},
		{
			what: 'a session',
			ask: ({ session }) => [
				'POST',
				'/import/present',
				{ schools: [], outOfSchool: false, sessions: [session] }
			]
		}
	],
	'/(office)/import/confirm': [
		{
			what: 'a school',
			ask: ({ school }, ours) => ['POST', '/import/confirm', list(school, ours.session)]
		},
		{
			what: 'a session',
			ask: ({ session }, ours) => ['POST', '/import/confirm', list(ours.school, session)]
		},
		{
			what: 'somebody of a list of ours',
			ask: ({ participant }, ours) => [
				'POST',
				'/import/confirm',
				list(ours.school, ours.session, participant)
			]
		}
	],
	'/(office)/tablets': [
		...['make', 'open'].map((action): Case => ({
			what: `a site, to ${action}`,
			ask: ({ site }) => [
				'POST',
				`/tablets?/${action}`,
				form({ site, device: '', passage: 'both', keypad: 'yes', asks: 'leaving' })
			]
		})),
		{
			what: 'a code to withdraw',
			ask: ({ pairing }) => ['POST', '/tablets?/withdraw', form({ pairing })]
		},
		{
			what: 'a file of a tablet',
			ask: (ids) => ['POST', '/tablets?/takeIn', carried(ids)]
		},
		{
			what: 'a file of ours that names a tablet',
			ask: ({ device }, { center }) => ['POST', '/tablets?/takeIn', carried({ device, center })]
		}
	],
	'/(office)/tablets/[id]': [
		...about('tablet', ({ device }) => `/tablets/${device}`, {
			take: { reason: '확인함' },
			leave: { reason: '확인함' },
			takeAside: { reason: '확인함' },
			leaveAside: { reason: '확인함' },
			acknowledge: { reason: '확인함' }
		}),
		{
			what: 'a tablet, to change',
			ask: ({ device }, { site }) => ['POST', `/tablets/${device}?/change`, tablet(site)]
		},
		{
			what: 'a site for one of ours',
			ask: ({ site }, { device }) => ['POST', `/tablets/${device}?/change`, tablet(site)]
		},
		{
			what: 'a tablet, to remove from service',
			ask: ({ device }) => ['POST', `/tablets/${device}?/retire`, '']
		}
	],
	'/(office)/staff': [
		{
			what: 'an invitation',
			ask: ({ invitation }) => ['POST', '/staff?/withdraw', form({ invitation })]
		}
	],
	'/(office)/staff/invite': [
		{
			what: 'a site',
			ask: ({ site }) => ['POST', '/staff/invite', form({ role: 'site', sites: site })]
		},
		{
			what: 'a school',
			ask: ({ school }) => ['POST', '/staff/invite', form({ role: 'teacher', school })]
		}
	],
	'/(office)/staff/[id]': [
		{ what: 'a member', ask: ({ staff }) => ['GET', `/staff/${staff}`] },
		{
			what: 'a member, to change',
			ask: ({ staff }) => ['POST', `/staff/${staff}?/grant`, form({ role: 'viewer' })]
		},
		{ what: 'a member, to reset', ask: ({ staff }) => ['POST', `/staff/${staff}?/reset`, ''] },
		{ what: 'a member, to remove', ask: ({ staff }) => ['POST', `/staff/${staff}?/end`, ''] },
		{
			what: 'a site for one of ours',
			ask: ({ site }, ours) => [
				'POST',
				`/staff/${ours.staff}?/grant`,
				form({ role: 'site', sites: site })
			]
		},
		{
			what: 'a school for one of ours',
			ask: ({ school }, ours) => [
				'POST',
				`/staff/${ours.staff}?/grant`,
				form({ role: 'teacher', school })
			]
		}
	],
	'/(office)/trail': [
		{
			what: 'an account',
			ask: ({ account }) => ['GET', `/trail?account=${encodeURIComponent(account)}`]
		}
	],
	'/(office)/trail/export': [
		{
			what: 'an account',
			ask: ({ account }) => ['POST', '/trail/export', form({ account, reason: '점검' })]
		}
	],
	'/(sheet)/centers': [
		{ what: 'a center', ask: ({ center }) => ['POST', '/centers', form({ center })] }
	],
	'/api/v1/sync/push': [
		{
			what: 'a session',
			ask: ({ session }) => ['POST', '/api/v1/sync/push', pushing({ session })]
		},
		{
			what: 'a participant',
			ask: ({ participant }) => [
				'POST',
				'/api/v1/sync/push',
				pushing({ who: { kind: 'participant', participant, badge: null } })
			]
		}
	],
	'/api/v1/sync/reconcile': [
		{
			what: 'a session',
			ask: ({ session }) => [
				'POST',
				'/api/v1/sync/reconcile',
				{
					protocol: PROTOCOL,
					incarnation: newIncarnation(),
					blocks: [],
					records: [],
					closing: [{ session, records: [[1, 'a'.repeat(64)]] }]
				}
			]
		}
	],
	'/api/v1/sync/ratings': [
		{
			what: 'a session',
			ask: ({ session }) => [
				'POST',
				'/api/v1/sync/ratings',
				{ protocol: PROTOCOL, ballots: [{ session, sealed: `1.${'A'.repeat(1_474)}==` }] }
			]
		}
	],
	'/api/v1/devices/site': [
		{
			what: 'a site',
			ask: ({ site }) => ['POST', '/api/v1/devices/site', { protocol: PROTOCOL, site }]
		}
	],
	'/api/v1/sync/pull': [
		{
			what: 'a cursor of another site',
			ask: ({ site }) => ['GET', `/api/v1/sync/pull?cursor=${cursorOf(site)}`]
		}
	]
};

/** What reads something from a request that can name nothing of a center, and why it cannot. */
export const WITHOUT_IDS: Readonly<Record<string, string>> = {
	'/(sheet)': 'asks for nothing',
	'/(sheet)/setup': 'the token of the set-up link',
	'/(sheet)/sign-in': 'e-mail and password',
	'/(sheet)/sign-in/code': 'a code',
	'/(sheet)/join': 'the token of an invitation, which anybody may follow',
	'/(sheet)/reset': 'the token of a reset link',
	'/(sheet)/s/[token]': 'the token of a link, which whoever has it may follow',
	'/(sheet)/receipts': 'what a center has signed, which anybody may hold it to',
	'/(sheet)/two-step': 'one’s own password and code',
	'/language': 'a language',
	'/api/v1/sync/rescue': 'a closed parcel, which opens at its own center alone',
	'/api/v1/devices/enrol': 'a pairing code, which whoever has it may use; and which center is owed',
	'/(office)/account': 'one’s own account',
	'/(office)/badges/calibration': 'a kind of sheet',
	'/(office)/center': 'the center’s own settings',
	'/(office)/people/roll-over': 'the roll-over made last, of this center alone',
	'/(office)/surveys': 'what this center asks',
	'/(office)/results': 'a year, and who was asked',
	'/(office)/programs': 'a year',
	'/(office)/programs/new': 'what a program is',
	'/(office)/sites': 'whether archived ones are shown',
	'/(office)/sites/new': 'what a site is',
	'/(office)/schools': 'a name, and what a school is',
	'/(office)/search': 'a text, looked for in this center alone',
	'/(office)/trail/review': 'a month'
};

function carried({ center, device }: Pick<Ids, 'center' | 'device'>): FormData {
	const incarnation = newIncarnation();
	const events = [event(1, 'arrival', { incarnation, id: uuid() as never })];
	const text = writeHandOver({
		center: center as never,
		device: device as never,
		madeAt: 0,
		events
	});
	const body = new FormData();
	body.set('file', new File([text], 'carried.json', { type: 'application/json' }));
	return body;
}

function cursorOf(site: string): string {
	const cursor = { epoch: uuid(), site, sessions: 0, roster: 0, position: 0 };
	return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function pushing(changes: object): unknown {
	const incarnation = newIncarnation();
	const { id: _, ...made } = event(1, 'arrival', { incarnation, ...changes });
	return pushOf(incarnation, [{ ...made, id: uuid() }]);
}
