import { createHash } from 'node:crypto';
import type { Engine } from '#server/database/schema.ts';

/** What stands in these rows by name; everything else about them is as it was written then. */
export const CENTER = '0190a000-0000-7000-8000-0000000000c1';
export const DEVICE = '0190a000-0000-7000-8000-0000000000d1';
export const SESSION = '0190a000-0000-7000-8000-000000000051';
export const INCARNATION = '0190a000-0000-7000-8000-0000000000a1';
export const SECRET = 'a-secret-of-forty-three-letters-as-drawn-00';
export const NAMES = ['김새봄', '이하늘', '박우주'];

const SITE = '0190a000-0000-7000-8000-000000000061';
const PROGRAM = '0190a000-0000-7000-8000-000000000071';
const SURVEY = '0190a000-0000-7000-8000-000000000091';
const SCHOOL = '0190a000-0000-7000-8000-000000000081';
const AT = 1_777_611_600_000;

const participant = (n: number) => `0190a000-0000-7000-8000-00000000001${n}`;
const badge = (n: number) => String(n).repeat(64);

/** Events as the first version kept them: to the letter, with the fingerprints it computed. */
export const EVENTS: readonly { readonly body: string; readonly fingerprint: string }[] = [
	{
		body: `{"at":1777611660000,"boot":"0190a000-0000-4000-8000-0000000000b0","id":"0190a000-0000-7000-8000-0000000000e1","incarnation":"${INCARNATION}","kind":"arrival","mono":60000,"seq":1,"session":"${SESSION}","skew":120,"version":1,"who":{"badge":"${badge(1)}","kind":"participant","participant":"${participant(1)}"}}`,
		fingerprint: 'e5a4e1b9b059701d05f4bd92f664c7a107dc370713f1a403347006296633b650'
	},
	{
		body: `{"at":1777611720000,"boot":"0190a000-0000-4000-8000-0000000000b0","id":"0190a000-0000-7000-8000-0000000000e2","incarnation":"${INCARNATION}","kind":"arrival","mono":120000,"seq":2,"session":"${SESSION}","skew":120,"version":1,"who":{"badge":"${badge(2)}","kind":"participant","participant":"${participant(2)}"}}`,
		fingerprint: 'd80dc5e211fe6cf53c71113cb193977cbde81472b01be3d667ac5d52d04b0acb'
	},
	{
		body: `{"at":1777611780000,"boot":"0190a000-0000-4000-8000-0000000000b0","id":"0190a000-0000-7000-8000-0000000000e3","incarnation":"${INCARNATION}","kind":"arrival","mono":180000,"seq":3,"session":"${SESSION}","skew":120,"version":1,"who":{"kind":"provisional","provisional":"0190a000-0000-7000-8000-0000000000f1"}}`,
		fingerprint: 'ab06872af2cc08268448e0ea0e85219c36577df6631f3a555e0609a8159f8b5b'
	},
	{
		body: `{"at":1777611840000,"boot":"0190a000-0000-4000-8000-0000000000b0","cause":"foreign","id":"0190a000-0000-7000-8000-0000000000e4","incarnation":"${INCARNATION}","kind":"refusal","mono":240000,"seq":4,"session":"${SESSION}","skew":120,"version":1,"who":{"kind":"nobody"}}`,
		fingerprint: 'c43baec81af6bad7ac11ec95525fe3e8667b5080b987f7d5216c8b136b2142ff'
	},
	{
		body: `{"at":1777614000000,"boot":"0190a000-0000-4000-8000-0000000000b0","id":"0190a000-0000-7000-8000-0000000000e5","incarnation":"${INCARNATION}","kind":"departure","mono":300000,"seq":5,"session":"${SESSION}","skew":120,"version":1,"who":{"badge":"${badge(1)}","kind":"participant","participant":"${participant(1)}"}}`,
		fingerprint: 'acb25dafb0a5c6837de61686b803a1f760900a9329645542f661f659e14bfd8c'
	}
];

/**
 * What a center with some people, a tablet and a morning behind it had written, by the step that made room
 * for it. A database of an earlier version holds what stands here up to its step.
 */
