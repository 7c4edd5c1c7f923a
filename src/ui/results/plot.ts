/** The paper of every plot, in units of its own; what is around it is for the numbers at the axes. */
export const PLOT = { width: 640, height: 300, left: 52, right: 12, top: 12, bottom: 34 } as const;

/** Into so many steps the whole is marked. */
const STEPS = 10;

/** How shares are laid out on a plot, from its foot to its head. */
export interface ShareScale {
	/** How far from the top of the paper. */
	at(share: number): number;
	readonly ticks: readonly number[];
}

/** A scale on which some shares have room, between whole tenths: it never ends within them. */
export function scaleOf(shares: readonly number[]): ShareScale {
	const low = Math.min(STEPS - 1, ...shares.map((share) => Math.floor(share * STEPS)));
	const high = Math.max(low + 1, ...shares.map((share) => Math.ceil(share * STEPS)));
	const room = PLOT.height - PLOT.top - PLOT.bottom;
	return {
		at: (share) => PLOT.top + (room * (high - share * STEPS)) / (high - low),
		ticks: Array.from({ length: high - low + 1 }, (_, step) => (low + step) / STEPS)
	};
}
