// What was answered, as a center reads it: by program, site, session, level and month; what to look into; a card.
import { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { monthOf } from '#domain/calendar.ts';
import { dayOf } from '#domain/day.ts';
import { CenterId, ProgramId, SessionId, SiteId } from '#domain/id.ts';
import type { Rating } from '#domain/rating/ballot.ts';
import type { SchoolLevel } from '#domain/school.ts';
import { SEOUL } from '#domain/zone.ts';
import { openStore } from '#server/database/store.ts';
import { silent } from '#server/log.ts';
import { addSessions } from '#server/sessions.ts';
import { answered } from '../server/rating/answers.ts';
import { findsNothing, findsNothingAnywhere } from '../stage/axe.ts';
import type { RunningServer } from '../stage/server.ts';
import { foundCenter } from '../stage/staff.ts';
import { expect, test } from './stage.ts';

const HOUR = 60 * 60_000;
const MONTH = 31 * 24 * HOUR;
const GLAD = [5, 5, 5, 5, 5, 4, 4, 4, 4, 3];
const UNHAPPY = [1, 1, 1, 2, 2, 2, 3, 3, 4, 5];

interface Held {
	readonly program: ProgramId;
	readonly site: SiteId;
	readonly ago: number;
	readonly level: SchoolLevel;
	readonly present: number;
	readonly answers: readonly Rating['answer'][];
	readonly comments?: readonly string[];
}

/** Two programs at two sites, and what was answered after four sessions of them. */
async function held(server: RunningServer) {
	const path = `${server.dataDir}/haebom.db`;
	const database = new DatabaseSync(path);
	const center = v.parse(CenterId, database.prepare('select id from center').get()?.['id']);
	database.close();
	const store = await openStore(`sqlite:${path}`, silent);
	const named = (name: string) => ({ center_id: center, id: crypto.randomUUID(), name });
	const sites = ['달보드레 빵집', '두레 목공소'].map((name) => ({
		...named(name),
		id: v.parse(SiteId, crypto.randomUUID()),
		kind: 'PRIVATE',
		address: ''
	}));
	const programs = ['동네 빵집의 하루', '나무로 짓는 의자'].map((name) => ({
		...named(name),
		id: v.parse(ProgramId, crypto.randomUUID()),
		year: 2026,
		kind: 'WORKPLACE' as const
	}));
	await store.write(async (trx) => {
		await trx.insertInto('site').values(sites).execute();
		await trx.insertInto('program').values(programs).execute();
	});
	const hold = async (each: Held) => {
		const session = v.parse(SessionId, crypto.randomUUID());
		const startsAt = Date.now() - each.ago;
		await store.write(async (trx) => {
			await addSessions(trx, center, [
				{
					id: session,
					program_id: each.program,
					site_id: each.site,
					starts_at: startsAt,
					ends_at: startsAt + HOUR,
					open_before_ms: HOUR,
					grace_ms: HOUR,
					stay_ms: HOUR / 6,
					capacity: 30
				}
			]);
			const { level, present } = each;
			const came = { center_id: center, session_id: session, present, level };
			await trx
				.insertInto('turnout')
				.values({ ...came, band: 'secondary' })
				.execute();
		});
		const month = monthOf(dayOf(startsAt, SEOUL));
		const under = { program: each.program, session, month };
		await answered(store, center, under, each.answers, each.comments);
		return session;
	};
	const [bakery, joinery] = sites;
	const [bread, chair] = programs;
	if (!bakery || !joinery || !bread || !chair) throw new Error('Nowhere');
	const baking = { program: bread.id, site: bakery.id, present: 12, answers: GLAD };
	const building = { program: chair.id, site: joinery.id, present: 12, answers: GLAD };
	const glad = await hold({
		...baking,
		ago: 3 * HOUR,
		level: 'MIDDLE',
		comments: ['빵 냄새가 좋았어요']
	});
	await hold({ ...baking, ago: MONTH, level: 'HIGH' });
	await hold({ ...building, ago: 4 * HOUR, level: 'MIDDLE', answers: UNHAPPY });
	await hold({ ...building, ago: 5 * HOUR, level: 'HIGH', present: 20 });
	await store.write((trx) =>
		trx.updateTable('rating_comment').set({ state: 'released' }).execute()
	);
	await store.close();
	return { program: bread.id, glad };
}

test('results are read from the whole to the session, and what is of concern is looked into', async ({
	server,
	staff
}) => {
	test.slow();
	await foundCenter(staff, server, 'empty');
	const { program, glad } = await held(server);
	const table = (name: string) => staff.getByRole('table', { name });

	await test.step('by program and by site', async () => {
		await staff.goto(`${server.origin}/results`);
		for (const name of ['동네 빵집의 하루', '나무로 짓는 의자']) {
			await expect(table('프로그램').getByRole('link', { name })).toBeVisible();
		}
		await expect(table('체험처').getByRole('link', { name: '두레 목공소' })).toBeVisible();
		await findsNothingAnywhere(staff, 'the year');
		await table('체험처').getByRole('link', { name: '달보드레 빵집' }).click();
		await expect(staff.getByRole('heading', { level: 1, name: '달보드레 빵집' })).toBeVisible();
		await findsNothingAnywhere(staff, 'a site');
	});

	await test.step('by month, by level, and by session', async () => {
		await staff.goto(`${server.origin}/results/programs/${program}`);
		await expect(staff.getByText('90.0 % (18/20)')).toBeVisible();
		await expect(staff.getByText('83.3 % (온 사람 24명 가운데 20명)')).toBeVisible();
		await staff.getByText('표로 보기').click();
		await expect(table('달마다').locator('tbody').getByRole('row')).toHaveCount(2);
		await expect(table('학교급').getByRole('rowheader', { name: '고등학교' })).toBeVisible();
		await expect(table('회차').getByRole('link')).toHaveCount(2);
		await findsNothingAnywhere(staff, 'a program');
		await table('회차').getByRole('link').last().click();
		await expect(staff.getByText('90.0 % (9/10), 95 % 신뢰구간 59.6–98.2 %')).toBeVisible();
		await expect(staff.getByText('빵 냄새가 좋았어요')).toBeVisible();
		await findsNothingAnywhere(staff, 'a session');
	});

	await test.step('the mentor’s card is read on a phone and on paper', async () => {
		await staff.getByRole('link', { name: '멘토 카드' }).click();
		await expect(staff).toHaveURL(`${server.origin}/results/sessions/${glad}/card`);
		await expect(staff.getByText('학생 10명이 답했어요.')).toBeVisible();
		await findsNothingAnywhere(staff, 'the card');
		await staff.emulateMedia({ media: 'print' });
		await expect(staff.getByText('빵 냄새가 좋았어요')).toBeVisible();
		await expect(staff.getByRole('banner').first()).toBeHidden();
		await expect(staff.getByRole('button', { name: '인쇄하기' })).toBeHidden();
		const pages = await staff.pdf({ format: 'A4' });
		expect(pages.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
		await staff.emulateMedia({ media: null });
	});

	await test.step('a low share and a low response are said, until somebody has looked into them', async () => {
		await staff.goto(`${server.origin}/results`);
		await expect(staff.getByText('만족도를 살펴볼 회차가 2개 있어요.')).toBeVisible();
		await staff.getByRole('link', { name: '살펴보기' }).click();
		await expect(staff.getByText('긍정응답률이 낮아요: 20.0 % (2/10)')).toBeVisible();
		await expect(staff.getByText('50.0 % (온 사람 20명 가운데 10명)')).toBeVisible();
		await findsNothingAnywhere(staff, 'what to look into');
		for (const left of [1, 0]) {
			await staff.getByLabel('무엇을 알아보았나요?').first().fill('담당 선생님과 통화함');
			await staff.getByRole('button', { name: '확인함' }).first().click();
			await expect(staff.getByText('확인했다고 적었어요.')).toBeVisible();
			await expect(staff.getByLabel('무엇을 알아보았나요?')).toHaveCount(left);
		}
		await expect(staff.getByText('담당 선생님과 통화함')).toHaveCount(2);
		await findsNothing(staff, 'what was looked into');
		await staff.goto(`${server.origin}/results`);
		await expect(staff.getByText(/살펴볼 회차가/)).toHaveCount(0);
	});
});
