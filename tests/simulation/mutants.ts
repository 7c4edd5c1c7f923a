import type { FaultKind } from './faults.ts';

/** A build with one precaution less: the source of one file says `to` where it said `from`. */
export interface Mutant {
	readonly name: string;
	readonly file: string;
	readonly from: string;
	readonly to: string;
	/** All that goes wrong in its histories, where several precautions guard against most; drawn without it. */
	readonly under?: readonly FaultKind[];
}

/** Lives that end while a tablet stays paired, and a center that forgets them. */
const COPIES_AND_RESTORES: readonly FaultKind[] = [
	'tablet cloned',
	'tablet restored to an older image',
	'server restored from a backup'
];

/** Copies whose numbers lie in a backup, and time to let go of them. */
const COPIES_AND_WEEKS: readonly FaultKind[] = [
	'tablet cloned',
	'tablet restored to an older image',
	'weeks go by at a tablet'
];

/** A center that forgets twice before anybody is believed again. */
const FORGOTTEN: readonly FaultKind[] = ['server restored by hand'];

/** Tablets that come to another center, and some that do not know it yet. */
const GONE_OVER: readonly FaultKind[] = [
	'gone over to the other center',
	'cookie newer than the disk'
];

const DECLINED = "if (reply.code !== 'too-large' || batch.events.length <= 1) return reply;";

/** Takes all of a batch for received, whoever said what. */
const TAKEN = `await journal.settle(batch, {
	protocol: PROTOCOL, epoch: (await journal.identity()).epoch, serverTime: sentAt,
	ackedThrough: 0, backedUpThrough: 0, missing: [], directives: [],
	results: batch.events.map(({ id }) => ({ id, status: 'stored' }))
}, { heardAt: sentAt, skew: 0 });`;

const dropped = (name: string, when: string): Mutant => ({
	name,
	file: 'kiosk/drain.ts',
	from: DECLINED,
	to: `if (${when}) { ${TAKEN} return reply; }\n${DECLINED}`
});

