import type { Kysely } from 'kysely';
import * as first from '#server/database/migrations/0001-first.ts';
import * as rights from '#server/database/migrations/0002-rights.ts';
import * as plan from '#server/database/migrations/0003-plan.ts';
import * as people from '#server/database/migrations/0004-people.ts';
import * as tablets from '#server/database/migrations/0005-tablets.ts';
import * as accounts from '#server/database/migrations/0006-accounts.ts';
import * as badgePrinted from '#server/database/migrations/0007-badge-printed.ts';
import * as staffPin from '#server/database/migrations/0008-staff-pin.ts';
import * as ratings from '#server/database/migrations/0009-ratings.ts';
import * as dutyAsks from '#server/database/migrations/0010-duty-asks.ts';
import * as results from '#server/database/migrations/0011-results.ts';
import * as chain from '#server/database/migrations/0012-chain.ts';
import * as receipts from '#server/database/migrations/0013-receipts.ts';
import * as tallies from '#server/database/migrations/0015-tallies.ts';
import * as jobs from '#server/database/migrations/0016-jobs.ts';
import type { Engine } from '#server/database/schema.ts';

/** A step of the schema. Steps that were released are never altered; a change is a new step. */
interface Migration {
	up(db: Kysely<unknown>, engine: Engine): Promise<void>;
}

/** All steps, applied in the order of their names. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
	'0001-first': first,
	'0002-rights': rights,
	'0003-plan': plan,
	'0004-people': people,
	'0005-tablets': tablets,
	'0006-accounts': accounts,
	'0007-badge-printed': badgePrinted,
	'0008-staff-pin': staffPin,
	'0009-ratings': ratings,
	'0010-duty-asks': dutyAsks,
	'0011-results': results,
	'0012-chain': chain,
	'0013-receipts': receipts,
	'0015-tallies': tallies,
	'0016-jobs': jobs
};
