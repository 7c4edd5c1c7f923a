import type { SymbolFit } from '#domain/badge-face.ts';
import type { Offset } from '#domain/label.ts';

/** Texts around badges on paper: the form that asks, and what stands on the paper itself. */
export const ko = {
	choose: {
		label: '누구의 명찰인가요?',
		today: '오늘',
		coming: '다가오는 날',
		schoolClass: (grade: number, classNo: number, people: number) =>
			`${grade}학년 ${classNo}반 (${people}명)`
	},
	title: '인쇄하기',
	medium: {
		legend: '무엇에 인쇄할까요?',
		labels: { label: '라벨지', explain: '떼어서 붙이는 스티커' },
		cards: { label: '이름표 카드', explain: '목걸이에 넣어요. A4에 찍어 선대로 잘라요.' },
		'class-sheet': {
			label: '반 명단',
			explain: '선생님이 들고 있는 종이. 반마다 명단과 단체 입장 코드가 나와요.'
		}
	},
	preset: '라벨지 종류',
	presetSize: (name: string, cells: number, width: number, height: number) =>
		`${name} · ${cells}칸 · ${width} × ${height} mm`,
	cardSize: '카드 크기',
	card: (width: number, height: number) => `${width} × ${height} mm`,
	fit: {
		wanted: (side: string) => `QR ${side} mm. 어느 태블릿에서나 잘 읽혀요.`,
		least: (side: string) => `QR ${side} mm. 가까이 대면 잘 읽혀요.`,
		small: (side: string) => `QR ${side} mm. 작아서 뒷면 카메라나 스캐너로 읽어야 해요.`
	} satisfies Record<SymbolFit, (side: string) => string>,
	fitting: '쓰다 남은 라벨지인가요? 칸에서 벗어나나요?',
	start: '어느 칸부터 찍을까요?',
	startHint: '쓰다 남은 라벨지는 비어 있는 첫 칸을 골라요.',
	cell: (cell: number) => `${cell}번 칸부터`,
	offset: {
		legend: '프린터 맞춤',
		hint: '칸에서 벗어나면 옮길 만큼 적어요. 라벨지마다 이 브라우저가 기억해요.',
		x: '오른쪽으로 (mm)',
		y: '아래로 (mm)',
		page: '맞춤 종이 만들기'
	},
	names: {
		legend: '이름을 어떻게 적을까요?',
		full: '모두 적기',
		masked: '가려 적기 (김*봄)'
	},
	who: {
		legend: '누구 것을 찍을까요?',
		all: (count: number) => `모두 ${count}명`,
		unprinted: (count: number) => `아직 안 찍은 ${count}명`,
		picked: (count: number) => `고른 ${count}명`
	},
	reason: {
		label: '왜 찍나요?',
		hint: '누가 언제 왜 찍었는지 기록에 남아요. 학생 이름은 적지 마세요.',
		suggestions: ['체험 당일 나눠 주기', '새로 온 학생', '잃어버림·망가짐', '학교에 보내기']
	},
	make: 'PDF 만들기',
	nobody: '찍을 사람이 없어요.',
	pick: (name: string) => `${name} 고르기`,
	pickShort: '고르기',
	printed: '찍었음',
	reissue: {
		open: '다시 발급',
		of: (name: string) => `${name} 명찰 다시 발급`,
		title: (name: string) => `${name} 학생의 명찰을 새로 만들까요?`,
		explain:
			'새 QR이 만들어지고, 태블릿은 다음 연결 때 새 명찰을 알게 돼요. 옛 명찰을 찍어도 누구인지는 센터에서 알 수 있어요.',
		submit: '새 명찰 만들기',
		cancel: '그만두기',
		done: '새 명찰을 만들었어요. 인쇄해서 옛 명찰과 바꿔 주세요.',
		gone: '그 학생은 이제 명단에 없어요.'
	},
	renew: {
		title: (people: number) => `지난 학년도 명찰을 가진 학생이 ${people}명 있어요.`,
		explain:
			'그대로 써도 찍혀요. 새 명찰로 바꾸면 태블릿은 다음 연결 때 새 명찰을 알게 되고, 옛 명찰은 센터에서만 알 수 있어요.',
		submit: (people: number) => `${people}명에게 올해 명찰 만들기`,
		done: (people: number) =>
			people > 0
				? `올해 명찰을 ${people}장 만들었어요. 인쇄해서 옛 명찰과 바꿔 주세요.`
				: '모두 올해 명찰을 가지고 있어요.'
	},

	paper: {
		title: '명찰',
		note: (sheet: string, page: number, pages: number) =>
			`${sheet} 실제 크기(100 %)로 인쇄해 주세요 · ${page}/${pages}쪽`.trim(),
		number: (number: number) => `${number}번`,
		people: (count: number) => `${count}명`,
		page: (page: number, pages: number) => `${page}/${pages}쪽`,
		destroyBy: (day: string) => `이 종이에는 개인정보가 있어요. ${day}까지 파쇄기로 없애 주세요.`,
		classCall: {
			invitation: '이 코드를 태블릿에 보여 주면 우리 반 단체 입장이 시작돼요.',
			steps: [
				'이 코드를 태블릿 카메라 앞에 들어 주세요.',
				'한 명씩 명찰을 보여 줘요. 남은 이름이 줄어들어요.',
				'다 오면 마치기를 눌러요. 안 온 사람은 까닭을 골라요.'
			]
		}
	},
	calibration: {
		title: '프린터 맞춤 종이',
		steps: (sheet: string, { x, y }: Offset) => [
			'흰 종이에 실제 크기(100 %)로 인쇄해요.',
			`${sheet} 라벨지에 겹쳐 빛에 비춰 봐요.`,
			'자의 20이 왼쪽 끝에서 20 mm인지 재요.',
			'다르면 다른 만큼 프린터 맞춤에 적어요.',
			`지금 맞춤: 오른쪽 ${x} mm, 아래 ${y} mm`
		]
	}
};

export type PrintingTexts = typeof ko;
