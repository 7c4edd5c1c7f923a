import { error } from '@sveltejs/kit';
import * as v from 'valibot';

/** What our own page has sent; anything else is answered with 400, without saying more. */
export async function sentBody<Schema extends v.GenericSchema>(
	request: Request,
	schema: Schema
): Promise<v.InferOutput<Schema>> {
	// Another site's form cannot send this type, and its scripts may not.
	if (!request.headers.get('content-type')?.startsWith('application/json')) error(415);
	const sent: unknown = await request.json().catch(() => null);
	const parsed = v.safeParse(schema, sent);
	if (!parsed.success) error(400);
	return parsed.output;
}
