import type { AgeBand, LeavingReason } from '#domain/participant.ts';
import type { SchoolLevel } from '#domain/school.ts';

/** Texts of the pages about schools and participants. */
export const ko = {
	level: {
		ELEMENTARY: '초등학교',
		MIDDLE: '중학교',
		HIGH: '고등학교',
		SPECIAL: '특수학교',
		OTHER: '그 밖의 학교'
	} satisfies Record<SchoolLevel, string>,
	band: {
		ELEMENTARY: '초등학생 나이',
		MIDDLE: '중학생 나이',
		HIGH: '고등학생 나이'
	} satisfies Record<AgeBand, string>,
	left: {
		moved: '전학',
		graduated: '졸업',
		other: '그 밖의 까닭'
	} satisfies Record<LeavingReason, string>,
	outOfSchool: '학교 밖 청소년',
	grade: (grade: number) => `${grade}학년`,
	classNo: (classNo: number) => `${classNo}반`,
	number: (number: number) => `${number}번`,
	people: (count: number) => `${count.toLocaleString('ko-KR')}명`,
	day: (day: string) => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1년 $2월 $3일'),
	year: (year: number) => `${year}학년도`,
	save: '저장',
	cancel: '그만두기',
	close: '닫기',
	pages: {
		label: '쪽 넘기기',
		back: '앞쪽',
		on: '다음 쪽',
		where: (page: number, count: number) => `${count}쪽 가운데 ${page}쪽`
	},

	schools: {
		title: '학교',
		explain: '센터에 오는 학교예요. 이름이 바뀌어도 옛 이름으로 찾을 수 있어요.',
		none: '아직 학교가 없어요. 명단 파일을 올리면 파일에 적힌 학교를 넣을 수도 있어요.',
		noneFound: '그런 이름의 학교가 없어요.',
		find: '학교 찾기',
		look: '찾기',
		head: { name: '이름', level: '학교급', code: '학교 코드', students: '학생' },
		former: (names: string) => `옛 이름: ${names}`,
		until: (name: string, day: string) => `${name} (${day}까지)`,
		closed: (day: string) => `${day}부터 쉬어요`,
		add: '학교 넣기',
		name: '학교 이름',
		levelLabel: '학교급',
		officeCode: '교육청 코드',
		officeCodeHint: '없어도 돼요. 영문자 하나와 숫자 둘, 예: B10',
		code: '학교 코드',
		codeHint: '없어도 돼요. 나이스에서 쓰는 숫자 일곱 자리',
		problem: {
			name: '학교 이름을 적어 주세요. 60자까지 돼요.',
			level: '학교급을 골라 주세요.',
			officeCode: '영문 대문자 하나와 숫자 둘로 적어 주세요. 예: B10',
			code: '숫자 일곱 자리로 적어 주세요.',
			'name-taken': '같은 이름의 학교가 이미 있어요.',
			'code-taken': '이 코드를 쓰는 학교가 이미 있어요.'
		},
		added: '학교를 넣었어요.',
		saved: '저장했어요.',
		change: '학교 고치기',
		changeExplain: '이름을 바꾸면 옛 이름은 아래에 남아요.',
		formerTitle: '옛 이름',
		classes: '학년과 반',
		students: '학생 모두 보기',
		noStudents: '아직 학생이 없어요.',
		noClass: '반 없음',
		noGrade: '학년 없음',
		closing: '문 닫은 학교',
		closingExplain:
			'학교가 없어지거나 합쳐졌으면 여기서 닫아요. 학생과 지난 기록은 그대로 남고, 명단 파일에서 더는 고르지 않아요.',
		closeIt: '이 학교 닫기',
		reopen: '다시 열기',
		import: '명단 파일 올리기'
	},

	list: {
		title: '참가자',
		explain: '센터에 오는 학생이에요. 이름이 같으면 학교, 반, 번호로 구별해요.',
		add: '참가자 넣기',
		import: '명단 파일 올리기',
		rollOver: '새 학년도',
		filter: '찾기',
		school: '학교',
		anySchool: '모든 학교',
		gradeLabel: '학년',
		anyGrade: '모든 학년',
		classLabel: '반',
		name: '이름',
		standing: '상태',
		here: '다니고 있음',
		gone: '떠남',
		look: '찾기',
		reset: '처음부터',
		count: (count: string) => `모두 ${count}`,
		none: '아직 참가자가 없어요. 학교에서 받은 명단 파일을 올려 보세요.',
		noneFound: '찾는 사람이 없어요. 조건을 줄여 보세요.',
		head: { name: '이름', school: '학교', place: '학년·반·번호', badge: '명찰' },
		hasBadge: '있음',
		noBadge: '없음',
		leftOn: (why: string, day: string) => `${why} ${day}`
	},

	person: {
		newTitle: '참가자 넣기',
		newExplain: '명찰은 저장하면 바로 만들어져요.',
		facts: '이름과 반',
		name: '이름',
		school: '학교',
		grade: '학년',
		noGrade: '모름',
		class: '반',
		number: '번호',
		band: '나이대',
		problem: {
			name: '이름을 적어 주세요. 60자까지 돼요.',
			school: '학교를 골라 주세요.',
			grade: '이 학교에 없는 학년이에요.',
			classNo: '1에서 99 사이로 적어 주세요.',
			number: '1에서 99 사이로 적어 주세요.',
			band: '나이대를 골라 주세요.',
			changed: '다른 사람이 방금 이 참가자를 고쳤어요. 다시 보고 저장해 주세요.'
		},
		namesake: (place: string) => `같은 반에 같은 이름이 있어요: ${place}`,
		namesakeAsk: '다른 사람이면 아래를 누르고 다시 저장해 주세요.',
		namesakeYes: '이름이 같은 다른 사람이에요',
		saved: '저장했어요.',
		added: '참가자를 넣고 명찰을 만들었어요.',
		holds: (year: string) => `${year} 학년과 반이에요.`,
		badges: '명찰',
		issued: (day: string) => `${day} 만듦`,
		replaced: (day: string) => `${day} 새것으로 바꿈`,
		current: '지금 쓰는 명찰',
		noBadge: '아직 명찰이 없어요.',
		sessions: '회차',
		noSessions: '아직 회차에 든 적이 없어요.',
		head: { day: '날', program: '프로그램', site: '체험처', standing: '출석' },
		cancelled: '취소됨',
		off: '명단에서 빠짐',
		leaving: '떠남',
		leavingExplain:
			'전학 가거나 졸업했으면 날짜를 적어 주세요. 지난 기록은 남고, 그날부터 있을 회차 명단에서는 빠져요.',
		why: '까닭',
		on: '떠난 날',
		leave: '떠난 것으로 하기',
		hasLeft: (why: string, day: string) => `${day}에 떠났어요 (${why}).`,
		comeBack: '다시 다님',
		comeBackExplain: '빠졌던 회차 명단에는 저절로 다시 들어가지 않아요.',
		dayProblem: '날짜를 골라 주세요.'
	},

	rollOver: {
		title: '새 학년도',
		explain: (year: string) =>
			`3월에 한 번, 모두 ${year}로 올려요. 학년이 하나씩 오르고, 초6·중3·고3은 졸업이 되고, 반과 번호는 새 명단이 올 때까지 비어요.`,
		head: { school: '학교', now: '지금', then: '새 학년도', people: '학생' },
		up: (grade: number) => `${grade}학년으로`,
		graduates: '졸업',
		there: '이미 새 학년',
		unclear: '그대로 둠. 직접 고쳐 주세요',
		nobody: '올릴 학생이 없어요.',
		sum: (up: string, graduates: string) => `${up}이 올라가고 ${graduates}이 졸업해요.`,
		sure: '이대로 한꺼번에 바꿔요. 오늘 안에는 되돌릴 수 있어요.',
		looked: '표를 확인했어요',
		go: '모두 올리기',
		early: (day: string) =>
			`새 학년도는 ${day}에 시작해요. 그 전에 올리면 지금 명단의 학년이 달라져요.`,
		done: (people: string) => `${people}을 새 학년도로 바꿨어요.`,
		changed: '그사이 참가자가 바뀌었어요. 아래 표를 다시 봐 주세요.',
		'too-late': '되돌릴 수 있는 날이 지났거나 이미 되돌렸어요.',
		undoable: (people: string) =>
			`오늘 ${people}을 올렸어요. 잘못했으면 오늘 안에 되돌릴 수 있어요.`,
		undoExplain: '그 뒤에 고친 학생은 고친 대로 남아요.',
		undo: '되돌리기',
		undone: (people: string) => `${people}을 되돌렸어요.`
	}
};

export type PeopleTexts = typeof ko;
