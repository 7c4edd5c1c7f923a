import { asked } from '#ui/messages/asked.ts';
import type { Band } from '#domain/rating/band.ts';

/** Texts of the pages about what is asked, and of the page on which adults answer. */
export const ko = {
	title: '만족도 질문',
	explain:
		'나이에 따라 무엇을 물을지 정해요. 저장하면 새 판이 되고, 태블릿이 바로 받아요. 이미 받은 답은 예전 질문 그대로 남아요.',
	version: (version: number) => `${version}번째 판`,
	usual: {
		lower: asked.ko.again.question,
		upper: asked.ko.faces.question,
		secondary: asked.ko.labels.question,
		adult: '이번 체험에 얼마나 만족하시나요?'
	} satisfies Record<Band, string>,
	languages: { ko: '한국어', en: '영어', zh: '중국어', vi: '베트남어', ru: '러시아어' },
	question: '질문',
	questionHint: (usual: string) => `비워 두면 기본 질문 ‘${usual}’를 다섯 언어로 물어요.`,
	inLanguage: (what: string, language: string) => `${what} (${language})`,
	others: '다른 언어로 (없어도 돼요. 없으면 한국어로 보여요)',
	mode: '이유 단추',
	modes: {
		usual: '기본 단추 (프로그램 유형에 맞게)',
		chosen: '직접 고르기',
		none: '이유를 묻지 않기'
	},
	chosenHint: '‘직접 고르기’일 때만 쓰여요. 모두 합쳐 여섯 개까지예요.',
	own: (number: number) => `우리 센터의 이유 ${number}`,
	comments: '몇 마디 남길 수 있게 하기',
	preview: '이렇게 보여요',
	save: '저장',
	saved: '저장했어요. 태블릿이 곧 새 질문으로 바뀌어요.',
	unchanged: '바뀐 것이 없어요.',
	links: {
		title: '어른에게 묻기',
		explain:
			'선생님, 학부모, 체험처에 이 주소나 QR을 보내 주세요. 회차가 시작되면 열리고, 끝나고 14일 동안 답할 수 있어요. 다섯 명이 답하기 전에는 보이지 않아요.',
		qr: (who: string) => `${who}용 QR`,
		address: '주소',
		back: '회차 보기'
	},
	page: {
		lead: (program: string, site: string, day: string) => `${day} · ${program} · ${site}`,
		who: {
			teacher: '선생님께 여쭤봐요',
			parent: '학부모님께 여쭤봐요',
			site: '체험처에 여쭤봐요'
		},
		promise: '이름도 기기도 남지 않아요. 다섯 명 이상의 답이 모여야 함께 보여요.',
		reasons: '무엇 때문인가요? (골라도, 고르지 않아도 돼요)',
		comment: '남기고 싶은 말 (없어도 돼요)',
		commentHint: '이름이나 연락처는 적지 마세요. 200자까지예요.',
		send: '보내기',
		thanks: '고맙습니다. 잘 받았어요.',
		already: '이 브라우저에서는 이미 답하셨어요. 고맙습니다.',
		choose: '하나를 골라 주세요.',
		wait: '방금 여러 번 답하셨어요. 잠시 뒤에 다시 해 주세요.',
		closed: '지금은 답을 받지 않아요. 회차가 시작된 뒤부터 끝나고 14일까지 답할 수 있어요.',
		unknown: '맞지 않는 주소예요. 받은 주소를 다시 확인해 주세요.'
	},
	problem: {
		question: '질문은 한국어로 적어 주세요. 한 언어에 60자까지예요.',
		reasons:
			'이유는 여섯 개까지이고, 한국어로 20자까지예요. 다른 언어만 적으면 저장할 수 없어요. 같은 이유를 두 번 고를 수도 없어요.'
	}
};

export type SurveyTexts = typeof ko;
