import type { BrowserContext, Request } from 'playwright';

const LINES_MAX = 40;

/** What the pages and the worker of one browser said and asked for, for whoever wonders why a door does not open. */
export class Testimony {
	readonly #lines: string[] = [];
	readonly #asked = new Set<Request>();

	/** Hears a browser from now on. */
	hear(context: BrowserContext): void {
		context.on('console', (message) => this.#say(`${message.type()}: ${message.text()}`));
		context.on('weberror', (error) => this.#say(`thrown: ${String(error.error())}`));
		context.on('request', (request) => this.#asked.add(request));
		context.on('requestfinished', (request) => this.#asked.delete(request));
		context.on('requestfailed', (request) => {
			this.#asked.delete(request);
			this.#say(`failed: ${request.url()}, ${request.failure()?.errorText}`);
		});
	}

	/** The last lines of what was said. */
	get lines(): readonly string[] {
		return [...this.#lines];
	}

	/** The addresses that nobody has answered yet. */
	get unanswered(): readonly string[] {
		return [...this.#asked].map((request) => request.url());
	}

	#say(line: string): void {
		this.#lines.push(line);
		if (this.#lines.length > LINES_MAX) this.#lines.shift();
	}
}
