/** Texts for handing records from tablet to tablet where there is no network. */
export const ko = {
	title: '인터넷 없이 기록 주고받기',
	close: '닫기',
	back: '돌아가기',

	give: {
		title: '이 태블릿의 기록 건네주기',
		explain: (unsent: number) =>
			unsent > 0
				? `아직 보내지 못한 기록이 ${unsent}건 있어요. 인터넷이 되는 태블릿이 찍어 가면 센터에 전해 줘요.`
				: '보내지 못한 기록이 없어요. 모두 센터에 있어요.',
		label: '건네주기'
	},
	receive: {
		title: '다른 태블릿의 기록 받기',
		explain: '그 태블릿의 화면을 이 태블릿으로 찍어요. 인터넷이 되면 저절로 센터에 보내요.',
		label: '찍기'
	},
	receipt: {
		title: '영수증 찍기',
		explain: '기록을 전해 준 태블릿이 보여 주는 영수증을 찍으면, 이 태블릿도 보냈다고 알게 돼요.',
		label: '영수증 찍기'
	},

	carried: '이 태블릿이 맡은 기록',
	from: (number: string) => `태블릿 번호 ${number}`,
	said: {
		waiting: '인터넷이 되면 센터에 보내요. 그때까지 이 태블릿을 지우지 마세요.',
		taken: '센터가 받았어요. 맡긴 태블릿에 영수증을 보여 주세요.',
		unreadable: '센터가 열지 못했어요. 맡긴 태블릿에 기록이 그대로 있으니 다시 찍어 주세요.',
		unknown: '센터가 모르는 태블릿이에요. 맡긴 태블릿을 센터에 가져가 주세요.'
	},
	showReceipt: '영수증 보여 주기',
	letGo: '목록에서 빼기',

	showing: {
		parcel: '다른 태블릿으로 이 화면을 찍어 주세요',
		receipt: '기록을 맡긴 태블릿으로 이 화면을 찍어 주세요',
		/** On the other tablet. */
		how: {
			parcel: '다른 태블릿에서 ‘선생님 → 태블릿 → 화면으로 주고받기 → 찍기’를 눌러요.',
			receipt: '그 태블릿에서 ‘화면으로 주고받기 → 영수증 찍기’를 눌러요.'
		},
		hold: '다 찍을 때까지 그대로 들고 있어 주세요.',
		drawing: '한 태블릿이 움직이는 QR 코드를 보여 주고, 다른 태블릿이 카메라로 찍는 그림',
		code: '움직이는 QR 코드',
		events: (events: number, left: number) =>
			left > 0
				? `기록 ${events}건이 들어 있어요. 남은 ${left}건은 다음에 건네줘요.`
				: `기록 ${events}건이 들어 있어요. 이름은 없고, 센터만 열 수 있어요.`,
		shown: (shown: number, seconds: number) =>
			`그림 ${shown}장이 지나갔어요 · 빠르면 ${seconds}초쯤 걸려요`,
		rate: (rate: number) => `1초에 ${rate}장`,
		slower: '천천히',
		faster: '빨리',
		save: '파일로 저장하기',
		next: '다 찍었어요. 영수증 찍기'
	},

	filming: {
		parcel: '기록을 보여 주는 태블릿을 찍어요',
		receipt: '영수증을 보여 주는 태블릿을 찍어요',
		how: '움직이는 QR 코드가 네모 안에 꽉 차게 들어 주세요.',
		begin: '코드를 찾고 있어요.',
		hold: '잘 보여요. 그대로 들고 있어 주세요.',
		lost: '코드가 안 보여요. 다시 맞춰 주세요. 받은 것은 그대로 있어요.',
		progress: (percent: number, filled: number, blocks: number) =>
			`${percent}% · 조각 ${blocks}개 중 ${filled}개`,
		flip: { user: '뒤쪽 카메라로', environment: '앞쪽 카메라로' },
		file: '파일로 가져왔어요',
		noCamera: '이 태블릿에는 카메라가 없어요.',
		meanwhile: '카메라가 안 되면 파일로 주고받을 수 있어요.',
		mismatch: {
			foreign: '해봄의 움직이는 QR 코드가 아니에요.',
			parcel: '이것은 기록이에요. 영수증을 찍어 주세요.',
			receipt: '이것은 영수증이에요. 기록을 보여 주는 화면을 찍어 주세요.'
		},
		mistaken: '다 받았는데 맞지 않아요. 처음부터 다시 찍어 주세요.',
		failed: '저장하지 못했어요. 태블릿을 껐다 켜고 다시 해 주세요.'
	},

	took: {
		carried: {
			title: '다 받았어요',
			explain: (number: string) =>
				`태블릿 ${number}의 기록을 이 태블릿이 맡았어요. 인터넷이 되면 저절로 센터에 보내고, 그다음에 영수증이 나와요.`
		},
		settled: {
			title: '센터가 받았어요',
			explain: (events: number, left: number) =>
				left > 0
					? `기록 ${events}건이 센터에 있어요. 아직 ${left}건이 남았어요.`
					: `기록 ${events}건이 센터에 있어요. 이제 모두 보냈어요.`
		},
		foreign: {
			title: '해봄의 기록이 아니에요',
			explain: '다른 파일이나 다른 코드예요. 아무것도 바뀌지 않았어요.'
		},
		'other-center': {
			title: '다른 센터의 기록이에요',
			explain: '이 태블릿은 자기 센터의 기록만 맡아요. 같은 센터의 태블릿으로 찍어 주세요.'
		},
		forged: {
			title: '센터의 영수증이 아니에요',
			explain: '센터의 서명이 없거나 바뀌었어요. 기록은 보낸 것으로 치지 않고 그대로 두었어요.'
		},
		'other-tablet': {
			title: '다른 태블릿의 영수증이에요',
			explain: '그 기록을 맡긴 태블릿으로 찍어 주세요. 이 태블릿의 기록은 그대로예요.'
		},
		unfit: {
			title: '이 태블릿의 기록과 맞지 않아요',
			explain: '기록은 그대로 두었어요. 인터넷에 연결되면 저절로 맞춰요.'
		}
	},

	packing: '기록을 모으고 있어요.',
	nothing: '보내지 못한 기록이 없어요. 모두 센터에 있어요.',
	keyless: '이 태블릿은 센터의 열쇠를 아직 못 받았어요. 기록은 파일로 꺼내 주세요.',
	failed: '기록을 읽지 못했어요. 태블릿을 껐다 켜고 다시 해 주세요.'
};

export type RescueTexts = typeof ko;
