import type { Day } from '#domain/day.ts';
import type { SessionId } from '#domain/id.ts';

/** A session as a calendar shows it, its times already those of the center's clock. */
export interface Entry {
	readonly id: SessionId;
	readonly day: Day;
	readonly time: string;
	readonly program: string;
	readonly siteName: string;
	readonly cancelled: boolean;
	readonly enrolled: number;
	readonly capacity: number | null;
}
