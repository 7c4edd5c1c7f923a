/** Texts of the page that says what a closing receipt is worth. */
export const ko = {
	title: '마감 영수증 확인',
	explain:
		'태블릿에 있는 마감 영수증의 QR을 휴대전화로 찍으면 이 화면이 열려요. 영수증의 주소를 붙여 넣어도 돼요.',
	held: (received: number) =>
		`센터가 발행한 영수증이 맞고, 기록 ${received}건이 지금도 그대로 있어요.`,
	differs: (received: number, found: number) =>
		`센터가 발행한 영수증이 맞지만, 지금 센터의 기록이 영수증과 달라요. 영수증에는 ${received}건, 지금은 ${found}건이에요. 센터 관리자에게 알려 주세요.`,
	forged:
		'이 센터가 발행한 영수증이 아니에요. 글자가 빠졌거나 고쳐졌을 수 있어요. 태블릿의 QR을 다시 찍어 보고, 그래도 같으면 센터에 알려 주세요.',
	aside: (count: number) => `그 가운데 ${count}건은 직원의 확인을 기다리고 있어요.`,
	left: (count: number) => `그 가운데 ${count}건은 직원이 살펴보고 출석에 넣지 않았어요.`,
	of: (received: number, taken: number) => `${taken}건 중 ${received}건`,
	facts: {
		center: '센터',
		program: '프로그램',
		site: '체험처',
		session: '회차',
		tablet: '태블릿',
		received: '받은 기록',
		numbers: '기록 번호',
		at: '발행한 때',
		code: '확인 코드'
	},
	paste: '영수증 주소',
	pasteHint: 'QR에 들어 있는 주소 전체',
	check: '확인하기'
};

export type ReceiptTexts = typeof ko;
