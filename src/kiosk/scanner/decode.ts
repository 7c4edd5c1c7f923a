import {
	BINARIZERS,
	CHARACTER_SETS,
	defaultReaderOptions,
	EAN_ADD_ON_SYMBOLS,
	encodeFormats,
	prepareZXingModule,
	TEXT_MODES,
	type ZXingReaderModule,
	type ZXingReaderOptions
} from 'zxing-wasm/reader';

/** In these the brightness of every pixel comes first and by itself, which is all a QR code needs. */
const LUMA_FIRST: ReadonlySet<string | null> = new Set(['I420', 'I420A', 'I422', 'I444', 'NV12']);
/** A table full of badges; more than this in one picture is not a badge. */
const CODES_MAX = 16;

/**
 * Light codes on dark, as a phone's night mode shows them, are looked for in every so many frames only:
 * it takes as long again, in frames that show nothing as well.
 */
const INVERTED_EVERY_FRAMES = 4;

/** So many points of a frame tell whether there is anything on it. */
const POINTS = 400;

/** Reads QR codes from camera frames. Lives in a worker; gives texts away and keeps no picture. */
export class Decoder {
	readonly #zxing: ZXingReaderModule;
	readonly #options: ZXingReaderOptions;
	#frames = 0;
	/** Room in the decoder's memory that frames are copied to, and its size in bytes. */
	#room = { at: 0, size: 0 };
	#canvas: OffscreenCanvasRenderingContext2D | null = null;
	#brightest = 0;

	private constructor(zxing: ZXingReaderModule) {
		this.#zxing = zxing;
		this.#options = {
			...defaultReaderOptions,
			// Not `QRCode`: that would also take Micro QR, which finds codes where there are none.
			formats: encodeFormats(['QRCodeModel2']),
			binarizer: BINARIZERS.indexOf('LocalAverage'),
			// Half the size is read where a badge is out of focus; a third, as it comes, is too coarse for that.
			downscaleFactor: 2,
			eanAddOnSymbol: EAN_ADD_ON_SYMBOLS.indexOf('Ignore'),
			textMode: TEXT_MODES.indexOf('Plain'),
			characterSet: CHARACTER_SETS.indexOf('Unknown'),
			maxNumberOfSymbols: CODES_MAX
		};
	}

	/** Loads the decoder from an address of ours; by itself it would ask a CDN. */
	static async load(wasmUrl: string): Promise<Decoder> {
		const zxing = await prepareZXingModule({
			overrides: { locateFile: () => wasmUrl },
			fireImmediately: true
		});
		return new Decoder(zxing);
	}

	/** Of some points of the frame read last, 0 to 255. */
	get brightest(): number {
		return this.#brightest;
	}

	/** The texts of all QR codes in a frame. Does not close the frame. */
	async read(frame: VideoFrame): Promise<string[]> {
		const { width, height } = frame.visibleRect ?? { width: 0, height: 0 };
		if (width === 0 || height === 0) return [];
		if (LUMA_FIRST.has(frame.format)) {
			const room = this.#reserve(frame.allocationSize());
			await frame.copyTo(this.#zxing.HEAPU8.subarray(room, room + this.#room.size));
		} else {
			this.#copyLuma(frame, width, height);
		}
		this.#brightest = this.#peak(width * height);
		return this.#decode(width, height);
	}

	/** Cameras that hand out colours, or keep the frame on the graphics card: by way of a canvas. */
	#copyLuma(frame: VideoFrame, width: number, height: number): void {
		this.#canvas ??= new OffscreenCanvas(width, height).getContext('2d', {
			willReadFrequently: true
		});
		if (!this.#canvas) throw new Error('No canvas to read a frame from');
		Object.assign(this.#canvas.canvas, { width, height });
		this.#canvas.drawImage(frame, 0, 0, width, height);
		const { data } = this.#canvas.getImageData(0, 0, width, height);
		const room = this.#reserve(width * height);
		const luma = this.#zxing.HEAPU8.subarray(room, room + width * height);
		for (let pixel = 0, at = 0; pixel < luma.length; pixel++, at += 4) {
			// ITU-R BT.601 in 1024ths.
			luma[pixel] =
				(306 * (data[at] ?? 0) + 601 * (data[at + 1] ?? 0) + 117 * (data[at + 2] ?? 0)) >> 10;
		}
	}

	#peak(pixels: number): number {
		const luma = this.#zxing.HEAPU8.subarray(this.#room.at, this.#room.at + pixels);
		const step = Math.max(1, Math.floor(pixels / POINTS));
		let peak = 0;
		for (let at = 0; at < luma.length; at += step) peak = Math.max(peak, luma[at] ?? 0);
		return peak;
	}

	#reserve(size: number): number {
		if (this.#room.size < size) {
			if (this.#room.at) this.#zxing._free(this.#room.at);
			this.#room = { at: this.#zxing._malloc(size), size };
			if (!this.#room.at) throw new Error(`No room for a frame of ${size} bytes`);
		}
		return this.#room.at;
	}

	#decode(width: number, height: number): string[] {
		const found = this.#zxing.readBarcodesFromPixmap(this.#room.at, width, height, {
			...this.#options,
			tryInvert: this.#frames++ % INVERTED_EVERY_FRAMES === 0
		});
		try {
			return Array.from(
				{ length: found.size() },
				(_, index) => found.get(index)?.text ?? ''
			).filter(Boolean);
		} finally {
			// It lies in the decoder's own memory, which no garbage collector sees.
			(found as { delete?: () => void }).delete?.();
		}
	}
}
