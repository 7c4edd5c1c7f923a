/** Where this is not answered as it should be (an older server, not paired), it is tried again after so long. */
const AGAIN_MS = 60_000;

/** The server's word that there may be news; nothing but a reason to ask sooner than the timer would. */
export interface Doorbell {
	/** Calls back with every ring until the returned function is called. Never fails, never complains. */
	listen(rung: () => void): () => void;
}

/** Listens to server-sent events. The browser itself comes back after the network has been away. */
export function httpDoorbell(): Doorbell {
	return {
		listen(rung) {
			let source: EventSource;
			let again: ReturnType<typeof setTimeout> | undefined;
			const open = () => {
				source = new EventSource('/api/v1/sync/bell');
				source.onmessage = rung;
				source.onerror = () => {
					if (source.readyState === EventSource.CLOSED) again = setTimeout(open, AGAIN_MS);
				};
			};
			open();
			return () => {
				clearTimeout(again);
				source.close();
			};
		}
	};
}
