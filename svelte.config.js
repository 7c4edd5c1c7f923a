import node from '@sveltejs/adapter-node';
import { contentHash } from './scripts/content.js';
import { precached } from './scripts/precache.js';

const out = `build/${contentHash()}`;

/** @type {import('@sveltejs/kit').Config} */
export default {
	kit: {
		adapter: precached(node({ out }), out),
		// Every layer below src is guarded like a library: the browser cannot import src/server.
		files: { lib: 'src' },
		// A relative base would make the offline shell ask for its scripts below the deeper address.
		paths: { relative: false },
		// A name from the content, so that rebuilding the same sources does not update every kiosk.
		version: { name: contentHash() },
		// workbox-window registers it, and tells when a new version waits.
		serviceWorker: { register: false },
		csp: {
			mode: 'auto',
			directives: {
				'default-src': ['none'],
				'script-src': ['self', 'wasm-unsafe-eval'],
				// The hash is of the one inline style that SvelteKit gives its page announcer.
				'style-src': [
					'self',
					'unsafe-hashes',
					'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='
				],
				'img-src': ['self', 'data:', 'blob:'],
				'font-src': ['self'],
				'connect-src': ['self'],
				'media-src': ['self', 'blob:'],
				'worker-src': ['self'],
				'manifest-src': ['self'],
				'form-action': ['self'],
				'frame-ancestors': ['none'],
				'base-uri': ['none'],
				'object-src': ['none']
			}
		},
		prerender: { entries: ['/kiosk'] }
	}
};
