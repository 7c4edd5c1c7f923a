import * as v from 'valibot';
import { SchoolId, SessionId } from '#domain/id.ts';

const Small = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Whose badges are meant: everybody on a session's roster, or one class of a school. */
export const Whose = v.variant('kind', [
	v.object({ kind: v.literal('session'), session: SessionId }),
	v.object({ kind: v.literal('class'), school: SchoolId, grade: Small, classNo: Small })
]);
export type Whose = v.InferOutput<typeof Whose>;

/** The same as a text that an address or a form can carry; it names nobody. */
export const WhoseText = v.pipe(
	v.string(),
	v.transform((text) => {
		const [kind, id, grade, classNo] = text.split('.');
		return kind === 'session'
			? { kind, session: id }
			: { kind, school: id, grade: Number(grade), classNo: Number(classNo) };
	}),
	Whose
);

/** The same as the subject of a deed, as the trail writes it. */
export function whoseSubject(whose: Whose): string {
	return whose.kind === 'session'
		? `session:${whose.session}`
		: `class:${whose.school}/${whose.grade}-${whose.classNo}`;
}

/** Writes it as `WhoseText` reads it. */
export function whoseText(whose: Whose): string {
	return whose.kind === 'session'
		? `session.${whose.session}`
		: `class.${whose.school}.${whose.grade}.${whose.classNo}`;
}
