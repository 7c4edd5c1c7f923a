/** Texts of every page on the way in: codes, invitations, new passwords, the choice of a center. */
export const ko = {
	/** Why somebody is on the sign-in page. */
	because: {
		ended:
			'한동안 쓰지 않았거나 다른 곳에서 나가서, 여기서도 나왔어요. 다시 들어오면 보던 화면으로 가요.',
		'no-center':
			'이 계정은 지금 어느 센터에도 속해 있지 않아요. 센터 관리자에게 초대를 부탁해 주세요.',
		reset: '비밀번호를 바꿨어요. 새 비밀번호로 들어와 주세요.',
		over: '시간이 지났거나 여러 번 틀렸어요. 비밀번호부터 다시 해 주세요.'
	},
	forgotten: '비밀번호를 잊었나요? 센터 관리자에게 새 비밀번호 주소를 부탁해 주세요.',

	code: {
		title: '숫자 6자리 확인',
		explain: '휴대전화의 인증 앱에 보이는 숫자를 적어 주세요.',
		label: '숫자 6자리',
		hint: '휴대전화가 없으면 복구 코드 하나를 적어요. 코드는 한 번만 쓸 수 있어요.',
		submit: '확인',
		refused: '맞지 않아요. 지금 앱에 보이는 숫자인지 봐 주세요.',
		wait: (minutes: number) => `여러 번 틀렸어요. ${minutes}분 뒤에 다시 해 주세요.`,
		back: '처음부터 다시'
	},

	twoStep: {
		title: '2단계 확인 켜기',
		required:
			'관리자는 학생들의 이름을 다루기 때문에, 비밀번호와 함께 휴대전화로 한 번 더 확인해요. 2분이면 돼요.',
		explain: '들어올 때 비밀번호와 함께 휴대전화로 한 번 더 확인해요. 2분이면 돼요.',
		need: '휴대전화에 인증 앱이 있어야 해요. Google OTP, Microsoft Authenticator 같은 앱이면 다 돼요.',
		password: '비밀번호를 한 번 더',
		begin: '시작하기',
		wrongPassword: '비밀번호가 맞지 않아요.',
		wait: '여러 번 틀렸어요. 잠시 뒤에 다시 해 주세요.',
		scan: '앱으로 QR을 찍어요',
		scanExplain: '인증 앱에서 ‘QR 코드 스캔’을 골라 찍어 주세요.',
		qr: '인증 앱에 넣을 QR 코드',
		typed: '찍을 수 없으면 이 글자를 앱에 적어요:',
		keep: '복구 코드를 보관해요',
		keepExplain:
			'휴대전화를 잃어버리면 이 코드로 들어와요. 하나에 한 번씩 쓸 수 있고, 지금만 보여요. 적거나 인쇄해서 안전한 곳에 두세요.',
		print: '인쇄',
		prove: '앱의 숫자를 적어요',
		code: '숫자 6자리',
		refused: '맞지 않아요. 지금 앱에 보이는 숫자인지 봐 주세요.',
		confirm: '켜기',
		already: '2단계 확인이 켜져 있어요.',
		on: '계속하기',
		signOut: '나가기'
	},

	join: {
		title: '초대받았어요',
		gone: '이 초대는 이미 썼거나, 취소되었거나, 7일이 지났어요. 센터 관리자에게 새 초대를 부탁해 주세요.',
		lead: (center: string, role: string) => `${center}에서 ‘${role}’(으)로 함께해요.`,
		make: '처음이에요: 계정 만들기',
		have: '이미 계정이 있어요: 들어가기',
		name: '이름',
		email: '이메일',
		password: '비밀번호',
		passwordHint: (length: number) => `${length}자 이상. 기억하기 쉬운 문장이 좋아요.`,
		submit: '만들고 들어가기',
		as: (name: string, email: string) => `${name}(${email}) 계정으로 함께할까요?`,
		accept: '이 계정으로 함께하기',
		other: '다른 계정으로',
		already: '이 계정은 이미 이 센터에 속해 있어요.',
		problem: {
			name: '이름을 적어 주세요.',
			email: '이메일 주소를 다시 봐 주세요.',
			taken: '이 이메일에는 이미 계정이 있어요. 아래에서 그 계정으로 들어와 주세요.',
			password: (length: number) => `비밀번호는 ${length}자에서 128자 사이여야 해요.`
		}
	},

	reset: {
		title: '새 비밀번호 정하기',
		gone: '이 주소는 이미 썼거나 한 시간이 지났어요. 센터 관리자에게 새 주소를 부탁해 주세요.',
		lead: (email: string) => `${email} 계정의 새 비밀번호를 정해요. 다른 기기에서는 모두 나가져요.`,
		twoStep: '2단계 확인도 꺼져요. 관리자라면 들어온 뒤에 새 휴대전화로 다시 켜요.',
		password: '새 비밀번호',
		submit: '바꾸기'
	},

	centers: {
		title: '어느 센터로 갈까요?',
		lead: '여러 센터에 속해 있어요. 나중에 화면 위에서 언제든 바꿀 수 있어요.',
		demo: '체험용',
		none: '속한 센터가 없어요. 센터 관리자에게 초대를 부탁해 주세요.',
		signOut: '나가기'
	}
};

export type EntranceTexts = typeof ko;
