/** Texts for bringing records out of a tablet by hand, and for what staff alone can mend. */
export const ko = {
	open: '보내지 못한 기록 꺼내기',
	title: '보내지 못한 기록 꺼내기',
	close: '닫기',
	reading: '기록을 찾고 있어요.',
	unpaired: '이 태블릿은 센터와 연결한 적이 없어요. 꺼낼 기록이 없어요.',
	unreadable: {
		title: '기록을 읽을 수 없어요',
		explain:
			'지운 것은 없어요. 태블릿을 껐다 켜고 다시 해 보세요. 그래도 안 되면 태블릿을 그대로 센터에 가져가 주세요.',
		never: '앱이나 인터넷 사용 기록은 지우지 마세요. 지우면 출석 기록도 없어져요.',
		again: '다시 읽기'
	},
	none: '보내지 못한 기록이 없어요. 모두 센터에 있어요.',
	kept: (count: number) => `아직 센터로 보내지 못한 기록이 ${count}건 있어요.`,
	since: (at: string) => `가장 오래된 것은 ${at} 기록이에요.`,
	network: '인터넷에 연결되면 저절로 보내요. 연결할 수 없을 때만 파일로 꺼내세요.',
	steps: (address: string) => [
		'아래 단추를 눌러 파일로 저장해요.',
		'파일을 USB 메모리나 메일로 센터에 보내요.',
		`센터는 ${address}에서 ‘파일로 가져온 기록’에 넣어요.`
	],
	calm: '파일에 이름은 없어요. 꺼내도 이 태블릿의 기록은 지워지지 않고, 두 번 보내도 괜찮아요.',
	save: '파일로 저장하기',
	byLight: {
		explain: '같은 센터의 태블릿이 곁에 있으면, 그 태블릿이 이 화면을 찍어 가게 할 수도 있어요.',
		label: '다른 태블릿이 찍어 가게 하기'
	},
	saved: (file: string) => `‘${file}’ 파일을 저장했어요. ‘다운로드’에 있어요.`,
	tablet: '태블릿',
	center: '센터',
	number: '태블릿 번호',

	/** In a window beside the one that has the kiosk. */
	elsewhere: {
		title: '다른 창에서 쓰고 있어요',
		explain: '출석 화면은 한 창에서만 써요. 그 창을 닫으면 여기에서 저절로 이어져요.',
		take: '여기에서 쓰기'
	},
	/** While the disk does not answer; a window of an earlier version may keep it from being brought up to date. */
	waiting: {
		title: '저장 공간이 아직 안 열려요',
		explain:
			'출석 화면이 열린 다른 창을 모두 닫아 주세요. 닫으면 저절로 이어져요. 그래도 안 되면 태블릿을 껐다 켜 주세요. 이미 기록한 것은 지우지 않았어요.',
		again: '다시 열기'
	},
	/** Beside what is still to be sent, after somebody set the clock. */
	clockSet: '시계가 바뀌었어요. 시각이 맞나요?'
};

export type RecoveryTexts = typeof ko;
