import { plain } from '#domain/roster-file/writing.ts';

/** What a roster is read for. `remark` is only looked at for pupils who have left, and then dropped. */
export type Field =
	| 'school'
	| 'grade'
	| 'class'
	| 'number'
	| 'name'
	/** Grade, class and number in one, for example 10305. */
	| 'student-number'
	/** Grade and class in one, for example 1-3. */
	| 'grade-class'
	/** Class and number in one. */
	| 'class-number'
	/** School, grade and class in running text. */
	| 'affiliation'
	/** `No.`: the number in class, unless there is another or it runs on over several classes. */
	| 'count'
	| 'remark';

/** What a center must not or need not have. Its contents are dropped where they are met. */
export type Refused =
	| 'resident-number'
	| 'personal-number'
	| 'birth-date'
	| 'address'
	| 'phone'
	| 'email'
	| 'guardian'
	| 'sex'
	| 'health'
	| 'background'
	| 'welfare'
	| 'account'
	| 'photo';

/** What a column's header says that the column holds. */
export type Meaning =
	| { readonly kind: 'wanted'; readonly field: Field }
	| { readonly kind: 'refused'; readonly what: Refused }
	/** Nothing that is known here: not read either. */
	| { readonly kind: 'unknown' };

const WORDS: readonly (readonly [Field, string])[] = [
	['school', '학교 학교명 학교이름 소속학교 재학학교 출신학교 school schoolname'],
	['grade', '학년 현학년 grade'],
	['class', '반 학급 반명 학급명 현반 class classno'],
	['number', '번호 번 출석번호 반번호 출번 현번호 number studentno'],
	[
		'name',
		'성명 이름 성함 학생명 학생이름 학생성명 참가자 참가자명 참가자이름 참가자성명 참여학생'
	],
	['name', '성명한글 이름한글 한글성명 한글이름 name studentname fullname 성명name 이름name'],
	['student-number', '학번 학번호 학년반번호 반번 studentnumber studentid'],
	['grade-class', '학년반 학반 학년학급 gradeclass'],
	['class-number', '반및번호'],
	['affiliation', '소속 소속및학년 학교학년반 학교및학년'],
	['count', 'no'],
	['remark', '비고 특이사항 학적 학적변동 변동사항 변동 상태 재적상태 remarks note']
];

const KNOWN: ReadonlyMap<string, Field> = new Map(
	WORDS.flatMap(([field, words]) => words.split(' ').map((word) => [word, field]))
);

/** In order: what comes first decides, so that 보호자연락처 is the guardian's and no phone of a pupil. */
const REFUSED_WORDS: readonly (readonly [Refused, RegExp])[] = [
	['resident-number', /주민|외국인등록|등록번호|^rrn$/],
	['personal-number', /개인번호|나이스번호|neis|고유번호|관리번호/],
	[
		'guardian',
		/보호자|학부모|부모|어머니|아버지|비상연락|가족|^[부모](성명|연락처|전화번호)$|^관계$|guardian|parent/
	],
	['birth-date', /생년|생일|출생|^나이$|연령|birth|^dob$/],
	['phone', /전화|연락처|휴대|핸드폰|폰번호|phone|mobile|^tel/],
	['email', /이메일|메일|e-?mail/],
	['address', /주소|거주|우편번호|address|^집$/],
	['sex', /성별|^남녀$|^남여$|^성$|^sex$|gender/],
	['health', /건강|알레르기|알러지|병력|질환|질병|복용|장애|특수교육|못먹는|식이|혈액형/],
	['background', /다문화|이주배경|국적|탈북|종교|출신국/],
	['welfare', /복지|수급|한부모|저소득|교육급여|교육비|급식지원|차상위/],
	['account', /계좌|은행|예금주|비밀번호|아이디|password/],
	['photo', /사진|photo/]
];

/** Another spelling of a name that is read already, or the name of somebody else. */
const OTHER_NAME = /한자|영문|영어|english|로마자|漢字|교사|담임|강사|인솔|담당|작성|멘토|teacher/;
/** How forms on the web ask: 학생 이름을 적어 주세요. */
const QUESTIONS: readonly (readonly [Field, RegExp])[] = [
	[
		'name',
		/^(?:참가|참여|신청)?(?:학생|본인|아동|청소년|자녀|자)?의?(?:이름|성명|성함)(?:을|은|이)/
	],
	['school', /^(?:현재|재학중인|소속|다니는)*학교(?:명|이름)?(?:을|를|은|는)/],
	['grade', /^(?:현재)?학년(?:을|은)/],
	['class', /^(?:현재)?(?:반|학급)(?:을|은)/],
	['number', /^(?:출석)?번호(?:를|는)/]
];
/** Whatever is longer is no header but a sentence. */
const HEADER_LETTERS_MAX = 40;

/** What a header says, however it is spaced, bracketed or widened: `성 명`, `학년/반`, `No.`. */
export function meaningOf(header: string): Meaning {
	const word = plain(header).replace(/[^\p{L}\p{N}]/gu, '');
	if (word === '' || word.length > HEADER_LETTERS_MAX) return { kind: 'unknown' };
	const [what] = REFUSED_WORDS.find(([, words]) => words.test(word)) ?? [];
	if (what) return { kind: 'refused', what };
	if (OTHER_NAME.test(word)) return { kind: 'unknown' };
	const field =
		joinedField(header) ?? KNOWN.get(word) ?? KNOWN.get(withoutRemark(header)) ?? asked(word);
	return field ? { kind: 'wanted', field } : { kind: 'unknown' };
}

function asked(word: string): Field | null {
	return QUESTIONS.find(([, question]) => question.test(word))?.[0] ?? null;
}

/** What stands in brackets explains: 번호(출석), 학년(숫자만). */
function withoutRemark(header: string): string {
	return plain(header).replace(/\(.*\)|[^\p{L}\p{N}]/gu, '');
}

/** `반/번호` says two things with a sign between them; `반번호` is one way to say the number in class. */
function joinedField(header: string): Field | null {
	return /^(반|학급)[^\p{L}\p{N}]+(번호|번)$/u.test(plain(header)) ? 'class-number' : null;
}
