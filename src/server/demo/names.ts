import type { ProgramDetails, ProgramKind } from '#domain/program.ts';

/** Everything here is invented. A name that exists somewhere does so by chance. */

export const SITES = [
	{
		name: '달보드레 빵집',
		kind: 'PRIVATE',
		address: '해봄구 새싹로 12',
		contact: '빵집 지기',
		phone: '02-000-0101'
	},
	{
		name: '가온누리대학교',
		kind: 'SCHOOL',
		address: '해봄구 너른길 100',
		contact: '체험 담당자',
		phone: '02-000-0102'
	},
	{
		name: '온새미로 동물병원',
		kind: 'PRIVATE',
		address: '해봄구 나루길 7',
		contact: '간호팀',
		phone: '02-000-0103'
	},
	{
		name: '미리내 방송국',
		kind: 'COMPANY',
		address: '해봄구 별빛대로 31',
		contact: '견학 담당자',
		phone: '02-000-0104'
	},
	{
		name: '두레 목공소',
		kind: 'PRIVATE',
		address: '해봄구 솔숲길 5',
		contact: '목공소 지기',
		phone: '02-000-0105'
	},
	{
		name: '해봄 안전체험관',
		kind: 'PUBLIC',
		address: '해봄구 한빛로 88',
		contact: '체험관 안내',
		phone: '02-000-0106'
	},
	{
		name: '새터대학교',
		kind: 'SCHOOL',
		address: '해봄구 언덕길 40',
		contact: '입학홍보팀',
		phone: '02-000-0107'
	},
	{
		name: '다솜 청소년센터',
		kind: 'CIVIC',
		address: '해봄구 어울림로 21',
		contact: '청소년팀',
		phone: '02-000-0108'
	},
	{
		name: '늘품 로봇연구소',
		kind: 'COMPANY',
		address: '해봄구 미래길 3',
		contact: '연구지원팀',
		phone: '02-000-0109'
	},
	{
		name: '시나브로 극장',
		kind: 'PRIVATE',
		address: '해봄구 무지개길 9',
		contact: '무대감독',
		phone: '02-000-0110'
	}
] as const;

/** 23 programs over all eight types of experience; `site` is the place in the list above. */
export const PROGRAMS = [
	{ name: '동네 빵집의 하루', kind: 'WORKPLACE', site: 0 },
	{ name: '동물병원에서 배우는 돌봄', kind: 'WORKPLACE', site: 2 },
	{ name: '나무로 짓는 의자', kind: 'WORKPLACE', site: 4 },
	{ name: '라디오 피디가 되어 보기', kind: 'WORKPLACE', site: 3 },
	{ name: '모의 뉴스룸', kind: 'JOB_PRACTICE', site: 3 },
	{ name: '로봇 팔 길들이기', kind: 'JOB_PRACTICE', site: 8 },
	{ name: '찾아가는 제빵 교실', kind: 'JOB_PRACTICE', site: 7 },
	{ name: '무대 뒤의 사람들', kind: 'SITE_VISIT', site: 9 },
	{ name: '안전체험관 둘러보기', kind: 'SITE_VISIT', site: 5 },
	{ name: '방송국은 어떻게 돌아갈까', kind: 'SITE_VISIT', site: 3 },
	{ name: '해봄대학: 간호학과', kind: 'DEPARTMENT', site: 1 },
	{ name: '해봄대학: 컴퓨터공학과', kind: 'DEPARTMENT', site: 1 },
	{ name: '해봄대학: 건축학과', kind: 'DEPARTMENT', site: 6 },
	{ name: '해봄대학: 조리과학과', kind: 'DEPARTMENT', site: 6 },
	{ name: '여름 진로캠프', kind: 'CAMP', site: 7 },
	{ name: '자유학기 진로캠프', kind: 'CAMP', site: 1 },
	{ name: '청진기: 소방관', kind: 'LECTURE', site: 5 },
	{ name: '청진기: 수의사', kind: 'LECTURE', site: 2 },
	{ name: '청진기: 게임 기획자', kind: 'LECTURE', site: 8 },
	{ name: '선배와의 대화', kind: 'DIALOGUE', site: 7 },
	{ name: '직업인과 점심 한 끼', kind: 'DIALOGUE', site: 1 },
	{ name: '진로 콘서트', kind: 'PERFORMANCE', site: 9 },
	{ name: '꿈을 노래하다', kind: 'PERFORMANCE', site: 7 }
] as const;

