// Serves the build of these sources, prints where, and ends cleanly when it is told to.
import { createServer } from 'node:http';
import { contentHash } from './content.js';

const SHUTDOWN_MS_MAX = 10_000;
const HOUR_S = 60 * 60;

const port = Number(process.env.PORT || 3000);
const host = process.env.HOST || 'localhost';
const origin = process.env.ORIGIN || `http://localhost:${port}`;

// Without a public address we are reached over plain HTTP, whatever a request's headers claim.
if (!process.env.ORIGIN) process.env.PROTOCOL_HEADER = 'x-forwarded-proto';
// What a tablet owes, carried here as a file; whatever else is sent has lower limits of its own.
process.env.BODY_SIZE_LIMIT ||= '16M';

const { handler } = await import(`../build/${contentHash()}/handler.js`).catch(failed);

const server = createServer((request, response) => {
	if (!process.env.ORIGIN) request.headers['x-forwarded-proto'] = 'http';
	for (const [name, value] of headers) response.setHeader(name, value);
	handler(request, response, () => {
		response.statusCode = 404;
		response.end();
	});
});

/** On every answer, files and prerendered pages included; the application may only be stricter. */
const headers = Object.entries({
	'cache-control': 'no-cache',
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'permissions-policy': 'camera=(self), microphone=(), geolocation=(), payment=(), usb=()',
	...(origin.startsWith('https:')
		? { 'strict-transport-security': `max-age=${365 * 24 * HOUR_S}` }
		: {})
});

server.on('error', failed);
server.listen(port, host, () => {
	const setup = process.env.HAEBOM_SETUP_LINK;
	console.log(`\n  해봄 출석 · Haebom Check-in\n`);
	console.log(`  Center   ${origin}/`);
	console.log(`  Kiosk    ${origin}/kiosk`);
	if (setup) console.log(`\n  Set up   ${setup}   (works once)`);
	console.log('');
});

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);

/** Answers what is being asked, ends the live streams, closes the database, and goes. */
function stop() {
	process.emit('haebom:stopping');
	server.close(() => process.emit('sveltekit:shutdown'));
	server.closeIdleConnections();
	setTimeout(() => server.closeAllConnections(), SHUTDOWN_MS_MAX).unref();
}

function failed(error) {
	console.error(reasonOf(error));
	process.exit(1);
}

/** What an operator can do something about is said in a sentence; the rest is for whoever reads the code. */
function reasonOf(error) {
	if (error.code === 'EADDRINUSE')
		return `Port ${port} is taken. Choose another: PORT=3001 npm start`;
	return error.name === 'Unusable' ? error.message : error;
}
