import { tmpdir } from 'node:os';
import { BADGES, badgesShown, badgeVideo } from './badge-video.ts';
import { figure, progress, type Figure } from './figure.ts';
import { temporaryFolder } from './folder.ts';
import { openKiosk } from './scan-kiosk.ts';
import { openPeer } from './scan-peer.ts';
import { TooLate, view, type Viewer, type Viewing } from './viewing.ts';

const RATES = [1, 4];
const SECONDS = 60;
const TRIES = 3;

/**
 * From the first camera frame that shows a badge to the durable green signal on the screen, in the
 * product as it is served, beside html5-qrcode as it comes to its callback.
 */
export async function* scan(): AsyncGenerator<Figure> {
	const video = badgeVideo(tmpdir());
	const tokens = badgesShown();
	for (const rate of RATES) {
		const ours = await watched(`the kiosk at ${rate}×`, rate, (stage, folder) =>
			openKiosk(stage, tokens, video, folder, rate)
		);
		const theirs = await watched(`html5-qrcode at ${rate}×`, rate, (stage, folder) =>
			openPeer(stage, tokens, video, folder)
		);
		yield* figuresOf(rate, ours, theirs);
	}
}

async function watched(
	who: string,
	rate: number,
	open: (stage: AsyncDisposableStack, folder: string) => Promise<Viewer>
): Promise<Viewing> {
	for (let tries = 1; ; tries++) {
		progress(`Showing ${BADGES} badges to ${who} (about ${SECONDS} seconds) …`);
		await using stage = new AsyncDisposableStack();
		try {
			// Awaited here, for the stage is cleared when this function returns.
			return await view(await open(stage, temporaryFolder(stage)), rate);
		} catch (error) {
			if (!(error instanceof TooLate) || tries === TRIES) throw error;
		}
	}
}

function* figuresOf(rate: number, ours: Viewing, theirs: Viewing): Generator<Figure> {
	const pace = paceOf(rate, ours, theirs);
	const name = (what: string) => `scan.${what}.${rate}x`;
	yield figure(
		name('caught'),
		`of ${BADGES}`,
		ours.caught,
		theirs.caught,
		`two are too blurred for any decoder; frames handed out: ours ${ours.frames}, theirs ${theirs.frames}; ${pace}`
	);
	yield figure(
		name('median'),
		'ms',
		ours.medianMs,
		theirs.medianMs,
		`first frame to green, of those caught; theirs to the callback; ${pace}`
	);
	yield figure(name('p95'), 'ms', ours.p95Ms, theirs.p95Ms, `as the median; ${pace}`);
	yield figure(
		name('main-thread'),
		'% busy',
		ours.busy,
		theirs.busy,
		`tasks over 50 ms: ours ${ours.longTasks}, theirs ${theirs.longTasks}; ${pace}`
	);
}

function paceOf(rate: number, ours: Viewing, theirs: Viewing): string {
	if (rate === 1) return 'at the machine’s own speed';
	const [a, b] = [ours.slowed, theirs.slowed].map((slowed) => slowed.toFixed(1));
	return (
		`main thread slowed ${rate}× through DevTools (measured: ours ${a}×, theirs ${b}×), ` +
		`the time our decoder’s worker is busy with a frame stretched ${rate}×`
	);
}
