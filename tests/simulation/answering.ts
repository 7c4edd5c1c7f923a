import * as v from 'valibot';
import type { CenterId, Incarnation } from '#domain/id.ts';
import { problem, type ProblemCode } from '#domain/problem.ts';
import {
	EnrolRequest,
	PROTOCOL,
	PUSH_BYTES_MAX,
	PushRequest,
	ReconcileRequest,
	type PushAnswer
} from '#domain/protocol.ts';
import type { Device } from '#server/database/schema.ts';
import type { Store } from '#server/database/store.ts';
import { authenticate, enrol, isMeant, placeOf } from '#server/devices.ts';
import { currentEpoch } from '#server/epochs.ts';
import type { Keys } from '#server/keys.ts';
import { pull } from '#server/sync/pull.ts';
import { push } from '#server/sync/push.ts';
import { reconcile } from '#server/sync/reconcile.ts';
import type { Auditor } from './auditor.ts';

export interface Asked {
	readonly path: string;
	readonly body: string | null;
	readonly credential: string | undefined;
}

export interface Served {
	readonly status: number;
	readonly body: object;
	/** What the browser is to know the tablet by. */
	readonly credential?: string;
}

/** A promise, and whom it was given. */
export interface Promised {
	readonly incarnation: Incarnation;
	readonly center: CenterId;
	readonly answer: PushAnswer;
}

/** What surrounds an answer. */
export interface Desk {
	readonly store: Store;
	readonly keys: Keys;
	readonly auditor: Auditor;
	readonly now: number;
	readonly promise: (promised: Promised) => void;
}

/** Does what the product's routes do with a request. */
export async function answerTo(desk: Desk, { path, body, credential }: Asked): Promise<Served> {
	const { store, now } = desk;
	if (body !== null && body.length > PUSH_BYTES_MAX) return declined('too-large');
	if (path === 'devices/enrol') return enrolled(desk, body, credential);
	const known = await authenticate(store.reader, credential);
	if (known.kind === 'not-paired') return declined(known.kind);
	const { device } = known;
	if (path === 'sync/push') return pushed(desk, device, body);
	if (path === 'sync/reconcile') return reconciled(desk, device, body);
	if (!path.startsWith('sync/pull')) throw new Error(`Nobody answers at ${path}`);
	const cursor = new URLSearchParams(path.split('?')[1]).get('cursor');
	return said(await pull(desk, await currentEpoch(store.reader), device, cursor, now));
}

async function enrolled(
	{ store, now }: Desk,
	body: string | null,
	credential: string | undefined
): Promise<Served> {
	const request = v.parse(EnrolRequest, JSON.parse(body ?? ''));
	const epoch = await currentEpoch(store.reader);
	const result = await enrol(store, request, { credential, address: '192.0.2.1' }, now);
	if (result.kind !== 'enrolled') return declined(result.kind);
	const place = await placeOf(store.reader, result.device);
	const answer = { protocol: PROTOCOL, epoch, serverTime: now, ...place };
	return { ...said(answer), credential: result.credential };
}

async function pushed(
	{ store, now, auditor, promise }: Desk,
	device: Device,
	body: string | null
): Promise<Served> {
	const request = v.parse(PushRequest, JSON.parse(body ?? ''));
	if (!isMeant(device, request)) return declined('not-paired');
	const { center_id: center } = device;
	const answer = await push(store, await currentEpoch(store.reader), device, request, now);
	await auditor.pushed(store.reader, center, request, answer);
	promise({ center, incarnation: request.incarnation, answer });
	return said(answer);
}

async function reconciled(desk: Desk, device: Device, body: string | null): Promise<Served> {
	const { store, now, auditor } = desk;
	const request = v.parse(ReconcileRequest, JSON.parse(body ?? ''));
	const answer = await reconcile(desk, await currentEpoch(store.reader), device, request, now);
	await auditor.compared(store.reader, device.center_id, request, answer);
	return said(answer);
}

function said(body: object): Served {
	return { status: 200, body };
}

/** A problem document, as the product answers it. */
export function declined(code: ProblemCode): Served {
	const body = problem(code);
	return { status: body.status, body };
}
