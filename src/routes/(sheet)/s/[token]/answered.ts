const PREFIX = 'haebom.answered.';

/** Whether somebody has answered by a link in this browser; told by nothing but the browser itself. */
export function hasAnswered(link: string): boolean {
	try {
		return localStorage.getItem(PREFIX + link) !== null;
	} catch {
		// A browser that keeps nothing asks again, as it should.
		return false;
	}
}

/** Remembers in this browser that somebody has answered. */
export function rememberAnswer(link: string): void {
	try {
		localStorage.setItem(PREFIX + link, '');
	} catch {
		// What cannot be kept is not missed: the answer has arrived.
	}
}
