import { OFFSET_MAX_MM, type Offset, type PresetName } from '#domain/label.ts';

const NONE: Offset = { x: 0, y: 0 };

/** What this browser remembers of how far its printer is off with these labels. */
export function keptOffset(storage: Storage | undefined, preset: PresetName): Offset {
	const [x, y] = (storage?.getItem(keyOf(preset)) ?? '').split(' ').map(Number);
	return isOffset(x) && isOffset(y) ? { x, y } : NONE;
}

/** Remembers it; nothing that no printer could need. */
export function keepOffset(storage: Storage, preset: PresetName, { x, y }: Offset): void {
	if (isOffset(x) && isOffset(y)) storage.setItem(keyOf(preset), `${x} ${y}`);
}

function keyOf(preset: PresetName): string {
	return `haebom.offset.${preset}`;
}

function isOffset(millimetres: number | undefined): millimetres is number {
	return (
		millimetres !== undefined &&
		Number.isFinite(millimetres) &&
		Math.abs(millimetres) <= OFFSET_MAX_MM
	);
}
