import { asked } from '#ui/messages/asked.ts';
import type { Switch, TextSize, Voicing } from '#domain/comfort.ts';
import type { Doubt, Stop, Trouble } from '#domain/door.ts';
import type { Errand } from '#domain/duty.ts';
import type { Movement } from '#domain/judge.ts';
import type { Alphabet } from '#ui/kiosk/rating/keys.ts';

/** Texts of the tablet. What students see needs no more than a third-grader's reading. */
export const ko = {
	title: '해봄 출석',
	language: '한국어',
	otherLanguage: 'English',

	/** While nobody is at the door. */
	idle: {
		hold: {
			both: '명찰을 카메라에 보여 주세요',
			arrivals: '들어올 때 명찰을 보여 주세요',
			departures: '나갈 때 명찰을 보여 주세요',
			badge: '명찰을 보여 주고 어땠는지 알려 주세요',
			open: '체험이 시작되면 여기에서 물어볼게요'
		} satisfies Record<Errand, string>,
		how: '네모난 QR 그림이 화면 가운데에 오게 들어 주세요.',
		noSession: '오늘은 회차가 없어요',
		noSessionHow: '그래도 명찰을 보여 주면 기록해 둘게요.',
		others: '오늘 다른 회차'
	},
	counts: { expected: '올 사람', here: '와 있는 사람', gone: '간 사람' },
	/** How many there is room for; where there are more, nobody is sent away. */
	places: (capacity: number) => `자리 ${capacity}개`,

	/** After a scan. */
	arrival: {
		title: '어서 오세요!',
		late: '조금 늦었어요. 괜찮아요, 들어오세요.',
		ok: '들어온 시각'
	},
	departure: { title: '잘 가요!', ok: '나간 시각' },
	repeatHere: { title: '이미 들어왔어요', since: (time: string) => `${time}에 확인했어요.` },
	repeatGone: { title: '이미 나갔어요', since: (time: string) => `${time}에 확인했어요.` },
	/** Recorded all the same, at a tablet that is there for the other way. */
	elsewhere: {
		arrival: '기록했어요. 다음에 올 때는 들어오는 곳 태블릿에 보여 주세요.',
		departure: '기록했어요. 다음에 갈 때는 나가는 곳 태블릿에 보여 주세요.'
	} satisfies Record<Movement, string>,
	/** Shown at a tablet for arrivals by somebody who is in. */
	stillIn: '나갈 때는 나가는 곳 태블릿에 보여 주세요.',
	stranger: {
		arrival: '어서 오세요!',
		departure: '잘 가요!',
		repeat: '이미 확인했어요',
		explain: '아직 명단에 이름이 없어요. 기록했으니 괜찮아요. 선생님께 말해 주세요.',
		cancelled: '오늘 체험은 취소됐어요. 기록했으니 선생님께 말해 주세요.'
	},
	/** Known by a badge that was replaced by another. */
	replaced: '새 명찰이 있어요. 선생님께 바꿔 달라고 해요.',
	admitted: { title: '어서 오세요!', explain: '기록했어요. 이름은 선생님께 말해 주세요.' },
	undo: '방금 것 취소하기',
	undone: { title: '취소했어요', explain: '명찰을 다시 보여 주면 새로 기록해요.' },
	/** At a tablet that only asks. */
	question: { title: '반가워요!', explain: '오늘 어땠는지 알려 주세요.' },
	unasked: {
		answered: { title: '벌써 답했어요', explain: '고마워요! 한 번이면 돼요.' },
		unseen: {
			title: '아직 물어볼 것이 없어요',
			explain: '들어올 때와 나갈 때는 문 앞 태블릿에 명찰을 보여 주세요.'
		}
	},
	damaged: {
		title: '다시 한 번 보여 주세요',
		explain: '숫자가 맞지 않아요. 천천히 다시 해 볼까요?'
	},
	foreign: { title: '해봄 명찰이 아니에요', explain: '목에 건 해봄 명찰을 보여 주세요.' },
	classUnknown: {
		title: '이 반은 오늘 여기 명단에 없어요',
		explain: '한 명씩 명찰을 보여 주세요.'
	},
	checking: { title: '확인하고 있어요', explain: '잠깐만 기다려 주세요.' },
	failed: {
		title: '기록하지 못했어요',
		closed: '명찰을 다시 보여 주세요. 또 그러면 선생님을 불러 주세요.',
		full: '태블릿에 남은 자리가 없어요. 선생님을 불러 주세요.'
	},
	withoutBadge: '명찰 없이 들어가기',

	/** How it was, asked of whoever leaves. */
	rating: {
		...asked.ko,
		secret: '누가 눌렀는지 아무도 몰라요. 멘토 선생님도 몰라요.',
		decline: '대답 안 할래요',
		thanks: '고마워요!',
		noted: '잘 받았어요.',
		takeBack: '다시 고를래요',
		why: '무엇 때문인가요?',
		whyHow: '안 골라도 돼요.',
		comment: {
			open: '한마디 쓰기',
			title: '한마디 써 주세요',
			how: '이름은 쓰지 마세요.',
			letters: (written: number, most: number) => `${most}자 중 ${written}자`,
			done: '다 썼어요',
			keys: {
				hangul: '한글',
				latin: 'ABC',
				cyrillic: 'АБВ'
			} satisfies Record<Alphabet, string>,
			space: '띄우기',
			erase: '지우기',
			twin: '쌍자음',
			capital: '대문자'
		}
	},

	/** What whoever stands here can make of the screen. */
	comfort: {
		/** Holds a word that whoever cannot read the rest may know. */
		open: '보기 · Language',
		title: '보기 설정',
		note: '내 차례가 끝나면 처음 화면으로 돌아가요.',
		language: '언어',
		textSize: '글자 크기',
		textSizes: { 100: '보통', 150: '크게', 200: '아주 크게' } satisfies Record<TextSize, string>,
		voicing: '소리로 듣기',
		voicings: {
			off: '끄기',
			slow: '천천히',
			usual: '보통',
			quick: '빠르게'
		} satisfies Record<Voicing, string>,
		noVoice: '이 태블릿에는 읽어 줄 목소리가 없어요.',
		repeat: '다시 듣기',
		hush: '그만 듣기',
		switches: '화면',
		switch: {
			contrast: '진하게 보기',
			low: '아래로 내리기',
			leftHanded: '왼손으로 하기',
			still: '움직임 멈추기'
		} satisfies Record<Switch, string>,
		forget: '처음대로',
		done: '다 했어요'
	},
	/** Before everything goes back to how it was. */
	stay: {
		title: '아직 쓰고 있나요?',
		explain: '20초 뒤에 처음 화면으로 돌아가요.',
		more: '더 쓸래요',
		leave: '다 썼어요'
	},
	bell: {
		call: '도움이 필요해요',
		called: '선생님을 부르고 있어요',
		wait: '여기에서 조금만 기다려 주세요.',
		answer: '이제 괜찮아요',
		offer: '잘 안 되나요?',
		how: '‘도움이 필요해요’를 눌러 선생님을 불러요.'
	},

	/** Always in sight, for staff. */
	status: {
		owed: (count: number) => `보낼 것 ${count}건`,
		sent: '모두 보냈어요',
		never: '아직 보낸 적 없음',
		lastSent: (age: string) => `${age} 보냄`,
		stopped: {
			'not-paired': '센터와 다시 연결해야 해요. 기록은 이 태블릿에 그대로 있어요.',
			revoked: '센터에서 이 태블릿을 멈췄어요. 기록은 이 태블릿에 그대로 있어요.'
		} satisfies Record<Stop, string>,
		pairAgain: '다시 연결하기',
		clockWrong: (minutes: number) =>
			minutes < 120
				? `태블릿 시계가 ${minutes}분 틀려요`
				: `태블릿 시계가 ${Math.round(minutes / 60)}시간 틀려요`
	},
	age: {
		now: '방금',
		minutes: (count: number) => `${count}분 전`,
		hours: (count: number) => `${count}시간 전`,
		days: (count: number) => `${count}일 전`
	},

	camera: {
		label: '카메라 화면',
		starting: '카메라를 켜고 있어요',
		again: '카메라 다시 켜기',
		trouble: {
			denied: '카메라를 쓸 수 없게 되어 있어요. 브라우저 설정에서 카메라를 허용해 주세요.',
			busy: '다른 앱이 카메라를 쓰고 있어요. 그 앱을 닫아 주세요.',
			none: '카메라가 없어요. 스캐너나 숫자판을 써 주세요.',
			insecure: '이 주소에서는 카메라를 쓸 수 없어요. https 주소로 열어 주세요.',
			lost: '카메라가 꺼졌어요. 다시 켜는 중이에요.',
			still: '카메라 화면이 멈췄어요. 다시 켜는 중이에요.',
			unknown: '카메라가 켜지지 않아요. 태블릿을 껐다 켜 보세요.'
		} satisfies Record<Trouble, string>,
		doubt: {
			dark: '화면이 캄캄해요. 카메라를 가린 것을 치우거나 불을 켜 주세요.',
			slow: '카메라가 느려요. 명찰을 조금 더 오래 들고 있어 주세요.'
		} satisfies Record<Doubt, string>,
		meanwhile: '숫자판이나 스캐너로도 할 수 있어요.'
	},

	keypad: {
		open: '숫자로 하기',
		title: '명찰 아래 숫자를 눌러 주세요',
		progress: (typed: number, all: number) => `${all}자 중 ${typed}자`,
		back: '한 칸 지우기',
		clear: '모두 지우기',
		enter: '확인',
		close: '닫기'
	},

	pairing: {
		title: '이 태블릿을 센터와 연결해요',
		how: '센터 화면의 ‘태블릿’에서 번호를 만들어, 여기에 누르거나 QR을 카메라에 보여 주세요.',
		code: '연결 번호 여덟 자리',
		submit: '연결하기',
		working: '연결하고 있어요',
		problem: {
			'code-unknown': '번호가 틀렸거나, 이미 썼거나, 10분이 지났어요. 새 번호를 만들어 주세요.',
			'other-center':
				'이 태블릿에는 다른 센터로 보낼 기록이 남아 있어요. 그 센터에 먼저 보내 주세요.',
			'too-many': '틀린 번호가 너무 많았어요. 잠시 뒤에 다시 해 주세요.',
			unreachable: '센터에 닿지 않아요. 인터넷에 연결되어 있는지 봐 주세요.',
			other: '연결하지 못했어요. 잠시 뒤에 다시 해 주세요.'
		},
		browserTab:
			'홈 화면에 추가해서 여는 것이 좋아요. 브라우저 탭으로만 쓰면 브라우저가 기록을 지울 수 있어요.'
	},

	/** On a tablet that the center took out of service. */
	retired: {
		title: '이 태블릿은 이제 쓰지 않아요',
		owing: (count: number) =>
			`명찰은 다른 태블릿에 보여 주세요. 보낼 기록 ${count}건이 남아 있어요. 인터넷에 연결해 두면 저절로 보내요.`,
		settled: '명찰은 다른 태블릿에 보여 주세요. 기록은 모두 센터에 보냈어요. 꺼도 괜찮아요.'
	},

	/** Where staff set the tablet up. */
	setup: {
		title: '이 태블릿 맞추기',
		language: '처음 언어',
		card: '화면 크기',
		how: '은행 카드나 교통 카드를 주황색 네모에 대고, 네모가 카드와 똑같아질 때까지 늘이거나 줄여 주세요. 그러면 단추가 이 화면에서 12 mm보다 작아지지 않아요.',
		cardHere: '여기에 카드를 대요',
		width: '네모의 너비',
		narrower: '조금 줄이기',
		wider: '조금 늘이기',
		thumb: '12 mm 단추',
		save: '저장',
		close: '닫기'
	},

	storage: {
		title: '저장 공간을 열 수 없어요',
		explain: '지금은 출석을 기록할 수 없어요. 이미 기록한 것은 지우지 않았어요.',
		again: '다시 열기'
	}
};

export type KioskTexts = typeof ko;

/** What staff alone read. Everything else is put before students, in all of their languages. */
type ForStaff = 'otherLanguage' | 'status' | 'age' | 'pairing' | 'retired' | 'setup' | 'storage';
export type StudentTexts = Omit<KioskTexts, ForStaff>;
