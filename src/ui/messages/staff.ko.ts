/** Texts of the pages about accounts: the center's people, and one's own. */
export const ko = {
	title: '계정',
	explain: '센터 화면에 들어올 수 있는 사람들이에요. 한 사람에 계정 하나씩, 함께 쓰지 않아요.',
	invite: '초대하기',
	table: {
		caption: '센터의 계정',
		name: '이름',
		email: '이메일',
		role: '역할',
		reach: '볼 수 있는 곳',
		twoStep: '2단계 확인',
		seen: '마지막 사용'
	},
	whole: '센터 전체',
	nothing: '정해지지 않음',
	twoStep: { on: '켜짐', off: '꺼짐' },
	never: '아직 없음',
	you: '나',
	pages: {
		label: '쪽',
		back: '앞쪽',
		on: '뒤쪽',
		where: (page: number, count: number) => `${count}쪽 가운데 ${page}쪽`
	},

	open: {
		title: '기다리는 초대',
		by: (email: string) => `${email}이(가) 보냄`,
		shell: '서버에서 만듦',
		until: (when: string) => `${when}까지`,
		withdraw: '취소하기',
		withdrawn: '초대를 취소했어요. 그 주소는 이제 열리지 않아요.'
	},

	idle: {
		title: '쓰지 않으면 자동으로 나가기',
		explain: '자리를 비운 사이 다른 사람이 명단을 보지 않게 해요. 이 센터의 모든 계정에 해당돼요.',
		label: '나가는 시간',
		minutes: (minutes: number) => `${minutes}분 뒤`,
		save: '저장',
		saved: '저장했어요.'
	},

	making: {
		title: '초대하기',
		explain: '주소 하나를 만들어 그 사람에게 보내요. 메신저나 문자, 직접 보여 주는 QR 모두 좋아요.',
		role: '무엇을 하는 사람인가요?',
		sites: '어느 체험처를 맡나요?',
		noSites: '아직 체험처가 없어요.',
		school: '어느 학교인가요?',
		noSchools: '아직 학교가 없어요.',
		submit: '초대 주소 만들기',
		done: '초대 주소를 만들었어요',
		once: (days: number) =>
			`한 사람이 한 번만, ${days}일 동안 열 수 있어요. 이 주소는 지금만 보여요.`,
		link: '초대 주소',
		copy: '주소 복사',
		copied: '복사했어요',
		qr: '초대 주소가 담긴 QR 코드',
		another: '한 사람 더 초대하기',
		back: '계정 목록으로',
		problem: {
			sites: '체험처를 하나 이상 골라 주세요.',
			school: '학교를 골라 주세요.',
			role: '역할을 골라 주세요.'
		}
	},

	member: {
		grant: '역할과 볼 수 있는 곳',
		save: '바꾸기',
		saved: '바꿨어요. 지금부터 바로 적용돼요.',
		last: '마지막 관리자예요. 먼저 다른 사람을 관리자로 만들어 주세요.',
		reset: '비밀번호를 잊었을 때',
		resetExplain: '새 비밀번호를 정하는 주소를 만들어 그 사람에게 보내요.',
		lost: '휴대전화도 잃어버렸어요',
		lostExplain: '2단계 확인도 꺼져요. 정말 그 사람인지 먼저 확인해 주세요.',
		makeReset: '새 비밀번호 주소 만들기',
		resetOnce: (minutes: number) =>
			`한 번만, ${minutes}분 동안 열 수 있어요. 이 주소는 지금만 보여요.`,
		resetLink: '새 비밀번호 주소',
		resetQr: '새 비밀번호 주소가 담긴 QR 코드',
		elsewhere:
			'이 계정은 다른 센터에서도 쓰여서 여기서는 비밀번호를 바꿀 수 없어요. 서버를 맡은 사람에게 부탁해 주세요.',
		end: '센터에서 내보내기',
		endExplain: '바로 모든 기기에서 나가지고, 이 센터를 더 볼 수 없어요. 한 일의 기록은 남아요.',
		endIt: '내보내기',
		ended: '내보냈어요.',
		sure: '정말 내보낼까요?',
		close: '닫기',
		self: '내 계정'
	},

	account: {
		title: '내 계정',
		name: '이름',
		rename: '이름 바꾸기',
		renamed: '이름을 바꿨어요.',
		email: '이메일',
		role: '이 센터에서',
		password: '비밀번호',
		current: '지금 비밀번호',
		next: '새 비밀번호',
		nextHint: (length: number) => `${length}자 이상. 다른 기기에서는 모두 나가져요.`,
		change: '비밀번호 바꾸기',
		changed: '비밀번호를 바꿨어요. 다른 기기에서는 나갔어요.',
		wrong: '지금 비밀번호가 맞지 않아요.',
		wait: (minutes: number) => `여러 번 틀렸어요. ${minutes}분 뒤에 다시 해 주세요.`,
		problem: {
			name: '이름을 적어 주세요.',
			next: (length: number) => `비밀번호는 ${length}자에서 128자 사이여야 해요.`
		},
		twoStep: '2단계 확인',
		twoStepOn: '켜져 있어요. 들어올 때 휴대전화로 한 번 더 확인해요.',
		twoStepOff: '꺼져 있어요. 켜면 비밀번호가 새어 나가도 다른 사람이 들어올 수 없어요.',
		turnOn: '켜기',
		turnOff: '끄기',
		turnedOff: '2단계 확인을 껐어요.',
		stays: '관리자는 끌 수 없어요.',
		signIns: '들어와 있는 기기',
		here: '지금 이 기기',
		used: (age: string) => `${age} 사용`,
		unused: '아직 쓰지 않음',
		everywhere: '다른 기기에서 모두 나가기',
		gone: '다른 기기에서 모두 나갔어요.',
		unknownBrowser: '알 수 없는 기기'
	}
};

export type StaffTexts = typeof ko;
