/** What goes wrong on the way between a tablet and the center, by how often at its worst. */
const ON_THE_WAY = {
	'request lost': 0.2,
	'answer lost': 0.2,
	'delivered twice': 0.15,
	'delayed for hours': 0.08,
	'body cut off': 0.1,
	'captive portal': 0.1,
	'server busy': 0.1,
	'too many requests': 0.1,
	'too large': 0.1
} as const;

const AT_THE_SERVER = {
	'server killed before it begins': 0.03,
	'server killed in the middle': 0.03,
	'server killed before the commit': 0.03,
	'server killed before the answer': 0.03,
	'server disk full': 0.05,
	'server database locked': 0.05
} as const;

const AT_THE_TABLET = {
	'tablet killed while it records': 0.02,
	'tablet killed before it shows green': 0.02,
	'tablet killed before it settles': 0.04,
	'tablet killed after it settled': 0.04,
	'tablet killed in the middle of news': 0.02,
	'tablet disk full': 0.03,
	'two windows at once': 0.3,
	'clock jumps': 0.05,
	'clock wrong by years': 0.01,
	'event of a later build': 0.2,
	'event that cannot be read': 0.2,
	'directives not understood': 0.2,
	flood: 0.02
} as const;

/** What people do; each at most a few times in a history. */
const BY_PEOPLE = {
	'server restored from a backup': 0.06,
	'server restored by hand': 0.06,
	'tablet cloned': 0.04,
	'tablet restored to an older image': 0.04,
	'tablet taken out of service': 0.03,
	'credential lost': 0.1,
	'paired anew': 0.06,
	'weeks go by at a tablet': 0.08,
	'file handed over': 0.05,
	'file handed over twice': 0.05,
	'gone over to the other center': 0.02,
	'cookie newer than the disk': 0.4
} as const;

const WORST = { ...ON_THE_WAY, ...AT_THE_SERVER, ...AT_THE_TABLET, ...BY_PEOPLE };
export type FaultKind = keyof typeof WORST;
export const FAULT_KINDS = Object.keys(WORST) as FaultKind[];

/** How many kinds a history has at the most: with all of them at once hardly anything would ever happen. */
const SHARE = 0.5;

/** The faults of one history: which kinds, how often, and how often they came to pass. */
export class Faults {
	readonly counts = new Map<FaultKind, number>();
	readonly #chance: () => number;
	readonly #often: ReadonlyMap<FaultKind, number>;
	#healed = false;

	/** Of all kinds some are drawn; of those that are named, all. */
	constructor(chance: () => number, only: readonly FaultKind[] | null) {
		this.#chance = chance;
		const drawn = FAULT_KINDS.map((kind) => {
			const isDrawn = chance() < SHARE;
			const often = WORST[kind] * (0.3 + 0.7 * chance());
			return [kind, (only?.includes(kind) ?? isDrawn) ? often : 0] as const;
		});
		this.#often = new Map(drawn.filter(([, often]) => often > 0));
	}

	/** Whether a history has this kind at all. */
	has(kind: FaultKind): boolean {
		return this.#often.has(kind);
	}

	/** All that a history has, whether it came to pass or not. */
	get kinds(): FaultKind[] {
		return [...this.#often.keys()];
	}

	/** Whether it happens now; then it is counted. */
	strikes(kind: FaultKind): boolean {
		const often = this.#often.get(kind);
		if (often === undefined || this.#healed || this.#chance() >= often) return false;
		this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
		return true;
	}

	/** From now on nothing goes wrong any more. */
	heal(): void {
		this.#healed = true;
	}
}
