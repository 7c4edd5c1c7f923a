import type { StudentLanguage } from '#domain/comfort.ts';
import type { Topic } from '#domain/rating/topic.ts';

/** A question with the words of its answers, the lowest first. */
interface Scale {
	readonly question: string;
	readonly words: readonly string[];
}

/** What students are asked, unless the center asks otherwise. */
interface AskedTexts {
	readonly again: Scale;
	readonly faces: Scale;
	readonly labels: Scale;
	readonly topics: Readonly<Record<Topic, string>>;
}

/** The same words on the tablet and wherever the center reads what was answered. */
export const asked: Readonly<Record<StudentLanguage, AskedTexts>> = {
	ko: {
		again: {
			question: '이 체험을 또 하고 싶나요?',
			words: ['안 할래요', '잘 모르겠어요', '또 할래요']
		},
		faces: {
			question: '오늘 체험은 얼마나 좋았나요?',
			words: ['조금 좋아요', '좋아요', '꽤 좋아요', '아주 좋아요', '최고예요']
		},
		labels: {
			question: '오늘 체험에 얼마나 만족하나요?',
			words: ['매우 불만족', '불만족', '보통', '만족', '매우 만족']
		},
		topics: {
			doing: '직접 해 보기',
			mentor: '멘토 선생님',
			explaining: '설명',
			seeing: '보고 들은 것',
			asking: '묻고 답하기',
			place: '장소',
			time: '시간',
			company: '함께한 친구'
		}
	},
	en: {
		again: {
			question: 'Would you like to do this again?',
			words: ['No', 'I am not sure', 'Yes, again']
		},
		faces: {
			question: 'How much did you like it today?',
			words: ['A little', 'I liked it', 'Quite a lot', 'Very much', 'The best!']
		},
		labels: {
			question: 'How happy are you with today?',
			words: ['Very unhappy', 'Unhappy', 'In between', 'Happy', 'Very happy']
		},
		topics: {
			doing: 'Trying it out',
			mentor: 'The mentor',
			explaining: 'How it was explained',
			seeing: 'Things seen and heard',
			asking: 'Questions and answers',
			place: 'The place',
			time: 'The time',
			company: 'Friends'
		}
	},
	zh: {
		again: {
			question: '你还想再参加一次吗？',
			words: ['不想', '不知道', '还想来']
		},
		faces: {
			question: '今天的活动有多好？',
			words: ['有点好', '好', '挺好', '非常好', '最棒']
		},
		labels: {
			question: '你对今天的活动满意吗？',
			words: ['很不满意', '不满意', '一般', '满意', '很满意']
		},
		topics: {
			doing: '自己动手',
			mentor: '导师',
			explaining: '讲解',
			seeing: '看到和听到的',
			asking: '提问和回答',
			place: '地方',
			time: '时间',
			company: '一起来的朋友'
		}
	},
	vi: {
		again: {
			question: 'Em có muốn làm lại không?',
			words: ['Không', 'Em chưa biết', 'Em muốn nữa']
		},
		faces: {
			question: 'Hôm nay em thấy vui thế nào?',
			words: ['Hơi vui', 'Vui', 'Khá vui', 'Rất vui', 'Vui nhất']
		},
		labels: {
			question: 'Hôm nay em hài lòng không?',
			words: ['Rất không hài lòng', 'Không hài lòng', 'Bình thường', 'Hài lòng', 'Rất hài lòng']
		},
		topics: {
			doing: 'Tự tay làm',
			mentor: 'Người hướng dẫn',
			explaining: 'Lời giải thích',
			seeing: 'Điều em thấy',
			asking: 'Hỏi và đáp',
			place: 'Nơi này',
			time: 'Thời gian',
			company: 'Bạn bè'
		}
	},
	ru: {
		again: {
			question: 'Хочешь прийти сюда ещё раз?',
			words: ['Не хочу', 'Не знаю', 'Хочу ещё']
		},
		faces: {
			question: 'Как тебе понравилось сегодня?',
			words: ['Немного', 'Хорошо', 'Очень хорошо', 'Здорово', 'Лучше всех']
		},
		labels: {
			question: 'Как тебе сегодняшнее занятие?',
			words: ['Очень плохо', 'Плохо', 'Средне', 'Хорошо', 'Очень хорошо']
		},
		topics: {
			doing: 'Делать самому',
			mentor: 'Наставник',
			explaining: 'Объяснения',
			seeing: 'Что мы увидели',
			asking: 'Вопросы и ответы',
			place: 'Место',
			time: 'Время',
			company: 'Друзья'
		}
	}
};
