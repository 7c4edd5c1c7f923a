import * as v from 'valibot';
import { OfficeCode, SchoolCode, SchoolLevel, SchoolName } from '#domain/school.ts';
import { ifGiven } from '#server/form.ts';

/** What a form says about a school. */
export const SchoolForm = v.object({
	name: SchoolName,
	level: SchoolLevel,
	officeCode: ifGiven(v.pipe(v.string(), v.toUpperCase(), OfficeCode)),
	code: ifGiven(SchoolCode)
});
