import { error } from '@sveltejs/kit';
import { calibration } from '#server/print/calibration.ts';
import { readForm } from '#server/form.ts';
import { CalibrationOrder } from '#server/print/order.ts';
import { printingTexts } from '#ui/messages/printing.ts';
import { document } from '../document.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ request, locals: { language } }) => {
	const order = readForm(await request.formData(), CalibrationOrder);
	if (!order.ok) error(400);
	const { preset, x, y } = order.output;
	const texts = { language, ...printingTexts[language].calibration };
	const { pdf } = await calibration(preset, { x, y }, texts);
	return document(pdf, 'calibration.pdf');
};
