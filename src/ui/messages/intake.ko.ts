import type { Refused, Field } from '#domain/roster-file/vocabulary.ts';
import type { Encoding } from '#domain/roster-file/text.ts';
import type { RefusedFile } from '#domain/roster-file/reading.ts';
import type { Away } from '#domain/roster-file/pupil-name.ts';
import type { Listed } from '#domain/roster-file/line.ts';

const COPY = '표를 골라 복사한 다음 아래 ‘붙여 넣기’에 넣어 주세요.';
const SAVE_AS =
	'엑셀에서 열어 ‘다른 이름으로 저장’ → ‘Excel 통합 문서 (.xlsx)’로 저장한 다음 다시 올려 주세요.';

/** Texts of the page on which a school's file becomes a roster. */
export const ko = {
	title: '명단 파일 올리기',
	explain:
		'학교에서 받은 파일을 그대로 올려 주세요. 먼저 보여 드리고, ‘명단에 넣기’를 누르기 전에는 아무것도 저장하지 않아요.',

	target: {
		title: '어디에 넣을까요?',
		school: '어느 학교인가요?',
		fromFile: '파일에 적힌 대로',
		band: '나이대',
		sessions: '어느 회차 명단에 넣을까요?',
		sessionsHint: '고르지 않으면 학교 학생으로만 넣어요.',
		find: '회차 찾기',
		noSessions: '앞으로 있을 회차가 없어요. 지금은 학교 학생으로만 넣어요.',
		planSession: '회차 먼저 잡기',
		noneFound: '그런 회차가 없어요.',
		capacity: (enrolled: number, capacity: number | null) =>
			capacity === null ? `지금 ${enrolled}명` : `정원 ${capacity}명, 지금 ${enrolled}명`
	},

	source: {
		title: '파일',
		drop: '파일을 여기에 끌어다 놓거나',
		choose: '파일 고르기',
		kinds: '엑셀(.xlsx)과 CSV 파일을 읽어요. 생년월일, 주소, 연락처 칸은 읽지 않고 버려요.',
		paste: '붙여 넣기',
		pasteExplain:
			'엑셀이나 한글 문서의 표를 복사해서 여기에 붙여 넣어도 돼요. 제목 줄도 함께 복사해 주세요.',
		pasteLabel: '복사한 표',
		readPasted: '읽기',
		reading: '파일을 읽고 있어요',
		cancel: '그만두기',
		another: '다른 파일 올리기'
	},

	refused: {
		empty: '빈 파일이에요. 파일을 다시 받아 주세요.',
		macros: `매크로가 든 엑셀 파일은 읽지 않아요. ${SAVE_AS}`,
		'old-excel': `옛 엑셀 파일(.xls)이에요. ${SAVE_AS}`,
		'binary-excel': `이 엑셀 파일(.xlsb)은 읽을 수 없어요. ${SAVE_AS}`,
		'open-document':
			'오픈도큐먼트(.ods) 파일이에요. ‘다른 이름으로 저장’에서 .xlsx를 골라 저장한 다음 다시 올려 주세요.',
		locked: '비밀번호가 걸린 파일이에요. 파일을 열어 비밀번호를 풀고 저장한 다음 다시 올려 주세요.',
		hwp: `한글 문서(.hwp)는 읽을 수 없어요. 문서를 열고 ${COPY}`,
		hwpx: `한글 문서(.hwpx)는 읽을 수 없어요. 문서를 열고 ${COPY}`,
		pdf: `PDF는 읽을 수 없어요. 학교에 엑셀 파일을 부탁하거나, ${COPY}`,
		'web-page': `이름만 엑셀인 웹 문서예요. ${SAVE_AS}`,
		damaged: '파일이 깨졌어요. 다시 받아서 올려 주세요.',
		unknown: '무슨 파일인지 알 수 없어요. 엑셀(.xlsx)이나 CSV 파일을 올려 주세요.',
		'too-large': '파일이 너무 커요. 명단만 남겨 저장한 다음 다시 올려 주세요.',
		bomb: '이 파일은 풀면 너무 커져서 읽지 않았어요. 명단만 새 파일에 옮겨 올려 주세요.',
		'too-many-rows': '줄이 너무 많아요. 파일을 나누어 올려 주세요.'
	} satisfies Record<RefusedFile, string>,
	failed: '파일을 끝까지 읽지 못했어요. 브라우저를 새로 열고 다시 해 주세요.',
	noHeader: '이름이 든 칸을 찾지 못했어요.',
	noHeaderExplain: (wanted: string) =>
		`표의 첫 줄에 칸 이름이 있어야 해요. 찾은 이름: ${wanted}. 칸 이름을 적어 저장한 다음 다시 올려 주세요.`,
	noHeaderFound: (sheet: string, row: number, texts: string) =>
		`${sheet ? `${sheet} 시트 ` : ''}${row}번째 줄에는 이렇게 적혀 있어요: ${texts}`,
	nobody: '칸 이름은 찾았지만 그 아래에 사람이 없어요.',

	understood: (people: string) => `${people}을 읽었어요.`,
	encoding: {
		'utf-8': 'UTF-8',
		'utf-16le': '유니코드',
		'utf-16be': '유니코드',
		cp949: '한글 윈도(CP949)'
	} satisfies Record<Encoding, string>,
	readAs: (encoding: string) => `글자는 ${encoding}로 읽었어요.`,
	damagedText: '읽을 수 없는 글자가 있어요. 이름이 깨졌으면 파일을 다시 받아 주세요.',
	refusedColumns: (columns: string) => `${columns} 칸은 읽지 않고 버렸어요.`,
	refusedContents: (column: string, what: string) =>
		`${column} 칸은 ${what}처럼 보여서 읽지 않고 버렸어요.`,
	ignoredColumns: (columns: string) => `${columns} 칸은 쓰지 않아요.`,
	unreadSheets: {
		hidden: (sheets: string) => `숨겨진 시트는 읽지 않았어요: ${sheets}`,
		'no-header': (sheets: string) => `이름이 든 칸이 없어서 읽지 않은 시트예요: ${sheets}`
	},
	what: {
		'resident-number': '주민등록번호',
		'personal-number': '학생개인번호',
		'birth-date': '생년월일',
		address: '주소',
		phone: '전화번호',
		email: '이메일',
		guardian: '보호자 정보',
		sex: '성별',
		health: '건강 정보',
		background: '가정 배경',
		welfare: '복지 정보',
		account: '계정이나 계좌',
		photo: '사진'
	} satisfies Record<Refused, string>,
	field: {
		school: '학교',
		grade: '학년',
		class: '반',
		number: '번호',
		name: '이름',
		'student-number': '학번',
		'grade-class': '학년반',
		'class-number': '반번호',
		affiliation: '소속',
		count: '순번',
		remark: '비고'
	} satisfies Record<Field, string>,

	schools: {
		title: '학교',
		explain: '파일에 적힌 학교를 센터의 어느 학교로 볼지 확인해 주세요.',
		found: (name: string, people: string) => `‘${name}’ (${people})`,
		add: (level: string) => `새로 넣기: ${level}`,
		leaveOut: '이 학교는 빼기',
		choose: '골라 주세요',
		other: (names: string) => `위에서 고른 학교와 다른 학교가 파일에 있어요: ${names}`
	},

	counts: {
		title: '이렇게 돼요',
		added: '새로',
		same: '그대로',
		changed: '바뀜',
		question: '물어볼 것',
		gone: '명단에 없음',
		leftOut: '뺌'
	},
	roomy: (session: string, after: number, capacity: number) =>
		`${session}: 모두 ${after}명이 돼요. 정원은 ${capacity}명이에요.`,
	crowded: (session: string, after: number, over: number) =>
		`${session}: 모두 ${after}명이 되어 정원보다 ${over}명 많아요.`,
	gone: {
		roster: (people: string) => `지금 회차 명단에 있지만 이 파일에는 없는 학생이 ${people} 있어요.`,
		school: (people: string) =>
			`이 파일에 나온 반의 학생인데 파일에는 없는 학생이 ${people} 있어요.`,
		dropRoster: '회차 명단에서 빼기',
		dropSchool: '전학 간 것으로 하기',
		more: (people: string) => `그리고 ${people} 더`
	},

	lines: {
		title: '한 줄씩 보기',
		all: (count: string) => `모두 (${count})`,
		doubts: (count: string) => `확인할 것만 (${count})`,
		show: '보기',
		clear: '확인할 것이 없어요.',
		head: {
			row: '줄',
			name: '이름',
			school: '학교',
			grade: '학년',
			class: '반',
			number: '번호',
			meaning: '뜻',
			out: '빼기'
		},
		row: (sheet: string, row: number) => (sheet ? `${sheet} ${row}` : `${row}`),
		of: (label: string, row: string) => `${row}번째 줄 ${label}`,
		leaveOut: '빼기',
		takeIn: '다시 넣기',
		asks: {
			name: '같은 자리에 다른 이름이 있어요. 누구인가요?',
			place: '이름이 같은 학생이 있어요. 같은 사람인가요?'
		},
		itIs: (name: string, place: string) => `${name} ${place}`,
		somebodyNew: '새 학생이에요',
		added: '새 학생',
		same: '그대로예요',
		renamed: (name: string) => `이름이 바뀌어요: ${name}에서`,
		moved: (place: string) => `${place}에서 바뀌어요`,
		repeat: (row: string) => `${row}번째 줄과 같아서 한 번만 넣어요`
	},
	away: (word: Away) => `${word}이라고 적혀 있어서 뺐어요`,
	struck: '줄이 그어져 있어서 뺐어요',
	hidden: '숨겨진 줄이라서 뺐어요',
	byHand: '뺐어요',

	part: {
		school: '학교',
		grade: '학년',
		classNo: '반',
		number: '번호',
		name: '이름'
	} satisfies Record<keyof Listed, string>,
	doubt: {
		unreadable: (part: string) => `${part}을(를) 읽을 수 없어요. 적어 주세요.`,
		date: (part: string) => `엑셀이 ${part}을(를) 날짜로 바꾸었어요. 맞는지 봐 주세요.`,
		contradiction: (part: string) => `${part}이(가) 칸마다 달라요. 맞는지 봐 주세요.`,
		carried: (part: string) => `${part}은(는) 윗줄에서 가져왔어요.`,
		dropped: (part: string, what: string) => `${part} 칸에 ${what}이(가) 있어서 버렸어요.`,
		missing: (part: string) => `${part}이(가) 없어요.`,
		'unreadable-name': '이름을 읽을 수 없어요. 고치거나 빼 주세요.',
		'impossible-grade': (grades: number) => `이 학교는 ${grades}학년까지 있어요.`,
		'other-school': '고른 학교와 다른 학교가 적혀 있어요.',
		duplicate: (rows: string) => `${rows}번째 줄과 똑같아요.`,
		namesake: (rows: string) => `${rows}번째 줄과 이름이 같아요. 번호로 구별해요.`,
		'same-number': (rows: string) => `${rows}번째 줄과 번호가 같아요.`
	},
	unfit: '학년, 반, 번호는 1에서 99 사이, 이름은 60자까지 돼요.',

	confirm: '명단에 넣기',
	confirming: '넣고 있어요',
	open: {
		questions: (count: string) => `아직 대답하지 않은 물음이 ${count} 있어요.`,
		blocked: (count: string) => `고치거나 빼야 하는 줄이 ${count} 있어요.`,
		leaveAllOut: '그 줄을 모두 빼기',
		schools: '학교가 적히지 않은 줄이 있어요. 어느 학교인지 골라 주세요.',
		nothing: '넣을 사람이 없어요.',
		tooMany: (most: string) => `한 번에 ${most}까지 넣을 수 있어요. 파일을 나누어 주세요.`
	},
	items: (count: number) => `${count.toLocaleString('ko-KR')}개`,
	trouble: {
		changed:
			'보여 드린 사이에 센터의 명단이 바뀌었어요. 다시 비교했으니 한 번 더 보고 눌러 주세요.',
		undecided: '아직 정하지 않은 것이 있어요. 아래를 봐 주세요.',
		unreachable:
			'서버와 이야기하지 못했어요. 인터넷을 확인하고 다시 눌러 주세요. 두 번 눌러도 두 번 들어가지 않아요.'
	},
	done: {
		title: '명단에 넣었어요',
		added: (people: string) => `새 학생 ${people}, 명찰도 만들었어요.`,
		changed: (people: string) => `고친 학생 ${people}.`,
		same: (people: string) => `그대로인 학생 ${people}.`,
		enrolled: (count: string) => `회차 명단에 ${count}을 넣었어요.`,
		goneRoster: (people: string) => `회차 명단에서 ${people}을 뺐어요.`,
		goneSchool: (people: string) => `전학 간 것으로 ${people}을 바꾸었어요.`,
		schools: (count: string) => `새 학교 ${count}를 넣었어요.`,
		nothing: '바뀐 것이 없어요. 이미 들어 있는 명단이에요.',
		badges: '명찰 인쇄하러 가기',
		people: '참가자 보기'
	}
};

export type IntakeTexts = typeof ko;
