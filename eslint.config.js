import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default ts.config(
	{ ignores: ['.svelte-kit', 'build', 'data', 'test-results', '.cache'] },
	js.configs.recommended,
	ts.configs.strict,
	svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			// TypeScript already reports undefined names, and knows them better.
			'no-undef': 'off',
			'no-console': ['error', { allow: ['error'] }],
			'require-atomic-updates': ['error', { allowProperties: true }],
			'@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_$' }],
			// Everything is served from the root of its own host.
			'svelte/no-navigation-without-resolve': 'off',
			'@typescript-eslint/consistent-type-imports': 'error'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } }
	},
	{
		files: ['src/domain/**'],
		rules: {
			'no-restricted-globals': [
				'error',
				...['window', 'document', 'navigator', 'location', 'fetch', 'process', 'indexedDB'].map(
					(name) => ({ name, message: 'domain is pure: take it as an argument' })
				)
			],
			'no-restricted-properties': [
				'error',
				{ object: 'Date', property: 'now', message: 'domain has no clock' },
				{ object: 'Math', property: 'random', message: 'domain has no dice' },
				{ object: 'crypto', property: 'getRandomValues', message: 'domain has no dice' },
				{ object: 'crypto', property: 'randomUUID', message: 'domain has no dice' }
			]
		}
	},
	{
		files: ['scripts/**', 'tests/bench/**', 'tests/attack/run.ts', 'tests/chaos/run.ts'],
		rules: { 'no-console': 'off' }
	},
	// Playwright reads from the pattern which fixtures a fixture needs, none included.
	{ files: ['tests/journeys/**'], rules: { 'no-empty-pattern': 'off' } }
);
