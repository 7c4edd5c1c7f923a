import * as v from 'valibot';
import { SchoolId } from '#domain/id.ts';
import { CLASS_MAX } from '#domain/participant.ts';
import { GRADE_MAX } from '#domain/school.ts';
import { wholeUpTo } from '#server/form.ts';
import { peopleList } from '#server/people/list.ts';
import { schoolsOf } from '#server/schools.ts';
import { record } from '#server/trail.ts';
import { actor, signedIn } from '../signed-in.ts';
import type { PageServerLoad } from './$types';

/** What an address asks for; what cannot be read in it is not asked. */
const Query = v.object({
	school: v.fallback(v.nullable(v.union([v.literal('none'), SchoolId])), null),
	grade: v.fallback(v.nullable(wholeUpTo(GRADE_MAX)), null),
	class: v.fallback(v.nullable(wholeUpTo(CLASS_MAX)), null),
	name: v.fallback(v.pipe(v.string(), v.trim(), v.maxLength(60)), ''),
	left: v.fallback(
		v.pipe(
			v.literal('yes'),
			v.transform(() => true)
		),
		false
	),
	page: v.fallback(wholeUpTo(100_000), 1)
});

export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const { store } = locals.app;
	const { center, reach } = signedIn(locals);
	const query = v.parse(Query, {
		...{ school: null, grade: null, class: null, name: '', left: '', page: '' },
		...Object.fromEntries(url.searchParams)
	});
	const { class: classNo, page, ...filter } = query;
	const list = await peopleList(store.reader, center.id, reach, { ...filter, classNo }, page);
	if (list.people.length > 0) {
		const detail = { page: list.page, found: list.count };
		const deed = { kind: 'access', action: 'people.list', subject: '', reason: null } as const;
		await store.write((trx) =>
			record(
				trx,
				center.id,
				actor(event),
				{ ...deed, people: list.people.length, detail },
				Date.now()
			)
		);
	}
	const others = new URLSearchParams(url.searchParams);
	others.delete('page');
	const schools = await schoolsOf(store.reader, center.id, reach);
	return {
		list,
		query,
		others: String(others),
		schools: schools.map(({ id, name }) => ({ id, name })),
		whole: reach.kind === 'center'
	};
};
