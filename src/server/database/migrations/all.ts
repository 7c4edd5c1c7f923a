import type { Kysely } from 'kysely';
import * as first from '#server/database/migrations/0001-first.ts';
import * as rights from '#server/database/migrations/0002-rights.ts';
import * as accounts from '#server/database/migrations/0006-accounts.ts';
import type { Engine } from '#server/database/schema.ts';

/** A step of the schema. Steps that were released are never altered; a change is a new step. */
interface Migration {
	up(db: Kysely<unknown>, engine: Engine): Promise<void>;
}

/** All steps, applied in the order of their names. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
	'0001-first': first,
	'0002-rights': rights,
	'0006-accounts': accounts
};
