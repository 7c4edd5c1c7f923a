import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mint, type Token } from '#domain/token.ts';
import { badgeMatrix } from '#domain/matrix.ts';
import { numbersFrom, randomFrom } from '../random.ts';
import { HEIGHT, wall, WIDTH, writeY4m, type Picture } from '../stage/y4m.ts';
import { progress } from './figure.ts';
import { stamp } from './frame-number.ts';
import { blur, Noise, paintCard, type Pose } from './lens.ts';

export const FPS = 30;
export const BADGES = 49;
const SEED = 20_261_124;
/** Nobody is there at first: cameras, pages and decoders of all kinds have this long to start. */
export const LEAD_FRAMES = 6 * FPS;
/** How long one badge is shown, in frames. */
export const SHOWN_FRAMES = FPS;
export const FRAMES = LEAD_FRAMES + BADGES * SHOWN_FRAMES;
const FRAME_BYTES = WIDTH * HEIGHT * 1.5;

/** All that decides what is on the video; another version of it gets another file. */
const MADE_FROM = [
	'badge-video.ts',
	'lens.ts',
	'frame-number.ts',
	'../stage/y4m.ts',
	'../random.ts'
];
const NAME = 'haebom-bench-badges-';

/** How well one badge is to be seen. Lengths in pixels. */
interface View {
	readonly token: Token;
	readonly pose: Pose;
	readonly blur: number;
	readonly noise: number;
}

/** The badges in the order in which they are shown. */
export function badgesShown(): readonly Token[] {
	return views().map(({ token }) => token);
}

/** Which badge, from 0, a frame shows; null before the first. */
export function badgeIn(frame: number): number | null {
	return frame < LEAD_FRAMES ? null : Math.floor((frame - LEAD_FRAMES) / SHOWN_FRAMES);
}

export function firstFrameOf(badge: number): number {
	return LEAD_FRAMES + badge * SHOWN_FRAMES;
}

/** The video as a file; made once, for it takes a minute and two gigabytes. */
export function badgeVideo(folder: string): string {
	const path = join(folder, `${NAME}${contentKey()}.y4m`);
	if (existsSync(path)) return path;
	for (const name of readdirSync(folder)) {
		if (name.startsWith(NAME)) rmSync(join(folder, name), { force: true });
	}
	const { bavail, bsize } = statfsSync(folder);
	const needed = 1.1 * FRAMES * FRAME_BYTES;
	if (bavail * bsize < needed) {
		throw new Error(
			`The video needs ${Math.ceil(needed / 1e9)} GB in ${folder}; TMPDIR may lead elsewhere`
		);
	}
	progress(
		`Making a video of ${BADGES} badges, ${Math.round((FRAMES * FRAME_BYTES) / 1e6)} MB (once) …`
	);
	// Renamed when it is whole, so that a run that was cut off leaves no half video to be measured.
	const unfinished = `${path}.${process.pid}`;
	try {
		writeY4m(unfinished, pictures(), FPS);
		renameSync(unfinished, path);
	} finally {
		rmSync(unfinished, { force: true });
	}
	return path;
}

function contentKey(): string {
	const hash = createHash('sha256');
	for (const file of MADE_FROM) {
		hash.update(readFileSync(fileURLToPath(new URL(file, import.meta.url))));
	}
	for (const { token } of views()) hash.update(JSON.stringify(badgeMatrix(token)));
	return hash.digest('hex').slice(0, 12);
}

function* pictures(): Generator<Picture> {
	const noise = new Noise(numbersFrom(SEED + 1));
	const tremor = numbersFrom(SEED + 2);
	const finished = (picture: Picture, number: number, sigma: number) => {
		noise.add(picture, sigma);
		stamp(picture, number);
		return picture;
	};
	let number = 0;
	while (number < LEAD_FRAMES) yield finished(wall(), number++, 4);
	for (const view of views()) {
		const matrix = badgeMatrix(view.token);
		for (let frame = 0; frame < SHOWN_FRAMES; frame++) {
			const picture = wall();
			const box = paintCard(picture, matrix, trembling(view.pose, tremor));
			blur(picture, box, view.blur);
			yield finished(picture, number++, view.noise);
		}
	}
}

/** Nobody holds a card quite still. */
function trembling(pose: Pose, tremor: () => number): Pose {
	const by = (range: number) => (2 * tremor() - 1) * range;
	return {
		...pose,
		x: pose.x + by(1.5),
		y: pose.y + by(1.5),
		turn: pose.turn + by(0.01),
		pitch: pose.pitch + by(0.01),
		yaw: pose.yaw + by(0.01)
	};
}

/** From near and sharp to far, tilted, out of focus and dim; two are too blurred for any decoder. */
function views(): View[] {
	const chance = numbersFrom(SEED);
	const random = randomFrom(SEED);
	const between = (from: number, to: number) => from + chance() * (to - from);
	return Array.from({ length: BADGES }, (_, index) => {
		const module = between(4, 7.5);
		const hopeless = index % 24 === 17;
		return {
			token: mint(random),
			pose: {
				module,
				x: between(-200, 200),
				y: between(-70, 60),
				turn: between(-Math.PI, Math.PI),
				pitch: between(-0.5, 0.5),
				yaw: between(-0.5, 0.5)
			},
			blur: module * (hopeless ? 1.2 : between(0.1, 0.42)),
			noise: between(2, 12)
		};
	});
}
