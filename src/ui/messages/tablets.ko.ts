import type { Matter, Sign } from '#domain/condition.ts';
import type { Asks, Passage } from '#domain/duty.ts';

const gigabytes = (bytes: number) => `${(bytes / 1024 ** 3).toFixed(1)} GB`;
const minutes = (ms: number) => Math.round(ms / 60_000);
const span = (ms: number) =>
	minutes(ms) < 120 ? `${minutes(ms)}분` : `${Math.round(ms / 3_600_000)}시간`;

/** What became of a file that was carried here by hand. */
interface HandedIn {
	readonly name: string;
	readonly stored: number;
	readonly duplicate: number;
	readonly aside: number;
	readonly late: number;
}

/** Whether what did not arrive may still come. */
type Hope = 'silent' | 'ended' | 'gone';

/** Texts of the pages about tablets. */
export const ko = {
	explain: '태블릿마다 잘 있는지, 보낼 기록이 남았는지 한눈에 볼 수 있어요.',
	connect: '태블릿 연결하기',
	list: { inService: '쓰고 있는 태블릿', retired: '사용이 끝난 태블릿' },
	none: { inService: '아직 연결된 태블릿이 없어요.', retired: '사용이 끝난 태블릿이 없어요.' },
	columns: { name: '태블릿', site: '체험처', state: '상태', seen: '마지막 연락' },
	more: (count: number) => `그 밖에 ${count}가지`,
	pages: {
		label: '쪽',
		back: '앞으로',
		on: '뒤로',
		where: (page: number, count: number) => `${count}쪽 중 ${page}쪽`
	},

	sign: { act: '지금 봐 주세요', look: '살펴보세요', well: '괜찮아요' } satisfies Record<
		Sign,
		string
	>,
	rest: {
		on: '잘 되고 있어요. 모두 보냈어요.',
		resting: '쉬고 있어요. 모두 보냈어요.',
		retired: '명단을 지웠고, 기록도 모두 보냈어요.'
	},
	matter: {
		late: (count) => `사용을 끝낸 뒤에 온 기록이 ${count}건 있어요. 어떻게 할지 정해 주세요.`,
		missing: (count) => `기록 ${count}건이 오지 않았어요. 태블릿에서 사라졌을 수 있어요.`,
		stranded: (count) =>
			`연락이 끊겼는데 보낼 기록이 ${count}건 남아 있어요. 켜서 인터넷에 연결해 주세요.`,
		absent: () => '지금 회차가 있는데 연락이 없어요. 켜져 있는지 봐 주세요.',
		full: (bytes) => `저장 공간이 ${gigabytes(bytes)}밖에 없어요. 다른 앱이나 사진을 지워 주세요.`,
		unerased: () => '아직 연락이 없어요. 연결되는 대로 명단을 지워요.',
		aside: (count) => `읽을 수 없거나 어긋나는 기록이 ${count}건 있어요. 어떻게 할지 정해 주세요.`,
		battery: (percent) => `배터리가 ${percent}% 남았어요. 충전해 주세요.`,
		clock: (ms) => `시계가 ${span(ms)} 틀려요. 기록은 바로잡지만, 시계를 맞춰 주세요.`,
		storage: (bytes) => `저장 공간이 ${gigabytes(bytes)} 남았어요.`,
		owing: (count) => `보낼 기록이 ${count}건 남아 있어요.`,
		forgotten: () => '일주일 넘게 켜지 않았어요. 쓰기 전에 한 번 열어 주세요.',
		evictable: () => '브라우저가 기록을 지울 수 있어요. 홈 화면에 추가해서 열어 주세요.',
		tab: () => '브라우저 탭에서 쓰고 있어요. 홈 화면에 추가해서 열면 더 안전해요.',
		outdated: () => '옛 버전이에요. 아무도 없을 때 저절로 새 버전이 돼요.'
	} satisfies Record<Matter, (amount: number) => string>,

	duty: {
		passage: '이 태블릿은',
		passages: {
			both: { label: '들어오고 나갈 때', explain: '시간과 기록을 보고 저절로 알아요.' },
			arrivals: {
				label: '들어올 때만',
				explain: '이미 들어온 사람이 다시 보여 줘도 나간 것으로 하지 않아요.'
			},
			departures: {
				label: '나갈 때만',
				explain: '처음 보는 사람도 시작한 뒤에는 나간 것으로 기록해요.'
			}
		} satisfies Record<Passage, { label: string; explain: string }>,
		asking: '어땠는지 묻기',
		asks: {
			leaving: { label: '나가는 사람에게', explain: '나갈 때 명찰을 보여 주면 바로 물어봐요.' },
			badge: {
				label: '명찰을 보여 준 사람에게',
				explain: '문 옆에 하나 더 두는 태블릿이에요. 출석은 기록하지 않고 묻기만 해요.'
			},
			open: {
				label: '누구에게나',
				explain: '명찰 없이 눌러요. 출석을 기록하지 않고, 결과도 따로 세요.'
			},
			nobody: { label: '묻지 않기', explain: '출석만 기록해요.' }
		} satisfies Record<Asks, { label: string; explain: string }>,
		keypad: '화면에서 숫자로 하기',
		keypads: { yes: '쓸 수 있어요', no: '숨겨요' }
	},

	pair: {
		again: '하나 더 연결하기',
		left: (time: string) => `${time} 남았어요`,
		used: '연결됐어요. 목록에서 볼 수 있어요.',
		over: '이 번호는 이제 쓸 수 없어요.',
		problem: { device: '이름은 60자까지 쓸 수 있어요.', site: '체험처를 골라 주세요.' }
	},
	codes: {
		title: '아직 쓰지 않은 번호',
		explain: '번호는 만든 사람에게 한 번만 보여요. 필요 없으면 거두어 주세요.',
		withdraw: '거두기',
		withdrawOf: (name: string) => `${name} 번호 거두기`
	},
	handOver: {
		title: '파일로 가져온 기록',
		explain: '인터넷에 연결할 수 없는 태블릿에서 꺼낸 파일을 여기에 넣어요. 두 번 넣어도 괜찮아요.',
		file: '파일',
		take: '넣기',
		/** For the tablet, which takes it where it would film one. */
		receipt: '그 태블릿에 보여 줄 영수증 파일',
		receiptHow:
			'그 태블릿의 ‘화면으로 주고받기 → 영수증 찍기 → 파일로 가져왔어요’에서 열면, 태블릿도 보냈다고 알게 돼요.',
		taken: ({ name, stored, duplicate, aside, late }: HandedIn) =>
			[
				`${name}: 새 기록 ${stored}건을 받았어요.`,
				duplicate > 0 ? `${duplicate}건은 이미 있었어요.` : '',
				aside > 0
					? `${aside}건은 읽을 수 없거나 어긋나서 따로 두었어요. ‘오늘’에서 살펴봐 주세요.`
					: '',
				late > 0
					? `${late}건은 사용을 끝낸 태블릿의 기록이라 아직 출석에 넣지 않았어요. 어떻게 할지 정해 주세요.`
					: ''
			]
				.filter(Boolean)
				.join(' '),
		unreadable: '해봄 태블릿에서 꺼낸 파일이 아니거나, 파일이 깨졌어요. 다시 꺼내 주세요.',
		unknown: '이 센터의 태블릿에서 나온 파일이 아니에요.'
	},
	late: {
		notice: (name: string, count: number) =>
			`사용을 끝낸 ‘${name}’에서 기록 ${count}건이 왔어요. 아직 출석에 넣지 않았어요.`,
		look: '살펴보고 정하기',
		title: '사용을 끝낸 뒤에 온 기록',
		explain:
			'이 기록은 아직 출석에 들어가지 않았어요. 센터에서 쓰던 때의 기록이면 넣고, 아니면 그대로 두세요. 어느 쪽이든 지우지 않아요.',
		count: (count: number) => `${count}건`,
		arrivals: '들어옴',
		departures: '나감',
		others: '그 밖',
		unreadable: '읽을 수 없음',
		happened: '기록된 때',
		received: '받은 때',
		reason: '이유',
		reasonHint: '누가 왜 정했는지 접속 기록에 남아요.',
		noReason: '이유를 적어 주세요.',
		take: '출석에 모두 넣기',
		leave: '넣지 않고 두기',
		left: (count: number) => `넣지 않고 둔 기록 ${count}건`,
		leftExplain: '마음이 바뀌면 언제든 출석에 넣을 수 있어요.',
		taken: (count: number) => `출석에 넣은 기록 ${count}건`,
		decided: {
			taken: (at: string, reason: string) => `${at}, 출석에 넣기로 했어요: ${reason}`,
			left: (at: string, reason: string) => `${at}, 넣지 않기로 했어요: ${reason}`
		}
	},

	aside: {
		title: '따로 둔 기록',
		explain:
			'태블릿이 보냈지만 아직 출석에 들어가지 않은 기록이에요. 어느 쪽을 골라도 지우지 않아요.',
		takeable: (count: number) => `${count}건은 읽을 수 있어요. 출석에 넣을 수 있어요.`,
		contradicting: (count: number) =>
			`${count}건은 이미 받은 기록을 다르게 말해요. 한 일을 두 번 셀 수 없어서 넣지 않아요. 실제와 다르면 회차에서 출석을 고쳐 주세요.`,
		unreadable: (count: number) =>
			`${count}건은 지금 버전이 읽을 수 없어요. 읽을 수 있는 버전이 되면 그때 넣을 수 있어요.`,
		happened: (stretch: string) => `기록된 때: ${stretch}`,
		reason: '이유',
		reasonHint: '누가 왜 정했는지 접속 기록에 남아요.',
		noReason: '이유를 적어 주세요.',
		take: '읽을 수 있는 기록을 출석에 넣기',
		leave: '넣지 않고 두기',
		left: (count: number) => `넣지 않고 둔 기록 ${count}건`,
		taken: (count: number) => `출석에 넣은 기록 ${count}건`,
		decided: {
			taken: (at: string, reason: string) => `${at}, 출석에 넣기로 했어요: ${reason}`,
			left: (at: string, reason: string) => `${at}, 넣지 않기로 했어요: ${reason}`
		}
	},

	delivery: {
		title: '전달 확인',
		whole: (held: number, records: number) => `모두 전달됨 ✔ ${held}/${records}`,
		lacking: (held: number, records: number) => `아직 다 오지 않았어요 ${held}/${records}`,
		at: (time: string) => `${time}에 태블릿의 기록과 하나하나 대조했어요.`,
		earlier: (count: number, time: string) =>
			`그 가운데 ${count}건은 태블릿이 새로 시작하기 전의 기록이에요. ${time}에 마지막으로 대조했고, 지금은 태블릿에 없을 수 있어요.`,
		aside: (count: number) => `그 가운데 ${count}건은 따로 두었어요.`,
		since: (count: number) => `그 뒤의 기록 ${count}건은 다음에 대조해요.`,
		never: '아직 대조하지 않았어요. 태블릿이 연결되면 한 시간에 한 번 저절로 해요.'
	},
	losses: {
		title: '오지 않은 기록',
		sentence: (name: string, from: number, to: number) =>
			from === to
				? `${name}: ${from}번 기록 1건이 오지 않았어요.`
				: `${name}: ${from}번부터 ${to}번까지 기록 ${to - from + 1}건이 오지 않았어요.`,
		/** When they were made, as far as the records beside them tell. */
		made: {
			between: (stretch: string) => `${stretch} 사이에 남긴 것이에요.`,
			after: (at: string) => `${at} 뒤에 남긴 것이에요.`,
			before: (at: string) => `${at} 전에 남긴 것이에요.`
		},
		hope: {
			silent: '태블릿 안에 남아 있을 수 있어요. 켜서 인터넷에 연결해 주세요.',
			ended: '그 뒤에 태블릿이 새로 시작해서, 남아 있지 않을 수 있어요.',
			gone: '사용을 끝낸 태블릿이에요. 찾으면 한 번 켜서 인터넷에 연결해 주세요.'
		} satisfies Record<Hope, string>,
		/** That it existed twice. */
		doubled: {
			title: '복제됐거나 되돌려진 태블릿',
			noticed: (name: string, at: string) =>
				`${name}: 태블릿이 복제됐거나 옛 상태로 되돌려졌어요. ${at}에 알게 됐어요.`,
			numbers: (from: number, to: number, count: number) => {
				if (from === to) return `${from}번을 둘이 함께 썼어요.`;
				return count === to - from + 1
					? `${from}번부터 ${to}번까지 번호 ${count}개를 둘이 함께 썼어요.`
					: `${from}번부터 ${to}번 사이에서 번호 ${count}개를 둘이 함께 썼어요.`;
			},
			made: (stretch: string) => `${stretch}에 남긴 기록이에요.`,
			none: '같은 번호로 온 기록은 없어요.',
			counted: (count: number) => `양쪽 기록 ${count}건을 모두 출석에 넣었어요.`,
			anew: '저마다 연결되는 대로 새 번호로 기록해요.',
			gone: '저장 장치를 옛 복사본으로 되돌렸다면, 그 전에 보내지 못한 기록은 예전 저장 장치와 함께 사라졌고 몇 건인지 알 수 없어요.'
		},
		look: '살펴보기',
		note: '어떻게 된 일인가요?',
		noteHint: '누가 언제 확인했는지 접속 기록에 남아요.',
		noNote: '어떻게 된 일인지 적어 주세요.',
		acknowledge: '확인했어요'
	},

	facts: {
		title: '지금 상태',
		seen: '마지막 연락',
		never: '아직 없음',
		unsent: '보낼 기록',
		records: (count: number) => `${count}건`,
		missing: '오지 않은 기록',
		aside: '따로 둔 기록',
		persisted: '저장 보호',
		persistedIs: { yes: '브라우저가 지우지 않아요', no: '브라우저가 지울 수 있어요' },
		free: '남은 저장 공간',
		gigabytes,
		skew: '시계 차이',
		skewIs: (ms: number) => (Math.abs(ms) < 60_000 ? '1분 안쪽' : span(Math.abs(ms))),
		battery: '배터리',
		batteryIs: (percent: number, charging: boolean) =>
			charging ? `${percent}%, 충전 중` : `${percent}%`,
		installed: '홈 화면에 추가',
		version: '버전',
		versionIs: { current: '최신', old: '옛 버전' },
		paired: '연결한 때',
		retired: '사용을 끝낸 때',
		erased: '명단을 지웠다고 알려 온 때',
		yes: '예',
		no: '아니요',
		unknown: '알 수 없음'
	},
	contacts: {
		title: '지난 연락',
		explain: '15분에 한 번씩, 일주일 동안 남겨요.',
		at: '때',
		none: '아직 남은 것이 없어요.'
	},
	change: {
		title: '바꾸기',
		name: '이름',
		noName: '이름을 60자 안으로 적어 주세요.',
		site: '어디에 두나요?',
		siteHint: '다른 체험처로 옮기면 지금 명단을 잊고 새 명단을 받아요. 보낼 기록은 그대로 보내요.',
		submit: '저장'
	},
	lost: {
		title: '잃어버렸거나 그만 쓸 때',
		about: (at: string, entries: number, sessions: number, days: string) =>
			`이 태블릿에 읽을 수 있는 이름은 없어요. ${at}까지 받은 명단은 많아야 ${entries}건(${days}, 회차 ${sessions}개)이고, 모두 암호로 잠겨 있어요.`,
		aboutEmpty: (at: string) =>
			`이 태블릿에 읽을 수 있는 이름은 없어요. ${at}까지 받은 명단도 없어요.`,
		sealed: '이름은 그 학생의 명찰이 있어야 열리고, 회차가 끝나고 하루가 지나면 저절로 지워져요.',
		left: (entries: number) => `지금까지 저절로 지워지지 않은 것은 많아야 ${entries}건이에요.`,
		leftNone: '그 명단은 이미 지울 때가 지났어요.',
		erased: (at: string) => `${at}에 태블릿이 명단을 모두 지웠다고 알려 왔어요.`,
		unerased: '다음에 연결되면 명단을 곧바로 모두 지워요.',
		unsent: (count: number) =>
			`보낼 기록 ${count}건이 아직 그 안에 있어요. 사용을 끝내도 지우지 않고, 연결되면 보내 와요.`,
		retire: '이 태블릿 사용 끝내기',
		retireExplain: '다음에 연결되는 순간 명단을 지워요. 다시 쓰려면 새로 연결하면 돼요.'
	},
	done: {
		changed: '저장했어요. 태블릿은 1분 안에 알게 돼요.',
		retired: '사용을 끝냈어요.',
		taken: (stored: number, duplicate: number, aside: number) =>
			[
				`출석에 ${stored}건을 넣었어요.`,
				duplicate > 0 && `${duplicate}건은 이미 있던 기록이에요.`,
				aside > 0 && `${aside}건은 읽을 수 없거나 어긋나서 ‘확인이 필요한 기록’에 두었어요.`
			]
				.filter(Boolean)
				.join(' '),
		takenAside: (stored: number, remaining: number) =>
			[
				`따로 둔 기록 ${stored}건을 출석에 넣었어요.`,
				remaining > 0 && `${remaining}건은 그대로 남아 있어요.`
			]
				.filter(Boolean)
				.join(' '),
		left: '출석에 넣지 않고 두었어요.',
		acknowledged: '확인한 것으로 적어 두었어요. 나중에 오면 그대로 받아요.',
		nothing: '정할 기록이 남아 있지 않아요. 누군가 먼저 정했을 수 있어요.'
	},
	back: '태블릿 모두 보기'
};

export type TabletTexts = typeof ko;
