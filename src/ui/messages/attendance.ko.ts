import type { Correction } from '#domain/correction.ts';
import type { Mark } from '#domain/event.ts';

/** Texts of the page on which staff at the center correct a session's attendance. */
export const ko = {
	title: '출결 고치기',
	how: '이름을 누르면 출결을 고칠 수 있어요. 고친 것은 이 체험처의 태블릿에도 나타나요.',
	ahead: '아직 문이 열리지 않았어요. 미리 알고 있는 결석은 지금 적어도 돼요.',
	cancelled: '취소된 회차예요. 기록을 볼 수만 있어요.',
	empty: '명단이 비어 있고, 아직 온 사람도 없어요.',
	roster: '명단 고치기',
	backToToday: '오늘',

	nameless: (count: number) => `누구인지 아직 몰라요 ${count}명`,
	namelessHow: '명찰 없이 들어온 학생이에요. 눌러서 누구인지 골라 주세요.',
	people: '출결',
	count: (standing: string, count: number) => `${standing} ${count}명`,
	correct: (name: string) => `${name} 출결 고치기`,

	mark: {
		legend: '어떻게 적을까요?',
		explain: {
			present: '제때 왔어요.',
			late: '늦었지만 왔어요.',
			'left-early': '왔다가 끝나기 전에 갔어요.',
			excused: '오지 않았고, 학교가 인정했어요.',
			absent: '오지 않았어요.'
		} satisfies Record<Mark, string>,
		submit: '저장'
	},
	reason: {
		label: '까닭',
		hint: '하나를 고르거나 직접 적어 주세요. 이름은 적지 마세요.',
		other: '직접 적기'
	},
	match: {
		title: '누구인가요?',
		said: (claim: string) => `학생이 말한 반과 번호: ${claim}`,
		saidNothing: '반과 번호를 말하지 않았어요.',
		how: '고르면 이 기록이 그 학생 것이 돼요. 틀렸으면 아래 기록에서 되돌릴 수 있어요.',
		toCome: '명단에서 아직 오지 않은 학생',
		nobodyToCome: '명단의 모두가 왔어요.',
		best: '말한 것과 같아요',
		others: (count: number) => `이미 온 학생 ${count}명`,
		found: '센터에서 찾은 학생',
		search: '찾기',
		searchHint: '이름이나 반(1-3)',
		noneFound: '그런 학생이 없어요. 이름 두 글자나 반을 적어 보세요.',
		reason: '어떻게 알았나요?',
		reasons: ['명찰이 없음', '학생에게 물어봄', '선생님이 확인함'],
		submit: '이 학생이에요',
		otherwise: '누구인지 모른 채로 출결만 고치기'
	},
	undo: {
		open: '되돌리기',
		title: '이 기록을 되돌릴까요?',
		how: '기록은 지워지지 않고, 되돌렸다는 것이 함께 남아요. 되돌린 것도 다시 되돌릴 수 있어요.',
		reasons: ['잘못 찍음', '다른 학생이었음', '잘못 적음'],
		submit: '되돌리기'
	},
	letIn: {
		title: '명단에 없는 학생',
		how: '센터에 있는 학생을 찾아 이 회차에 들여보내요. 명단에는 넣지 않아요.',
		search: '학생 찾기',
		find: '찾기',
		submit: '들여보내기',
		named: (name: string) => `${name} 들여보내기`,
		here: '이미 이 회차에 있어요',
		closed: '문이 닫힌 회차예요. 왔던 학생이 명단에 없으면 먼저 명단에 넣고, 출결을 적어 주세요.',
		more: '더 있어요. 더 자세히 적어 보세요.'
	},
	log: {
		title: '기록',
		none: '아직 기록이 없어요.',
		rest: (count: number) => `이전 기록 ${count}건 더 보기`,
		center: '센터',
		by: (by: string) => `${by}에서`,
		void: '되돌림',
		taken: '되돌린 기록',
		undoOf: (what: string) => `‘${what}’ 되돌리기`
	},

	done: {
		mark: '출결을 고쳤어요.',
		match: '누구인지 적었어요.',
		undo: '되돌렸어요.',
		'let-in': '들여보냈어요.'
	} satisfies Record<Correction['kind'], string>,
	problem: {
		mark: '어떻게 적을지 골라 주세요.',
		who: '누구인지 골라 주세요.',
		reason: '까닭을 고르거나 적어 주세요.',
		cancelled: '그사이에 회차가 취소되었어요. 고치지 않았어요.',
		spent: '이미 저장한 화면이에요. 아래가 지금 모습이니, 필요하면 다시 고쳐 주세요.',
		overtaken: '그사이에 바뀌었어요. 아래가 지금 모습이니, 필요하면 다시 고쳐 주세요.'
	}
};

export type AttendanceTexts = typeof ko;
