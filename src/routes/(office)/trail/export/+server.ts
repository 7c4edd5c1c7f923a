import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { dayOf } from '#domain/day.ts';
import { exportTrail } from '#server/trail/export.ts';
import { trailTexts } from '#ui/messages/trail.ts';
import { actor, signedIn } from '../../signed-in.ts';
import { addressOf, searchIn, wantedBy } from '../wanted.ts';
import type { RequestHandler } from './$types';

const Reason = v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(200));

/** The file, once somebody has said what it is for. */
export const POST: RequestHandler = async (event) => {
	const { locals, request } = event;
	const { center } = signedIn(locals);
	const form = await request.formData();
	const search = searchIn(form);
	const reason = v.safeParse(Reason, form.get('reason'));
	if (!reason.success) redirect(303, addressOf(search, { 'no-reason': '' }));
	const words = trailTexts[locals.language];
	const now = Date.now();
	const pieces = await exportTrail(
		locals.app.store,
		center.id,
		wantedBy(search, center.zone),
		{ columns: words.export.columns, kinds: words.kinds },
		actor(event),
		reason.output,
		now
	);
	const name = `${words.title} ${dayOf(now, center.zone)}.csv`;
	return new Response(pieces.pipeThrough(new TextEncoderStream()), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="trail.csv"; filename*=UTF-8''${encodeURIComponent(name)}`,
			'cache-control': 'private, no-store'
		}
	});
};
