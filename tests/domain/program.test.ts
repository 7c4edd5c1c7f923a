import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ProgramDetails } from '#domain/program.ts';
import { SiteDetails } from '#domain/site.ts';

const PROGRAM = {
	name: '동네 빵집의 하루',
	year: '2026',
	kind: 'WORKPLACE',
	funding: '교육청',
	basis: '진로교육법 제12조',
	audience: 'MIDDLE',
	capacity: '',
	host: '',
	tags: '빵, #손으로,빵 , '
};
const SITE = {
	name: '달보드레 빵집',
	kind: 'PRIVATE',
	address: '',
	contact: '',
	phone: '',
	email: ''
};

test('a program’s tags are words between commas, each once', () => {
	expect(v.parse(ProgramDetails, PROGRAM)).toMatchObject({
		tags: ['빵', '손으로'],
		capacity: null,
		year: 2026
	});
});

test('a name that was taken apart by another system is put together again', () => {
	const name = '빵집'.normalize('NFD');
	expect(v.parse(ProgramDetails, { ...PROGRAM, name }).name).toBe('빵집');
});

test.each([
	['name', '   '],
	['name', '두\n줄'],
	['year', '26'],
	['kind', 'HOLIDAY'],
	['tags', Array.from({ length: 11 }, (_, n) => `t${n}`).join()]
])('a program’s %s cannot be «%s»', (field, value) => {
	expect(v.is(ProgramDetails, { ...PROGRAM, [field]: value })).toBe(false);
});

test.each(['010-1234-5678', '02-123-4567 내선 12', '+82 10 1234 5678', '(02)123-4567'])(
	'%s is a telephone number',
	(phone) => {
		expect(v.is(SiteDetails, { ...SITE, phone })).toBe(true);
	}
);

test.each([
	['phone', '전화 주세요'],
	['email', 'bakery@'],
	['kind', 'private']
])('a site’s %s cannot be «%s»', (field, value) => {
	expect(v.is(SiteDetails, { ...SITE, [field]: value })).toBe(false);
});
