import { closeSync, openSync, writeSync } from 'node:fs';
import type { ClassCode } from '#domain/class-code.ts';
import type { Token } from '#domain/token.ts';
import { badgeMatrix, textMatrix } from '#domain/matrix.ts';

export const WIDTH = 1280;
export const HEIGHT = 720;
const WALL = 168;
const PAPER = 235;
const INK = 24;
const NO_COLOUR = 128;

/** A gray picture, one byte of brightness for each pixel. */
export type Picture = Uint8Array;

export interface Look {
	/** Pixels of one module of the code. */
	readonly module: number;
	/** Where its middle is, from the middle of the picture, in pixels. */
	readonly x?: number;
	readonly y?: number;
	/** Turned by so much, in radians. */
	readonly turn?: number;
}

/** What a camera sees with nobody before it. */
export function wall(): Picture {
	return new Uint8Array(WIDTH * HEIGHT).fill(WALL);
}

/** A badge, or a class's code, held before the camera. */
export function badge(digits: Token | ClassCode, look: Look): Picture {
	return paint(wall(), badgeMatrix(digits), look);
}

/** Several badges held before the camera at once, side by side. */
export function badges(tokens: readonly Token[], module: number): Picture {
	const apart = WIDTH / (tokens.length + 1);
	return tokens.reduce((picture, token, index) => {
		const x = (index + 1) * apart - WIDTH / 2;
		return paint(picture, badgeMatrix(token), { module, x, turn: index / 3 });
	}, wall());
}

/** Any other QR code held before the camera. */
export function poster(text: string, look: Look): Picture {
	return paint(wall(), textMatrix(text), look);
}

/** The same picture in a phone's night mode: light is dark and dark is light. */
export function inverted(picture: Picture): Picture {
	return picture.map((light) => 255 - light);
}

/** Paints a code with its white border into a picture, turned about its middle. */
export function paint(
	picture: Picture,
	matrix: readonly (readonly boolean[])[],
	look: Look
): Picture {
	const { module, x = 0, y = 0, turn = 0 } = look;
	const half = (matrix.length * module) / 2;
	const reach = Math.ceil(half * Math.SQRT2);
	const [sin, cos] = [Math.sin(turn), Math.cos(turn)];
	const [midX, midY] = [WIDTH / 2 + x, HEIGHT / 2 + y];
	for (let dy = -reach; dy <= reach; dy++) {
		for (let dx = -reach; dx <= reach; dx++) {
			const u = dx * cos + dy * sin;
			const v = dy * cos - dx * sin;
			const [px, py] = [Math.round(midX + dx), Math.round(midY + dy)];
			const inside = Math.abs(u) < half && Math.abs(v) < half;
			if (!inside || px < 0 || py < 0 || px >= WIDTH || py >= HEIGHT) continue;
			const column = Math.floor((u + half) / module);
			const row = Math.floor((v + half) / module);
			picture[py * WIDTH + px] = matrix[row]?.[column] ? INK : PAPER;
		}
	}
	return picture;
}

/** Writes pictures as a stream that Chromium shows instead of a camera, over and over. */
export function writeY4m(path: string, pictures: Iterable<Picture>, fps: number): void {
	const file = openSync(path, 'w');
	writeSync(file, `YUV4MPEG2 W${WIDTH} H${HEIGHT} F${fps}:1 Ip A1:1 C420jpeg\n`);
	const colour = Buffer.alloc((WIDTH * HEIGHT) / 2, NO_COLOUR);
	for (const picture of pictures) {
		writeSync(file, 'FRAME\n');
		writeSync(file, picture);
		writeSync(file, colour);
	}
	closeSync(file);
}
