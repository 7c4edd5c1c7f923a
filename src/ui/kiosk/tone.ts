/** What a scan came to, as everybody in the queue sees it. */
export type Tone = 'arrival' | 'departure' | 'attention' | 'failure' | 'waiting';

/** The outline of each tone's symbol, so that no tone is known by its colour alone. */
export const OUTLINES: Readonly<Record<Tone, string>> = {
	arrival: 'M32 3a29 29 0 1 1 0 58 29 29 0 1 1 0-58Z',
	departure: 'M14 5h36a9 9 0 0 1 9 9v36a9 9 0 0 1-9 9H14a9 9 0 0 1-9-9V14a9 9 0 0 1 9-9Z',
	attention:
		'M28 5a5.500 5.500 0 0 1 8 0l23 23a5.500 5.500 0 0 1 0 8L36 59a5.500 5.500 0 0 1-8 0L5 36a5.500 5.500 0 0 1 0-8Z',
	failure: 'M20 4h24l16 16v24L44 60H20L4 44V20Z',
	waiting: 'M32 3a29 29 0 0 1 29 29M32 61A29 29 0 0 1 3 32'
};
