/** Texts of the door to what is behind the PIN on a tablet, and of a class that comes in. */
export const ko = {
	open: '선생님',
	openCheck: '점검',
	back: '돌아가기',
	pin: {
		title: '선생님 PIN 여섯 자리',
		enter: '열기',
		trying: '확인하고 있어요',
		wrong: 'PIN이 달라요. 다시 눌러 주세요.',
		wait: (seconds: number) =>
			seconds < 120
				? `틀린 PIN이 많았어요. ${seconds}초 뒤에 다시 해 주세요.`
				: `틀린 PIN이 많았어요. ${Math.ceil(seconds / 60)}분 뒤에 다시 해 주세요.`,
		none: '이 체험처에는 아직 PIN이 없어요. 센터의 체험처 화면에서 만들 수 있어요.'
	},
	group: {
		how: '반을 고르면 단체 입장이 시작돼요. 한 명씩 명찰을 보여 주면 남은 이름이 줄어요.',
		start: (group: string, waiting: number) => `${group} · 아직 ${waiting}명`,
		title: (group: string) => `${group} 단체 입장`,
		invite: '한 명씩 명찰을 보여 주세요',
		remaining: (count: number) => `남은 사람 ${count}명`,
		arrived: (count: number) => `${count}명 왔어요`,
		done: '모두 왔어요!',
		finish: '마치기',
		goOn: '계속하기',
		absentTitle: (count: number) =>
			`안 온 ${count}명을 결석으로 적을까요? 까닭을 누르면 적고 마쳐요.`,
		absentReasons: ['학교 결석', '연락 없음', '다른 곳으로 감'],
		keep: '적지 않고 마치기',
		nobody: '기다리는 반이 없어요.'
	},
	notLoaded: {
		title: '선생님 화면을 열지 못했어요',
		explain: '인터넷에 연결하고 다시 해 주세요.'
	}
};

export type StaffDoorTexts = typeof ko;