export function rowsOf(engine: Engine): Readonly<Record<string, readonly string[]>> {
	const yes = engine === 'sqlite' ? '1' : 'true';
	const moment = `'2026-05-01T00:00:00.000Z'`;
	return {
		'0001-first': [
			`insert into installation (key, value) values ('epoch', '0190a000-0000-7000-8000-0000000000ee')`,
			`insert into staff (id, name, email, email_verified, created_at, updated_at)
				values ('staff-1', '담당자', 'staff@haebom.example', ${yes}, ${moment}, ${moment})`,
			`insert into staff_credential (id, staff_id, account_id, provider_id, password, created_at, updated_at)
				values ('credential-1', 'staff-1', 'staff-1', 'credential', 'salt:hash', ${moment}, ${moment})`,
			`insert into center (id, name, created_at, demo) values ('${CENTER}', '해봄 센터', ${AT}, 0)`,
			`insert into center_head (center_id, position, revision) values ('${CENTER}', ${EVENTS.length}, 4)`,
			`insert into membership (center_id, staff_id, role) values ('${CENTER}', 'staff-1', 'admin')`,
			`insert into site (center_id, id, name, kind, address)
				values ('${CENTER}', '${SITE}', '달보드레 빵집', 'private', '별솔로 1')`,
			`insert into program (center_id, id, name, year, kind)
				values ('${CENTER}', '${PROGRAM}', '동네 빵집의 하루', 2026, 'WORKPLACE')`,
			`insert into school (center_id, id, name, level)
				values ('${CENTER}', '${SCHOOL}', '별솔중학교', 'MIDDLE')`,
			...NAMES.flatMap((name, index) => [
				`insert into participant (center_id, id, school_id, grade, class_no, number, name)
					values ('${CENTER}', '${participant(index + 1)}', '${SCHOOL}', 1, 3, ${index + 1}, '${name}')`,
				`insert into badge (center_id, hash, participant_id, year, token, sealed, issued_at)
					values ('${CENTER}', '${badge(index + 1)}', '${participant(index + 1)}', 2026, 'token', 'name', ${AT})`
			]),
			`insert into session (center_id, id, program_id, site_id, starts_at, ends_at, open_before_ms,
				grace_ms, stay_ms, capacity, cancelled, revision)
				values ('${CENTER}', '${SESSION}', '${PROGRAM}', '${SITE}', ${AT}, ${AT + 7_200_000}, 3600000,
				600000, 600000, 30, 0, 1)`,
			...NAMES.map(
				(
					_,
					index
				) => `insert into enrolment (center_id, session_id, participant_id, removed, revision)
					values ('${CENTER}', '${SESSION}', '${participant(index + 1)}', 0, ${index + 2})`
			),
			`insert into pairing (code_hash, center_id, site_id, device_name, created_by, expires_at, used_at)
				values ('${sha256('12345678')}', '${CENTER}', '${SITE}', '입구 태블릿', 'staff-1', ${AT}, ${AT})`,
			`insert into device (center_id, id, site_id, name, credential_hash, paired_at, seen_at, unsent)
				values ('${CENTER}', '${DEVICE}', '${SITE}', '입구 태블릿', '${sha256(SECRET)}', ${AT}, ${AT}, 0)`,
			`insert into incarnation (center_id, incarnation, device_id, acked_through, claimed_through)
				values ('${CENTER}', '${INCARNATION}', '${DEVICE}', ${EVENTS.length}, ${EVENTS.length})`,
			...EVENTS.map(
				({ body, fingerprint }, index) => `insert into ledger (center_id, position, id, device_id,
					incarnation, seq, session_id, body, fingerprint, received_at)
					values ('${CENTER}', ${index + 1}, '0190a000-0000-7000-8000-0000000000e${index + 1}', '${DEVICE}',
					'${INCARNATION}', ${index + 1}, '${SESSION}', '${body}', '${fingerprint}', ${AT})`
			),
			`insert into quarantine (center_id, digest, device_id, status, reason, raw, event_id, incarnation,
				seq, received_at) values ('${CENTER}', 'digest', '${DEVICE}', 'quarantined', 'kind: unreadable',
				'{}', null, '0190a000-0000-7000-8000-0000000000a0', null, ${AT})`
		],
		'0002-rights': [
			`insert into membership_site (center_id, staff_id, site_id)
				values ('${CENTER}', 'staff-1', '${SITE}')`,
			`insert into trail (center_id, position, at, staff_id, account, address, kind, action, subject,
				people, detail, previous, hash) values ('${CENTER}', 1, ${AT}, 'staff-1',
				'staff@haebom.example', '192.0.2.7', 'access', 'board.look', 'center', 3, '{}', '', 'hash')`
		],
		'0003-plan': [
			`update participant set folded = '김새봄 ㄱㅅㅂ' where name = '김새봄'`,
			`update participant set folded = '이하늘 ㅇㅎㄴ' where name = '이하늘'`,
			`update participant set folded = '박우주 ㅂㅇㅈ' where name = '박우주'`,
			`update session set note = '앞치마를 가져오세요'`,
			`update program set tags = '["요리"]', capacity = 120, funding = '교육청'`
		],
		'0004-people': [
			`update participant set year = 2026`,
			`insert into school_name (center_id, school_id, until, name)
				values ('${CENTER}', '${SCHOOL}', ${AT}, '별솔여자중학교')`,
			`insert into roll_over (center_id, id, year, made_at) values ('${CENTER}', 'roll-1', 2026, ${AT})`,
			`insert into roll_over_participant (center_id, roll_over_id, participant_id, year, grade, graduated)
				values ('${CENTER}', 'roll-1', '${participant(1)}', 2025, 6, 0)`
		],
		'0005-tablets': [
			`update device set passage = 'in', keypad = 0`,
			`insert into contact (center_id, device_id, at, unsent) values ('${CENTER}', '${DEVICE}', ${AT}, 2)`,
			`insert into late (center_id, device_id, digest, incarnation, raw, received_at)
				values ('${CENTER}', '${DEVICE}', 'digest', '0190a000-0000-7000-8000-0000000000a0', '{}', ${AT})`
		],
		'0006-accounts': [
			`update center set idle_ms = 300000`,
			`insert into invitation (center_id, id, token_hash, role, created_by, created_at, expires_at)
				values ('${CENTER}', 'invitation-1', 'hash', 'site', 'staff@haebom.example', ${AT}, ${AT})`,
			`insert into invitation_site (center_id, invitation_id, site_id)
				values ('${CENTER}', 'invitation-1', '${SITE}')`,
			`insert into staff_two_factor (id, staff_id, secret, backup_codes, verified)
				values ('two-1', 'staff-1', 'sealed', 'sealed', ${yes})`,
			`insert into trail_review (center_id, month, at, staff_id, account, entries, head, note)
				values ('${CENTER}', '2026-05', ${AT}, 'staff-1', 'staff@haebom.example', 1, 'hash', '')`
		],
		'0007-badge-printed': [`update badge set printed_at = ${AT}`],
		'0008-staff-pin': [`update site set pin_salt = 'salt', pin_key = 'sealed'`],
		'0009-ratings': [
			`insert into survey (center_id, id, band, version, content, made_at, made_by)
				values ('${CENTER}', '${SURVEY}', 'secondary', 1, '{}', ${AT}, 'staff-1')`,
			`insert into urn (center_id, digest, session_id, sealed)
				values ('${CENTER}', 'digest', '${SESSION}', 'sealed')`,
			`insert into rating (center_id, id, program_id, session_id, month, survey_id, band, way, answer,
				reasons, quick) values ('${CENTER}', 'rating-1', '${PROGRAM}', null, '2026-05', '${SURVEY}',
				'secondary', 'door', 4, '[]', 0)`,
			`insert into rating_run (center_id, id, program_id, session_id, month, survey_id, band, way, answer,
				length) values ('${CENTER}', 'run-1', '${PROGRAM}', null, '2026-05', '${SURVEY}', 'secondary', 'door',
				4, 5)`,
			`insert into rating_comment (center_id, id, program_id, session_id, month, survey_id, band, way,
				text, state) values ('${CENTER}', 'comment-1', '${PROGRAM}', null, '2026-05', '${SURVEY}',
				'secondary', 'door', '재미있었어요', 'waiting')`
		],
		'0010-duty-asks': [`update device set asks = 'nobody'`],
		'0011-results': [
			`insert into rating_tally (center_id, id, program_id, session_id, month, band, way, counts, quick,
				declined, reasons, shown) values ('${CENTER}', 'tally-1', '${PROGRAM}', null, '2026-05', 'secondary',
				'door', '[0,0,0,1,0]', '[0,0,0,0,0]', 0, '{}', 0)`,
			`insert into turnout (center_id, session_id, present, level, band)
				values ('${CENTER}', '${SESSION}', 2, 'MIDDLE', 'secondary')`,
			`insert into alert_acknowledgement (center_id, session_id, concern, at, staff_id, account, note)
				values ('${CENTER}', '${SESSION}', 'low', ${AT}, 'staff-1', 'staff@haebom.example', '')`
		],
		'0012-chain': [
			`insert into epoch (epoch, follows, began_at, cause) values ('epoch-2', 'epoch-1', ${AT}, 'restored')`,
			`insert into backup (id, epoch, kind, at, verified_at) values ('backup-1', 'epoch-1', 'mark', ${AT}, ${AT})`,
			`insert into backup_mark (center_id, backup_id, incarnation, acked_through)
				values ('${CENTER}', 'backup-1', '${INCARNATION}', 5)`
		],
		'0013-receipts': [
			`insert into fork (center_id, incarnation, seq, event_id)
				values ('${CENTER}', '${INCARNATION}', 2, '0190a000-0000-7000-8000-0000000000f2')`,
			`insert into receipt (center_id, incarnation, session_id, last_seq, taken, digest, forked, signed, at)
				values ('${CENTER}', '${INCARNATION}', '${SESSION}', 5, 5, 'digest', '[]', 'signed', ${AT})`,
			`insert into loss_acknowledgement (center_id, incarnation, from_seq, to_seq, at, account, note)
				values ('${CENTER}', '${INCARNATION}', 7, 9, ${AT}, 'staff@haebom.example', '')`
		],
		'0016-jobs': [
			`insert into job (name, due_at, holder, held_until) values ('opening', ${AT}, 'process', ${AT})`,
			`insert into failure (key, count, until, at) values ('staff@haebom.example', 2, ${AT}, ${AT})`
		]
	};
}

function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}