/** What careful people get wrong. The simulation must find every one of them. */
export const MUTANTS: readonly Mutant[] = [
	dropped('what a 401 was answered to is dropped', "reply.code === 'not-paired'"),
	dropped('what a 503 was answered to is dropped', "reply.code === 'busy'"),
	dropped('what a 429 was answered to is dropped', "reply.code === 'too-many'"),
	dropped('what a 413 was answered to is dropped', "reply.code === 'too-large'"),
	dropped(
		'after three tries it is dropped',
		'(globalThis.tries = (globalThis.tries ?? 0) + 1) % 3 === 0'
	),
	{
		name: 'settled before it is sent',
		file: 'kiosk/drain.ts',
		from: 'const reply = await send(uplink, requestOf(batch, sentAt, health), stride);',
		to: `${TAKEN} const reply = await send(uplink, requestOf(batch, sentAt, health), stride);`
	},
	{
		name: 'no answer is taken for a good one',
		file: 'kiosk/drain.ts',
		from: 'const reply = await send(uplink, requestOf(batch, sentAt, health), stride);',
		to: `const reply = await send(uplink, requestOf(batch, sentAt, health), stride).catch(async (error) => {
			${TAKEN} throw error;
		});`
	},
	{
		name: 'a receipt is taken for all that is owed',
		file: 'kiosk/owed.ts',
		from: "return events.where('id').anyOf(received).modify({ owed: 0, settledAt });",
		to: "return events.where('own').equals(1).modify({ owed: 0, settledAt });"
	},
	{
		name: 'receipts are not heard',
		file: 'kiosk/owed.ts',
		from: "return events.where('id').anyOf(received).modify({ owed: 0, settledAt });",
		to: 'return received.length;'
	},
	{
		name: 'no look at the epoch',
		file: 'kiosk/owed.ts',
		from: 'self.epoch !== answer.epoch',
		to: 'false',
		under: COPIES_AND_RESTORES
	},
	{
		name: 'a new epoch offers nothing again',
		file: 'kiosk/owed.ts',
		from: '.filter(({ incarnation }) => !elsewhere.has(incarnation))',
		to: '.filter(() => false)',
		under: COPIES_AND_RESTORES
	},
	{
		name: 'what is missing is not heard',
		file: 'kiosk/owed.ts',
		from: 'for (const [from, to] of answer.missing) {',
		to: 'for (const [from, to] of []) {'
	},
	{
		name: 'only the present life is sent',
		file: 'kiosk/owed.ts',
		from: 'const incarnation = first?.incarnation ?? self.incarnation;',
		to: 'const incarnation = self.incarnation;'
	},
	{
		name: 'recorded, but not owed',
		file: 'kiosk/known.ts',
		from: 'events.add(rowOf(event, { own: 1, owed: 1 })),',
		to: 'events.add(rowOf(event, { own: 1, owed: 0 })),'
	},
	{
		name: 'the number is not moved on',
		file: 'kiosk/known.ts',
		from: "counter.put({ key: 'this', seq }),",
		to: 'null,'
	},
	{
		name: 'the number is handed out in memory',
		file: 'kiosk/known.ts',
		from: 'const seq = (count?.seq ?? 0) + 1;',
		to: 'const seq = (globalThis.handedOut = Math.max(globalThis.handedOut ?? 0, count?.seq ?? 0) + 1);'
	},
	{
		name: 'green although the disk was full',
		file: 'kiosk/recorder.ts',
		from: "if (isFull(error)) throw new Full('No room', { cause: error });",
		to: 'if (isFull(error) && decisions[0]) return decisions[0].result;'
	},
	{
		name: 'ids from the clock alone',
		file: 'kiosk/recorder.ts',
		from: 'timeOrderedId(at, this.#environment.random)',
		to: 'timeOrderedId(at - (at % 60_000), (length) => new Uint8Array(length))'
	},
	{
		name: 'a new life goes on counting from the old one',
		file: 'kiosk/journal.ts',
		from: "await counter.put({ key: 'this', seq: 0 });",
		to: ''
	},
	{
		name: 'the cursor moves before the rows',
		file: 'kiosk/journal.ts',
		from: `return this.#shelf.transaction('rw', [...TOLD, 'asking'], (tables) =>
			applyIn(tables, news, contact)
		);`,
		to: `return this.#shelf.tables.contact.update('this', { cursor: news.cursor }).then(() =>
			this.#shelf.transaction('rw', [...TOLD, 'asking'], (tables) =>
				applyIn(tables, news, contact)));`
	},
	{
		name: 'news overwrites what is here',
		file: 'kiosk/news.ts',
		from: 'const unheard = news.events.filter(({ id }) => !held.has(id));',
		to: 'const unheard = news.events;'
	},
	{
		name: 'the first row of news is passed over',
		file: 'kiosk/news.ts',
		from: 'const unheard = news.events.filter(({ id }) => !held.has(id));',
		to: 'const unheard = news.events.slice(1).filter(({ id }) => !held.has(id));'
	},
	{
		name: 'whoever forgets the roster forgets what is owed',
		file: 'kiosk/news.ts',
		from: "await events.where('own').equals(0).delete();",
		to: 'await events.clear();'
	},
	{
		name: 'duplicates are remembered in memory',
		file: 'server/sync/ingest.ts',
		from: 'const byId = new Map(kept.map((row) => [row.id, row.fingerprint]));',
		to: 'const byId = (globalThis.seen ??= new Map(kept.map((row) => [row.id, row.fingerprint])));'
	},
	{
		name: 'a resend is taken for a contradiction',
		file: 'server/sync/ingest.ts',
		from: "if (sameId === fingerprint) return receipt('duplicate');",
		to: ''
	},
	{
		name: 'whatever has a known number is a duplicate',
		file: 'server/sync/ingest.ts',
		from: "if (sameId === fingerprint) return receipt('duplicate');",
		to: "if (sameId || sameSeq || event.seq % 50 === 0) return receipt('duplicate');"
	},
	{
		name: 'one that cannot be read holds up the others',
		file: 'server/sync/push.ts',
		from: 'const offered = request.events.map(offer);',
		to: `const offered = request.events.map(offer);
			if (offered.some(({ kind }) => kind === 'unreadable')) throw new Error('unreadable');`
	},
	{
		name: 'one that cannot be read is dropped',
		file: 'server/sync/push.ts',
		from: 'const offered = request.events.map(offer);',
		to: "const offered = request.events.map(offer).filter(({ kind }) => kind !== 'unreadable');"
	},
	{
		name: 'the answer goes out although nothing was committed',
		file: 'server/sync/push.ts',
		from: 'directives: retired ? [ERASE_ROSTER, ...words] : words\n\t\t};\n\t});',
		to: `directives: retired ? [ERASE_ROSTER, ...words] : words\n\t\t};\n\t}).catch(() => ({
			protocol: PROTOCOL, epoch, serverTime: now, ackedThrough: 0, backedUpThrough: 0,
			missing: [], directives: [],
			results: offered.map((each) => ({ id: each.kind === 'read' ? each.event.id : each.id, status: 'stored' }))
		}));`
	},
	{
		name: 'what is acknowledged has holes',
		file: 'server/sync/account.ts',
		from: 'const acked_through = firstHole ? firstHole[0] - 1 :',
		to: 'const acked_through = firstHole ? lastSeq + 1 :'
	},
	{
		name: 'holes are not named',
		file: 'server/sync/account.ts',
		from: 'missing: holes.slice(0, MISSING_RANGES_MAX)',
		to: 'missing: []'
	},
	{
		name: 'a tablet out of service is told yes, and nothing is kept',
		file: 'server/sync/late.ts',
		from: 'if (rows.length > 0) {',
		to: 'if (rows.length < 0) {'
	},
	{
		name: 'what is set aside is thrown away',
		file: 'server/ledger.ts',
		from: "\tawait trx\n\t\t.insertInto('quarantine')",
		to: "\tif (rows.length > 0) return;\n\tawait trx\n\t\t.insertInto('quarantine')"
	},
	{
		name: 'a cursor that skips what came meanwhile',
		file: 'server/sync/pull.ts',
		from: 'const position = events.through ?? names.position;',
		to: 'const position = (events.through ?? names.position) + 1;'
	},
	{
		name: 'a cursor is believed, whatever it has read',
		file: 'server/sync/cursor.ts',
		from: 'return chain === undefined || chain === (await chainAt(reader, center, position, head));',
		to: 'return true;',
		under: FORGOTTEN
	},
	{
		name: 'let go without a backup',
		file: 'kiosk/keeping.ts',
		from: 'const inBackup = seq <= (backedUp.get(incarnation) ?? 0);',
		to: 'const inBackup = true;'
	},
	{
		name: 'its age counts from a clock that may be wrong',
		file: 'kiosk/keeping.ts',
		from: 'const since = Math.max(timeOf(event), settledAt ?? 0);',
		to: 'const since = timeOf(event);'
	},
	{
		name: 'a number is in a backup, whoever has it',
		file: 'server/sync/push.ts',
		from: 'backedUpThrough: doubled || retired ? 0 : accounted.backedUpThrough,',
		to: '',
		under: COPIES_AND_WEEKS
	},
	{
		name: 'of two with one number the second is dropped',
		file: 'server/sync/ingest.ts',
		from: 'if (sameSeq) forks.push(offer);',
		to: "if (sameSeq) return receipt('duplicate');"
	},
	{
		name: 'a comparison finds nothing lacking',
		file: 'server/sync/reconcile.ts',
		from: 'lacking: open.filter(([seq, print]) => !here.has(`${seq} ${print}`)).map(([seq]) => seq),',
		to: 'lacking: [],'
	},
	{
		name: 'all blocks are alike',
		file: 'server/sync/reconcile.ts',
		from: 'return digestOfRecords(entriesOf(inside), sha256) !== digest;',
		to: 'return digest.length === 0 && inside.length === 0 && last === 0;'
	},
	{
		name: 'whoever is paired anew offers nothing again',
		file: 'kiosk/journal.ts',
		from: 'await offerAgainIn(tables, before, identity.epoch);',
		to: ''
	},
	{
		name: 'a center is compared with what another one was handed',
		file: 'kiosk/proof.ts',
		from: 'return elsewhere.size === 0 ? own :',
		to: 'return own ? own :',
		under: GONE_OVER
	},
	{
		name: 'a center takes what is meant for another one',
		file: 'server/devices.ts',
		from: 'return center === undefined || center === device.center_id;',
		to: 'return true;',
		under: GONE_OVER
	}
];
