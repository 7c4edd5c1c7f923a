import { error, redirect } from '@sveltejs/kit';
import { clock, dayOf } from '#domain/day.ts';
import { whoseText, type Whose } from '#domain/whose.ts';
import type { Zone } from '#domain/zone.ts';
import { badgesOfWhom } from '#server/badges.ts';
import { choicesFor, offers, type Choices } from '#server/print/choices.ts';
import { classCodesOf } from '#server/class-codes.ts';
import type { Medium } from '#server/print/medium.ts';
import { readOrder, wanted, type PrintOrder } from '#server/print/order.ts';
import { print } from '#server/print/print.ts';
import { printed } from '#server/print/printed.ts';
import type { Language } from '#ui/messages/language.ts';
import { dayInWords } from '#ui/messages/office.ts';
import { printingTexts } from '#ui/messages/printing.ts';
import { actor, signedIn } from '../../signed-in.ts';
import { document } from '../document.ts';
import type { RequestHandler } from './$types';

const DAY_MS = 24 * 60 * 60_000;
/** A list of a class belongs to no session; a week is enough to hand badges out. */
const CLASS_LIST_KEPT_MS = 7 * DAY_MS;

export const POST: RequestHandler = async (event) => {
	const { app, language } = event.locals;
	const { center, reach } = signedIn(event.locals);
	const order = readOrder(await event.request.formData());
	if (!order.success) error(400);
	const { of: whose, names, reason } = order.output;
	const now = Date.now();
	const choices = await choicesFor(app.store.reader, center, reach, now, whose);
	if (!offers(choices, whose)) error(404);
	const all = await badgesOfWhom(app.store.reader, app.keys, center.id, whose);
	const badges = wanted(all, order.output);
	if (badges.length === 0) redirect(303, `/badges?of=${whoseText(whose)}`);

	const people = badges.map(({ person }) => person.id);
	const codes = await classCodesOf(app.store.reader, app.keys, center.id, people);
	const where = { language, zone: center.zone };
	const medium = mediumOf(order.output, choices, codes, where, now);
	const texts = { language, ...printingTexts[language].paper };
	const { pdf, pages } = await print(badges, medium, names, texts);
	const record = { whose, badges, medium: medium.kind, names, pages, reason };
	await printed(app, center.id, actor(event), record, now);
	return document(pdf, 'badges.pdf');
};

type Codes = Awaited<ReturnType<typeof classCodesOf>>;

/** In which language a list is written, and by which clock. */
interface Where {
	readonly language: Language;
	readonly zone: Zone;
}

function mediumOf(
	order: PrintOrder,
	choices: Choices,
	codes: Codes,
	where: Where,
	now: number
): Medium {
	switch (order.medium) {
		case 'labels': {
			const { preset, start, x, y } = order;
			return { kind: 'labels', preset, start, offset: { x, y } };
		}
		case 'cards':
			return { kind: 'cards', size: order.size };
		case 'class-sheet':
			return { kind: 'class-sheet', codes, ...occasionOf(order.of, choices, where, now) };
	}
}

/** What a list is for, and until when it may be kept: a day after its session, as on the tablets. */
function occasionOf(whose: Whose, { sessions }: Choices, { language, zone }: Where, now: number) {
	const { destroyBy } = printingTexts[language].paper;
	const found = sessions.find(
		({ session }) => whose.kind === 'session' && session.id === whose.session
	);
	const kept = found ? found.session.endsAt + DAY_MS : now + CLASS_LIST_KEPT_MS;
	const day = `${dayInWords(kept, language, zone)} (${dayOf(kept, zone)})`;
	if (!found) return { occasion: '', destroyBy: destroyBy(day) };
	const { startsAt, program } = found.session;
	const moment = `${dayInWords(startsAt, language, zone)} ${clock(startsAt, zone)}`;
	const occasion = `${moment} · ${program} · ${found.site}`;
	return { occasion, destroyBy: destroyBy(day) };
}
