import { expect, test } from 'vitest';
import { Findings } from './findings.ts';
import { Late, within } from './limit.ts';

/** Findings, and what was written down of them. */
function stage() {
	const noted: unknown[] = [];
	const history = {
		path: 'history',
		note: (what: string, facts = {}) => void noted.push({ what, ...facts }),
		folder: (of: string) => `history-${of}`
	};
	const lines = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`);
	const findings = new Findings(history, { output: () => `${lines.join('\n')}\n` });
	return { findings, noted };
}

const sight = { step: 'the page loads', pages: [], said: [], unanswered: ['/kiosk'] } as const;

test('a door that does not open is named, with its picture and the last words of the server', async () => {
	const { findings, noted } = stage();
	const tablet = {
		name: 'tablet 2',
		look: async (folder: string) => ({ ...sight, screen: `${folder}/screen.png` })
	};
	await findings.look(tablet, 'does not open');
	expect(findings.stuck).toEqual(['tablet 2, does not open']);
	expect(findings.hopeless).toBe(false);
	const server = Array.from({ length: 10 }, (_, index) => `line ${index + 21}`);
	expect(noted).toEqual([
		{
			what: 'stuck',
			finding: 'tablet 2, does not open',
			...sight,
			screen: 'history-stuck-1/screen.png',
			server
		}
	]);
});

test('whatever is found again and again is named each time, and looked at a few times', async () => {
	const { findings, noted } = stage();
	let looks = 0;
	const look = async (screen: string) => ({ ...sight, screen: `${screen}/${++looks}` });
	for (let time = 1; time <= 6; time++) await findings.look({ name: 'tablet 1', look }, 'is stuck');
	expect(findings.stuck).toHaveLength(6);
	expect(noted).toHaveLength(6);
	expect(looks).toBe(4);
});

test('a server that does not start is a finding after which nothing can come', () => {
	const { findings } = stage();
	findings.despair('the server does not start');
	expect(findings.stuck).toEqual(['the server does not start']);
	expect(findings.hopeless).toBe(true);
});

test('whatever is late is told by how far it had come when its time was over', async () => {
	let step = 'the browser starts';
	const never = new Promise(() => (step = 'the page loads'));
	const late = within(20, never, () => step);
	step = 'the door opens';
	await expect(late).rejects.toThrow(new Late('the door opens: not within 0.02 s'));
});

test('what comes in its time, or fails, is nobody late', async () => {
	await expect(within(1_000, Promise.resolve(1), () => 'one')).resolves.toBe(1);
	const failing = within(1_000, Promise.reject(new Error('refused')), () => 'one');
	await expect(failing).rejects.not.toBeInstanceOf(Late);
});
