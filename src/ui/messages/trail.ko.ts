import type { Unusual } from '#domain/review.ts';

/** Texts of the access log's pages. */
export const ko = {
	title: '접속 기록',
	explain:
		'누가, 언제, 어디에서, 몇 명의 정보를 보거나 바꿨는지 남아요. 고치거나 지울 수 없고, 이름은 적히지 않아요.',
	review: '월별 점검',
	table: {
		caption: '접속 기록',
		at: '언제',
		account: '누가',
		address: '어디에서',
		action: '한 일',
		people: '누구의 정보',
		reason: '사유'
	},
	kinds: { access: '봄', change: '바꿈' },
	people: (people: number) => `${people}명`,
	/** What a deed was done to, by the kind that its entry names; the id tells it from others. */
	subjects: {
		session: '회차',
		staff: '계정',
		invitation: '초대',
		participant: '학생',
		program: '프로그램',
		device: '태블릿',
		month: '달'
	},
	none: '이 조건에 맞는 기록이 없어요.',
	older: '더 오래된 기록',
	newest: '가장 최근으로',
	paging: '기록 넘기기',

	filter: {
		label: '기록 찾기',
		from: '시작 날짜',
		to: '끝 날짜',
		account: '계정',
		kind: '종류',
		action: '한 일',
		all: '모두',
		show: '찾기',
		clear: '조건 지우기'
	},

	export: {
		open: '파일로 받기',
		title: '접속 기록을 파일로 받기',
		explain: '지금 찾은 기록을 모두 CSV 파일로 받아요. 받았다는 것도 기록에 남아요.',
		reason: '왜 필요한가요?',
		hint: '예: 11월 점검 보고',
		submit: '받기',
		close: '닫기',
		problem: '무엇에 쓰는지 두 글자 이상 적어 주세요.',
		columns: [
			'번호',
			'일시',
			'계정',
			'접속지 주소',
			'종류',
			'한 일',
			'대상',
			'인원',
			'사유',
			'자세히',
			'확인 값'
		]
	},

	/** Actions in words; what is not in here is shown as it is written. */
	actions: {
		'today.see': '오늘 화면을 봄',
		'badges.see': '명찰을 봄',
		'badges.print': '명찰을 인쇄함',
		'staff.invite': '사람을 초대함',
		'staff.withdraw': '초대를 취소함',
		'staff.join': '초대를 받아들임',
		'staff.regrant': '역할을 바꿈',
		'staff.part': '센터에서 내보냄',
		'staff.offer-reset': '새 비밀번호 주소를 만듦',
		'center.idle': '자동으로 나가는 시간을 바꿈',
		'center.enter': '센터로 들어옴',
		'account.sign-in': '들어옴',
		'account.reset': '비밀번호를 새로 정함',
		'account.password': '비밀번호를 바꿈',
		'account.rename': '이름을 바꿈',
		'account.two-step-on': '2단계 확인을 켬',
		'account.two-step-off': '2단계 확인을 끔',
		'account.everywhere': '다른 기기에서 모두 나감',
		'trail.see': '접속 기록을 봄',
		'trail.export': '접속 기록을 파일로 받음',
		'trail.review': '월별 점검을 마침'
	},

	monthly: {
		title: '월별 점검',
		explain:
			'한 달에 한 번 접속 기록을 살펴보고 서명해요. 눈여겨볼 것만 모았어요. 여기에 있다고 잘못된 것은 아니에요.',
		back: '접속 기록으로',
		months: '달 고르기',
		signed: '점검함',
		open: '점검 전',
		running: '진행 중',
		sums: (entries: number, accounts: number) => `기록 ${entries}건, 계정 ${accounts}개`,
		unusual: '눈여겨볼 것',
		noneUnusual: '이 달에는 눈여겨볼 것이 없어요.',
		more: (count: number) => `가장 최근 것만 보여요. 모두 ${count}건이에요.`,
		why: {
			many: '한꺼번에 많은 사람',
			night: '밤 시간',
			'taken-out': '인쇄·파일'
		} satisfies Record<Unusual, string>,
		whyLabel: '까닭',
		accounts: '계정별',
		deeds: '한 일 수',
		peopleSeen: '본 인원(모두 더해)',
		sign: '이 달 점검 마치기',
		signExplain: '서명은 한 번만 할 수 있고, 고치거나 지울 수 없어요.',
		note: '남길 말',
		noteHint: '예: 밤 시간 접속 2건은 행사 준비로 확인함',
		submit: '점검했어요',
		signedBy: (account: string, when: string) => `${when}에 ${account}이(가) 점검했어요.`,
		notOver: '이 달이 끝나면 점검을 마칠 수 있어요.',
		done: '점검을 마쳤어요.'
	}
};

export type TrailTexts = typeof ko;
