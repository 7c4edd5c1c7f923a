import type { Role } from '#domain/rights.ts';
import type { Language } from '#ui/messages/language.ts';

/** What somebody is at a center, in a word and in a sentence. */
export type RoleTexts = Readonly<
	Record<Role, { readonly label: string; readonly explain: string }>
>;

const ko: RoleTexts = {
	administrator: {
		label: '관리자',
		explain: '모든 것을 보고 바꿔요. 계정과 접속 기록도 맡아요. 2단계 확인이 꼭 필요해요.'
	},
	coordinator: {
		label: '담당자',
		explain: '프로그램과 명단을 준비하고, 명찰을 뽑고, 하루를 지켜보며 출결을 고쳐요.'
	},
	site: { label: '체험처 담당자', explain: '맡은 체험처의 오늘 회차만 보고, 출결을 고쳐요.' },
	teacher: { label: '학교 선생님', explain: '자기 학교 학생만 봐요. 바꿀 수는 없어요.' },
	viewer: { label: '보기 전용', explain: '계획과 숫자만 봐요. 이름은 보이지 않아요.' },
	office: {
		label: '교육지원청·구청',
		explain: '여러 센터의 숫자를 봐요. 이름은 보이지 않아요.'
	}
};

const en: RoleTexts = {
	administrator: {
		label: 'Administrator',
		explain:
			'Sees and changes everything, accounts and the access log included. Needs two-step sign-in.'
	},
	coordinator: {
		label: 'Coordinator',
		explain:
			'Prepares programs and rosters, prints badges, watches the day and corrects attendance.'
	},
	site: {
		label: 'Site staff',
		explain: 'Sees today’s sessions at their own sites only, and corrects attendance there.'
	},
	teacher: {
		label: 'School teacher',
		explain: 'Sees the students of their own school, and changes nothing.'
	},
	viewer: { label: 'Viewer', explain: 'Sees plans and numbers, and no names.' },
	office: {
		label: 'Office of education',
		explain: 'Sees the numbers of several centers, and no names.'
	}
};

export const roleTexts: Readonly<Record<Language, RoleTexts>> = { ko, en };