/** What is said about the programs of each type, besides their names. */
export const ABOUT: Readonly<
	Record<ProgramKind, Pick<ProgramDetails, 'funding' | 'basis' | 'audience' | 'capacity'>>
> = {
	WORKPLACE: about('교육지원청', 'MIDDLE', 30),
	JOB_PRACTICE: about('교육지원청', 'ANY', 30),
	SITE_VISIT: about('구청', 'ANY', 40),
	DEPARTMENT: about('미래키움 사업', 'HIGH', 30),
	CAMP: about('구청', 'MIDDLE', 60),
	LECTURE: about('교육지원청', 'MIDDLE', null),
	DIALOGUE: about('구청', 'MIDDLE', 40),
	PERFORMANCE: about('교육지원청', 'ANY', null)
};

function about(
	funding: string,
	audience: ProgramDetails['audience'],
	capacity: ProgramDetails['capacity']
) {
	return { funding, basis: '진로교육법 제12조', audience, capacity };
}

export const SCHOOLS = [
	{ name: '별솔초등학교', level: 'ELEMENTARY', grades: [4, 5, 6] },
	{ name: '또바기초등학교', level: 'ELEMENTARY', grades: [4, 5, 6] },
	{ name: '새빛나래중학교', level: 'MIDDLE', grades: [1, 2, 3] },
	{ name: '한울샘중학교', level: 'MIDDLE', grades: [1, 2, 3] },
	{ name: '해오름마루중학교', level: 'MIDDLE', grades: [1, 2, 3] },
	{ name: '너나들이중학교', level: 'MIDDLE', grades: [1, 2, 3] },
	{ name: '푸른솔누리고등학교', level: 'HIGH', grades: [1, 2] },
	{ name: '이든솔고등학교', level: 'HIGH', grades: [1, 2] }
] as const;

/** What one of them was called before. */
export const FORMER_NAME = { school: 4, name: '해오름중학교' } as const;

/** Youth out of school. */
export const YOUTH = [
	{ name: '길마루', band: 'MIDDLE' },
	{ name: '도이든', band: 'HIGH' },
	{ name: '명아라', band: 'HIGH' }
] as const;

export const SURNAMES = [
	...['김', '이', '박', '최', '정', '강', '조', '윤', '장', '임', '한', '오', '서', '신', '권'],
	...['황', '안', '송', '류', '홍', '전', '고', '문', '손', '배', '백', '허', '남궁', '선우']
];

export const GIVEN = [
	...[
		'가온',
		'나래',
		'다솜',
		'라온',
		'마루',
		'바다',
		'새봄',
		'아라',
		'우주',
		'이든',
		'하늘',
		'한결'
	],
	...[
		'서윤',
		'지안',
		'하준',
		'도윤',
		'시우',
		'예린',
		'채원',
		'수아',
		'은우',
		'지호',
		'유나',
		'다은'
	],
	...['봄', '솔', '현', '린', '민서', '준서', '소율', '태오', '아인', '로운', '해인', '보람']
];

/** What people write after a session. */
export const SAID: readonly string[] = [
	'직접 만들어 볼 수 있어서 좋았어요.',
	'선생님이 질문에 하나하나 답해 주셨어요.',
	'시간이 조금 더 길면 좋겠어요.',
	'생각했던 것과 달라서 놀랐어요. 그래도 재미있었어요.',
	'설명이 빨라서 따라가기 어려웠어요.',
	'친구들과 같이 해서 더 즐거웠어요.',
	'실제로 일하는 곳을 보니 꿈이 생겼어요.',
	'자리가 좁아서 잘 안 보였어요.',
	'다음에도 오고 싶어요!',
	'궁금한 게 더 있어요. 010-0000-0000으로 알려 주세요.'
];
