import { HEIGHT, WIDTH, type Picture } from '../stage/y4m.ts';

const PAPER = 235;
const INK = 24;
/** About the lens of a tablet: 65 degrees across the picture. */
const FOCAL_PX = 1_000;
/** Each pixel of a camera gathers the light of an area: looked at in so many places each way. */
const SAMPLES = 3;
/** A code is printed on a card; this much of it shows on each side, in modules. */
const CARD_MARGIN = 5;
const NOISE_TABLE = 1 << 20;

/** How a card is held before the camera. Lengths in pixels, angles in radians. */
export interface Pose {
	/** The size of one module, were the card held straight. */
	readonly module: number;
	readonly x: number;
	readonly y: number;
	readonly turn: number;
	/** Tilted back or forward, and to the side: one side is nearer, and larger, than the other. */
	readonly pitch: number;
	readonly yaw: number;
}

type Row = readonly [number, number, number];

/** Paints a card that bears a code, as a camera sees it in that pose. */
export function paintCard(
	picture: Picture,
	matrix: readonly (readonly boolean[])[],
	pose: Pose
): Box {
	const half = matrix.length / 2;
	const card = half + CARD_MARGIN;
	const [across, down, out] = axes(pose);
	const box = boxAround(
		[-card, card].flatMap((v) => [-card, card].map((u) => project(u, v, pose, [across, down])))
	);
	// The light that falls on the card depends on how it is turned to the window.
	const shade = 1 - 0.25 * Math.abs(pose.pitch) - 0.2 * Math.abs(pose.yaw);
	const middle: Row = [pose.x, pose.y, FOCAL_PX];
	const facing = dot(middle, out);
	const [u0, v0] = [dot(middle, across), dot(middle, down)];
	/** Follows a ray from the lens to the card; NaN where it misses the card. */
	const lightAt = (x: number, y: number): number => {
		const reach = facing / (x * out[0] + y * out[1] + FOCAL_PX * out[2]);
		const u = (reach * (x * across[0] + y * across[1] + FOCAL_PX * across[2]) - u0) / pose.module;
		const v = (reach * (x * down[0] + y * down[1] + FOCAL_PX * down[2]) - v0) / pose.module;
		if (Math.abs(u) >= card || Math.abs(v) >= card) return NaN;
		return (matrix[Math.floor(v + half)]?.[Math.floor(u + half)] ? INK : PAPER) * shade;
	};
	for (let y = box.top; y < box.bottom; y++) {
		for (let x = box.left; x < box.right; x++) {
			const behind = picture[y * WIDTH + x] ?? 0;
			let light = 0;
			for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
				const dx = ((sample % SAMPLES) + 0.5) / SAMPLES;
				const dy = (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES;
				light += lightAt(x + dx - WIDTH / 2, y + dy - HEIGHT / 2) || behind;
			}
			picture[y * WIDTH + x] = light / (SAMPLES * SAMPLES);
		}
	}
	return box;
}

/** Part of a picture, in whole pixels; right and bottom are just outside. */
export interface Box {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

/** Blurs a part of a picture as a lens out of focus does: Gaussian, `sigma` in pixels. */
export function blur(picture: Picture, box: Box, sigma: number): void {
	const reach = Math.ceil(3 * sigma);
	const weights = Array.from({ length: 2 * reach + 1 }, (_, index) =>
		Math.exp(-((index - reach) ** 2) / (2 * sigma ** 2))
	);
	const sum = weights.reduce((a, b) => a + b, 0);
	const kernel = Float32Array.from(weights, (weight) => weight / sum);
	const { left, top, right, bottom } = grown(box, reach);
	const width = right - left;
	const rows = new Float32Array(width * (bottom - top));
	for (let y = top; y < bottom; y++) {
		for (let x = left; x < right; x++) {
			let light = 0;
			for (let at = -reach; at <= reach; at++) {
				const px = Math.min(Math.max(x + at, 0), WIDTH - 1);
				light += (kernel[at + reach] ?? 0) * (picture[y * WIDTH + px] ?? 0);
			}
			rows[(y - top) * width + x - left] = light;
		}
	}
	for (let y = top; y < bottom; y++) {
		for (let x = left; x < right; x++) {
			let light = 0;
			for (let at = -reach; at <= reach; at++) {
				const py = Math.min(Math.max(y + at, top), bottom - 1);
				light += (kernel[at + reach] ?? 0) * (rows[(py - top) * width + x - left] ?? 0);
			}
			picture[y * WIDTH + x] = light;
		}
	}
}

/** Adds what a small sensor adds in a dim room: to every pixel, normally distributed. */
export class Noise {
	readonly #table = new Float32Array(NOISE_TABLE);
	readonly #chance: () => number;

	constructor(chance: () => number) {
		this.#chance = chance;
		for (let index = 0; index < NOISE_TABLE; index += 2) {
			// Box and Muller: two normal numbers from two even ones.
			const radius = Math.sqrt(-2 * Math.log(1 - chance()));
			const angle = 2 * Math.PI * chance();
			this.#table[index] = radius * Math.cos(angle);
			this.#table[index + 1] = radius * Math.sin(angle);
		}
	}

	add(picture: Picture, sigma: number): void {
		const from = Math.floor(this.#chance() * NOISE_TABLE);
		for (let pixel = 0; pixel < picture.length; pixel++) {
			const noise = this.#table[(from + pixel) % NOISE_TABLE] ?? 0;
			const light = (picture[pixel] ?? 0) + noise * sigma;
			picture[pixel] = light < 0 ? 0 : light > 255 ? 255 : light;
		}
	}
}

/** The card's own directions across, down and outwards, as the camera sees them. */
function axes({ turn, pitch, yaw }: Pose): readonly [Row, Row, Row] {
	const turned = ([x, y]: readonly [number, number]): Row => {
		const [u, v] = [
			x * Math.cos(turn) - y * Math.sin(turn),
			x * Math.sin(turn) + y * Math.cos(turn)
		];
		const [y1, z1] = [v * Math.cos(pitch), v * Math.sin(pitch)];
		return [u * Math.cos(yaw) + z1 * Math.sin(yaw), y1, z1 * Math.cos(yaw) - u * Math.sin(yaw)];
	};
	const [across, down] = [turned([1, 0]), turned([0, 1])];
	return [across, down, cross(across, down)];
}

function project(
	u: number,
	v: number,
	{ module, x, y }: Pose,
	[across, down]: readonly [Row, Row]
): readonly [number, number] {
	const [px, py, pz] = [0, 1, 2].map(
		(axis) => ((across[axis] ?? 0) * u + (down[axis] ?? 0) * v) * module
	) as unknown as Row;
	const nearer = FOCAL_PX / (FOCAL_PX + pz);
	return [WIDTH / 2 + (x + px) * nearer, HEIGHT / 2 + (y + py) * nearer];
}

function boxAround(corners: readonly (readonly [number, number])[]): Box {
	const xs = corners.map(([x]) => x);
	const ys = corners.map(([, y]) => y);
	return grown(
		{
			left: Math.floor(Math.min(...xs)),
			top: Math.floor(Math.min(...ys)),
			right: Math.ceil(Math.max(...xs)),
			bottom: Math.ceil(Math.max(...ys))
		},
		1
	);
}

function grown({ left, top, right, bottom }: Box, by: number): Box {
	return {
		left: Math.max(0, left - by),
		top: Math.max(0, top - by),
		right: Math.min(WIDTH, right + by),
		bottom: Math.min(HEIGHT, bottom + by)
	};
}

function dot(a: Row, b: Row): number {
	return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Row, b: Row): Row {
	return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
