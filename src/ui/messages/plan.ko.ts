import type { Audience, ProgramKind } from '#domain/program.ts';
import type { SiteKind } from '#domain/site.ts';

/** Texts of the pages on which a center plans: programs, sites, sessions, and finding all of them. */
export const ko = {
	save: '저장',
	edit: '고치기',
	remove: '삭제',
	archive: '보관하기',
	restore: '다시 쓰기',
	archived: '보관됨',
	showArchived: '보관한 것 보기',
	showCurrent: '쓰고 있는 것 보기',
	saved: '저장했어요.',
	back: '목록으로',
	backToSession: '회차로',
	closing: '닫기',
	inUse: '이어진 회차나 태블릿이 있어서 지울 수 없어요. 대신 보관하면 목록에서 빠져요.',
	sessionsCount: (count: number) => `회차 ${count}개`,
	people: (count: number) => `${count}명`,
	nothing: '–',
	pages: {
		label: '쪽',
		back: '앞쪽',
		on: '다음 쪽',
		where: (page: number, count: number) => `${count}쪽 가운데 ${page}쪽`
	},

	programs: {
		title: '프로그램',
		explain: '한 학년도에 여는 프로그램이에요. 회차는 프로그램마다 따로 잡아요.',
		add: '프로그램 추가',
		year: '학년도',
		yearOf: (year: number) => `${year}학년도`,
		none: '이 학년도에는 아직 프로그램이 없어요.',
		addExplain: '이름만 적어도 돼요. 나머지는 나중에 채울 수 있어요.',
		noSessions: '아직 회차가 없어요. ‘회차 잡기’를 눌러 언제, 어디에서 하는지 정해 주세요.',
		name: '프로그램 이름',
		kind: '유형',
		kinds: {
			WORKPLACE: '현장직업체험형',
			JOB_PRACTICE: '직업실무체험형',
			SITE_VISIT: '현장견학형',
			DEPARTMENT: '학과체험형',
			CAMP: '진로캠프형',
			LECTURE: '강연형',
			DIALOGUE: '대화형',
			PERFORMANCE: '공연형'
		} satisfies Record<ProgramKind, string>,
		audience: '대상',
		audiences: {
			ANY: '모두',
			ELEMENTARY: '초등학교',
			MIDDLE: '중학교',
			HIGH: '고등학교',
			SPECIAL: '특수학교',
			OUT_OF_SCHOOL: '학교 밖 청소년'
		} satisfies Record<Audience, string>,
		capacity: '회차마다 정원',
		capacityHint: '비우면 정원이 없어요.',
		funding: '재원',
		fundingHint: '예산을 낸 곳이에요. 같은 곳은 늘 똑같이 적어야 보고서에서 합쳐져요.',
		basis: '법적 근거',
		basisHint: '예: 진로교육법 제12조',
		host: '진행하는 곳',
		hostHint: '예: 가온누리대학교 간호학과',
		tags: '꼬리표',
		tagsHint: '쉼표로 나눠요. 예: 자유학기, 방학',
		sessions: '회차',
		seeSessions: '이 프로그램의 회차 보기',
		planSession: '회차 잡기',
		details: '프로그램 내용',
		problem: {
			name: '이름을 적어 주세요. 100자까지 돼요.',
			year: '학년도를 네 자리 숫자로 적어 주세요.',
			kind: '유형을 골라 주세요.',
			funding: '재원은 60자까지 적을 수 있어요.',
			basis: '법적 근거는 120자까지 적을 수 있어요.',
			audience: '대상을 골라 주세요.',
			capacity: '정원은 1에서 9999 사이의 숫자예요.',
			host: '진행하는 곳은 100자까지 적을 수 있어요.',
			tags: '꼬리표는 10개까지, 하나에 20자까지예요.'
		}
	},

	sites: {
		title: '체험처',
		explain: '회차가 열리고 태블릿이 놓이는 곳이에요.',
		add: '체험처 추가',
		none: '아직 체험처가 없어요.',
		addExplain: '이름만 적어도 돼요. 나머지는 나중에 채울 수 있어요.',
		noSessions: '아직 회차가 없어요. ‘회차 잡기’를 눌러 언제, 무엇을 하는지 정해 주세요.',
		name: '체험처 이름',
		kind: '종류',
		kinds: {
			PUBLIC: '공공기관·공기업',
			COMPANY: '민간기업',
			CIVIC: '청소년·시민단체',
			SCHOOL: '학교·대학교',
			PRIVATE: '개인사업장'
		} satisfies Record<SiteKind, string>,
		address: '주소',
		contact: '연락할 사람',
		phone: '전화',
		email: '이메일',
		sessions: '회차',
		seeSessions: '이 체험처의 회차 보기',
		planSession: '회차 잡기',
		details: '체험처 정보',
		pin: {
			title: '태블릿의 선생님 PIN',
			none: '아직 PIN이 없어요. PIN이 있어야 체험처 선생님이 태블릿에서 이름을 보고 출결을 고칠 수 있어요.',
			there:
				'체험처 선생님은 이 PIN으로 태블릿에서 이름을 보고 출결을 고쳐요. 잊었으면 새로 만들어요.',
			make: 'PIN 만들기',
			another: '새 PIN 만들기',
			made: '체험처 선생님께 이 PIN을 알려 주세요. 지금만 볼 수 있고, 태블릿은 다음 연결 때 알게 돼요.'
		},
		problem: {
			name: '이름을 적어 주세요. 100자까지 돼요.',
			kind: '종류를 골라 주세요.',
			address: '주소는 200자까지 적을 수 있어요.',
			contact: '연락할 사람은 60자까지 적을 수 있어요.',
			phone: '전화번호는 숫자와 - 로 적어 주세요. 예: 02-123-4567',
			email: '이메일 주소를 다시 봐 주세요.'
		}
	},

	sessions: {
		title: '회차',
		add: '회차 추가',
		views: { label: '보기', month: '달', week: '주', list: '목록' },
		earlier: { month: '지난달', week: '지난주', list: '지난 학년도' },
		later: { month: '다음 달', week: '다음 주', list: '다음 학년도' },
		today: '오늘로',
		filter: '걸러 보기',
		show: '보기',
		everyProgram: '모든 프로그램',
		everySite: '모든 체험처',
		none: '여기에는 회차가 없어요.',
		noneOnDay: '없음',
		more: (count: number) => `${count}개 더`,
		count: (count: number) => `회차 ${count}개`,
		cancelled: '취소',
		day: '날짜',
		time: '시각',
		program: '프로그램',
		site: '체험처',
		roster: '명단',
		seats: (enrolled: number, capacity: number | null) =>
			capacity === null ? `${enrolled}명` : `${enrolled}명 / 정원 ${capacity}명`,
		weekdays: ['일', '월', '화', '수', '목', '금', '토'],
		noPrograms: '먼저 프로그램을 만들어 주세요. 회차는 프로그램과 체험처가 있어야 잡을 수 있어요.',
		noSites: '먼저 체험처를 만들어 주세요. 회차는 프로그램과 체험처가 있어야 잡을 수 있어요.'
	},

	session: {
		add: '회차 추가',
		edit: '회차 고치기',
		choose: '골라 주세요',
		editExplain: '날짜, 시각, 체험처를 바꾸면 태블릿에도 곧 전해져요.',
		day: '날짜',
		start: '시작',
		end: '끝',
		capacity: '정원',
		capacityHint: '비우면 정원이 없어요.',
		openBefore: '입장 시작(분 전)',
		openBeforeHint: '시작 몇 분 전부터 명찰을 찍을 수 있나요?',
		grace: '지각 전까지(분)',
		graceHint: '시작하고 몇 분까지 제시간으로 보나요?',
		stay: '가장 짧은 머묾(분)',
		stayHint: '들어온 뒤 이 시간이 지나야 다시 찍을 때 나간 것으로 봐요.',
		note: '메모',
		noteHint: '담당자만 봐요. 학생 이름은 적지 마세요.',
		problem: {
			program: '프로그램을 골라 주세요.',
			site: '체험처를 골라 주세요.',
			day: '달력에 있는 날짜를 적어 주세요.',
			start: '시작 시각을 적어 주세요. 예: 09:30',
			end: '끝나는 시각은 시작보다 늦어야 해요.',
			capacity: '정원은 1에서 9999 사이의 숫자예요.',
			openBefore: '0에서 600 사이의 분이에요.',
			grace: '0에서 600 사이의 분이에요.',
			stay: '0에서 600 사이의 분이에요.',
			note: '메모는 500자까지 적을 수 있어요.'
		},
		facts: '회차 정보',
		fact: {
			openBefore: { label: '입장', value: (count: number) => `시작 ${count}분 전부터` },
			grace: { label: '제시간', value: (count: number) => `시작하고 ${count}분까지` },
			stay: { label: '가장 짧은 머묾', value: (count: number) => `${count}분` }
		},
		links: '어른에게 묻기',
		results: '만족도 결과',
		inCalendar: '달력에서 보기',
		course: '어떻게 되었나요',
		courseAhead: '아직 시작하지 않았어요.',
		roster: '명단',
		rosterEdit: '명단 고치기',
		rosterEmpty: '명단이 비어 있어요.',
		rosterAsk: '학교에서 받은 명단 파일을 올리면 명찰도 함께 만들어져요.',
		rosterImport: '명단 파일 올리기',
		copy: '다른 날로 복사',
		badges: '명찰 인쇄',
		cancel: '회차 취소',
		cancelExplain: '취소하면 태블릿이 이 회차를 더는 열지 않아요. 명단과 기록은 그대로 남아요.',
		cancelReason: '왜 취소하나요?',
		cancelReasonHint: '예: 체험처 사정, 학교 요청',
		cancelReasonMissing: '까닭을 적어 주세요. 200자까지 돼요.',
		cancelled: (reason: string) => `취소한 회차예요. 까닭: ${reason}`,
		resume: '취소를 되돌리기',
		removeInUse: '명단이나 출결 기록이 있어서 지울 수 없어요. 대신 취소할 수 있어요.',
		doubt: {
			past: '이미 끝난 회차예요. 온 사람이 없어요.',
			clash: (time: string, program: string) =>
				`같은 체험처에서 같은 시간에 다른 회차가 있어요: ${time} ${program}`,
			crowded: (over: number) => `명단이 정원보다 ${over}명 많아요.`
		}
	},

	copy: {
		past: '이미 지난 날이에요.',
		title: '다른 날로 복사',
		explain: '날짜를 고르면 만들어질 회차가 보여요. 만들기 전에는 아무것도 바뀌지 않아요.',
		pick: '날짜 고르기',
		until: '이날까지 매주',
		addWeekly: '매주 넣기',
		chosen: '만들어질 회차',
		show: '고른 날 보기',
		none: '아직 고른 날이 없어요.',
		earlier: '앞 달',
		later: '뒤 달',
		roster: '명단도 함께 복사하기',
		make: (count: number) => `회차 ${count}개 만들기`,
		tooMany: (most: number) => `한 번에 ${most}개까지 만들 수 있어요.`,
		drop: '빼기'
	},

	roster: {
		title: '명단 고치기',
		now: (count: number) => `지금 명단 ${count}명`,
		takeOff: '고른 사람 빼기',
		takenOff: (count: number) => `${count}명을 뺐어요.`,
		added: (count: number) => (count === 0 ? '모두 이미 명단에 있어요.' : `${count}명을 넣었어요.`),
		empty: '명단이 비어 있어요.',
		add: '사람 넣기',
		search: '이름이나 반으로 찾기',
		searchHint: '예: 김새봄, ㄱㅅㅂ, 별솔 1-3',
		find: '찾기',
		noneFound: '찾은 사람이 없어요.',
		moreFound: '더 있어요. 반이나 학교를 함께 적어 보세요.',
		addChosen: '고른 사람 넣기',
		already: '이미 있음',
		wholeClass: '한 반 모두 넣기',
		school: '학교',
		chooseSchool: '반 보기',
		noClasses: '이 학교에는 반이 없어요.',
		noSchools: '아직 학교가 없어요. 명단 파일을 올리면 학교도 만들어져요.',
		classOf: (group: string, count: number) => `${group} (${count}명)`,
		takeOver: '다른 회차에서 가져오기',
		takeOverDay: '어느 날의 회차인가요?',
		takeOverShow: '회차 보기',
		takeOverNone: '그날에는 가져올 명단이 없어요.',
		take: '가져오기',
		number: (number: number) => `${number}번`
	},

	search: {
		title: '찾기',
		label: '모두 찾기',
		placeholder: '이름, 반, 날짜, 프로그램',
		submit: '찾기',
		hint: '이름(김새봄, ㄱㅅㅂ), 반(1-3), 날짜(11/24), 프로그램, 체험처, 학교를 찾을 수 있어요. 여럿을 함께 적어도 돼요.',
		none: (text: string) => `‘${text}’에 맞는 것이 없어요.`,
		more: '더 있어요. 낱말을 하나 더 적어 보세요.',
		groups: {
			people: '학생',
			sessions: '회차',
			programs: '프로그램',
			sites: '체험처',
			schools: '학교'
		}
	},

	center: {
		title: '센터 설정',
		name: '센터 이름',
		zone: '시간대',
		zoneHint: '하루가 언제 시작하고 끝나는지, 화면의 시계가 몇 시인지가 이것을 따라요.',
		about: '센터',
		defaults: '새 회차의 기본값',
		defaultsHint: '새 회차를 만들 때 먼저 채워져요. 이미 잡은 회차는 바뀌지 않아요.',
		backup: {
			title: '백업',
			last: (at: string) => `마지막으로 확인된 백업: ${at}`,
			concern: {
				off: '서버가 백업을 만들지 않아요.',
				none: '아직 백업이 없어요.',
				failed: '백업을 만들지 못했어요.',
				old: '하루가 넘도록 새 백업이 없어요.'
			},
			meanwhile:
				'백업이 생길 때까지 태블릿이 기록을 최대 90일 동안 지니고 있어요. 서버를 맡은 사람에게 알려 주세요.',
			restored: (at: string) =>
				`${at}에 기록을 백업에서 되살렸어요. 태블릿이 지니고 있는 기록을 다시 보내요. 계정, 태블릿, 명단이 맞는지 살펴봐 주세요.`,
			unannounced: '미리 알린 사람이 없어요. 서버를 맡은 사람에게 물어봐 주세요.'
		},
		answers: '만족도',
		positiveMin: '바라는 긍정응답률 (%)',
		positiveMinHint: '회차의 긍정응답률이 우연이라고 보기 어려울 만큼 이보다 낮으면 알려요.',
		problem: {
			name: '센터 이름을 적어 주세요. 100자까지 돼요.',
			zone: '시간대를 골라 주세요.',
			openBefore: '0에서 600 사이의 분이에요.',
			grace: '0에서 600 사이의 분이에요.',
			stay: '0에서 600 사이의 분이에요.',
			positiveMin: '0에서 100 사이의 수를 적어 주세요.'
		}
	}
};

export type PlanTexts = typeof ko;
