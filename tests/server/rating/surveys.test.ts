import { describe, expect, test } from 'vitest';
import type { SurveyDetails } from '#domain/rating/survey.ts';
import { USUAL_SURVEYS } from '#domain/rating/usual.ts';
import { askOtherwise } from '#server/rating/asking-otherwise.ts';
import { surveyFrom } from '#server/rating/survey-form.ts';
import { gather, resultsOf } from '#server/rating/results.ts';
import { ownReasons, surveysOf } from '#server/rating/surveys.ts';
import { push } from '#server/sync/push.ts';
import { SEOUL } from '#domain/zone.ts';
import { HOUR, MINUTE, START } from '../../domain/people.ts';
import { ENGINES, newIncarnation, openCenter, pairDevice, pushOf, SOMEBODY } from '../center.ts';
import { answered } from './answers.ts';

const OURS: SurveyDetails = {
	band: 'secondary',
	question: { ko: '빵은 맛있었나요?' },
	reasons: [{ topic: 'mentor' }, { key: 'own-1', words: { ko: '빵 냄새', en: 'The smell' } }],
	comments: false
};

function formOf(fields: Record<string, string>): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	return form;
}

describe('the form of a survey', () => {
	test('left empty, asks the usual', () => {
		expect(surveyFrom('upper', formOf({ mode: 'usual', 'question.ko': ' ' }))).toEqual({
			ok: true,
			details: { band: 'upper', question: null, reasons: null, comments: false }
		});
		expect(surveyFrom('upper', formOf({ mode: 'none' }))).toMatchObject({
			details: { reasons: [] }
		});
	});

	test('takes topics and own words, Hangul put together', () => {
		const form = formOf({
			mode: 'chosen',
			'question.ko': '빵은 맛있었나요?'.normalize('NFD'),
			'topic.mentor': 'yes',
			'own-1.ko': '빵 냄새',
			'own-1.en': 'The smell'
		});
		expect(surveyFrom('secondary', form)).toEqual({ ok: true, details: OURS });
	});

	test('takes six reasons and refuses a seventh', () => {
		const six = { 'topic.doing': 'yes', 'topic.mentor': 'yes', 'topic.place': 'yes' };
		const own = { 'own-1.ko': '하나', 'own-2.ko': '둘', 'own-3.ko': '셋' };
		const chosen = { mode: 'chosen', ...six, ...own };
		expect(surveyFrom('adult', formOf(chosen)).ok).toBe(true);
		expect(surveyFrom('adult', formOf({ ...chosen, 'own-4.ko': '넷' }))).toEqual({
			ok: false,
			problem: 'reasons'
		});
	});

	test.each([
		['a question in English only', { 'question.en': 'How was it?' }, 'question'],
		['a question of 61 letters', { 'question.ko': '가'.repeat(61) }, 'question'],
		['a reason in English only', { mode: 'chosen', 'own-1.en': 'The smell' }, 'reasons'],
		['a reason of 21 letters', { mode: 'chosen', 'own-1.ko': '가'.repeat(21) }, 'reasons']
	])('refuses %s, and says which part it was', (_, fields, problem) => {
		const form = formOf({ mode: 'usual', ...(fields as Record<string, string>) });
		expect(surveyFrom('secondary', form)).toEqual({ ok: false, problem });
	});
});

describe.each(ENGINES)('what a center asks, on %s', (engine) => {
	async function opened() {
		const own = await openCenter(engine);
		const { store, center } = own;
		const ask = (changes: Partial<SurveyDetails> = {}, now = START) =>
			askOtherwise(store, center, SOMEBODY, { ...OURS, ...changes }, now);
		const asked = async () =>
			(await surveysOf(store.reader, center)).find(({ band }) => band === 'secondary');
		return { ...own, ask, asked };
	}

	test('is the usual until somebody says otherwise, and is told to no other band', async () => {
		const { ask, asked, store, center } = await opened();
		expect(await surveysOf(store.reader, center)).toEqual(USUAL_SURVEYS);
		expect(await ask()).toBe(true);
		expect(await asked()).toMatchObject({ ...OURS, version: 2 });
		const others = (await surveysOf(store.reader, center)).filter(({ version }) => version === 1);
		expect(others).toHaveLength(3);
	});

	test('said once more, stays as it is', async () => {
		const { ask, asked } = await opened();
		await ask();
		const before = await asked();
		expect(await ask()).toBe(false);
		expect(await asked()).toEqual(before);
	});

	test('a version that no tablet has heard of is replaced, one that a tablet may have asked never', async () => {
		const { ask, asked, store, center, epoch, bakery } = await opened();
		const { device } = await pairDevice(store, center, bakery);
		await ask({}, START + MINUTE);
		const first = await asked();
		await ask({ comments: true }, START + 2 * MINUTE);
		const second = await asked();
		expect(second?.version).toBe(2);
		expect(second?.id).not.toBe(first?.id);
		await push(store, epoch, device, pushOf(newIncarnation(), []), START + 3 * MINUTE);
		await ask({ comments: false }, START + 4 * MINUTE);
		expect((await asked())?.version).toBe(3);
		const kept = await store.reader.selectFrom('survey').select('version').execute();
		expect(kept.map(({ version }) => version).toSorted()).toEqual([2, 3]);
	});

	test('own reasons keep the words they were chosen by, whatever is asked later', async () => {
		const { ask, asked, store, center, program, morning } = await opened();
		await ask();
		const first = await asked();
		if (!first) throw new Error('Nothing is asked');
		const chosen = { answer: 5, reasons: ['own-1'], survey: first.id };
		await answered(store, center, { program, session: morning }, [chosen, 5, 4, 4, 3]);
		await store.write((trx) => trx.updateTable('device').set({ seen_at: START }).execute());
		const words = await ownReasons(store.reader, center);
		const asking = {
			center,
			reach: { kind: 'center' },
			zone: SEOUL,
			now: START + 9 * HOUR
		} as const;
		const scope = { kind: 'session', session: morning } as const;
		const [result] = resultsOf(await gather(store, asking, scope));
		expect(result?.reasons.map(({ key }) => words[key])).toEqual([
			{ ko: '빵 냄새', en: 'The smell' }
		]);
	});

	test('is on the trail, by band and version', async () => {
		const { ask, store } = await opened();
		await ask();
		const [entry] = await store.reader.selectFrom('trail').selectAll().execute();
		expect(entry).toMatchObject({ action: 'surveys.edit', kind: 'change' });
		expect(JSON.parse(entry?.detail ?? '')).toEqual({ band: 'secondary', version: 2 });
	});
});
