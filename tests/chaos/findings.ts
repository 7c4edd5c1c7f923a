import type { RunningServer } from '../stage/server.ts';
import type { History } from './history.ts';
import type { Tablet } from './tablet.ts';

const SERVER_LINES = 10;
/** A door that does not open today will not open the next time, and its disk is large. */
const LOOKS_MAX = 4;

/** What did not come within its limit, each with all that could be seen at that moment. */
export class Findings {
	readonly stuck: string[] = [];
	/** There is no point in going on. */
	hopeless = false;
	readonly #history: History;
	readonly #server: Pick<RunningServer, 'output'>;

	constructor(history: History, server: Pick<RunningServer, 'output'>) {
		this.#history = history;
		this.#server = server;
	}

	/** Looks at a tablet, before it is ended, of which something was awaited that did not come. */
	async look(tablet: Pick<Tablet, 'name' | 'look'>, what: string): Promise<void> {
		const finding = `${tablet.name}, ${what}`;
		this.stuck.push(finding);
		const count = this.stuck.length;
		const sight =
			count <= LOOKS_MAX ? await tablet.look(this.#history.folder(`stuck-${count}`)) : {};
		const server = this.#server.output().trim().split('\n').slice(-SERVER_LINES);
		this.#history.note('stuck', { finding, ...sight, server });
	}

	/** Something else than a tablet did not come, and nothing can come after it. */
	despair(finding: string): void {
		this.hopeless = true;
		this.stuck.push(finding);
		this.#history.note('stuck', { finding, server: this.#server.output() });
	}
}
