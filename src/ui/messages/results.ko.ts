import { asked } from '#ui/messages/asked.ts';
import type { Verdict } from '#domain/rating/funnel.ts';
import type { Concern } from '#domain/rating/concern.ts';
import type { Way } from '#domain/rating/ballot.ts';
import type { Band } from '#domain/rating/band.ts';
import type { SchoolLevel } from '#domain/school.ts';

const count = (number: number) => number.toLocaleString('ko-KR');

/** Texts of the pages about what people answered. */
export const ko = {
	title: '만족도 결과',
	explain:
		'닫힌 회차의 답만 보여요. 다섯 명보다 적으면 보여 주지 않아서, 누가 무엇을 골랐는지 아무도 알 수 없어요.',
	year: '학년도',
	yearOf: (year: number) => `${year}학년도`,
	who: '누가 답했나요',
	people: (number: number) => `${count(number)}명`,
	sessions: (number: number) => `${count(number)}개 회차`,
	none: '아직 보여 줄 수 있는 답이 없어요.',
	noneWhy:
		'회차가 끝나고 한 시간이 지나 태블릿이 답을 모두 보내면, 다섯 명 이상이 답했을 때 여기에 나와요.',
	hidden: '비공개',
	hiddenWhy: '다섯 명보다 적게 답했거나, 답을 보면 누구의 것인지 알 수 있어서 보여 주지 않아요.',
	toYear: '한 해 결과',
	toProgram: '프로그램 결과',
	toSite: '체험처 결과',
	toSession: '회차 보기',
	card: '멘토 카드',
	print: '인쇄하기',

	bands: {
		lower: '초등 1–3학년',
		upper: '초등 4–6학년',
		secondary: '중·고등학생',
		adult: '어른'
	} satisfies Record<Band, string>,
	ways: {
		door: (people: string) => people,
		open: (people: string) => `${people}, 명찰 없이`,
		teacher: () => '선생님',
		parent: () => '학부모',
		site: () => '체험처'
	} satisfies Record<Way, (people: string) => string>,

	/** The lowest answer first. */
	answers: {
		lower: asked.ko.again.words,
		upper: asked.ko.faces.words,
		secondary: asked.ko.labels.words,
		adult: ['매우 불만족', '불만족', '보통', '만족', '매우 만족']
	} satisfies Record<Band, readonly string[]>,
	/** On what the figures of a band are not to be compared with others'. */
	scale: {
		lower:
			'세 단추로 물어요. 어린 학생은 좋은 쪽을 많이 골라서, 다른 나이와 견주거나 평균을 내지 않아요.',
		upper: '다섯 얼굴이 모두 웃는 얼굴이에요. 다른 나이의 결과와 견주지 않아요.',
		secondary: '다섯 단계의 말로 물어요.',
		adult: '다섯 단계의 말로 물어요.'
	} satisfies Record<Band, string>,

	distribution: '답의 분포',
	answer: '답',
	howMany: '답한 사람',
	percent: '비율',
	given: (number: number) => `답한 사람 ${count(number)}명`,
	declined: (number: number) => `답하고 싶지 않다고 한 사람 ${count(number)}명`,
	positive: {
		label: '긍정응답률',
		value: (percent: string, hits: number, answers: number, low: string, high: string) =>
			`${percent} % (${count(hits)}/${count(answers)}), 95 % 신뢰구간 ${low}–${high} %`,
		explain: (labels: string) =>
			`‘${labels}’를 고른 사람의 비율이에요. 같은 프로그램을 또 한다면, 진짜 비율은 이 구간 안에 있을 가능성이 커요. 답이 적을수록 구간이 넓어요.`
	},
	mean: {
		label: '평균',
		value: (mean: string, points: number, score: string, low: string, high: string) =>
			`${mean}/${points} (100점 환산 ${score}), 95 % 신뢰구간 ${low}–${high}`,
		few: (from: number) => `답이 ${from}개보다 적어서 평균은 내지 않아요.`,
		never: '이 나이는 평균을 내지 않아요. 위의 분포를 봐 주세요.'
	},
	response: {
		label: '응답률',
		value: (percent: string, answers: number, present: number) =>
			`${percent} % (온 사람 ${count(present)}명 가운데 ${count(answers)}명)`,
		surplus: (answers: number, present: number) =>
			`온 사람은 ${count(present)}명인데 답은 ${count(answers)}개예요. 비율을 낼 수 없어요.`,
		low: '응답률이 60 %보다 낮아요. 답하지 않은 사람의 생각은 다를 수 있어요.'
	},
	bothWays: {
		label: '긍정응답률을 내는 두 가지 법',
		value: (answer: string, session: string, counted: number) =>
			`응답자 기준 ${answer} %, 회차 평균 ${session} % (${count(counted)}개 회차의 평균)`
	},
	suspicious: {
		label: '의심스러운 답',
		none: '없어요.',
		quick: (without: string, number: number) =>
			`읽기도 전에 누른 답 ${count(number)}개를 빼면 긍정응답률 ${without} %`,
		runs: (without: string, number: number) =>
			`같은 답이 여덟 번 넘게 이어진 답 ${count(number)}개를 빼면 긍정응답률 ${without} %`,
		few: '다섯 개보다 적어서 따로 보여 주지 않아요.'
	},

	reasons: '무엇 때문인가요',
	reasonsExplain: (answers: number) =>
		`답한 사람 ${count(answers)}명 가운데 고른 사람의 비율이에요. 여러 개를 고를 수 있고, 프로그램 유형에 따라 보이는 단추가 달라요. 좋아서일 수도, 아쉬워서일 수도 있어요.`,
	reason: '이유',
	times: '고른 사람',
	topics: asked.ko.topics,

	trend: {
		title: '달마다',
		explain:
			'점이 달마다의 긍정응답률이에요. 회색 띠는 우연히 오르내릴 수 있는 범위예요. 띠 안의 오르내림에는 뜻이 없어요.',
		month: '달',
		share: '긍정응답률',
		limits: '우연의 범위',
		centre: (percent: string) => `전체 긍정응답률 ${percent} % (점선)`,
		calm: '우연이라고 보기 어려운 달은 없어요.',
		outside: (month: string, side: 'above' | 'below') =>
			`${month}: 띠보다 ${side === 'above' ? '높아요' : '낮아요'}. 까닭을 살펴볼 만해요.`,
		run: (from: string, to: string, side: 'above' | 'below') =>
			`${from}부터 ${to}까지 내내 전체보다 ${side === 'above' ? '높아요' : '낮아요'}.`
	},
	funnel: {
		explain:
			'순위가 아니에요. 답이 적은 곳은 우연히 높거나 낮게 나와요. 깔때기 안에 있으면 서로 다르다고 말할 수 없어요.',
		answers: '답한 사람 수',
		verdict: {
			indistinct: '구분 불가',
			above: '전체보다 높음',
			below: '전체보다 낮음'
		} satisfies Record<Verdict, string>,
		verdictLabel: '판정',
		lines: '가운데 줄이 전체이고, 점선은 95 %, 실선은 99.8 %의 범위예요.'
	},
	programs: '프로그램',
	sites: '체험처',
	levels: '학교급',
	level: {
		ELEMENTARY: '초등학교',
		MIDDLE: '중학교',
		HIGH: '고등학교',
		SPECIAL: '특수학교',
		OTHER: '그 밖의 학교'
	} satisfies Record<SchoolLevel, string>,
	session: '회차',
	shownSessions: (shown: number, all: number) =>
		`닫힌 회차 ${count(all)}개 가운데 ${count(shown)}개를 보여요. 나머지는 답이 적거나 없어요. 그 답도 합계에는 들어갈 수 있어요.`,
	sessionsTitle: '회차',
	interval: '95 % 신뢰구간',
	table: '표로 보기',

	comments: {
		title: '남긴 말',
		explain: '담당자가 읽고 골랐어요. 순서에는 뜻이 없어요.',
		none: '공개한 말이 없어요.'
	},
	alerts: {
		title: '살펴볼 회차',
		explain:
			'이번 달과 지난달의 회차 가운데, 긍정응답률이 센터의 목표보다 낮은 것이 우연이라고 보기 어렵거나 온 사람의 60 %도 답하지 않은 회차예요.',
		open: (number: number) => `만족도를 살펴볼 회차가 ${count(number)}개 있어요.`,
		look: '살펴보기',
		none: '살펴볼 회차가 없어요.',
		concern: {
			unhappy: '긍정응답률이 낮아요',
			silent: '답한 사람이 적어요'
		} satisfies Record<Concern, string>,
		note: '무엇을 알아보았나요?',
		noteHint: '예: 담당 선생님과 통화함. 재료가 모자랐다고 함.',
		acknowledge: '확인함',
		acknowledged: (account: string, when: string) => `${account}, ${when}`,
		done: '확인했다고 적었어요.',
		others: '다른 사람이 먼저 확인했어요.',
		problem: '알아본 것을 두 글자 이상, 200자까지 적어 주세요.',
		past: '확인한 것'
	},
	moderation: {
		title: '남긴 말 고르기',
		explain:
			'학생과 어른이 남긴 말을 읽고, 보여 줄 것을 골라요. 순서는 섞여 있어요. 전화번호나 주소처럼 보이는 것은 ●로 가렸어요.',
		open: (number: number) => `남긴 말 고르기 (${count(number)})`,
		waiting: (number: number) => `기다리는 말 ${count(number)}개`,
		some: (shown: number) => `한 번에 ${count(shown)}개씩 보여요. 정하면 다음 것이 나와요.`,
		none: '기다리는 말이 없어요.',
		release: '공개하기',
		withhold: '공개하지 않기',
		hint: '이름이나 아픈 이야기, 누구인지 알 수 있는 말은 공개하지 마세요. 정하면 되돌릴 수 없어요.',
		released: '공개했어요.',
		withheld: '공개하지 않기로 했어요.',
		decided: '다른 사람이 먼저 정했어요.'
	},
	mentor: {
		title: '오늘의 한 장',
		thanks: (site: string) => `${site} 선생님께`,
		lead: (number: number) => `학생 ${count(number)}명이 답했어요. 함께해 주셔서 고마워요.`,
		best: '학생들이 많이 고른 이유',
		said: '학생들이 남긴 말',
		foot: '누가 무엇을 골랐는지는 아무도 알 수 없어요. 센터도 몰라요.'
	}
};

export type ResultTexts = typeof ko;
