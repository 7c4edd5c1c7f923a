import { FAULT_KINDS, type FaultKind } from './faults.ts';
import { CHECKS, type Check } from './oracle.ts';
import type { Report } from './worker.ts';

/** What all histories together come to. */
export class Tally {
	events = 0;
	seeds = 0;
	readonly faults = Object.fromEntries(FAULT_KINDS.map((kind) => [kind, 0])) as Record<
		FaultKind,
		number
	>;
	readonly failed: Report[] = [];

	add(report: Report): void {
		this.events += report.events;
		this.seeds += 1;
		for (const kind of FAULT_KINDS) this.faults[kind] += report.faults[kind] ?? 0;
		if (report.failures.length > 0) this.failed.push(report);
	}

	/** How many failures mean this. */
	count(meaning: (typeof CHECKS)[Check]): number {
		const failures = this.failed.flatMap((report) => report.failures);
		return failures.filter(({ check }) => CHECKS[check] === meaning).length;
	}
}
