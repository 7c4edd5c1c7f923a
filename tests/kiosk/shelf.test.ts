import { onTestFinished } from 'vitest';
import { dexieShelf } from '#kiosk/dexie-shelf.ts';
import { shelfRules } from './shelf-rules.ts';

let opened = 0;

shelfRules('the browser’s own disk', () => {
	const name = `shelf-${Date.now()}-${opened++}`;
	onTestFinished(() => void indexedDB.deleteDatabase(name));
	return dexieShelf(name);
});
