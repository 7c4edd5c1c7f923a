const DATABASE = 'haebom-leaf';
const STORE = 'blank';
/** Chromium begins a new log when 4 MiB are in the old one. Larger values would become files of their own. */
const LINES = 80;
const LINE_BYTES = 60_000;

/**
 * Turns over a leaf of the log in which the browser keeps all databases of this tablet. Chromium reads a log whose
 * last record was cut off by a power cut, and goes on writing behind it; at the start after that it takes
 * the log for damaged, and deletes every record that the tablet has. So a log that may be torn is
 * left behind at every start: a tenth of a second, after which nothing of it is read any more.
 */
export async function turnLeaf(databases: IDBFactory): Promise<void> {
	const opening = databases.open(DATABASE, 1);
	opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
	const database = await answered(opening);
	try {
		const blank = new Uint8Array(LINE_BYTES);
		await change(database, (store) => {
			for (let line = 0; line < LINES; line++) store.put(blank, line);
		});
		await change(database, (store) => store.clear());
	} finally {
		database.close();
	}
}

function answered<Result>(request: IDBRequest<Result>): Promise<Result> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error);
	});
}

/** Resolves when it is done. Nobody needs what is written, so it may be flushed whenever it suits. */
function change(database: IDBDatabase, work: (store: IDBObjectStore) => void): Promise<void> {
	return new Promise((resolve, reject) => {
		const transaction = database.transaction(STORE, 'readwrite', { durability: 'relaxed' });
		transaction.oncomplete = () => resolve();
		transaction.onabort = () => reject(transaction.error);
		work(transaction.objectStore(STORE));
	});
}
