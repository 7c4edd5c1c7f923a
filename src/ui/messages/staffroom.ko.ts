import type { Sign } from '#domain/condition.ts';
import type { Mark, RefusalCause } from '#domain/event.ts';
import type { Question } from '#domain/readiness.ts';
import type { Standing } from '#domain/standing.ts';
import type { Leaving } from '#domain/visits.ts';
import { ko as door } from '#ui/messages/staff-door.ko.ts';

const gigabytes = (bytes: number) => `${(bytes / 1024 ** 3).toFixed(1)} GB`;

/** Texts of what is behind the PIN on a tablet. */
export const ko = {
	...door,
	title: '선생님 화면',
	close: '잠그기',
	session: '회차',
	noSession: '오늘은 여기 회차가 없어요.',
	tabs: {
		people: '명단',
		rollCall: '인원 점검',
		group: '단체 입장',
		log: '기록',
		tablet: '태블릿'
	},
	failed: '기록하지 못했어요. 다시 해 주세요.',

	search: '이름, 초성(ㄱㅂ), 반(1-3), 번호로 찾기',
	everybody: '모두',
	capacity: {
		room: (here: number, capacity: number) => `지금 ${here}명 / 정원 ${capacity}명`,
		over: (more: number) => `정원보다 ${more}명 많아요. 그래도 문에서는 모두 들여보내요.`
	},
	nobodyFound: '그런 사람이 없어요.',
	number: (number: number) => `${number}번`,
	unnamed: '이름을 아직 몰라요',
	notOnRoster: '명단에 없음',
	standing: {
		expected: '아직',
		here: '와 있음',
		late: '지각',
		missing: '안 옴',
		gone: '나감',
		absent: '결석'
	} satisfies Record<Standing, string>,
	arrived: (time: string) => `${time} 옴`,
	left: {
		scan: (time: string) => `${time} 나감`,
		staff: (time: string) => `${time} 나감`,
		transfer: (time: string) => `${time} 다른 체험으로`,
		end: (time: string) => `${time} 끝남`
	} satisfies Record<Leaving, (time: string) => string>,

	marks: {
		present: '와 있음',
		late: '지각',
		'left-early': '조퇴',
		excused: '인정 결석',
		absent: '결석'
	} satisfies Record<Mark, string>,
	leave: '나감',
	reason: {
		label: '까닭',
		hint: '출결을 고칠 때는 까닭을 골라요. 이름은 적지 마세요.',
		choices: ['명찰이 없음', '잘못 찍음', '아파서', '병원', '집안일', '학교 일', '연락 없음']
	},
	whoIsIt: '누구인가요?',
	whoIsItHow: '명단에서 고르면 이 기록이 그 학생 것이 돼요. 기록에서 되돌릴 수 있어요.',

	walkIn: {
		open: '명단에 없는 학생',
		title: '명단에 없는 학생을 들여보내요',
		how: '학년, 반, 번호만 적어요. 몰라도 괜찮아요.',
		grade: '학년',
		classNo: '반',
		number: '번호',
		submit: '들여보내기',
		claim: (group: string, number: string) =>
			[group, number && `${number}번`].filter(Boolean).join(' ')
	},

	rollCall: {
		inside: (count: number) => `지금 안에 ${count}명`,
		how: '눈으로 본 사람을 눌러요. 인터넷이 없어도 돼요.',
		seen: (seen: number, all: number) => `${all}명 중 ${seen}명 확인`,
		all: '모두 확인',
		none: '지금 안에 아무도 없어요.',
		noClass: '반을 몰라요',
		reason: '언제 세었나요?',
		reasons: ['이동하기 전', '도착해서', '점심', '대피'],
		save: '인원 기록하기',
		saved: '인원을 기록했어요.'
	},

	check: {
		title: '오늘 준비가 됐나요?',
		close: '닫기',
		play: '소리 내기',
		takeOut: '파일로 꺼내기',
		update: '지금 켜기',
		ready: '모두 준비됐어요.',
		todo: (act: number, look: number) =>
			[act > 0 && `지금 고칠 것 ${act}가지`, look > 0 && `살펴볼 것 ${look}가지`]
				.filter(Boolean)
				.join(', '),
		open: '지금 명찰을 받을 수 있어요.',
		opensIn: (minutes: number) =>
			minutes < 120
				? `다음 회차의 문이 ${minutes}분 뒤에 열려요.`
				: `다음 회차의 문이 ${Math.round(minutes / 60)}시간 뒤에 열려요.`,
		signs: { well: '좋아요.', look: '살펴보세요.', act: '지금 고쳐 주세요.' } satisfies Record<
			Sign,
			string
		>,
		questions: {
			roster: '명단',
			camera: '카메라',
			scan: '시험 삼아 찍기',
			sound: '소리',
			contact: '센터와 연락',
			owed: '보낼 기록',
			storage: '저장 공간',
			clock: '시계',
			battery: '배터리',
			pin: '선생님 PIN',
			installed: '홈 화면 앱',
			version: '버전'
		} satisfies Record<Question, string>,
		answers: {
			roster: (sign, students) =>
				sign === 'well'
					? `오늘 올 학생 ${students}명이 들어 있어요.`
					: sign === 'act'
						? '명단이 비어 있어요. 인터넷에 연결하거나 센터에 물어보세요.'
						: '오늘은 여기 회차가 없어요.',
			// Whatever is the matter with it has its own words.
			camera: (): string => '화면이 나와요.',
			scan: (sign): string =>
				sign === 'well'
					? '명찰이 읽혀요. 기록하지 않았어요.'
					: '명찰을 하나 비춰 보세요. 기록하지 않아요.',
			sound: (sign): string =>
				sign === 'well' ? '켜져 있어요. 크기를 들어 보세요.' : '눌러서 들리는지 보세요.',
			contact: (sign, minutes) =>
				sign === 'act'
					? '아직 연락한 적이 없어요. 인터넷에 연결해 주세요.'
					: sign === 'look'
						? `${Math.round(minutes / 60)}시간 전이 마지막이에요. 아침에 바뀐 명단이 없을 수 있어요.`
						: minutes === 0
							? '방금 연락했어요.'
							: `${minutes}분 전에 연락했어요.`,
			owed: (sign, records) =>
				sign === 'well'
					? '모두 센터에 보냈어요.'
					: `${records}건이 남아 있어요. 인터넷에 연결하면 저절로 보내요.`,
			storage: (sign, bytes) =>
				sign === 'act'
					? `${gigabytes(bytes)}밖에 없어요. 사진이나 앱을 지워 주세요.`
					: sign === 'look'
						? `${gigabytes(bytes)} 남았지만, 브라우저가 기록을 지울 수 있어요. 홈 화면에 추가해서 열어 주세요.`
						: `${gigabytes(bytes)} 남았어요.`,
			clock: (sign, minutes) =>
				sign === 'well'
					? minutes === 0
						? '센터 시계와 같아요.'
						: `센터 시계와 ${minutes}분 달라요. 이만큼은 괜찮아요.`
					: sign === 'look'
						? '누가 바꾼 것 같아요. 시각이 맞는지 봐 주세요. 인터넷에 연결하면 저절로 확인해요.'
						: `${minutes}분 틀려요. 태블릿 설정에서 시각을 맞춰 주세요.`,
			battery: (sign, percent) =>
				sign === 'well' ? `${percent}%` : `${percent}% 남았어요. 충전해 주세요.`,
			pin: (sign): string =>
				sign === 'well' ? '있어요.' : '없어요. 센터의 체험처 화면에서 만들 수 있어요.',
			installed: (sign): string =>
				sign === 'well' ? '홈 화면에서 열었어요.' : '홈 화면에 추가해서 열면 더 안전해요.',
			version: (sign): string =>
				sign === 'well'
					? '가장 새로운 버전이에요.'
					: '새 버전은 문 앞에 아무도 없을 때 저절로 켜져요.'
		} satisfies Record<Question, (sign: Sign, amount: number) => string>
	},

	tablet: {
		facts: { name: '태블릿', site: '체험처', center: '센터', version: '버전' },
		/** Where nobody can show that they are staff. */
		open: '이 체험처에는 아직 PIN이 없어서 명단은 열 수 없어요. PIN은 센터의 체험처 화면에서 만들 수 있어요.',
		check: {
			title: '점검',
			explain: '오늘 쓸 준비가 됐는지 봐요. 점검하는 동안에는 명찰을 찍어도 기록하지 않아요.',
			label: '점검하기'
		},
		update: {
			title: '새 버전이 왔어요',
			explain: '문 앞에 아무도 없을 때 저절로 켜져요. 지금 켤 수도 있어요.',
			label: '지금 켜기'
		},
		setUp: {
			title: '화면 맞추기',
			explain: '처음 언어를 고르고, 단추가 손가락에 맞는 크기가 되게 해요.',
			label: '맞추기'
		},
		move: {
			title: '다른 체험처로 옮기기',
			explain: '이 태블릿을 다른 곳에 가져가서 쓸 때 바꿔요. 인터넷이 있어야 해요.',
			label: '옮기기'
		},
		takeOut: {
			title: '보내지 못한 기록',
			explain:
				'인터넷에 연결하면 저절로 보내요. 연결할 수 없으면 파일로 꺼내 센터에 가져가요. 이름은 들어 있지 않아요.',
			label: (unsent: number) => `${unsent}건 파일로 꺼내기`
		},
		byLight: {
			title: '화면으로 주고받기',
			explain:
				'인터넷이 없으면 다른 태블릿이 이 화면을 찍어 가요. 다른 태블릿의 기록을 찍어 올 수도 있어요.',
			label: '주고받기'
		},
		sent: {
			title: '보낼 기록',
			explain: '모두 센터에 보냈어요. 여기에만 남은 것은 없어요.',
			label: ''
		}
	},

	proof: {
		whole: (held: number, records: number) => `모두 전달됨 ✔ ${held}/${records}`,
		lacking: (held: number, records: number) =>
			`아직 다 전달되지 않았어요 ${held}/${records}. 저절로 다시 보내요.`,
		at: (time: string) => `${time}에 센터와 하나하나 대조했어요.`,
		aside: (count: number) => `그 가운데 ${count}건은 센터 직원의 확인을 기다려요.`,
		since: (count: number) => `그 뒤의 기록 ${count}건은 다음에 대조해요.`,
		never: '아직 센터와 대조하지 않았어요.',
		unheard: '센터와 연락이 되지 않아요. 인터넷에 연결하고 다시 해 주세요.',
		compare: '지금 대조하기',
		comparing: '대조하고 있어요',
		receipts: '마감 영수증',
		show: '보기',
		title: '마감 영수증',
		genuine: '센터의 서명을 확인했어요 ✔',
		forged: '센터의 서명을 확인할 수 없어요. 인터넷에 연결한 뒤 다시 열어 주세요.',
		code: '영수증 QR',
		how: '이 QR을 휴대전화로 찍으면 센터에 지금도 그대로 있는지 볼 수 있어요.',
		facts: {
			taken: '이 태블릿의 기록',
			received: '센터가 받음',
			remaining: '남음',
			numbers: '번호',
			at: '발행',
			code: '확인 코드'
		}
	},

	places: {
		title: '어디로 옮기나요?',
		search: '체험처 이름으로 찾기',
		none: '그런 체험처가 없어요.',
		here: '지금 여기',
		today: '오늘 회차가 있어요',
		really: (site: string) => `지금부터 이 태블릿을 ‘${site}’에서 쓸까요?`,
		whatHappens:
			'여기 명단은 지우고 그곳 명단을 받아요. 이미 기록한 것은 그대로 센터에 보내요. 이름은 그곳의 PIN으로 열어요.',
		move: '옮기기',
		again: '다시 하기',
		told: {
			asking: '센터에 물어보고 있어요.',
			moving: '옮기고 있어요.',
			unheard: '센터와 연락이 되지 않아요. 인터넷에 연결하고 다시 해 주세요.',
			unsure: '센터의 답을 듣지 못했어요. 인터넷에 연결하고 다시 하면 어디에 있는지 알 수 있어요.',
			declined: '센터에서 옮길 수 없다고 해요. 다시 해 보고, 안 되면 센터에 물어보세요.'
		}
	},

	log: {
		none: '아직 아무 일도 없었어요.',
		undo: '되돌리기',
		undone: '되돌림',
		undoReason: '잘못 찍음',
		arrival: '들어옴',
		departure: '나감',
		match: (name: string) => `${name} 학생으로 맞춤`,
		headcount: (counted: number, inside: number) => `인원 점검: ${inside}명 중 ${counted}명`,
		refusal: {
			foreign: '해봄 명찰이 아닌 QR',
			damaged: '숫자가 맞지 않는 명찰',
			repeat: '이미 확인한 명찰'
		} satisfies Record<RefusalCause, string>
	}
};

export type StaffroomTexts = typeof ko;
