import type { Html5Qrcode } from 'html5-qrcode';
import type { Order, Report } from '#kiosk/scanner/decoder.worker.ts';

export type Reader = 'ours' | 'theirs';

interface PhotoReading {
	readonly texts: readonly string[];
	readonly ms: number;
}

declare global {
	interface Window {
		readers: Readonly<Record<Reader, (url: string) => Promise<PhotoReading>>>;
		__Html5QrcodeLibrary__: {
			readonly Html5Qrcode: typeof Html5Qrcode;
			readonly Html5QrcodeSupportedFormats: { readonly QR_CODE: number };
		};
	}
}

export const PHOTO_PAGE = `<!doctype html>
<title>Photos</title>
<div id="reader"></div>
<script src="/html5-qrcode/html5-qrcode.min.js"></script>`;

/** Runs in the page: starts both decoders, and leaves two functions that read the photo at an address. */
export async function installReaders(files: { worker: string; wasm: string }): Promise<void> {
	const worker = new Worker(`/kiosk/${files.worker}`, { type: 'module' });
	const send = (order: Order, transfer: Transferable[] = []) => worker.postMessage(order, transfer);
	/** Resolves with the texts that were seen when the worker is done with an order. */
	const done = () =>
		new Promise<readonly string[]>((resolve, reject) => {
			let texts: readonly string[] = [];
			worker.onmessage = ({ data }: MessageEvent<Report>) => {
				if (data.kind === 'seen') texts = data.texts;
				else if (data.kind === 'failed') reject(new Error(data.reason));
				else if (data.kind !== 'glanced') resolve(texts);
			};
		});
	send({ kind: 'load', wasmUrl: `/kiosk/${files.wasm}` });
	await done();

	const { Html5Qrcode, Html5QrcodeSupportedFormats } = window.__Html5QrcodeLibrary__;
	const library = new Html5Qrcode('reader', {
		formatsToSupport: [Html5QrcodeSupportedFormats.QR_CODE],
		useBarCodeDetectorIfSupported: false,
		verbose: false
	}) as unknown as {
		/** A private field: its decoder without what it does to files, which only costs it time. */
		readonly qrcode: { decodeAsync(canvas: HTMLCanvasElement): Promise<{ readonly text: string }> };
	};

	window.readers = {
		async ours(url) {
			const frame = await asCameraFrame(await drawn(url));
			const from = performance.now();
			const reading = done();
			send({ kind: 'look', frame }, [frame]);
			return { texts: await reading, ms: performance.now() - from };
		},
		async theirs(url) {
			const canvas = await drawn(url);
			const from = performance.now();
			const texts = await library.qrcode.decodeAsync(canvas).then(
				({ text }) => [text],
				() => []
			);
			return { texts, ms: performance.now() - from };
		}
	};

	async function drawn(url: string): Promise<HTMLCanvasElement> {
		const bitmap = await createImageBitmap(await (await fetch(url)).blob());
		const canvas = document.createElement('canvas');
		Object.assign(canvas, { width: bitmap.width, height: bitmap.height });
		const context = canvas.getContext('2d', { willReadFrequently: true });
		if (!context) throw new Error('No canvas');
		context.fillStyle = 'white';
		context.fillRect(0, 0, canvas.width, canvas.height);
		context.drawImage(bitmap, 0, 0);
		return canvas;
	}

	/** Brightness first, as a camera's frames have it; ITU-R BT.601. */
	async function asCameraFrame(canvas: HTMLCanvasElement): Promise<VideoFrame> {
		const { width, height } = canvas;
		const data = canvas.getContext('2d')?.getImageData(0, 0, width, height).data;
		if (!data) throw new Error('No canvas');
		const chroma = Math.ceil(width / 2) * Math.ceil(height / 2);
		const planes = new Uint8Array(width * height + 2 * chroma).fill(128);
		for (let pixel = 0; pixel < width * height; pixel++) {
			const [red = 0, green = 0, blue = 0] = data.subarray(4 * pixel, 4 * pixel + 3);
			planes[pixel] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
		}
		return new VideoFrame(planes, {
			format: 'I420',
			codedWidth: width,
			codedHeight: height,
			timestamp: 0
		});
	}
}
