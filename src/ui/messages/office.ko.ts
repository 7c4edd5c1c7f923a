import type { Standing } from '#domain/standing.ts';
import type { Leaving } from '#domain/visits.ts';

/** Texts of the center's pages. */
export const ko = {
	product: '해봄 출석',
	demo: '체험용 센터',
	otherLanguage: 'English',
	nav: {
		today: '오늘',
		sessions: '회차',
		programs: '프로그램',
		sites: '체험처',
		results: '만족도',
		surveys: '질문',
		participants: '참가자',
		schools: '학교',
		badges: '명찰',
		tablets: '태블릿',
		center: '설정',
		staff: '계정',
		trail: '접속 기록',
		centers: '센터 바꾸기',
		account: '내 계정',
		signOut: '나가기',
		label: '메뉴'
	},
	skip: '본문으로 건너뛰기',

	home: {
		title: '아직 센터가 없어요',
		explain:
			'서버를 켠 화면에 ‘Set up’으로 시작하는 주소가 적혀 있어요. 그 주소를 열면 센터를 만들 수 있어요.'
	},

	setup: {
		title: '센터 만들기',
		welcome: '해봄 출석에 오신 것을 환영해요. 센터와 첫 관리자를 만들면 바로 시작할 수 있어요.',
		center: '센터 이름',
		name: '내 이름',
		email: '이메일',
		password: '비밀번호',
		passwordHint: (length: number) => `${length}자 이상. 기억하기 쉬운 문장이 좋아요.`,
		contents: '무엇으로 시작할까요?',
		choices: {
			demo: { label: '체험용 센터', explain: '지어낸 학교와 학생으로 바로 해 볼 수 있어요.' },
			year: {
				label: '체험용 센터, 1년 치',
				explain: '프로그램 23개, 참여 30,623건. 몇 초 걸려요.'
			},
			empty: { label: '빈 센터', explain: '프로그램과 명단을 직접 넣을 거예요.' }
		},
		submit: '만들기',
		working: '만들고 있어요',
		expired: '이 주소는 이미 썼거나 오래되었어요. 서버를 다시 켜면 새 주소가 나와요.',
		problem: {
			center: '센터 이름을 적어 주세요.',
			name: '이름을 적어 주세요.',
			email: '이메일 주소를 다시 봐 주세요.',
			password: (length: number) => `비밀번호는 ${length}자에서 128자 사이여야 해요.`
		}
	},

	signIn: {
		title: '들어가기',
		email: '이메일',
		password: '비밀번호',
		submit: '들어가기',
		refused: '이메일이나 비밀번호가 맞지 않아요.',
		wait: (minutes: number) => `여러 번 틀렸어요. ${minutes}분 뒤에 다시 해 주세요.`
	},

	welcome: {
		prepare: {
			title: '센터를 만들었어요!',
			lead: '다섯 걸음이면 명찰이 나와요. 5분이면 돼요.',
			program: {
				title: '프로그램',
				explain: '무엇을 하는지 적어요. 이름만 적어도 돼요.',
				action: '프로그램 추가'
			},
			site: {
				title: '체험처',
				explain: '어디에서 하는지 적어요. 태블릿이 놓이는 곳이에요.',
				action: '체험처 추가'
			},
			session: { title: '회차', explain: '언제 하는지 정해요.', action: '회차 추가' },
			roster: {
				title: '명단',
				explain: '학교에서 받은 파일을 그대로 올려요. 학교와 명찰은 저절로 만들어져요.',
				action: '명단 파일 올리기'
			},
			badges: { title: '명찰', explain: '라벨지나 종이에 인쇄해요.', action: '명찰 인쇄' },
			done: '했어요',
			twoStep: '다음에 들어올 때는 휴대전화의 인증 앱으로 한 번 더 확인해요.',
			twoStepNow: '지금 켜 두기'
		},
		attempt: {
			title: '준비됐어요!',
			lead: '혼자서도 2분이면 끝까지 해 볼 수 있어요.',
			kiosk: {
				title: '키오스크 열기',
				explain: '이 컴퓨터를 태블릿처럼 써 봐요. 새 창에서 열리고, 연결은 저절로 돼요.',
				action: '키오스크 열기'
			},
			badge: {
				title: '명찰 보여 주기',
				explain: '휴대전화로 찍어 보여 주거나, 인쇄하거나, 숫자를 복사해 키오스크에 붙여 넣어요.',
				action: '명찰 보기'
			},
			today: {
				title: '오늘 화면 보기',
				explain: '찍는 순간 이름이 나타나요.',
				action: '오늘 화면'
			}
		}
	},

	today: {
		title: '오늘',
		none: '오늘은 회차가 없어요.',
		plan: '회차 추가',
		live: '실시간',
		reconnecting: '다시 연결하고 있어요. 마지막으로 본 모습이에요.',
		totals: '오늘 모두',
		expected: '올 사람',
		standing: {
			expected: '아직',
			here: '와 있음',
			late: '지각',
			missing: '안 옴',
			gone: '나감',
			absent: '결석'
		} satisfies Record<Standing, string>,
		correct: '출결 고치기',
		said: { excused: '인정 결석', 'left-early': '조퇴' } satisfies Record<
			'excused' | 'left-early',
			string
		>,
		cancelled: '취소됨',
		arrived: (time: string) => `${time} 들어옴`,
		left: {
			scan: (time: string) => `${time} 나감`,
			staff: (time: string) => `${time} 나감`,
			transfer: (time: string) => `${time} 다른 체험으로 감`,
			end: (time: string) => `${time} 끝나서 나간 것으로 봄`
		} satisfies Record<Leaving, (time: string) => string>,
		unknown: '이름을 아직 몰라요',
		notOnRoster: '명단에 없음',
		unplaced: '회차 없이 온 사람',
		number: (number: number) => `${number}번`,
		people: (count: number) => `${count}명`,
		nobody: '명단이 비어 있어요.',
		withoutNames: '이 계정에는 이름이 보이지 않아요.'
	},

	devices: {
		title: '태블릿',
		none: '아직 연결된 태블릿이 없어요.',
		owed: (count: number) => `보낼 것 ${count}건`,
		nothingOwed: '보낼 것 없음',
		seen: (age: string) => `${age} 연락`,
		silent: '연락이 끊겼어요',
		revoked: '사용 끝',
		pair: '태블릿 연결하기',
		pairExplain:
			'태블릿에서 아래 주소를 열고, 번호를 누르거나 QR을 카메라에 보여 주세요. 번호는 한 번만, 10분 동안 쓸 수 있어요.',
		site: '어디에 두나요?',
		name: '태블릿 이름',
		namePlaceholder: '예: 입구 태블릿',
		defaultName: (site: string) => `${site} 태블릿`,
		make: '연결 번호 만들기',
		code: '연결 번호',
		qr: '연결 번호가 담긴 QR 코드',
		open: '이 컴퓨터에서 키오스크 열기',
		noSite: '태블릿은 체험처에 놓여요. 먼저 체험처를 만들어 주세요.',
		addSite: '체험처 추가'
	},

	asides: {
		title: '확인이 필요한 기록',
		explain: '읽을 수 없거나 이미 받은 것과 어긋나는 기록이에요. 지우지 않고 따로 두었어요.',
		status: {
			conflict: (count: number) => `어긋나는 기록 ${count}건`,
			quarantined: (count: number) => `읽을 수 없는 기록 ${count}건`
		},
		decide: '살펴보고 정하기'
	},

	badges: {
		title: '명찰',
		show: '보기',
		copy: '숫자 복사',
		copied: '복사했어요',
		qr: (name: string) => `${name}의 QR 코드`,
		explain:
			'QR에는 이름이 없고 숫자만 들어 있어요. 숫자를 복사해서 키오스크 숫자판에 붙여 넣어도 돼요.',
		none: '여기에는 아직 학생이 없어요. 학교에서 받은 명단 파일을 올리면 명찰도 만들어져요.',
		noSession:
			'아직 회차도 반도 없어요. 학교에서 받은 명단 파일을 올리면 학교와 명찰이 저절로 만들어져요.',
		import: '명단 파일 올리기'
	},

	error: {
		notFound: '이 주소에는 아무것도 없어요.',
		closed: '이 화면은 볼 수 없어요.',
		askForIt: '일에 필요한 화면이라면 센터 관리자에게 말해 주세요.',
		broken: '문제가 생겼어요. 다시 해 보고, 또 그러면 이 번호를 알려 주세요:',
		home: '처음으로'
	},

	age: {
		now: '방금',
		minutes: (count: number) => `${count}분 전`,
		hours: (count: number) => `${count}시간 전`,
		days: (count: number) => `${count}일 전`
	}
};

export type OfficeTexts = typeof ko;
