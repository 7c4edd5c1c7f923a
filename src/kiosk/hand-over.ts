import { writeHandOver } from '#domain/hand-over.ts';
import { NotPaired, type Journal } from '#kiosk/journal.ts';

/** Everything the tablet owes, as a file for the center. Nothing is deleted: it is still sent as always. */
export async function handOver(journal: Journal, madeAt: number): Promise<File> {
	const [identity, events] = await Promise.all([journal.identity(), journal.allOwed()]);
	if (!identity) throw new NotPaired();
	const text = writeHandOver({
		center: identity.center.id,
		device: identity.device.id,
		madeAt,
		events
	});
	const day = new Date(madeAt).toISOString().slice(0, 10);
	return new File([text], `haebom-${day}-${identity.device.id.slice(0, 8)}.json`, {
		type: 'application/json'
	});
}

/** Has the browser put a file where it puts what is downloaded. */
export function download(file: File): void {
	const address = URL.createObjectURL(file);
	const link = document.createElement('a');
	link.href = address;
	link.download = file.name;
	link.click();
	URL.revokeObjectURL(address);
}
