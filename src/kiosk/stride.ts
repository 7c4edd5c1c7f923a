import { PUSH_EVENTS_MAX } from '#domain/protocol.ts';

/**
 * How many events go at once. Nobody can tell a dead line from one that is too slow for so many: after
 * silence half as many go, down to one, and twice as many each time that they get through. In memory only.
 */
export class Stride {
	events = PUSH_EVENTS_MAX;

	gotThrough(): void {
		this.events = Math.min(PUSH_EVENTS_MAX, this.events * 2);
	}

	/** Nobody answered to so many. */
	gotLost(sent: number): void {
		if (sent > 0) this.events = Math.ceil(sent / 2);
	}
}
